package io.github.lakewire.jdbc.internal.resultset;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for every result set that is read-only and read forwards: updates and moves are
 * refused, and its kind is told.
 */
abstract class ReadOnlyResultSet implements ResultSet {
  /** Fails when the result set is closed. */
  abstract void requireOpen() throws SQLException;

  /** Returns the refusal of an update, or that the result set is closed. */
  abstract SQLException unsupportedUpdate(String method);

  /** Returns the refusal of a move, or that the result set is closed. */
  abstract SQLException unsupportedMove(String method);

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

  // Moves.

  @Override
  public final boolean absolute(int row) throws SQLException {
    throw unsupportedMove("absolute");
  }

  @Override
  public final void afterLast() throws SQLException {
    throw unsupportedMove("afterLast");
  }

  @Override
  public final void beforeFirst() throws SQLException {
    throw unsupportedMove("beforeFirst");
  }

  @Override
  public final boolean first() throws SQLException {
    throw unsupportedMove("first");
  }

  @Override
  public final boolean isLast() throws SQLException {
    throw unsupportedMove("isLast");
  }

  @Override
  public final boolean last() throws SQLException {
    throw unsupportedMove("last");
  }

  @Override
  public final boolean previous() throws SQLException {
    throw unsupportedMove("previous");
  }

  @Override
  public final boolean relative(int rows) throws SQLException {
    throw unsupportedMove("relative");
  }

  // Updates by column number and row.

  @Override
  public final void cancelRowUpdates() throws SQLException {
    throw unsupportedUpdate("cancelRowUpdates");
  }

  @Override
  public final void deleteRow() throws SQLException {
    throw unsupportedUpdate("deleteRow");
  }

  @Override
  public final void insertRow() throws SQLException {
    throw unsupportedUpdate("insertRow");
  }

  @Override
  public final void moveToCurrentRow() throws SQLException {
    throw unsupportedUpdate("moveToCurrentRow");
  }

  @Override
  public final void moveToInsertRow() throws SQLException {
    throw unsupportedUpdate("moveToInsertRow");
  }

  @Override
  public final void refreshRow() throws SQLException {
    throw unsupportedUpdate("refreshRow");
  }

