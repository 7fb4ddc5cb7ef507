package io.github.lakewire.jdbc.internal.resultset;

import java.sql.SQLException;

/** What every result set says of its kind: read-only, and read forwards. */
abstract class ForwardOnlyResultSet extends DerivedGetters {

  @Override
  public final String getCursorName() throws SQLException {
    requireOpen();
    return "";
  }

  @Override
  public final int getType() throws SQLException {
    requireOpen();
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public final int getConcurrency() throws SQLException {
    requireOpen();
    return CONCUR_READ_ONLY;
  }

  @Override
  public final int getHoldability() throws SQLException {
    requireOpen();
    return HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    requireOpen();
    return FETCH_FORWARD;
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    requireOpen();
    if (direction != FETCH_FORWARD) {
      throw unsupportedMove("setFetchDirection");
    }
  }

  @Override
  public final boolean rowUpdated() throws SQLException {
    requireOpen();
    return false;
  }

  @Override
  public final boolean rowInserted() throws SQLException {
    requireOpen();
    return false;
  }

  @Override
  public final boolean rowDeleted() throws SQLException {
    requireOpen();
    return false;
  }

  /** Fails when the result set is closed. */
  abstract void requireOpen() throws SQLException;
}
