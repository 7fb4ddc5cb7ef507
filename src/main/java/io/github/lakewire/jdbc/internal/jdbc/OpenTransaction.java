package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a transaction is open in one session, as far as the words of statements and their success
 * tell. Not thread-safe, but for {@link #isOpen}.
 */
final class OpenTransaction {
  private volatile boolean open;
  private boolean openBefore;

  /** A failure has, or may have, ended it on the server, and its user has not ended it yet. */
  private boolean failed;

  private boolean conflicted;

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

  boolean isFailed() {
    return failed;
  }

  /** Whether the failure was a conflict, after which all of it can be done again. */
  boolean isConflicted() {
    return conflicted;
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
    ending = kind == StatementKind.ENDS_TRANSACTION || kind == StatementKind.MAY_DO_ANYTHING;
    switch (kind) {
      case BEGINS_TRANSACTION -> {
        openBefore = open;
        begin();
      }
      case AUTOCOMMIT_OFF, AUTOCOMMIT_ON, ENDS_TRANSACTION -> {}
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
   * @param failure null for success
   */
  void afterExecute(StatementKind kind, @Nullable Throwable failure) {
    ending = false;
    ExecutionOutcome outcome =
        failure == null
            ? ExecutionOutcome.EXECUTED
            : failure instanceof LakewireException told ? told.outcome() : ExecutionOutcome.UNKNOWN;
    boolean done = outcome == ExecutionOutcome.EXECUTED;
    boolean refused = outcome == ExecutionOutcome.NOT_EXECUTED;
    switch (kind) {
      case BEGINS_TRANSACTION -> open = refused ? openBefore : open;
      case AUTOCOMMIT_OFF, AUTOCOMMIT_ON -> {
        if (done) {
          autocommitIs(kind == StatementKind.AUTOCOMMIT_ON);
        }
        autocommitUnknown |= outcome == ExecutionOutcome.UNKNOWN;
        open &= !(done && kind == StatementKind.AUTOCOMMIT_ON);
      }
      case ENDS_TRANSACTION -> {
        if (done || isConflict(failure)) {
          open = false;
          failed = false;
          conflicted = false;
        }
        leftOpen &= !done;
      }
      default -> {
        conflicted |= open && isConflict(failure);
        // Whatever failed in a script may be what ends a transaction.
        boolean script = kind == StatementKind.MAY_DO_ANYTHING && !done;
        failed |= conflicted || (open && script);
      }
    }
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

  private static boolean isConflict(@Nullable Throwable failure) {
    return failure instanceof SQLException exception
        && SqlState.SERIALIZATION_FAILURE.code().equals(exception.getSQLState());
  }
}
