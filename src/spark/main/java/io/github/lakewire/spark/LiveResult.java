package io.github.lakewire.spark;

import io.github.lakewire.jdbc.PartitionedQuery;
import io.github.lakewire.jdbc.ResultPartitions;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A result that is open on the server, with the session that it belongs to. It is closed at the
 * latest when nothing refers to its {@linkplain #owner owner} any more. Thread-safe.
 */
final class LiveResult {
  private static final Cleaner CLEANER =
      Cleaner.create(
          task -> {
            Thread thread = new Thread(task, "lakewire-closes-results");
            thread.setDaemon(true);
            return thread;
          });

  private final Connection connection;
  private final ResultPartitions partitions;
  private final ExecutionWatch watch;
  private final WeakReference<Object> reader;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable LinkCoordinator coordinator;

  /** Whoever can read the result refers to it. */
  static final class Owner {
    private final LiveResult result;

    private Owner(LiveResult result) {
      this.result = result;
    }

    @Override
    public String toString() {
      return "owner of the result of query " + result.partitions.queryId();
    }
  }

  private LiveResult(
      Connection connection, ResultPartitions partitions, ExecutionWatch watch, Object reader) {
    this.connection = connection;
    this.partitions = partitions;
    this.watch = watch;
    this.reader = new WeakReference<>(reader);
  }

  /**
   * Runs a query in a session of its own.
   *
   * @param reader what Spark's plans hold, to find out which executions read the result; not kept
   * @throws SQLException as the driver does; also when the application ends meanwhile
   */
  static LiveResult run(
      ConnectionSettings settings, String zone, String sql, long partitionBytes, Object reader)
      throws SQLException {
    ExecutionWatch watch = ExecutionWatch.current();
    Connection connection = settings.open(zone);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      ResultPartitions partitions;
      try (ExecutionWatch.Running running = watch.running(statement)) {
        partitions =
            statement.unwrap(PartitionedQuery.class).executePartitions(sql, partitionBytes);
      }
      LiveResult result = new LiveResult(connection, partitions, watch, reader);
      watch.opened(result);
      return result;
    } catch (SQLException | RuntimeException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  ResultPartitions partitions() {
    return partitions;
  }

  /** Makes the owner; there is one. */
  Owner owner() {
    Owner owner = new Owner(this);
    CLEANER.register(owner, this::close);
    return owner;
  }

  /** Lets executors renew links through Spark's driver. */
  LinkRoute renewedByCoordinator() throws SQLException {
    LinkCoordinator current = LinkCoordinator.current();
    LinkRoute route = current.register(partitions);
    coordinator = current;
    return route;
  }

  /** Whether a plan reads it through this object. */
  boolean isReadBy(Object batch) {
    return reader.get() == batch;
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Closes the result and its session. May be repeated. */
  void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    watch.closed(this);
    LinkCoordinator renewing = coordinator;
    if (renewing != null) {
      renewing.forget(partitions);
    }
    partitions.close();
    closeQuietly(connection);
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // The server closes the session by itself when it has been idle.
      System.getLogger(LiveResult.class.getName())
          .log(System.Logger.Level.DEBUG, "A session was not closed", e);
    }
  }

  @Override
  public String toString() {
    return "result of query " + partitions.queryId();
  }
}
