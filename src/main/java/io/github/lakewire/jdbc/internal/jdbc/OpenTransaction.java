package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether statements of the user have a transaction open in one session, as far as their words and
 * their success tell. Not thread-safe.
 */
final class OpenTransaction {
  private boolean begun;
  private boolean begunBefore;

  /** Then the next transaction begins by itself. */
  private boolean autocommitOff;

  private boolean autocommitOffBefore;
  private boolean leftOpen;

  /** Whether metadata must not send what would end a transaction. */
  boolean isOpen() {
    return begun || autocommitOff;
  }

  /** Whether it takes the end of the session to be sure that none is open. */
  boolean mayBeLeftOpen() {
    return leftOpen;
  }

  /**
   * @param inRequest what begins a transaction by itself outside of requests is a part of preparing
   *     the session
   */
  void beforeExecute(StatementKind kind, boolean inRequest) {
    switch (kind) {
      case BEGINS_TRANSACTION -> {
        begunBefore = begun;
        begun = true;
        leftOpen = true;
      }
      case AUTOCOMMIT_OFF -> {
        autocommitOffBefore = autocommitOff;
        autocommitOff = true;
      }
      case ENDS_TRANSACTION, AUTOCOMMIT_ON -> {}
      default -> leftOpen |= autocommitOff && inRequest;
    }
  }

  /**
   * @param failure null for success
   */
  void afterExecute(StatementKind kind, @Nullable Throwable failure) {
    boolean refused =
        failure instanceof LakewireException told
            && told.outcome() == ExecutionOutcome.NOT_EXECUTED;
    switch (kind) {
      case BEGINS_TRANSACTION -> begun = refused ? begunBefore : begun;
      case AUTOCOMMIT_OFF -> autocommitOff = refused ? autocommitOffBefore : autocommitOff;
      case AUTOCOMMIT_ON -> autocommitOff &= failure != null;
      case ENDS_TRANSACTION -> {
        leftOpen &= failure != null;
        begun &= failure != null && !isRolledBack(failure);
      }
      default -> {}
    }
  }

  private static boolean isRolledBack(Throwable failure) {
    return failure instanceof SQLException exception
        && SqlState.SERIALIZATION_FAILURE.code().equals(exception.getSQLState());
  }
}
