package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * Reads the values of one column, by row of the current batch. It refuses every conversion; a
 * physical type's subclass allows what it can do. The cursor re-binds readers to each batch.
 *
 * <p>The caller has checked that the row exists. Getters of values may be called only when {@link
 * #isNull} is false for the row; otherwise the result is undefined (but harmless).
 *
 * <p>All value getters throw a DriverException of kind DATA: 22003 when the number does not fit,
 * 22018 when a text is no such value, 22007 when it is no date or time, 07006 when the type cannot
 * be converted.
 */
public abstract class ColumnReader {
  private final ColumnInfo column;

  /** Whether {@link #isNullAt} is worth asking: most columns have no null in a whole batch. */
  protected boolean mayBeNull = true;

  protected ColumnReader(ColumnInfo column) {
    this.column = column;
  }

  /** Returns the column that is read, for messages and for the type. */
  public final ColumnInfo column() {
    return column;
  }

  /** Returns the column's type with the types inside it. */
  public final SqlType sqlType() {
    return column.sqlType();
  }

  /** Whether the row's value is NULL. */
  public final boolean isNull(int row) {
    return mayBeNull && isNullAt(row);
  }

  /** Looks for the row's NULL. */
  protected abstract boolean isNullAt(int row);

  /**
   * The default Java object: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal,
   * String, byte[], LocalDate (DATE), LocalTime (TIME), Instant (TIMESTAMP), LocalDateTime
   * (TIMESTAMP_NTZ), Period, Duration, List (ARRAY), Map (MAP), {@link
   * io.github.lakewire.jdbc.internal.text.StructValue} (STRUCT), String for VARIANT and unknown
   * types. Within these three a TIMESTAMP is an OffsetDateTime, with the offset of the session's
   * zone. Where a server sends nested values as text that does not fit its type, the text.
   */
  public abstract Object getObject(int row) throws DriverException;

  /** The value as Spark prints it in a cast to STRING; JSON for ARRAY, MAP and STRUCT. */
  public abstract String getString(int row) throws DriverException;

  public boolean getBoolean(int row) throws DriverException {
    throw notConvertible("boolean");
  }

  public byte getByte(int row) throws DriverException {
    long value = getLong(row);
    if (value != (byte) value) {
      throw outOfRange("byte");
    }
    return (byte) value;
  }

  public short getShort(int row) throws DriverException {
    long value = getLong(row);
    if (value != (short) value) {
      throw outOfRange("short");
    }
    return (short) value;
  }

  public int getInt(int row) throws DriverException {
    long value = getLong(row);
    if (value != (int) value) {
      throw outOfRange("int");
    }
    return (int) value;
  }

  /** Fractions are cut off, as Spark's casts do. */
  public long getLong(int row) throws DriverException {
    throw notConvertible("a whole number");
  }

  public float getFloat(int row) throws DriverException {
    double value = getDouble(row);
    float narrowed = (float) value;
    if (Float.isInfinite(narrowed) && !Double.isInfinite(value)) {
      throw outOfRange("float");
    }
    return narrowed;
  }

  public double getDouble(int row) throws DriverException {
    throw notConvertible("a number");
  }

  public BigDecimal getBigDecimal(int row) throws DriverException {
    throw notConvertible("BigDecimal");
  }

  /** A copy that the caller owns. */
  public byte[] getBytes(int row) throws DriverException {
    throw notConvertible("byte[]");
  }

  /** Of DATE, TIMESTAMP_NTZ and text; of TIMESTAMP in the zone of the session. */
  public LocalDate getLocalDate(int row) throws DriverException {
    throw notConvertible("LocalDate");
  }

  /** Of TIME, TIMESTAMP_NTZ and text; of TIMESTAMP in the zone of the session. */
  public LocalTime getLocalTime(int row) throws DriverException {
    throw notConvertible("LocalTime");
  }

  /** Of DATE (midnight), TIMESTAMP_NTZ and text; of TIMESTAMP in the zone of the session. */
  public LocalDateTime getLocalDateTime(int row) throws DriverException {
    throw notConvertible("LocalDateTime");
  }

  /** Of TIMESTAMP only: the others have no instant without a zone. */
  public Instant getInstant(int row) throws DriverException {
    throw notConvertible("Instant");
  }

  /**
   * Whether {@link #getInstant} works: true only for a TIMESTAMP that came as a number. Where the
   * server sent text, it is in the session's zone, which the text does not tell: then the default
   * Java object is a LocalDateTime.
   */
  public boolean isMoment() {
    return false;
  }

  /** The date of {@link #getLocalDate} as days since 1970-01-01, without an object. */
  public int getEpochDay(int row) throws DriverException {
    long day = getLocalDate(row).toEpochDay();
    if (day != (int) day) {
      throw outOfRange("days");
    }
    return (int) day;
  }

  /**
   * Microseconds since 1970-01-01T00:00:00, without an object: in UTC when {@link #isMoment}, else
   * on the local clock of {@link #getLocalDateTime}. Finer fractions are cut off.
   */
  public long getEpochMicros(int row) throws DriverException {
    LocalDateTime local = getLocalDateTime(row);
    long second = local.toEpochSecond(ZoneOffset.UTC);
    long most = Long.MAX_VALUE / 1_000_000 - 1;
    if (second > most || second < -most) {
      throw outOfRange("microseconds");
    }
    return second * 1_000_000 + local.get(ChronoField.MICRO_OF_SECOND);
  }

  /** The refusal of a conversion: 07006, naming column, its type and the target. */
  protected final DriverException notConvertible(String target) {
    return exception(SqlState.RESTRICTED_CONVERSION, "cannot be read as " + target);
  }

  /** A number that does not fit: 22003. */
  protected final DriverException outOfRange(String target) {
    return exception(SqlState.NUMERIC_OUT_OF_RANGE, "has a value that does not fit " + target);
  }

  /** A text or number that is no such value: 22018. */
  protected final DriverException malformed(String target) {
    return exception(SqlState.INVALID_CHARACTER_VALUE, "has a value that is no " + target);
  }

  /** A text that is no date, time or interval, or one beyond what Java can hold: 22007. */
  protected final DriverException noDateTime(String target) {
    return exception(SqlState.INVALID_DATETIME, "has a value that is no " + target);
  }

  private DriverException exception(SqlState state, String what) {
    return DriverException.data(
        state, "Column '" + column.name() + "' of type " + column.typeName() + " " + what);
  }
}
