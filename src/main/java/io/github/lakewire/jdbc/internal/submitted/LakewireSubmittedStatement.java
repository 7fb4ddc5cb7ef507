package io.github.lakewire.jdbc.internal.submitted;

import io.github.lakewire.jdbc.ResultPartitions;
import io.github.lakewire.jdbc.StatementId;
import io.github.lakewire.jdbc.SubmittedStatement;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.partition.OpenPartitions;
import io.github.lakewire.jdbc.internal.partition.ResultContext;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.session.SubmittedOperation;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A statement that goes on on the server, seen from one connection. */
public final class LakewireSubmittedStatement implements SubmittedStatement {
  private final ResultContext context;
  private final Session session;
  private final SubmittedOperation operation;
  private final Duration timeout;
  private final @Nullable ZoneId zone;
  private final boolean submittedHere;

  private LakewireSubmittedStatement(
      ResultContext context,
      Session session,
      SubmittedOperation operation,
      Duration timeout,
      @Nullable ZoneId zone,
      boolean submittedHere) {
    this.zone = zone;
    this.submittedHere = submittedHere;
    this.context = context;
    this.session = session;
    this.operation = operation;
    this.timeout = timeout;
  }

  /**
   * A statement that this connection has submitted.
   *
   * @param timeout of what waits for rows; zero is none
   */
  public static SubmittedStatement of(
      ResultContext context,
      Session session,
      OperationHandle handle,
      ExpectedOutcome expected,
      Duration timeout) {
    return new LakewireSubmittedStatement(
        context,
        session,
        session.submitted(handle, expected),
        timeout,
        context.zoneOfTexts(),
        true);
  }

  /** Attaches to a statement of the same workspace. */
  public static SubmittedStatement attach(ResultContext context, StatementId id)
      throws SQLException {
    Session session = context.session();
    StatementIdText text = ErrorBoundary.within(() -> StatementIdText.of(id));
    requireDatabricks(session);
    if (!text.host().equalsIgnoreCase(session.config().endpoint().host())) {
      throw SqlExceptions.invalidArgument(
          "The statement was submitted to "
              + text.host()
              + ", and this connection is to "
              + session.config().endpoint().host());
    }
    return new LakewireSubmittedStatement(
        context,
        session,
        session.submitted(text.handle(), text.expected()),
        Duration.ZERO,
        text.zone(),
        false);
  }

  /** Refuses servers whose operations belong to one session, or whose pages have no numbers. */
  public static void requireDatabricks(Session session) throws SQLException {
    if (!session.capabilities().databricks()) {
      throw SqlExceptions.notSupported("Submitting statements to a server that is not Databricks");
    }
  }

  @Override
  public StatementId id() {
    return new StatementIdText(
            operation.handle(), session.config().endpoint().host(), operation.expected(), zone)
        .toId();
  }

  @Override
  public String queryId() {
    return operation.handle().id();
  }

  @Override
  public boolean await(Duration atMost) throws SQLException {
    if (atMost.isNegative()) {
      throw SqlExceptions.invalidArgument("The time to wait must not be negative: " + atMost);
    }
    try {
      return operation.await(atMost);
    } catch (DriverException | RuntimeException | Error e) {
      throw context.failed(e);
    }
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    return read(
        reader -> {
          if (!reader.hasRows() || reader.isStaging()) {
            reader.close();
            return null;
          }
          return context.open(reader.openCursor(), queryId(), zone);
        });
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    return read(
        reader -> {
          long count = reader.hasRows() ? -1 : reader.modifiedRows().orElse(-1);
          reader.close();
          return count;
        });
  }

  @Override
  public ResultPartitions getPartitions(long targetBytes) throws SQLException {
    return read(reader -> OpenPartitions.of(context, session, reader, zone, targetBytes));
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(Operation reader) throws DriverException;
  }

  private <T> T read(Reading<T> reading) throws SQLException {
    Operation reader = operation.reader();
    boolean done = false;
    try {
      reader.execute(Deadline.in(timeout));
      T read = reading.of(reader);
      done = true;
      return read;
    } catch (DriverException | RuntimeException | Error e) {
      throw context.failed(e);
    } finally {
      if (!done) {
        reader.close();
      }
    }
  }

  @Override
  public void cancel() throws SQLException {
    requireOpen();
    operation.cancel();
  }

  @Override
  public void detach() throws SQLException {
    requireOpen();
    if (!submittedHere) {
      throw SqlExceptions.of(
          SqlState.WRONG_METHOD,
          "Another connection has submitted the statement, whose session cannot be left to the"
              + " server from here");
    }
    session.leaveToServer();
  }

  /** A request on a session that has ended would be dropped. */
  private void requireOpen() throws SQLException {
    if (session.isClosed()) {
      throw SqlExceptions.connectionClosed();
    }
  }

  @Override
  public void close() {
    operation.close();
  }

  @Override
  public String toString() {
    return "SubmittedStatement[query " + queryId() + "]";
  }
}
