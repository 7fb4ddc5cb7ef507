package io.github.lakewire.jdbc.recordings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lakewire.jdbc.recordings.RecordedResult.Fields;
import io.github.lakewire.jdbc.recordings.RecordedResult.Text;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares one cell, read through every getter that fits its type, with the recorded value. */
final class CellComparison {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final Instant GREGORIAN = Instant.parse("1582-10-15T00:00:00Z");

  private final ResultSet rows;
  private final int column;
  private final List<String> differences = new ArrayList<>();

  private CellComparison(ResultSet rows, int column) {
    this.rows = rows;
    this.column = column;
  }

  /** Lists in words what differs; empty when nothing does. */
  static List<String> differences(ResultSet rows, int column, Object expected) {
    CellComparison comparison = new CellComparison(rows, column);
    try {
      comparison.compare(expected);
    } catch (SQLException | RuntimeException e) {
      comparison.differences.add("expected " + show(expected) + " but a getter threw " + e);
    }
    return comparison.differences;
  }

  private void compare(Object expected) throws SQLException {
    if (expected instanceof Text text && isNestedColumn()) {
      compareNestedText(text);
      return;
    }
    String text = expected == null ? null : SparkText.of(expected);
    if (expected == null || text != null) {
      check("getString", text, rows.getString(column));
    }
    check("wasNull", expected == null, wasNull());
    if (expected == null) {
      check("getObject", null, rows.getObject(column));
    } else if (isNested(expected)) {
      compareNested(expected);
    } else {
      compareTyped(expected);
    }
  }

  private boolean wasNull() throws SQLException {
    rows.getString(column);
    return rows.wasNull();
  }

  private boolean isNestedColumn() throws SQLException {
    int type = rows.getMetaData().getColumnType(column);
    return type == Types.ARRAY
        || type == Types.STRUCT
        || rows.getMetaData().getColumnTypeName(column).startsWith("MAP");
  }

  /** Text that looks like JSON becomes the objects that native values give, and JSON. */
  private void compareNestedText(Text expected) throws SQLException {
    checkClass();
    String json = rows.getString(column);
    try {
      JSON.readTree(json);
    } catch (JsonProcessingException e) {
      differences.add("getString of " + expected.text() + " is no JSON: " + json);
    }
    String content = expected.text().replaceAll("[\\s\"]", "");
    check("getString without quotes", content, json.replaceAll("[\\s\"]", ""));
  }

  private void checkClass() throws SQLException {
    Object object = rows.getObject(column);
    String name = rows.getMetaData().getColumnClassName(column);
    try {
      check(name, true, Class.forName(name).isInstance(object));
    } catch (ClassNotFoundException e) {
      differences.add("no class " + name);
    }
  }

  private void compareNested(Object expected) throws SQLException {
    Class<?> type = expected instanceof List ? List.class : Map.class;
    checkClass();
    check("getObject", expected, rows.getObject(column));
    check("getObject(" + type.getSimpleName() + ")", expected, rows.getObject(column, type));
    String json = rows.getString(column);
    try {
      check("getString, as JSON", expected, JSON.readTree(json));
    } catch (JsonProcessingException e) {
      differences.add("getString is no JSON: " + json);
    }
  }

  private void compareTyped(Object expected) throws SQLException {
    if (expected instanceof Boolean) {
      check("getBoolean", expected, rows.getBoolean(column));
      check("getObject", expected, rows.getObject(column));
    } else if (expected instanceof Long number) {
      check("getLong", expected, rows.getLong(column));
      check("getObject", expected, rows.getObject(column));
      check("getBigDecimal", BigDecimal.valueOf(number), rows.getBigDecimal(column));
      if (number == number.intValue()) {
        check("getInt", expected, rows.getInt(column));
      }
    } else if (expected instanceof Float) {
      check("getFloat", expected, rows.getFloat(column));
      check("getObject", expected, rows.getObject(column));
    } else if (expected instanceof Double) {
      check("getDouble", expected, rows.getDouble(column));
      check("getObject", expected, rows.getObject(column));
    } else if (expected instanceof BigDecimal) {
      check("getBigDecimal", expected, rows.getBigDecimal(column));
      check("getObject", expected, rows.getObject(column));
    } else if (expected instanceof String) {
      check("getObject", expected, rows.getObject(column));
    } else if (expected instanceof ByteBuffer) {
      check("getBytes", expected, rows.getBytes(column));
      check("getObject", expected, rows.getObject(column));
    } else if (expected instanceof Period) {
      check("getObject(Period)", expected, rows.getObject(column, Period.class));
    } else if (expected instanceof Duration) {
      check("getObject(Duration)", expected, rows.getObject(column, Duration.class));
    } else {
      compareTemporal(expected);
    }
  }

  private void compareTemporal(Object expected) throws SQLException {
    if (expected instanceof LocalDate) {
      check("getObject(LocalDate)", expected, rows.getObject(column, LocalDate.class));
      check("getDate", expected, rows.getDate(column));
      check("getObject", expected, rows.getObject(column));
    } else if (expected instanceof ZonedDateTime) {
      check("getObject(OffsetDateTime)", expected, rows.getObject(column, OffsetDateTime.class));
      check("getTimestamp", expected, rows.getTimestamp(column));
      check("getObject", expected, rows.getObject(column));
    } else if (expected instanceof LocalDateTime) {
      check("getObject(LocalDateTime)", expected, rows.getObject(column, LocalDateTime.class));
      check("getTimestamp", expected, rows.getTimestamp(column));
      check("getObject", expected, rows.getObject(column));
    }
  }

