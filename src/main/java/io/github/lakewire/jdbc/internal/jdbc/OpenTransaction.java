package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sql.StatementKind;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a transaction is open in one session, as far as the words of statements and their success
 * tell. Not thread-safe, but for {@link #isOpen}.
 */
final class OpenTransaction {
  private volatile boolean open;
  private boolean openBefore;

  /** What has, or may have, ended it on the server, while its user has not ended it yet. */
  enum Failure {
    /** A conflict, after which all of it can be done again. */
    CONFLICT(
        SqlState.SERIALIZATION_FAILURE,
        "The transaction is not committed but rolled back, as a statement of it has failed with a"
            + " conflict"),
    /** The server has said that it is no transaction any more. */
    ABORTED(
        SqlState.INVALID_TRANSACTION_STATE,
        "The transaction is not committed but rolled back: at a statement of it the server said"
            + " that it had ended"),
    /** A script or a COMMIT has failed, which may have stored something of it. */
    IN_DOUBT(
        SqlState.INVALID_TRANSACTION_STATE,
        "The transaction is rolled back, and what a script, a procedure or a COMMIT of it that has"
            + " failed may have stored is not known: look for its effect before you repeat any of"
            + " it");

    private final SqlState state;
    private final String message;

    Failure(SqlState state, String message) {
      this.state = state;
      this.message = message;
    }

    /** What commit() says, which rolls back. */
    SQLException notCommitted() {
      return SqlExceptions.of(state, message);
    }
  }

  private static final String NONE_OPEN = "NO_ACTIVE_TRANSACTION";

  private @Nullable Failure failure;

  /** On the server: then the next statement begins a transaction by itself. */
  private boolean autocommitOff;

  /** A statement that sets it may have been lost. */
  private boolean autocommitUnknown;

  private boolean leftOpen;

  /** Whether it may be ended by the statement under way, a COMMIT or a script. */
  private boolean ending;

  boolean isOpen() {
    return open;
  }

  /** Null while nothing has failed by which it may have ended. */
  @Nullable Failure failure() {
    return failure;
  }

  /** Whether it takes the end of the session to be sure that none is open. */
  boolean mayBeLeftOpen() {
    return leftOpen && !open;
  }

  /** Whether autocommit is surely on or off on the server. */
  boolean isAutocommit(boolean on) {
    return !autocommitUnknown && autocommitOff != on;
  }

  /** Whether the transaction ends without effect when the session ends with that failure. */
  boolean isLostWith(ExecutionOutcome outcome) {
    return open && !(ending && outcome != ExecutionOutcome.NOT_EXECUTED);
  }

  void beforeExecute(StatementKind kind) {
    ending =
        switch (kind) {
          case COMMITS, ROLLS_BACK, MAY_DO_ANYTHING -> true;
          default -> false;
        };
    switch (kind) {
      case BEGINS_TRANSACTION -> {
        openBefore = open;
        begin();
      }
      case AUTOCOMMIT_OFF, AUTOCOMMIT_ON, COMMITS, ROLLS_BACK -> {}
      default -> {
        if (autocommitOff) {
          begin();
        }
      }
    }
  }

  private void begin() {
    open = true;
    leftOpen = true;
  }

  /**
   * @param thrown null for success
   */
  void afterExecute(StatementKind kind, @Nullable Throwable thrown) {
    ending = false;
    ExecutionOutcome outcome =
        thrown == null
            ? ExecutionOutcome.EXECUTED
            : thrown instanceof LakewireException told ? told.outcome() : ExecutionOutcome.UNKNOWN;
    boolean done = outcome == ExecutionOutcome.EXECUTED;
    boolean refused = outcome == ExecutionOutcome.NOT_EXECUTED;
    switch (kind) {
      case BEGINS_TRANSACTION -> open = refused ? openBefore : open;
      case AUTOCOMMIT_OFF, AUTOCOMMIT_ON -> {
        if (done) {
          autocommitIs(kind == StatementKind.AUTOCOMMIT_ON);
        }
        autocommitUnknown |= outcome == ExecutionOutcome.UNKNOWN;
        if (done && kind == StatementKind.AUTOCOMMIT_ON) {
          ended();
        }
      }
      case COMMITS, ROLLS_BACK -> {
        boolean none = kind == StatementKind.ROLLS_BACK && saysNoneIsOpen(thrown);
        if (done || none || isConflict(thrown)) {
          ended();
        }
        leftOpen &= !(done || none);
      }
      default -> {}
    }
    if (open && failure == null) {
      failure = failure(kind, thrown, done);
    }
  }

  private static @Nullable Failure failure(
      StatementKind kind, @Nullable Throwable thrown, boolean done) {
    if (isConflict(thrown)) {
      return Failure.CONFLICT;
    }
    boolean inDoubt =
        switch (kind) {
          // Whatever failed in a script may be what ends a transaction.
          case MAY_DO_ANYTHING -> !done;
          case COMMITS -> thrown instanceof SQLException e && Namespace.isAnswer(e);
          default -> false;
        };
    return inDoubt ? Failure.IN_DOUBT : saysNoneIsOpen(thrown) ? Failure.ABORTED : null;
  }

  private void ended() {
    open = false;
    failure = null;
  }

  /** A statement of the driver's own has set it. */
  void autocommitIs(boolean on) {
    autocommitOff = !on;
    autocommitUnknown = false;
  }

  /** A statement of the driver's own may have set it. */
  void autocommitIsUnknown() {
    autocommitUnknown = true;
  }

  /** Whether the server answers as it does when there is no transaction, or none any more. */
  static boolean saysNoneIsOpen(@Nullable Throwable thrown) {
    if (!(thrown instanceof SQLException e) || !Namespace.isAnswer(e)) {
      return false;
    }
    String errorClass = e instanceof LakewireException told ? told.details().errorClass() : null;
    return e.getSQLState().startsWith("25")
        || e.getSQLState().startsWith("40")
        || (errorClass != null && errorClass.contains(NONE_OPEN));
  }

  private static boolean isConflict(@Nullable Throwable thrown) {
    return thrown instanceof SQLException exception
        && SqlState.SERIALIZATION_FAILURE.code().equals(exception.getSQLState());
  }
}
