package io.github.lakewire.jdbc.internal.jdbc;

import static io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions.GENERAL_WARNING;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sql.QueryText;
import io.github.lakewire.jdbc.internal.sql.StatementKind;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one connection. By default they are lenient: each statement commits by
 * itself, the setters are mirrored, and commit and rollback end no more than what a statement of
 * the user has begun. On request auto-commit is the server's: it is switched with the next
 * statement that needs the other mode, so that a transaction without statements costs nothing, and
 * those that follow each other switch once. Thread-safe.
 */
final class Transactions {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.jdbc");

  private static final String ENDED_IN_DOUBT =
      "The server had no transaction any more after a script, a procedure or a COMMIT failed";

  private final LakewireConnection connection;
  private final Namespace namespace;
  private final boolean requested;

  /** Held while auto-commit is switched, so that no statement comes in between. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile OpenTransaction state = new OpenTransaction();

  /** What the server's auto-commit is to be for the next statement. */
  private boolean wanted = true;

  /** What there was before a statement of the request set auto-commit; null when none has. */
  private @Nullable Mode beforeSql;

  private boolean known;
  private volatile boolean autoCommit = true;
  private volatile boolean readOnly;
  private volatile int isolation = Connection.TRANSACTION_REPEATABLE_READ;

  /**
   * @param requested whether auto-commit is the server's
   */
  Transactions(LakewireConnection connection, Namespace namespace, boolean requested) {
    this.connection = connection;
    this.namespace = namespace;
    this.requested = requested;
  }

  private record Mode(boolean wanted, boolean autoCommit) {}

  /** Something that sends statements. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  private void locked(Step step) throws SQLException {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  /** Whether they are asked for, on a server that has them. */
  boolean areSupported() {
    return requested && connection.session().capabilities().databricks();
  }

  boolean isOpen() {
    return state.isOpen();
  }

  /** Whether it takes the end of the session to be sure that none is open. */
  boolean mayBeLeftOpen() {
    return state.mayBeLeftOpen();
  }

  // JDBC's settings.

  boolean autoCommit() {
    return autoCommit;
  }

  /** Switching to true commits, as JDBC says. */
  void setAutoCommit(boolean on) throws SQLException {
    locked(
        () -> {
          beforeSql = null;
          if (on == autoCommit) {
            return;
          }
          if (on) {
            if (state.isOpen()) {
              commit();
            }
            wanted = true;
          } else if (requested) {
            requireSupported();
            wanted = false;
          }
          autoCommit = on;
        });
  }

  private void requireSupported() throws SQLException {
    if (!areSupported()) {
      throw SqlExceptions.of(
          SqlState.NOT_SUPPORTED,
          "This server has no transactions of several statements: leave transactions=1 out");
    }
  }

  boolean isReadOnly() {
    return readOnly;
  }

  void setReadOnly(boolean readOnly) throws SQLException {
    if (requested && readOnly != this.readOnly && state.isOpen()) {
      throw SqlExceptions.of(
          SqlState.ACTIVE_TRANSACTION,
          "Whether the connection is read-only cannot change while a transaction is open");
    }
    this.readOnly = readOnly;
  }

  int isolation() {
    return isolation;
  }

  /** Takes a level that the server gives, or more than is asked for. */
  void setIsolation(int level) throws SQLException {
    switch (level) {
      case Connection.TRANSACTION_READ_UNCOMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ ->
          isolation = level;
      case Connection.TRANSACTION_SERIALIZABLE -> {
        if (requested) {
          throw SqlExceptions.of(
              SqlState.NOT_SUPPORTED,
              "Transactions of the server read one snapshot and find conflicts of writes:"
                  + " REPEATABLE_READ is the highest level");
        }
        isolation = level;
      }
      default -> throw SqlExceptions.invalidArgument("No settable isolation level: " + level);
    }
  }

  // Ending.

  void commit() throws SQLException {
    locked(
        () -> {
          OpenTransaction.Failure failure = state.failure();
          if (failure != null) {
            boolean rolledBack = end(StatementKind.ROLLS_BACK);
            if (rolledBack || failure != OpenTransaction.Failure.IN_DOUBT) {
              throw failure.notCommitted();
            }
            connection.close();
            throw SqlExceptions.commitUnknown(ENDED_IN_DOUBT, null);
          }
          if (state.isOpen()) {
            end(StatementKind.COMMITS);
          } else if (requested && autoCommit) {
            throw noTransaction("commit");
          }
        });
  }

