package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;

/**
 * Transactions, as far as there are any: each statement commits by itself. Auto-commit, isolation
 * and read-only are kept and given back; commit and rollback do nothing. Tools and frameworks call
 * these methods without asking what is supported.
 */
abstract class AutoCommitOnly extends ConnectionObjects {
  private volatile boolean autoCommit = true;
  private volatile boolean readOnly;
  private volatile int isolation = TRANSACTION_REPEATABLE_READ;

  /** Adds a warning. */
  abstract void warn(String state, String message);

  @Override
  public final boolean getAutoCommit() throws SQLException {
    requireOpen();
    return autoCommit;
  }

  @Override
  public final void setAutoCommit(boolean autoCommit) throws SQLException {
    requireOpen();
    this.autoCommit = autoCommit;
  }

  @Override
  public final void commit() throws SQLException {
    requireOpen();
  }

  @Override
  public final void rollback() throws SQLException {
    requireOpen();
    if (!autoCommit) {
      warn(
          SqlExceptions.GENERAL_WARNING,
          "Nothing was rolled back: on Databricks each statement commits by itself");
    }
  }

  @Override
  public final int getTransactionIsolation() throws SQLException {
    requireOpen();
    return isolation;
  }

  @Override
  public final void setTransactionIsolation(int level) throws SQLException {
    requireOpen();
    switch (level) {
      case TRANSACTION_READ_UNCOMMITTED,
          TRANSACTION_READ_COMMITTED,
          TRANSACTION_REPEATABLE_READ,
          TRANSACTION_SERIALIZABLE ->
          isolation = level;
      default -> throw SqlExceptions.invalidArgument("No settable isolation level: " + level);
    }
  }

  @Override
  public final boolean isReadOnly() throws SQLException {
    requireOpen();
    return readOnly;
  }

  @Override
  public final void setReadOnly(boolean readOnly) throws SQLException {
    requireOpen();
    this.readOnly = readOnly;
  }
}