  @Override
  public final void updateArray(int columnIndex, @Nullable Array value) throws SQLException {
    throw unsupportedUpdate("updateArray");
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream stream, int length)
      throws SQLException {
    throw unsupportedUpdate("updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream stream, long length)
      throws SQLException {
    throw unsupportedUpdate("updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream stream)
      throws SQLException {
    throw unsupportedUpdate("updateAsciiStream");
  }

  @Override
  public final void updateBigDecimal(int columnIndex, @Nullable BigDecimal value)
      throws SQLException {
    throw unsupportedUpdate("updateBigDecimal");
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream stream, int length)
      throws SQLException {
    throw unsupportedUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream stream, long length)
      throws SQLException {
    throw unsupportedUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream stream)
      throws SQLException {
    throw unsupportedUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable InputStream stream, long length)
      throws SQLException {
    throw unsupportedUpdate("updateBlob");
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable InputStream stream) throws SQLException {
    throw unsupportedUpdate("updateBlob");
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable Blob value) throws SQLException {
    throw unsupportedUpdate("updateBlob");
  }

  @Override
  public final void updateBoolean(int columnIndex, boolean value) throws SQLException {
    throw unsupportedUpdate("updateBoolean");
  }

  @Override
  public final void updateByte(int columnIndex, byte value) throws SQLException {
    throw unsupportedUpdate("updateByte");
  }

  @Override
  public final void updateBytes(int columnIndex, byte @Nullable [] value) throws SQLException {
    throw unsupportedUpdate("updateBytes");
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader reader, int length)
      throws SQLException {
    throw unsupportedUpdate("updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    throw unsupportedUpdate("updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader reader)
      throws SQLException {
    throw unsupportedUpdate("updateCharacterStream");
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    throw unsupportedUpdate("updateClob");
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Reader reader) throws SQLException {
    throw unsupportedUpdate("updateClob");
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Clob value) throws SQLException {
    throw unsupportedUpdate("updateClob");
  }

  @Override
  public final void updateDate(int columnIndex, @Nullable Date value) throws SQLException {
    throw unsupportedUpdate("updateDate");
  }

  @Override
  public final void updateDouble(int columnIndex, double value) throws SQLException {
    throw unsupportedUpdate("updateDouble");
  }

  @Override
  public final void updateFloat(int columnIndex, float value) throws SQLException {
    throw unsupportedUpdate("updateFloat");
  }

  @Override
  public final void updateInt(int columnIndex, int value) throws SQLException {
    throw unsupportedUpdate("updateInt");
  }

  @Override
  public final void updateLong(int columnIndex, long value) throws SQLException {
    throw unsupportedUpdate("updateLong");
  }

  @Override
  public final void updateNCharacterStream(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    throw unsupportedUpdate("updateNCharacterStream");
  }

  @Override
  public final void updateNCharacterStream(int columnIndex, @Nullable Reader reader)
      throws SQLException {
    throw unsupportedUpdate("updateNCharacterStream");
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    throw unsupportedUpdate("updateNClob");
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable Reader reader) throws SQLException {
    throw unsupportedUpdate("updateNClob");
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable NClob value) throws SQLException {
    throw unsupportedUpdate("updateNClob");
  }

  @Override
  public final void updateNString(int columnIndex, @Nullable String value) throws SQLException {
    throw unsupportedUpdate("updateNString");
  }

  @Override
  public final void updateNull(int columnIndex) throws SQLException {
    throw unsupportedUpdate("updateNull");
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value, int scaleOrLength)
      throws SQLException {
    throw unsupportedUpdate("updateObject");
  }

  @Override
  public final void updateObject(
      int columnIndex, @Nullable Object value, SQLType targetType, int scaleOrLength)
      throws SQLException {
    throw unsupportedUpdate("updateObject");
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value, SQLType targetType)
      throws SQLException {
    throw unsupportedUpdate("updateObject");
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value) throws SQLException {
    throw unsupportedUpdate("updateObject");
  }

  @Override
  public final void updateRef(int columnIndex, @Nullable Ref value) throws SQLException {
    throw unsupportedUpdate("updateRef");
  }

  @Override
  public final void updateRowId(int columnIndex, @Nullable RowId value) throws SQLException {
    throw unsupportedUpdate("updateRowId");
  }

  @Override
  public final void updateRow() throws SQLException {
    throw unsupportedUpdate("updateRow");
  }

  @Override
  public final void updateSQLXML(int columnIndex, @Nullable SQLXML value) throws SQLException {
    throw unsupportedUpdate("updateSQLXML");
  }

  @Override
  public final void updateShort(int columnIndex, short value) throws SQLException {
    throw unsupportedUpdate("updateShort");
  }

  @Override
  public final void updateString(int columnIndex, @Nullable String value) throws SQLException {
    throw unsupportedUpdate("updateString");
  }

  @Override
  public final void updateTime(int columnIndex, @Nullable Time value) throws SQLException {
    throw unsupportedUpdate("updateTime");
  }

  @Override
  public final void updateTimestamp(int columnIndex, @Nullable Timestamp value)
      throws SQLException {
    throw unsupportedUpdate("updateTimestamp");
  }

  // Updates by column label.

  @Override
  public final void updateArray(String columnLabel, @Nullable Array value) throws SQLException {
    throw unsupportedUpdate("updateArray");
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream stream, int length)
      throws SQLException {
    throw unsupportedUpdate("updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream stream, long length)
      throws SQLException {
    throw unsupportedUpdate("updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream stream)
      throws SQLException {
    throw unsupportedUpdate("updateAsciiStream");
  }

  @Override
  public final void updateBigDecimal(String columnLabel, @Nullable BigDecimal value)
      throws SQLException {
    throw unsupportedUpdate("updateBigDecimal");
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream stream, int length)
      throws SQLException {
    throw unsupportedUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(
      String columnLabel, @Nullable InputStream stream, long length) throws SQLException {
    throw unsupportedUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream stream)
      throws SQLException {
    throw unsupportedUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable InputStream stream, long length)
      throws SQLException {
    throw unsupportedUpdate("updateBlob");
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable InputStream stream)
      throws SQLException {
    throw unsupportedUpdate("updateBlob");
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable Blob value) throws SQLException {
    throw unsupportedUpdate("updateBlob");
  }

  @Override
  public final void updateBoolean(String columnLabel, boolean value) throws SQLException {
    throw unsupportedUpdate("updateBoolean");
  }

  @Override
  public final void updateByte(String columnLabel, byte value) throws SQLException {
    throw unsupportedUpdate("updateByte");
  }

  @Override
  public final void updateBytes(String columnLabel, byte @Nullable [] value) throws SQLException {
    throw unsupportedUpdate("updateBytes");
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader, int length)
      throws SQLException {
    throw unsupportedUpdate("updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    throw unsupportedUpdate("updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader)
      throws SQLException {
    throw unsupportedUpdate("updateCharacterStream");
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    throw unsupportedUpdate("updateClob");
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Reader reader) throws SQLException {
    throw unsupportedUpdate("updateClob");
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Clob value) throws SQLException {
    throw unsupportedUpdate("updateClob");
  }

  @Override
  public final void updateDate(String columnLabel, @Nullable Date value) throws SQLException {
    throw unsupportedUpdate("updateDate");
  }

  @Override
  public final void updateDouble(String columnLabel, double value) throws SQLException {
    throw unsupportedUpdate("updateDouble");
  }

  @Override
  public final void updateFloat(String columnLabel, float value) throws SQLException {
    throw unsupportedUpdate("updateFloat");
  }

  @Override
  public final void updateInt(String columnLabel, int value) throws SQLException {
    throw unsupportedUpdate("updateInt");
  }

  @Override
  public final void updateLong(String columnLabel, long value) throws SQLException {
    throw unsupportedUpdate("updateLong");
  }

  @Override
  public final void updateNCharacterStream(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    throw unsupportedUpdate("updateNCharacterStream");
  }

  @Override
  public final void updateNCharacterStream(String columnLabel, @Nullable Reader reader)
      throws SQLException {
    throw unsupportedUpdate("updateNCharacterStream");
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    throw unsupportedUpdate("updateNClob");
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable Reader reader) throws SQLException {
    throw unsupportedUpdate("updateNClob");
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable NClob value) throws SQLException {
    throw unsupportedUpdate("updateNClob");
  }

  @Override
  public final void updateNString(String columnLabel, @Nullable String value) throws SQLException {
    throw unsupportedUpdate("updateNString");
  }

  @Override
  public final void updateNull(String columnLabel) throws SQLException {
    throw unsupportedUpdate("updateNull");
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value, int scaleOrLength)
      throws SQLException {
    throw unsupportedUpdate("updateObject");
  }

  @Override
  public final void updateObject(
      String columnLabel, @Nullable Object value, SQLType targetType, int scaleOrLength)
      throws SQLException {
    throw unsupportedUpdate("updateObject");
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value, SQLType targetType)
      throws SQLException {
    throw unsupportedUpdate("updateObject");
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value) throws SQLException {
    throw unsupportedUpdate("updateObject");
  }

  @Override
  public final void updateRef(String columnLabel, @Nullable Ref value) throws SQLException {
    throw unsupportedUpdate("updateRef");
  }

  @Override
  public final void updateRowId(String columnLabel, @Nullable RowId value) throws SQLException {
    throw unsupportedUpdate("updateRowId");
  }

  @Override
  public final void updateSQLXML(String columnLabel, @Nullable SQLXML value) throws SQLException {
    throw unsupportedUpdate("updateSQLXML");
  }

  @Override
  public final void updateShort(String columnLabel, short value) throws SQLException {
    throw unsupportedUpdate("updateShort");
  }

  @Override
  public final void updateString(String columnLabel, @Nullable String value) throws SQLException {
    throw unsupportedUpdate("updateString");
  }

  @Override
  public final void updateTime(String columnLabel, @Nullable Time value) throws SQLException {
    throw unsupportedUpdate("updateTime");
  }

  @Override
  public final void updateTimestamp(String columnLabel, @Nullable Timestamp value)
      throws SQLException {
    throw unsupportedUpdate("updateTimestamp");
  }
}