  void rollback() throws SQLException {
    locked(
        () -> {
          if (state.isOpen()) {
            boolean inDoubt = state.failure() == OpenTransaction.Failure.IN_DOUBT;
            if (!end(StatementKind.ROLLS_BACK) && inDoubt) {
              connection.warn(GENERAL_WARNING, ENDED_IN_DOUBT + ": look for the effect of both");
            }
          } else if (requested && autoCommit) {
            throw noTransaction("rollback");
          } else if (!requested && !autoCommit) {
            connection.warn(
                GENERAL_WARNING,
                "Nothing was rolled back: without transactions=1 each statement commits by itself");
          }
        });
  }

  private static SQLException noTransaction(String method) {
    return SqlExceptions.of(
        SqlState.INVALID_TRANSACTION_STATE,
        method
            + " needs setAutoCommit(false): in auto-commit mode each statement commits by itself");
  }

  /**
   * Sends COMMIT or ROLLBACK.
   *
   * @return false when it had failed, and the server has none to roll back any more
   */
  private boolean end(StatementKind kind) throws SQLException {
    boolean hadFailed = state.failure() != null;
    state.beforeExecute(kind);
    try {
      namespace.execute(kind == StatementKind.COMMITS ? "COMMIT" : "ROLLBACK");
    } catch (SQLException e) {
      SQLException shown = notEnded(kind, e);
      state.afterExecute(kind, e);
      if (hadFailed && OpenTransaction.saysNoneIsOpen(e)) {
        return false;
      }
      throw shown;
    }
    state.afterExecute(kind, null);
    return true;
  }

  /**
   * The exception for a failed statement. When it leaves open whether a transaction has ended, the
   * connection is closed: the server rolls back what is still open with the session.
   */
  SQLException notEnded(StatementKind kind, SQLException failure) {
    boolean unknown =
        failure instanceof LakewireException known && known.outcome() == ExecutionOutcome.UNKNOWN;
    boolean refused =
        state.isOpen() && Namespace.isAnswer(failure) && !OpenTransaction.saysNoneIsOpen(failure);
    return switch (kind) {
      case COMMITS -> {
        if (!unknown) {
          yield failure;
        }
        connection.close();
        yield SqlExceptions.commitUnknown("The answer to COMMIT is lost", failure);
      }
      case ROLLS_BACK -> {
        if (!unknown && !refused) {
          yield failure;
        }
        connection.close();
        yield SqlExceptions.rollbackUnknown(failure);
      }
      default -> failure;
    };
  }

  // Statements.

  /**
   * To be called before a statement of the user is sent.
   *
   * @throws SQLException 25001 when it would make the server end the transaction that is open, or
   *     would commit by itself although auto-commit is off; 25000 when a failure has ended the
   *     transaction
   */
  void beforeExecute(String sql, StatementKind kind, Namespace.Bounds bounds) throws SQLException {
    locked(
        () -> {
          if (state.failure() != null && kind != StatementKind.ROLLS_BACK) {
            throw SqlExceptions.of(
                SqlState.INVALID_TRANSACTION_STATE,
                "A statement of the transaction has failed and has, or may have, ended it:"
                    + " rollback() comes before the next statement");
          }
          boolean aborts = QueryText.abortsTransaction(sql);
          switch (kind) {
            case COMMITS, ROLLS_BACK, AUTOCOMMIT_OFF, AUTOCOMMIT_ON -> {}
            default -> {
              if (state.isOpen() && aborts) {
                throw refused(
                    "USE, SET CATALOG, SHOW TABLES, SHOW SCHEMAS, SHOW CATALOGS, DESCRIBE TABLE"
                        + " EXTENDED and queries of information_schema");
              }
              if (!wanted && aborts && !QueryText.onlyReads(sql)) {
                throw SqlExceptions.of(
                    SqlState.ACTIVE_TRANSACTION,
                    "Auto-commit is off, and the server takes no statement into a transaction that"
                        + " names information_schema: set auto-commit to true for it, or read"
                        + " information_schema before; nothing was sent");
              }
              switchTo(wanted || aborts, bounds);
            }
          }
          state.beforeExecute(kind);
        });
  }

