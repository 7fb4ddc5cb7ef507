package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.parameter.ParameterClock;
import io.github.lakewire.jdbc.internal.parameter.ParameterConversions;
import io.github.lakewire.jdbc.internal.parameter.ParameterStreams;
import io.github.lakewire.jdbc.internal.parameter.ParameterValues;
import io.github.lakewire.jdbc.internal.parameter.SqlParameter;
import io.github.lakewire.jdbc.internal.resultset.JdbcTemporals;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * The setters of a {@code PreparedStatement}, each reduced to {@link #set}. Streams are read when
 * they are set.
 */
abstract class ParameterSetters extends LakewireStatement implements PreparedStatement {
  private final ParameterClock clock;

  ParameterSetters(LakewireConnection connection) {
    super(connection);
    this.clock = connection.clock();
  }

  /** Keeps the value of a marker; fails when the statement is closed or has no such marker. */
  abstract void set(int index, SqlParameter value) throws SQLException;

  /** What to say about the time zones of the parameters set, once, or null. */
  final @Nullable String clockWarning() throws SQLException {
    return clock.warning(timeout());
  }

  /** Fails when the statement is closed or has no such marker. */
  abstract void requireMarker(int index) throws SQLException;

  private SQLException refuse(int index, String type) throws SQLException {
    requireMarker(index);
    return SqlExceptions.notSupported("parameters of type " + type);
  }

  /** Makes the value and keeps it; a value may be larger than the heap. */
  private void make(int index, ErrorBoundary.Work<SqlParameter> value) throws SQLException {
    requireMarker(index);
    set(index, ErrorBoundary.within(value));
  }

  private void setNullable(int index, @Nullable Object value, int typeOfNull) throws SQLException {
    make(
        index,
        () -> value == null ? ParameterValues.nullOf(typeOfNull) : ParameterValues.of(value));
    clock.notice(value);
  }

  private void setText(int index, @Nullable Reader reader, long length) throws SQLException {
    make(
        index,
        () ->
            reader == null
                ? ParameterValues.nullOf(Types.VARCHAR)
                : ParameterValues.string(ParameterStreams.text(reader, length)));
  }

  private void setBinary(int index, @Nullable InputStream stream, long length) throws SQLException {
    make(
        index,
        () ->
            stream == null
                ? ParameterValues.nullOf(Types.BINARY)
                : ParameterValues.bytes(ParameterStreams.bytes(stream, length)));
  }

  private void setEncoded(int index, @Nullable InputStream stream, long length, Charset charset)
      throws SQLException {
    make(
        index,
        () ->
            stream == null
                ? ParameterValues.nullOf(Types.VARCHAR)
                : ParameterValues.string(
                    new String(ParameterStreams.bytes(stream, length), charset)));
  }

  private void setTarget(int index, @Nullable Object value, int type, int scale)
      throws SQLException {
    make(index, () -> ParameterConversions.convert(value, type, scale));
    clock.notice(value);
  }

  private int code(int index, @Nullable SQLType type) throws SQLException {
    requireMarker(index);
    Integer code = type == null ? null : type.getVendorTypeNumber();
    if (code == null) {
      throw SqlExceptions.invalidArgument("The SQLType has no number");
    }
    return code;
  }

  @Override
  public final void setBoolean(int index, boolean value) throws SQLException {
    set(index, ParameterValues.of(value));
  }

  @Override
  public final void setByte(int index, byte value) throws SQLException {
    set(index, ParameterValues.of(value));
  }

  @Override
  public final void setShort(int index, short value) throws SQLException {
    set(index, ParameterValues.of(value));
  }

  @Override
  public final void setInt(int index, int value) throws SQLException {
    set(index, ParameterValues.of(value));
  }

  @Override
  public final void setLong(int index, long value) throws SQLException {
    set(index, ParameterValues.of(value));
  }

  @Override
  public final void setFloat(int index, float value) throws SQLException {
    set(index, ParameterValues.of(value));
  }

  @Override
  public final void setDouble(int index, double value) throws SQLException {
    set(index, ParameterValues.of(value));
  }

  @Override
  public final void setNull(int index, int sqlType) throws SQLException {
    requireMarker(index);
    set(index, ParameterValues.nullOf(sqlType));
  }

  @Override
  public final void setNull(int index, int sqlType, @Nullable String typeName) throws SQLException {
    setNull(index, sqlType);
  }

  @Override
  public final void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    setNullable(index, value, Types.DECIMAL);
  }

  @Override
  public final void setString(int index, @Nullable String value) throws SQLException {
    setNullable(index, value, Types.VARCHAR);
  }

  @Override
  public final void setNString(int index, @Nullable String value) throws SQLException {
    setNullable(index, value, Types.VARCHAR);
  }

  @Override
  public final void setBytes(int index, byte @Nullable [] value) throws SQLException {
    setNullable(index, value, Types.BINARY);
  }

  @Override
  public final void setDate(int index, @Nullable Date value) throws SQLException {
    setNullable(index, value, Types.DATE);
  }

  @Override
  public final void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    setNullable(index, value == null ? null : JdbcTemporals.localDate(value, calendar), Types.DATE);
  }

  @Override
  public final void setTime(int index, @Nullable Time value) throws SQLException {
    setNullable(index, value, Types.TIME);
  }

  @Override
  public final void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    setNullable(index, value == null ? null : JdbcTemporals.localTime(value, calendar), Types.TIME);
  }

  @Override
  public final void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    setNullable(index, value, Types.TIMESTAMP);
  }

  /**
   * Sends the instant, with microseconds. JDBC has the calendar make a wall clock of it, for types
   * without a zone; this one goes out as TIMESTAMP, which is an instant in any calendar. For a wall
   * clock (TIMESTAMP_NTZ) set a {@code LocalDateTime}.
   */
  @Override
  public final void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    setNullable(index, value, Types.TIMESTAMP);
  }

  @Override
  public final void setURL(int index, @Nullable URL value) throws SQLException {
    setNullable(index, value, Types.VARCHAR);
  }

  @Override
  public final void setBlob(int index, @Nullable Blob value) throws SQLException {
    setNullable(index, value, Types.BINARY);
  }

  @Override
  public final void setClob(int index, @Nullable Clob value) throws SQLException {
    setNullable(index, value, Types.VARCHAR);
  }

  @Override
  public final void setNClob(int index, @Nullable NClob value) throws SQLException {
    setNullable(index, value, Types.VARCHAR);
  }

  @Override
  public final void setObject(int index, @Nullable Object value) throws SQLException {
    setNullable(index, value, Types.NULL);
  }

  @Override
  public final void setObject(int index, @Nullable Object value, int targetType)
      throws SQLException {
    setTarget(index, value, targetType, -1);
  }

  @Override
  public final void setObject(int index, @Nullable Object value, int targetType, int scaleOrLength)
      throws SQLException {
    setTarget(index, value, targetType, scaleOrLength);
  }

  @Override
  public final void setObject(int index, @Nullable Object value, @Nullable SQLType targetType)
      throws SQLException {
    setTarget(index, value, code(index, targetType), -1);
  }

  @Override
  public final void setObject(
      int index, @Nullable Object value, @Nullable SQLType targetType, int scaleOrLength)
      throws SQLException {
    setTarget(index, value, code(index, targetType), scaleOrLength);
  }

  @Override
  public final void setAsciiStream(int index, @Nullable InputStream stream) throws SQLException {
    setEncoded(index, stream, ParameterStreams.TO_THE_END, StandardCharsets.US_ASCII);
  }

  @Override
  public final void setAsciiStream(int index, @Nullable InputStream stream, int length)
      throws SQLException {
    setEncoded(index, stream, notNegative(length), StandardCharsets.US_ASCII);
  }

  @Override
  public final void setAsciiStream(int index, @Nullable InputStream stream, long length)
      throws SQLException {
    setEncoded(index, stream, notNegative(length), StandardCharsets.US_ASCII);
  }

  @Override
  public final void setBinaryStream(int index, @Nullable InputStream stream) throws SQLException {
    setBinary(index, stream, ParameterStreams.TO_THE_END);
  }

  @Override
  public final void setBinaryStream(int index, @Nullable InputStream stream, int length)
      throws SQLException {
    setBinary(index, stream, notNegative(length));
  }

  @Override
  public final void setBinaryStream(int index, @Nullable InputStream stream, long length)
      throws SQLException {
    setBinary(index, stream, notNegative(length));
  }

  @Override
  public final void setCharacterStream(int index, @Nullable Reader stream) throws SQLException {
    setText(index, stream, ParameterStreams.TO_THE_END);
  }

  @Override
  public final void setCharacterStream(int index, @Nullable Reader stream, int length)
      throws SQLException {
    setText(index, stream, notNegative(length));
  }

  @Override
  public final void setCharacterStream(int index, @Nullable Reader stream, long length)
      throws SQLException {
    setText(index, stream, notNegative(length));
  }

  @Override
  public final void setNCharacterStream(int index, @Nullable Reader stream) throws SQLException {
    setText(index, stream, ParameterStreams.TO_THE_END);
  }

  @Override
  public final void setNCharacterStream(int index, @Nullable Reader stream, long length)
      throws SQLException {
    setText(index, stream, notNegative(length));
  }

  @Override
  public final void setBlob(int index, @Nullable InputStream stream) throws SQLException {
    setBinary(index, stream, ParameterStreams.TO_THE_END);
  }

  @Override
  public final void setBlob(int index, @Nullable InputStream stream, long length)
      throws SQLException {
    setBinary(index, stream, notNegative(length));
  }

  @Override
  public final void setClob(int index, @Nullable Reader stream) throws SQLException {
    setText(index, stream, ParameterStreams.TO_THE_END);
  }

  @Override
  public final void setClob(int index, @Nullable Reader stream, long length) throws SQLException {
    setText(index, stream, notNegative(length));
  }

  @Override
  public final void setNClob(int index, @Nullable Reader stream) throws SQLException {
    setText(index, stream, ParameterStreams.TO_THE_END);
  }

  @Override
  public final void setNClob(int index, @Nullable Reader stream, long length) throws SQLException {
    setText(index, stream, notNegative(length));
  }

  @Override
  @Deprecated
  public final void setUnicodeStream(int index, @Nullable InputStream stream, int length)
      throws SQLException {
    setEncoded(index, stream, notNegative(length), StandardCharsets.UTF_8);
  }

  @Override
  public final void setRef(int index, @Nullable Ref value) throws SQLException {
    throw refuse(index, "Ref");
  }

  @Override
  public final void setRowId(int index, @Nullable RowId value) throws SQLException {
    throw refuse(index, "RowId");
  }

  @Override
  public final void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
    setNullable(index, value, Types.SQLXML);
  }

  @Override
  public final void setArray(int index, @Nullable Array value) throws SQLException {
    setNullable(index, value, Types.NULL);
  }

  private static long notNegative(long length) throws SQLException {
    if (length < 0) {
      throw SqlExceptions.invalidArgument("The length must not be negative: " + length);
    }
    return length;
  }
}
