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
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** The updates of a {@code ResultSet} by column label: all refused, for results are read-only. */
abstract class NoUpdatesByLabel extends NoUpdatesByIndex {
  @Override
  public final void updateArray(String columnLabel, @Nullable Array value) throws SQLException {
    throw refuseUpdate("updateArray");
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream stream, int length)
      throws SQLException {
    throw refuseUpdate("updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream stream, long length)
      throws SQLException {
    throw refuseUpdate("updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(String columnLabel, @Nullable InputStream stream)
      throws SQLException {
    throw refuseUpdate("updateAsciiStream");
  }

  @Override
  public final void updateBigDecimal(String columnLabel, @Nullable BigDecimal value)
      throws SQLException {
    throw refuseUpdate("updateBigDecimal");
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream stream, int length)
      throws SQLException {
    throw refuseUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(
      String columnLabel, @Nullable InputStream stream, long length) throws SQLException {
    throw refuseUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(String columnLabel, @Nullable InputStream stream)
      throws SQLException {
    throw refuseUpdate("updateBinaryStream");
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable InputStream stream, long length)
      throws SQLException {
    throw refuseUpdate("updateBlob");
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable InputStream stream)
      throws SQLException {
    throw refuseUpdate("updateBlob");
  }

  @Override
  public final void updateBlob(String columnLabel, @Nullable Blob value) throws SQLException {
    throw refuseUpdate("updateBlob");
  }

  @Override
  public final void updateBoolean(String columnLabel, boolean value) throws SQLException {
    throw refuseUpdate("updateBoolean");
  }

  @Override
  public final void updateByte(String columnLabel, byte value) throws SQLException {
    throw refuseUpdate("updateByte");
  }

  @Override
  public final void updateBytes(String columnLabel, byte @Nullable [] value) throws SQLException {
    throw refuseUpdate("updateBytes");
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader, int length)
      throws SQLException {
    throw refuseUpdate("updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    throw refuseUpdate("updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(String columnLabel, @Nullable Reader reader)
      throws SQLException {
    throw refuseUpdate("updateCharacterStream");
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    throw refuseUpdate("updateClob");
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Reader reader) throws SQLException {
    throw refuseUpdate("updateClob");
  }

  @Override
  public final void updateClob(String columnLabel, @Nullable Clob value) throws SQLException {
    throw refuseUpdate("updateClob");
  }

  @Override
  public final void updateDate(String columnLabel, @Nullable Date value) throws SQLException {
    throw refuseUpdate("updateDate");
  }

  @Override
  public final void updateDouble(String columnLabel, double value) throws SQLException {
    throw refuseUpdate("updateDouble");
  }

  @Override
  public final void updateFloat(String columnLabel, float value) throws SQLException {
    throw refuseUpdate("updateFloat");
  }

  @Override
  public final void updateInt(String columnLabel, int value) throws SQLException {
    throw refuseUpdate("updateInt");
  }

  @Override
  public final void updateLong(String columnLabel, long value) throws SQLException {
    throw refuseUpdate("updateLong");
  }

  @Override
  public final void updateNCharacterStream(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    throw refuseUpdate("updateNCharacterStream");
  }

  @Override
  public final void updateNCharacterStream(String columnLabel, @Nullable Reader reader)
      throws SQLException {
    throw refuseUpdate("updateNCharacterStream");
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable Reader reader, long length)
      throws SQLException {
    throw refuseUpdate("updateNClob");
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable Reader reader) throws SQLException {
    throw refuseUpdate("updateNClob");
  }

  @Override
  public final void updateNClob(String columnLabel, @Nullable NClob value) throws SQLException {
    throw refuseUpdate("updateNClob");
  }

  @Override
  public final void updateNString(String columnLabel, @Nullable String value) throws SQLException {
    throw refuseUpdate("updateNString");
  }

  @Override
  public final void updateNull(String columnLabel) throws SQLException {
    throw refuseUpdate("updateNull");
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value, int scaleOrLength)
      throws SQLException {
    throw refuseUpdate("updateObject");
  }

  @Override
  public final void updateObject(
      String columnLabel, @Nullable Object value, SQLType targetType, int scaleOrLength)
      throws SQLException {
    throw refuseUpdate("updateObject");
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value, SQLType targetType)
      throws SQLException {
    throw refuseUpdate("updateObject");
  }

  @Override
  public final void updateObject(String columnLabel, @Nullable Object value) throws SQLException {
    throw refuseUpdate("updateObject");
  }

  @Override
  public final void updateRef(String columnLabel, @Nullable Ref value) throws SQLException {
    throw refuseUpdate("updateRef");
  }

  @Override
  public final void updateRowId(String columnLabel, @Nullable RowId value) throws SQLException {
    throw refuseUpdate("updateRowId");
  }

  @Override
  public final void updateSQLXML(String columnLabel, @Nullable SQLXML value) throws SQLException {
    throw refuseUpdate("updateSQLXML");
  }

  @Override
  public final void updateShort(String columnLabel, short value) throws SQLException {
    throw refuseUpdate("updateShort");
  }

  @Override
  public final void updateString(String columnLabel, @Nullable String value) throws SQLException {
    throw refuseUpdate("updateString");
  }

  @Override
  public final void updateTime(String columnLabel, @Nullable Time value) throws SQLException {
    throw refuseUpdate("updateTime");
  }

  @Override
  public final void updateTimestamp(String columnLabel, @Nullable Timestamp value)
      throws SQLException {
    throw refuseUpdate("updateTimestamp");
  }
}
