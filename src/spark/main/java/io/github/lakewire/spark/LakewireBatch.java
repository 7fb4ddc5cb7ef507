package io.github.lakewire.spark;

import io.github.lakewire.jdbc.ResultPartition;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statement of a scan when Spark first wants its partitions, which a mere {@code explain}
 * does not, and gives the same partitions from then on, so that all that Spark makes of one plan
 * sees one result: adaptive plans, retries, a second action on the same {@code Dataset}, a cached
 * one whose blocks are lost.
 *
 * <p>The result is open as long as Spark's driver can still read it: while this batch or one of its
 * partitions is reachable, from a plan, an RDD or a cached {@code Dataset}. Afterwards the garbage
 * collector finds that out, and the result is closed. It is closed earlier
 *
 * <ul>
 *   <li>when an action that reads it fails or is cancelled, unless it reads a cached {@code
 *       Dataset},
 *   <li>when the application ends.
 * </ul>
 *
 * <p>While it is open it keeps a warehouse running, until {@code keepAliveLimit} (a connection
 * property, one hour when absent) has passed since links were last renewed. After that, and after
 * it was closed, partitions can be read as long as their links live; then reading fails, and the
 * {@code Dataset} must be made anew.
 */
final class LakewireBatch implements Batch {
  private final LakewireTable table;
  private final String zone;
  private final String sql;
  private final StructType schema;

  // Not a monitor: a query may take hours, and a thread that waits for it can be interrupted.
  private final Lock lock = new ReentrantLock();
  private volatile @Nullable Planned planned;

  /** The partitions; they and the result keep the owner, whose end closes the result. */
  private record Planned(LiveResult.Owner owner, LiveResult result, InputPartition[] partitions) {}

  LakewireBatch(LakewireTable table, String zone, String sql, StructType schema) {
    this.table = table;
    this.zone = zone;
    this.sql = sql;
    this.schema = schema;
  }

  /**
   * Returns the partitions, for which the query runs the first time.
   *
   * @throws SourceException when the query fails; the statement is cancelled when the thread is
   *     interrupted
   */
  @Override
  public InputPartition[] planInputPartitions() {
    Planned known = planned;
    if (known == null || known.result().isClosed()) {
      known = plan();
    }
    return known.partitions().clone();
  }

  private Planned plan() {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(
          "Interrupted", new SQLException("Interrupted while the query ran", "57014", e));
    }
    try {
      Planned known = planned;
      if (known == null || known.result().isClosed()) {
        known = run();
        planned = known;
      }
      return known;
    } catch (SQLException e) {
      throw new SourceException("The query for " + table.name() + " failed", e);
    } finally {
      lock.unlock();
    }
  }

  private Planned run() throws SQLException {
    SourceOptions options = table.options();
    LiveResult result =
        LiveResult.run(options.connection(), zone, sql, options.partitionBytes(), this);
    try {
      LinkRoute links = links(options, result);
      Map<String, String> properties = options.connection().forExecutors(zone);
      LiveResult.Owner owner = result.owner();
      List<ResultPartition> parts = result.partitions().partitions();
      InputPartition[] partitions = new InputPartition[parts.size()];
      for (int i = 0; i < partitions.length; i++) {
        partitions[i] = new LakewireInputPartition(parts.get(i), schema, properties, links, owner);
      }
      table
          .sizes()
          .put(
              sql,
              new KnownSizes.Size(result.partitions().bytes(), result.partitions().rowCount()));
      return new Planned(owner, result, partitions);
    } catch (SQLException | RuntimeException e) {
      result.close();
      throw e;
    }
  }

  private static LinkRoute links(SourceOptions options, LiveResult result) throws SQLException {
    return switch (options.linkRenewal()) {
      case COORDINATOR -> result.renewedByCoordinator();
      case WORKSPACE ->
          new LinkRoute.Workspace(
              options.connection().urlWithoutSecrets(), options.connection().withoutSecrets());
      case NONE -> new LinkRoute.None();
    };
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new LakewireReaderFactory();
  }

  /** The same statement to the same server: Spark then reads it once, also in a self-join. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LakewireBatch that
        && sql.equals(that.sql)
        && zone.equals(that.zone)
        && schema.equals(that.schema)
        && table.options().equals(that.table.options());
  }

  @Override
  public int hashCode() {
    return sql.hashCode();
  }

  @Override
  public String toString() {
    return sql;
  }
}