  private void check(String getter, Object expected, Object actual) {
    if (!same(expected, actual)) {
      differences.add(getter + ": expected " + show(expected) + " but got " + show(actual));
    }
  }

  private static boolean isNested(Object expected) {
    return expected instanceof List || expected instanceof Map || expected instanceof Fields;
  }

  private static boolean same(Object expected, Object actual) {
    if (expected instanceof Fields fields) {
      return same(fields.values(), actual);
    } else if (actual instanceof JsonNode json) {
      return sameJson(expected, json);
    } else if (expected == null || actual == null) {
      return expected == actual;
    } else if (actual instanceof Array || actual instanceof Struct) {
      return sameAttributes(expected, actual);
    } else if (expected instanceof Long number) {
      return isInteger(actual) && number == ((Number) actual).longValue();
    } else if (expected instanceof ByteBuffer bytes) {
      return actual instanceof byte[] array && bytes.equals(ByteBuffer.wrap(array));
    } else if (expected instanceof LocalDate && actual instanceof Date date) {
      return ((LocalDate) expected).atStartOfDay().equals(wallClock(date));
    } else if (expected instanceof ZonedDateTime time) {
      Instant instant = time.toInstant();
      // Timestamps count in the Julian calendar then: they keep the wall clock.
      return actual instanceof Timestamp timestamp && instant.isBefore(GREGORIAN)
          ? LocalDateTime.ofInstant(instant, ZoneId.systemDefault()).equals(wallClock(timestamp))
          : instant.equals(moment(actual));
    } else if (expected instanceof LocalDateTime && actual instanceof Timestamp timestamp) {
      return expected.equals(timestamp.toLocalDateTime());
    } else if (expected instanceof List<?> list) {
      return actual instanceof List<?> other && sameElements(list, other);
    } else if (expected instanceof Map<?, ?> map) {
      return actual instanceof Map<?, ?> other && sameEntries(map, other);
    } else if (expected instanceof Text text) {
      return text.text().equals(actual);
    } else if (expected instanceof Period months && actual instanceof Period other) {
      return months.toTotalMonths() == other.toTotalMonths() && other.getDays() == 0;
    }
    return expected.equals(actual);
  }

  private static boolean isInteger(Object value) {
    return value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long;
  }

  /** What a Date or Timestamp shows, also before year 1, where its own methods lose the era. */
  private static LocalDateTime wallClock(java.util.Date date) {
    GregorianCalendar calendar = new GregorianCalendar();
    calendar.setTime(date);
    int year = calendar.get(Calendar.YEAR);
    return LocalDateTime.of(
        calendar.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
        calendar.get(Calendar.MONTH) + 1,
        calendar.get(Calendar.DAY_OF_MONTH),
        calendar.get(Calendar.HOUR_OF_DAY),
        calendar.get(Calendar.MINUTE),
        calendar.get(Calendar.SECOND),
        calendar.get(Calendar.MILLISECOND) * 1_000_000);
  }

  private static Instant moment(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    } else if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return value instanceof Instant instant ? instant : null;
  }

  private static boolean sameAttributes(Object expected, Object actual) {
    try {
      if (actual instanceof Array array) {
        return expected instanceof List<?> list
            && sameElements(list, Arrays.asList((Object[]) array.getArray()));
      }
      return expected instanceof Map<?, ?> map
          && sameElements(map.values(), Arrays.asList(((Struct) actual).getAttributes()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean sameElements(Iterable<?> expected, Iterable<?> actual) {
    Iterator<?> others = actual.iterator();
    for (Object element : expected) {
      if (!others.hasNext() || !same(element, others.next())) {
        return false;
      }
    }
    return !others.hasNext();
  }

  private static boolean sameEntries(Map<?, ?> expected, Map<?, ?> actual) {
    return sameElements(expected.keySet(), actual.keySet())
        && sameElements(expected.values(), actual.values());
  }

  /** Numbers as numbers, other scalars as text; bytes in JSON are a convention of ours. */
  private static boolean sameJson(Object expected, JsonNode json) {
    if (expected == null) {
      return json.isNull();
    } else if (expected instanceof List<?> list) {
      return json.isArray() && sameElements(list, json);
    } else if (expected instanceof Map<?, ?> map) {
      List<String> keys = map.keySet().stream().map(SparkText::of).toList();
      List<String> names = new ArrayList<>();
      json.fieldNames().forEachRemaining(names::add);
      return json.isObject() && keys.equals(names) && sameElements(map.values(), json);
    } else if (expected instanceof Boolean) {
      return json.isBoolean() && expected.equals(json.booleanValue());
    } else if (expected instanceof Number number) {
      return json.isNumber() && sameNumber(number, json.decimalValue());
    }
    String text = SparkText.of(expected);
    return json.isTextual() && (text == null || text.equals(json.textValue()));
  }

  private static boolean sameNumber(Number expected, BigDecimal json) {
    if (expected instanceof Float) {
      return expected.floatValue() == json.floatValue();
    } else if (expected instanceof Double) {
      return expected.doubleValue() == json.doubleValue();
    }
    return json.compareTo(new BigDecimal(expected.toString())) == 0;
  }

  private static String show(Object value) {
    if (value instanceof ByteBuffer bytes) {
      return Arrays.toString(bytes.array());
    } else if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    String type = value == null ? "" : " (" + value.getClass().getSimpleName() + ")";
    return Objects.toString(value) + type;
  }
}
