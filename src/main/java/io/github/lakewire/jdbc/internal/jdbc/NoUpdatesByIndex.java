package io.github.lakewire.jdbc.internal.jdbc;

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
abstract class NoUpdatesByIndex implements ResultSet {
  @Override
  public final void cancelRowUpdates() throws SQLException {
    throw refuseUpdate("cancelRowUpdates");
  }

  @Override
  public final void deleteRow() throws SQLException {
    throw refuseUpdate("deleteRow");
  }

  @Override
  public final void insertRow() throws SQLException {
    throw refuseUpdate("insertRow");
  }

  @Override
  public final void moveToCurrentRow() throws SQLException {
    throw refuseUpdate("moveToCurrentRow");
  }

  @Override
  public final void moveToInsertRow() throws SQLException {
    throw refuseUpdate("moveToInsertRow");
  }

  @Override
  public final void refreshRow() throws SQLException {
    throw refuseUpdate("refreshRow");
  }

  @Override
  public final void updateArray(int columnIndex, @Nullable Array value) throws SQLException {
    throw refuseUpdate("updateArray");
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream stream, int length)
      throws SQLException {
    throw refuseUpdate("updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream stream, long length)
      throws SQLException {
    throw refuseUpdate("updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(int columnIndex, @Nullable InputStream stream)
      throws SQLException {
    throw refuseUpdate("updateAsciiStream");
  }

  @Override
  public final void updateBigDecimal(int columnIndex, @Nullable BigDecimal value)
      throws SQLException {
    throw refuseUpdate("updateBigDecimal");
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream stream, int length)
      throws SQLException {
    throw refuseUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream stream, long length)
      throws SQLException {
    throw refuseUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(int columnIndex, @Nullable InputStream stream)
      throws SQLException {
    throw refuseUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable InputStream stream, long length)
      throws SQLException {
    throw refuseUpdate("updateBlob");
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable InputStream stream) throws SQLException {
    throw refuseUpdate("updateBlob");
  }

  @Override
  public final void updateBlob(int columnIndex, @Nullable Blob value) throws SQLException {
    throw refuseUpdate("updateBlob");
  }

  @Override
  public final void updateBoolean(int columnIndex, boolean value) throws SQLException {
    throw refuseUpdate("updateBoolean");
  }

  @Override
  public final void updateByte(int columnIndex, byte value) throws SQLException {
    throw refuseUpdate("updateByte");
  }

  @Override
  public final void updateBytes(int columnIndex, byte @Nullable [] value) throws SQLException {
    throw refuseUpdate("updateBytes");
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader reader, int length)
      throws SQLException {
    throw refuseUpdate("updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    throw refuseUpdate("updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(int columnIndex, @Nullable Reader reader)
      throws SQLException {
    throw refuseUpdate("updateCharacterStream");
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    throw refuseUpdate("updateClob");
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Reader reader) throws SQLException {
    throw refuseUpdate("updateClob");
  }

  @Override
  public final void updateClob(int columnIndex, @Nullable Clob value) throws SQLException {
    throw refuseUpdate("updateClob");
  }

  @Override
  public final void updateDate(int columnIndex, @Nullable Date value) throws SQLException {
    throw refuseUpdate("updateDate");
  }

  @Override
  public final void updateDouble(int columnIndex, double value) throws SQLException {
    throw refuseUpdate("updateDouble");
  }

  @Override
  public final void updateFloat(int columnIndex, float value) throws SQLException {
    throw refuseUpdate("updateFloat");
  }

  @Override
  public final void updateInt(int columnIndex, int value) throws SQLException {
    throw refuseUpdate("updateInt");
  }

  @Override
  public final void updateLong(int columnIndex, long value) throws SQLException {
    throw refuseUpdate("updateLong");
  }

  @Override
  public final void updateNCharacterStream(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    throw refuseUpdate("updateNCharacterStream");
  }

  @Override
  public final void updateNCharacterStream(int columnIndex, @Nullable Reader reader)
      throws SQLException {
    throw refuseUpdate("updateNCharacterStream");
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable Reader reader, long length)
      throws SQLException {
    throw refuseUpdate("updateNClob");
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable Reader reader) throws SQLException {
    throw refuseUpdate("updateNClob");
  }

  @Override
  public final void updateNClob(int columnIndex, @Nullable NClob value) throws SQLException {
    throw refuseUpdate("updateNClob");
  }

  @Override
  public final void updateNString(int columnIndex, @Nullable String value) throws SQLException {
    throw refuseUpdate("updateNString");
  }

  @Override
  public final void updateNull(int columnIndex) throws SQLException {
    throw refuseUpdate("updateNull");
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value, int scaleOrLength)
      throws SQLException {
    throw refuseUpdate("updateObject");
  }

  @Override
  public final void updateObject(
      int columnIndex, @Nullable Object value, SQLType targetType, int scaleOrLength)
      throws SQLException {
    throw refuseUpdate("updateObject");
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value, SQLType targetType)
      throws SQLException {
    throw refuseUpdate("updateObject");
  }

  @Override
  public final void updateObject(int columnIndex, @Nullable Object value) throws SQLException {
    throw refuseUpdate("updateObject");
  }

  @Override
  public final void updateRef(int columnIndex, @Nullable Ref value) throws SQLException {
    throw refuseUpdate("updateRef");
  }

  @Override
  public final void updateRowId(int columnIndex, @Nullable RowId value) throws SQLException {
    throw refuseUpdate("updateRowId");
  }

  @Override
  public final void updateRow() throws SQLException {
    throw refuseUpdate("updateRow");
  }

  @Override
  public final void updateSQLXML(int columnIndex, @Nullable SQLXML value) throws SQLException {
    throw refuseUpdate("updateSQLXML");
  }

  @Override
  public final void updateShort(int columnIndex, short value) throws SQLException {
    throw refuseUpdate("updateShort");
  }

  @Override
  public final void updateString(int columnIndex, @Nullable String value) throws SQLException {
    throw refuseUpdate("updateString");
  }

  @Override
  public final void updateTime(int columnIndex, @Nullable Time value) throws SQLException {
    throw refuseUpdate("updateTime");
  }

  @Override
  public final void updateTimestamp(int columnIndex, @Nullable Timestamp value)
      throws SQLException {
    throw refuseUpdate("updateTimestamp");
  }

  /** Returns the refusal, or that the result set is closed. */
  abstract SQLException refuseUpdate(String method);
}
