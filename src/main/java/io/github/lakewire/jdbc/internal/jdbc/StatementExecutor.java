package io.github.lakewire.jdbc.internal.jdbc;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.EmptyCursor;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorInWrittenText;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.volume.VolumeContent;
import io.github.lakewire.jdbc.internal.volume.VolumeTransfer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of one JDBC statement, one after the other, and holds the current result:
 * rows, or a count, or neither. {@link #cancel} and {@link #close} may come from any thread.
 */
final class StatementExecutor {
  private final LakewireConnection connection;
  private final LakewireStatement statement;
  private final WarningChain warnings;
  private final KeptResults kept = new KeptResults();

  private volatile @Nullable LakewireResultSet resultSet;
  private volatile long updateCount = -1;

  /** Whether the count comes from the server. */
  private volatile boolean counted;

  private volatile @Nullable Operation current;

  /** The request of the driver's own that is, or was, to be answered before the statement. */
  private volatile @Nullable Operation preceding;

  private final ExecutionProgress progress = new ExecutionProgress(this::queryId);
  private volatile boolean executing;
  private volatile @Nullable VolumeTransfer transfer;
  private VolumeContent content = VolumeContent.NONE;
  private volatile boolean transferred;
  private volatile boolean closed;

  /** What is done with the next operation; null executes it to a result of the statement. */
  private @Nullable Aside<?> aside;

  /** Set by a cancel, which ends a batch even when it comes between two of its statements. */
  private volatile boolean cancelled;

  StatementExecutor(
      LakewireConnection connection, LakewireStatement statement, WarningChain warnings) {
    this.connection = connection;
    this.statement = statement;
    this.warnings = warnings;
  }

  /** Another use of an operation than a result of the statement, which does not own it then. */
  interface Aside<T> {
    /** The request in the form that this use needs. */
    default StatementRequest request(StatementRequest whole) {
      return whole;
    }

    /** Executes or submits the operation. */
    T run(Session session, StatementRequest request, Operation operation, Deadline end)
        throws DriverException;
  }

  /** Something that executes one statement. */
  @FunctionalInterface
  interface Execution {
    void run() throws SQLException;
  }

  /** Executes a statement for another use. */
  <T> T aside(Aside<T> use, Execution execution) throws SQLException {
    AtomicReference<@Nullable T> made = new AtomicReference<>();
    aside =
        new Aside<Boolean>() {
          @Override
          public StatementRequest request(StatementRequest whole) {
            return use.request(whole);
          }

          @Override
          public Boolean run(
              Session session, StatementRequest request, Operation operation, Deadline end)
              throws DriverException {
            made.set(use.run(session, request, operation, end));
            return true;
          }
        };
    try {
      execution.run();
    } finally {
      aside = null;
    }
    return requireNonNull(made.get(), "made");
  }

  /** What ends the requests before a statement: its time-out, its cancel, its close. */
  Namespace.Bounds bounds(Duration atMost) {
    return new Namespace.Bounds(
        Deadline.in(atMost),
        operation -> {
          preceding = operation;
          if (closed) {
            operation.cancel();
          }
        });
  }

  /**
   * Executes a statement to its result; the former result is closed before.
   *
   * @param text what the request sends, as its author wrote it
   * @param end of the statement's time-out
   */
  void execute(Session session, Rewriting text, StatementRequest request, Deadline end)
      throws SQLException {
    dropResult();
    Aside<?> other = aside;
    Operation operation = session.statement(other == null ? request : other.request(request));
    boolean given = false;
    operation.listen(progress);
    transfer = VolumeTransfer.isWanted(request.sql()) ? session.volumeTransfer(end) : null;
    transferred = false;
    executing = true;
    current = operation;
    progress.started();
    try {
      if (closed) {
        throw connection.closed("statement", null);
      }
      if (other == null) {
        operation.execute(end);
      } else {
        Object unused = other.run(session, request, operation, end);
        given = true;
      }
      for (String message : operation.infoMessages()) {
        warnings.add(SqlExceptions.GENERAL_WARNING, message);
      }
      if (given) {
        current = null;
      } else if (operation.hasRows()) {
        RowCursor cursor =
            operation.isStaging()
                ? transfer(session, operation, request, end)
                : operation.openCursor();
        LakewireResultSet rows =
            new LakewireResultSet(
                owner(text), cursor.schema(), cursor, request.maxRows(), request.fetchSize());
        cursor.readBy(new ReadProgress(rows, cursor, warnings));
        resultSet = rows;
      } else {
        OptionalLong count = operation.modifiedRows();
        counted = count.isPresent();
        updateCount = count.orElse(0);
      }
    } catch (DriverException | RuntimeException | Error e) {
      if (closed) {
        throw connection.closed("statement", e);
      }
      throw connection.failed(
          e instanceof DriverException exception ? ErrorInWrittenText.of(exception, text) : e);
    } finally {
      executing = false;
      transfer = null;
      progress.ended();
      if (resultSet == null && !given) {
        operation.close();
      }
    }
    if (closed && !given) {
      boolean rows = resultSet != null;
      dropResult();
      throw connection.closed(
          "statement",
          new DriverException(DriverException.Kind.CANCELLED, "The statement was closed")
              .inExecution(ExecutionOutcome.EXECUTED, !rows));
    }
  }

  /** Moves the file that the server has left to the client, and returns what came of it. */
  private RowCursor transfer(
      Session session, Operation operation, StatementRequest request, Deadline end)
      throws DriverException {
    VolumeTransfer given = transfer;
    VolumeTransfer moving = given == null ? session.volumeTransfer(end) : given;
    Operation asked = operation;
    for (boolean mayAskAgain = true; ; mayAskAgain = false) {
      try {
        if (asked != operation) {
          // A cancel from now on ends this one; one from before was told to the transfer.
          moving.requireNotAborted();
          asked.execute(end);
        }
        try (RowCursor task = asked.openCursor()) {
          RowCursor done = moving.run(request.sql(), task, content, mayAskAgain);
          if (done != null) {
            transferred = true;
            return done;
          }
        }
      } catch (DriverException e) {
        throw e.inQuery(asked.queryId());
      } finally {
        asked.close();
      }
      // The link has expired, or was never good: there is another one for the asking.
      asked = session.statement(request);
      asked.listen(progress);
      current = asked;
    }
  }

  /** Sets what the next statements about files send or fetch, in place of local files. */
  void transferring(VolumeContent streams) {
    content = streams;
  }

  /** Whether the current result is that of a statement that has moved a file. */
  boolean hasTransferred() {
    return transferred;
  }

  @Nullable LakewireResultSet resultSet() {
    return resultSet;
  }

  /** The count of the current result, -1 when it is rows or there is none. */
  long updateCount() {
    return updateCount;
  }

  /** Whether the current count comes from the server; 0 may also stand for an unknown count. */
  boolean isCounted() {
    return counted;
  }

  /** Takes a count in place of the current rows, which are closed. */
  void replaceByCount(OptionalLong count) {
    dropResult();
    counted = count.isPresent();
    updateCount = count.orElse(0);
  }

  /** Takes a result without rows in place of the current count. */
  LakewireResultSet replaceByNoRows() {
    updateCount = -1;
    EmptyCursor none = new EmptyCursor();
    LakewireResultSet rows = new LakewireResultSet(owner(null), none.schema(), none, 0, 0);
    resultSet = rows;
    return rows;
  }

  /** Hands over the current rows, which the caller closes from now on; null when there are none. */
  @Nullable LakewireResultSet takeRows() {
    LakewireResultSet taken = resultSet;
    resultSet = null;
    updateCount = -1;
    return taken;
  }

  /** Closes the current result; there never is a next one. */
  void dropResult() {
    updateCount = -1;
    LakewireResultSet current = resultSet;
    resultSet = null;
    if (current != null) {
      current.closeByOwner();
    }
  }

  /** Ends the current result and leaves its rows open. */
  void keepResult() throws SQLException {
    LakewireResultSet current = resultSet;
    Operation operation = this.current;
    if (current != null && !current.isClosed() && operation != null) {
      kept.add(current, operation);
      resultSet = null;
    }
    dropResult();
    if (closed) {
      kept.close();
    }
  }

  /** Closes the current result and those that were kept. */
  void dropAllResults() {
    dropResult();
    kept.close();
  }

  boolean hasOpenResults() {
    LakewireResultSet current = resultSet;
    return !kept.isEmpty() || (current != null && !current.isClosed());
  }

  ExecutionProgress progress() {
    return progress;
  }

  @Nullable String queryId() {
    Operation last = current;
    return last == null ? null : last.queryId();
  }

  /** Begins a batch: forgets earlier cancels. */
  void beginBatch() {
    cancelled = false;
  }

  /** Throws 57014 when the batch has been cancelled. */
  void requireNotCancelled() throws SQLException {
    if (cancelled) {
      throw SqlExceptions.of(
          SqlState.QUERY_CANCELLED, "The batch was cancelled between two of its statements");
    }
  }

  void cancel() {
    cancelled = true;
    abortTransfer();
    cancelPreceding();
    Operation last = current;
    if (last != null) {
      last.cancel();
    }
    kept.cancel();
  }

  private void cancelPreceding() {
    Operation before = preceding;
    if (before != null) {
      before.cancel();
    }
  }

  private void abortTransfer() {
    VolumeTransfer moving = transfer;
    if (moving != null) {
      moving.abort();
    }
  }

  void close() {
    closed = true;
    abortTransfer();
    cancelPreceding();
    Operation last = current;
    if (last != null && executing) {
      last.cancel();
    }
    dropAllResults();
    if (last != null) {
      last.close();
    }
  }

  private ExecutionOwner owner(@Nullable Rewriting text) {
    return new ExecutionOwner(
        connection,
        statement.presented(),
        queryId(),
        text,
        connection.clock()::zoneOfTexts,
        this::resultSetClosed);
  }

  private void resultSetClosed(LakewireResultSet closedOne) {
    kept.remove(closedOne);
    statement.resultSetClosed();
  }
}
