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
 * The updates of a {@code ResultSet} by column number and row: all refused, for results are
 * read-only.
 */
abstract class ReadOnlyByIndex implements ResultSet {
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

  /** Returns the refusal, or that the result set is closed. */
  abstract SQLException unsupportedUpdate(String method);
}
