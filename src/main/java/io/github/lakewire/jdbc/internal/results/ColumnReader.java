package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.SqlState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Reads the values of one column, by row of the current batch. It refuses every conversion; a
 * physical type's subclass allows what it can do. The cursor re-binds readers to each batch.
 *
 * <p>The caller has checked that the row exists. Getters of values may be called only when {@link
 * #isNull} is false for the row; otherwise the result is undefined (but harmless).
 *
 * <p>All value getters throw a Fault of kind DATA: 22003 when the number does not fit, 22018 when a
 * text is no such value, 22007 when it is no date or time, 07006 when the type cannot be converted.
 */
public abstract class ColumnReader {
  private final ColumnInfo column;

  protected ColumnReader(ColumnInfo column) {
    this.column = column;
  }

  /** Returns the column that is read, for messages and for the type. */
  public final ColumnInfo column() {
    return column;
  }

  public abstract boolean isNull(int row);

  /** The natural object: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String,
   * byte[], LocalDate (DATE), Instant (TIMESTAMP), LocalDateTime (TIMESTAMP_NTZ), Period, Duration,
   * List (ARRAY), Map (MAP, STRUCT), String for VARIANT and unknown types. */
  public abstract Object getObject(int row) throws Fault;

  /** The value as Spark prints it in a cast to STRING; JSON for ARRAY, MAP and STRUCT. */
  public abstract String getString(int row) throws Fault;

  public boolean getBoolean(int row) throws Fault {
    throw refuse("boolean");
  }

  public byte getByte(int row) throws Fault {
    throw refuse("byte");
  }

  public short getShort(int row) throws Fault {
    throw refuse("short");
  }

  public int getInt(int row) throws Fault {
    throw refuse("int");
  }

  public long getLong(int row) throws Fault {
    throw refuse("long");
  }

  public float getFloat(int row) throws Fault {
    throw refuse("float");
  }

  public double getDouble(int row) throws Fault {
    throw refuse("double");
  }

  public BigDecimal getBigDecimal(int row) throws Fault {
    throw refuse("BigDecimal");
  }

  /** A copy that the caller owns. */
  public byte[] getBytes(int row) throws Fault {
    throw refuse("byte[]");
  }

  /** Of DATE, TIMESTAMP_NTZ and text; of TIMESTAMP in the zone of the session. */
  public LocalDate getLocalDate(int row) throws Fault {
    throw refuse("LocalDate");
  }

  /** Of DATE (midnight), TIMESTAMP_NTZ and text; of TIMESTAMP in the zone of the session. */
  public LocalDateTime getLocalDateTime(int row) throws Fault {
    throw refuse("LocalDateTime");
  }

  /** Of TIMESTAMP only: the others have no moment without a zone. */
  public Instant getInstant(int row) throws Fault {
    throw refuse("Instant");
  }

  /** The refusal of a conversion: 07006, naming column, its type and the target. */
  protected final Fault refuse(String target) {
    return Fault.data(
        SqlState.RESTRICTED_CONVERSION,
        "Column '" + column.name() + "' of type " + column.typeName() + " cannot be read as "
            + target);
  }
}
