package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Parameters by name: all refused. */
abstract class UnsupportedNamedParameters extends UnsupportedOutParameters {
  UnsupportedNamedParameters(LakewireConnection connection, ParameterMarkers markers) {
    super(connection, markers);
  }

  @Override
  public final void setAsciiStream(@Nullable String name, @Nullable InputStream value, int length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setAsciiStream(@Nullable String name, @Nullable InputStream value, long length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setAsciiStream(@Nullable String name, @Nullable InputStream value)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setBigDecimal(@Nullable String name, @Nullable BigDecimal value)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setBinaryStream(@Nullable String name, @Nullable InputStream value, int length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setBinaryStream(@Nullable String name, @Nullable InputStream value, long length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setBinaryStream(@Nullable String name, @Nullable InputStream value)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setBlob(@Nullable String name, @Nullable InputStream value, long length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setBlob(@Nullable String name, @Nullable InputStream value)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setBlob(@Nullable String name, @Nullable Blob value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setBoolean(@Nullable String name, boolean value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setByte(@Nullable String name, byte value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setBytes(@Nullable String name, byte @Nullable [] value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setCharacterStream(@Nullable String name, @Nullable Reader value, int length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setCharacterStream(@Nullable String name, @Nullable Reader value, long length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setCharacterStream(@Nullable String name, @Nullable Reader value)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setClob(@Nullable String name, @Nullable Reader value, long length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setClob(@Nullable String name, @Nullable Reader value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setClob(@Nullable String name, @Nullable Clob value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setDate(
      @Nullable String name, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setDate(@Nullable String name, @Nullable Date value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setDouble(@Nullable String name, double value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setFloat(@Nullable String name, float value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setInt(@Nullable String name, int value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setLong(@Nullable String name, long value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setNCharacterStream(@Nullable String name, @Nullable Reader value, long length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setNCharacterStream(@Nullable String name, @Nullable Reader value)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setNClob(@Nullable String name, @Nullable Reader value, long length)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setNClob(@Nullable String name, @Nullable Reader value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setNClob(@Nullable String name, @Nullable NClob value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setNString(@Nullable String name, @Nullable String value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setNull(@Nullable String name, int sqlType, @Nullable String value)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setNull(@Nullable String name, int sqlType) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setObject(
      @Nullable String name, @Nullable Object value, int targetType, int scale)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setObject(@Nullable String name, @Nullable Object value, int targetType)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setObject(
      @Nullable String name, @Nullable Object value, @Nullable SQLType targetType, int scale)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setObject(
      @Nullable String name, @Nullable Object value, @Nullable SQLType targetType)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setObject(@Nullable String name, @Nullable Object value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setRowId(@Nullable String name, @Nullable RowId value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setSQLXML(@Nullable String name, @Nullable SQLXML value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setShort(@Nullable String name, short value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setString(@Nullable String name, @Nullable String value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setTime(
      @Nullable String name, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setTime(@Nullable String name, @Nullable Time value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setTimestamp(
      @Nullable String name, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setTimestamp(@Nullable String name, @Nullable Timestamp value)
      throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }

  @Override
  public final void setURL(@Nullable String name, @Nullable URL value) throws SQLException {
    throw unsupported("parameters by name; set them by number");
  }
}
