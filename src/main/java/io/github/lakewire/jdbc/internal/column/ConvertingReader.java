package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.text.ValueFormatter;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Map;

/**
 * The table of conversions: from the default Java object to whatever is asked for, the same in all
 * forms in which values arrive. Readers of numbers in place override what they can do without the
 * object.
 */
public abstract class ConvertingReader extends ColumnReader {

  protected ConvertingReader(ColumnInfo column) {
    super(column);
  }

  @Override
  public String getString(int row) throws DriverException {
    return ValueFormatter.of(getObject(row), column().sqlType());
  }

  @Override
  public boolean getBoolean(int row) throws DriverException {
    Object value = getObject(row);
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Number number) {
      double asDouble = number.doubleValue();
      if (asDouble == 0 || asDouble == 1) {
        return asDouble == 1;
      }
      throw malformed("boolean");
    }
    if (value instanceof String text) {
      String trimmed = text.strip();
      if (trimmed.equals("1") || trimmed.equalsIgnoreCase("true")) {
        return true;
      }
      if (trimmed.equals("0") || trimmed.equalsIgnoreCase("false")) {
        return false;
      }
      throw malformed("boolean");
    }
    throw notConvertible("boolean");
  }

  @Override
  public long getLong(int row) throws DriverException {
    Object value = getObject(row);
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigDecimal decimal) {
      return NumberConversions.toLong(decimal, this);
    }
    if (value instanceof Double || value instanceof Float) {
      return NumberConversions.toLong(((Number) value).doubleValue(), this);
    }
    if (value instanceof String text) {
      return NumberConversions.toLong(text, this);
    }
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    throw notConvertible("a whole number");
  }

  @Override
  public double getDouble(int row) throws DriverException {
    Object value = getObject(row);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      return NumberConversions.toDouble(text, this);
    }
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    throw notConvertible("a number");
  }

  @Override
  public BigDecimal getBigDecimal(int row) throws DriverException {
    Object value = getObject(row);
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Double || value instanceof Float) {
      return NumberConversions.toDecimal((Number) value, this);
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    }
    if (value instanceof String text) {
      return NumberConversions.toDecimal(text, this);
    }
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    throw notConvertible("BigDecimal");
  }

  @Override
  public byte[] getBytes(int row) throws DriverException {
    Object value = getObject(row);
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    // What is text to JDBC, and nested values as their JSON.
    if (value instanceof Period
        || value instanceof Duration
        || value instanceof List
        || value instanceof Map) {
      return getString(row).getBytes(StandardCharsets.UTF_8);
    }
    throw notConvertible("byte[]");
  }

  @Override
  public LocalDate getLocalDate(int row) throws DriverException {
    Object value = getObject(row);
    if (value instanceof LocalDate date) {
      return date;
    }
    return localDateTime(value, "LocalDate").toLocalDate();
  }

  @Override
  public LocalTime getLocalTime(int row) throws DriverException {
    Object value = getObject(row);
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof String text) {
      return TemporalConversions.toTime(text, this);
    }
    if (value instanceof LocalDate) {
      throw notConvertible("LocalTime");
    }
    return getLocalDateTime(row).toLocalTime();
  }

  @Override
  public LocalDateTime getLocalDateTime(int row) throws DriverException {
    return localDateTime(getObject(row), "LocalDateTime");
  }

  private LocalDateTime localDateTime(Object value, String target) throws DriverException {
    if (value instanceof LocalDateTime dateTime) {
      return dateTime;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof OffsetDateTime dateTime) {
      return dateTime.toLocalDateTime();
    }
    if (value instanceof String text) {
      return TemporalConversions.toDateTime(text, this);
    }
    throw notConvertible(target);
  }

  @Override
  public Instant getInstant(int row) throws DriverException {
    Object value = getObject(row);
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof OffsetDateTime dateTime) {
      return dateTime.toInstant();
    }
    throw notConvertible("Instant");
  }

  /** Appends the value, which is not null, to a JSON text. */
  public void appendJson(int row, StringBuilder out) throws DriverException {
    ValueFormatter.appendJson(out, getObject(row), column().sqlType());
  }
}
