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
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** The updates of a {@code ResultSet} by column label: all refused, for results are read-only. */
abstract class ReadOnlyByLabel extends ReadOnlyByIndex {
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
