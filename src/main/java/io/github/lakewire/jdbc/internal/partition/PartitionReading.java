package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.internal.auth.Authorizations;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.cursor.ResultForm;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPool;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpTransport;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.resultset.ResultSetOwner;
import io.github.lakewire.jdbc.internal.session.SessionExecutor;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.lang.ref.WeakReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What reading one partition has of its own: HTTP clients, threads, arrays. It ends with the result
 * set, and with the driver.
 */
final class PartitionReading implements ResultSetOwner {
  /** How long arrays are kept for the next batch. */
  private static final Duration SPARE_KEPT = Duration.ofSeconds(5);

  private final LakewirePartition partition;
  private final HttpTransport transport;
  private final SessionExecutor executor;
  private final SessionBufferPool spare;
  private final AtomicBoolean ended = new AtomicBoolean();

  private PartitionReading(
      LakewirePartition partition, HttpTransport transport, ConnectionConfig.Fetch fetch) {
    this.partition = partition;
    this.transport = transport;
    this.executor = new SessionExecutor("partition-" + partition.queryId());
    this.spare = new SessionBufferPool(fetch.memory(), task -> executor.once(SPARE_KEPT, task));
  }

  /** Opens the rows of a partition. */
  static ResultSet open(LakewirePartition partition, LinkSource links, Properties properties)
      throws SQLException {
    try {
      ConnectionConfig config = WorkerConfig.of(partition.origin(), properties);
      LinkRenewal renewal =
          links instanceof WorkspaceLinks direct
              ? direct.of(partition.origin())
              : LinkRenewal.of(links, partition.queryId());
      HttpTransport transport =
          HttpTransport.forFiles(config, Authorizations.of(config), partition.origin().local());
      return new PartitionReading(partition, transport, config.fetch()).open(config, renewal);
    } catch (DriverException | ConfigException e) {
      throw SqlExceptions.atConnect(e);
    }
  }

  private ResultSet open(ConnectionConfig config, LinkRenewal renewal) throws DriverException {
    boolean done = false;
    try {
      ResultForm form = partition.origin().form();
      CallTimeouts timeouts = new CallTimeouts(config.limits().socket(), Deadline.none());
      FetchResources resources =
          new FetchResources(
              executor, config.fetch().downloadThreads(), config.fetch().memory(), spare);
      RowCursor cursor =
          form.cursor(
              new PartitionPages(partition.rows(), renewal, this::end),
              () -> transport.downloader(partition.queryId(), () -> timeouts),
              resources);
      endWithDriver(new WeakReference<>(cursor));
      done = true;
      return new LakewireResultSet(this, form.schema(), cursor, 0, 0);
    } finally {
      if (!done) {
        end();
      }
    }
  }

  /** A result set that was forgotten is not held. */
  private void endWithDriver(WeakReference<RowCursor> cursor) {
    transport.endsWithDriver(
        () -> {
          RowCursor reached = cursor.get();
          if (reached != null) {
            reached.close();
          }
        });
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      spare.close();
      executor.close();
      transport.close();
    }
  }

  @Override
  public @Nullable Statement statement() {
    return null;
  }

  @Override
  public @Nullable String queryId() {
    return partition.queryId();
  }

  @Override
  public @Nullable ZoneId zoneOfTexts() {
    return partition.origin().zone();
  }

  @Override
  public SQLException closed(@Nullable Throwable met) {
    return SqlExceptions.closed("result set", met);
  }

  /** What the program's own source of links has thrown comes out as it is. */
  @Override
  public SQLException failed(Throwable met) {
    DriverException failure = DriverException.of(met);
    return failure.getCause() instanceof SQLException given
        ? given
        : SqlExceptions.from(
            failure.inQuery(partition.queryId()).inExecution(ExecutionOutcome.EXECUTED, false));
  }

  /** Threads and connections are of no more use, even where nobody closes the result set. */
  @Override
  public void rowsEnded() {
    end();
  }

  /** It has closed the cursor, which ends the reading. */
  @Override
  public void resultSetClosed(LakewireResultSet resultSet) {}
}