  /**
   * To be called after a statement of the user.
   *
   * @param failure null when it did not fail
   */
  void afterExecute(StatementKind kind, @Nullable Throwable failure) {
    lock.lock();
    try {
      state.afterExecute(kind, failure);
      boolean on = kind == StatementKind.AUTOCOMMIT_ON;
      if (failure == null && (on || kind == StatementKind.AUTOCOMMIT_OFF)) {
        beforeSql = beforeSql == null ? new Mode(wanted, autoCommit) : beforeSql;
        wanted = on;
        autoCommit = on;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * To be called before a question of the driver's own that a transaction allows. It begins none.
   */
  void beforeQuestion(Namespace.Bounds bounds) throws SQLException {
    locked(
        () -> {
          if (!state.isOpen()) {
            switchTo(true, bounds);
          }
        });
  }

  /**
   * To be called before a request that would make the server end a transaction.
   *
   * @param what the request does
   * @throws SQLException 25001 when one is open
   */
  void requireNone(String what) throws SQLException {
    locked(
        () -> {
          if (state.isOpen()) {
            throw refused(what);
          }
          switchTo(true, Namespace.Bounds.in(Duration.ZERO));
        });
  }

  private static SQLException refused(String what) {
    return SqlExceptions.of(
        SqlState.ACTIVE_TRANSACTION,
        "A transaction is open, and the server would roll it back at this: "
            + what
            + ". Commit or roll back before; nothing was sent");
  }

  /** Switches auto-commit of the server; no transaction must be open. */
  private void switchTo(boolean on, Namespace.Bounds bounds) throws SQLException {
    if (state.isOpen() || state.isAutocommit(on)) {
      return;
    }
    boolean opposite = state.isAutocommit(!on);
    state.autocommitIsUnknown();
    try {
      namespace.prepare("SET AUTOCOMMIT = " + (on ? "TRUE" : "FALSE"), bounds);
    } catch (SQLException e) {
      if (opposite && Namespace.isAnswer(e)) {
        state.autocommitIs(!on);
      }
      throw on ? e : withoutTransactions(e);
    }
    if (!on && !known) {
      requireTransactions(bounds);
      known = true;
    }
    state.autocommitIs(on);
  }

  /** Asks once: a server without transactions may take auto-commit for some setting of its own. */
  private void requireTransactions(Namespace.Bounds bounds) throws SQLException {
    try {
      namespace.prepare("ROLLBACK", bounds);
    } catch (SQLException e) {
      boolean noTransactionToEnd = Namespace.isAnswer(e) && !isNotUnderstood(e.getSQLState());
      if (!noTransactionToEnd) {
        throw withoutTransactions(e);
      }
    }
  }

  private static boolean isNotUnderstood(String state) {
    return state.startsWith("42") || state.equals(SqlState.NOT_SUPPORTED.code());
  }

  private static SQLException withoutTransactions(SQLException e) {
    return Namespace.isAnswer(e)
        ? SqlExceptions.of(
            SqlState.NOT_SUPPORTED,
            "The server refuses transactions, and the statement was not sent: " + e.getMessage(),
            e.getCause())
        : e;
  }

  // The end of a session.

  /** Says what becomes of an open transaction when the session has ended with a failure. */
  void sessionEnded(Throwable failure) {
    if (failure instanceof DriverException exception && state.isLostWith(exception.outcome())) {
      exception.losingTransaction();
    }
  }

  /** To be called when the connection is closed. */
  void closed() {
    if (state.isLostWith(ExecutionOutcome.UNKNOWN)) {
      LOG.warning(
          () ->
              connection
                  + " was closed with an open transaction, which the server rolls back with the"
                  + " session");
    }
  }

  void beginRequest() throws SQLException {
    locked(() -> beforeSql = null);
  }

  /**
   * Rolls back what a request leaves open, with a warning. Auto-commit that a statement of it has
   * set is what it was before; what the setter has set stays.
   *
   * @param renewed whether the session ends anyway
   * @param limit of the time that it may take
   * @return false when it takes the end of the session
   */
  boolean endRequest(boolean renewed, Duration limit) throws SQLException {
    locked(
        () -> {
          Mode before = beforeSql;
          if (before != null) {
            wanted = before.wanted();
            autoCommit = before.autoCommit();
          }
        });
    if (!state.isOpen()) {
      return true;
    }
    connection.warn(
        GENERAL_WARNING, "A transaction was open at the end of the request, and is rolled back");
    LOG.warning(() -> connection + ": a transaction was left open, and is rolled back");
    if (renewed) {
      return false;
    }
    try {
      locked(
          () -> {
            namespace.execute("ROLLBACK", Deadline.in(limit));
            state.afterExecute(StatementKind.ROLLS_BACK, null);
          });
      return true;
    } catch (SQLException e) {
      connection.requireOpen();
      LOG.log(Level.FINE, RetoldException.logged(e), () -> connection + " was not rolled back");
      return false;
    }
  }

  /** Another session has taken the place of the one that there was. */
  void renewed() {
    lock.lock();
    try {
      state = new OpenTransaction();
      if (!requested && !wanted) {
        wanted = true;
        autoCommit = true;
      }
    } finally {
      lock.unlock();
    }
  }

  /** A statement has prepared that other session as it had prepared the first. */
  void setUpAgain(StatementKind kind) {
    state.beforeExecute(kind);
    if (requested) {
      state.afterExecute(kind, null);
    } else {
      afterExecute(kind, null);
    }
  }
}
