package io.github.lakewire.jdbc.recordings;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares one cell, read through every getter that fits its type, with the recorded value. */
final class CellComparison {
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
    if (expected == null) {
      check("getObject", null, rows.getObject(column));
      check("wasNull", true, rows.wasNull());
      check("getString", null, rows.getString(column));
      return;
    }
    if (expected instanceof Text text) {
      check("getString", text.text(), rows.getString(column));
    } else {
      check("getObject", expected, rows.getObject(column));
    }
    check("wasNull", false, rows.wasNull());
    compareTyped(expected);
  }

  private void compareTyped(Object expected) throws SQLException {
    if (expected instanceof Boolean) {
      check("getBoolean", expected, rows.getBoolean(column));
      check("getString", expected.toString(), rows.getString(column));
    } else if (expected instanceof Long number) {
      check("getLong", expected, rows.getLong(column));
      check("getString", expected.toString(), rows.getString(column));
      check("getBigDecimal", BigDecimal.valueOf(number), rows.getBigDecimal(column));
      if (number == number.intValue()) {
        check("getInt", expected, rows.getInt(column));
      }
    } else if (expected instanceof Float) {
      check("getFloat", expected, rows.getFloat(column));
    } else if (expected instanceof Double) {
      check("getDouble", expected, rows.getDouble(column));
    } else if (expected instanceof BigDecimal number) {
      check("getBigDecimal", expected, rows.getBigDecimal(column));
      check("getString", number.toPlainString(), rows.getString(column));
    } else if (expected instanceof String) {
      check("getString", expected, rows.getString(column));
    } else if (expected instanceof ByteBuffer) {
      check("getBytes", expected, rows.getBytes(column));
    } else if (expected instanceof LocalDate) {
      check("getObject(LocalDate)", expected, rows.getObject(column, LocalDate.class));
      check("getDate", expected, rows.getDate(column));
      check("getString", expected.toString(), rows.getString(column));
    } else if (expected instanceof Instant) {
      check("getObject(OffsetDateTime)", expected, rows.getObject(column, OffsetDateTime.class));
      check("getTimestamp", expected, rows.getTimestamp(column));
    } else if (expected instanceof LocalDateTime) {
      check("getObject(LocalDateTime)", expected, rows.getObject(column, LocalDateTime.class));
      check("getTimestamp", expected, rows.getTimestamp(column));
    } else if (expected instanceof List) {
      check("getArray", expected, rows.getArray(column));
    }
  }

  private void check(String getter, Object expected, Object actual) {
    if (!same(expected, actual)) {
      differences.add(getter + ": expected " + show(expected) + " but got " + show(actual));
    }
  }

  private static boolean same(Object expected, Object actual) {
    if (expected == null || actual == null) {
      return expected == actual;
    } else if (expected instanceof Long number) {
      return isInteger(actual) && number == ((Number) actual).longValue();
    } else if (expected instanceof ByteBuffer bytes) {
      return actual instanceof byte[] array && bytes.equals(ByteBuffer.wrap(array));
    } else if (expected instanceof LocalDate && actual instanceof Date date) {
      return expected.equals(date.toLocalDate());
    } else if (expected instanceof Instant) {
      return expected.equals(moment(actual));
    } else if (expected instanceof LocalDateTime && actual instanceof Timestamp timestamp) {
      return expected.equals(timestamp.toLocalDateTime());
    } else if (expected instanceof List<?> list) {
      return sameElements(list, elements(actual));
    } else if (expected instanceof Map<?, ?> map) {
      return actual instanceof Map<?, ?> other && sameEntries(map, other);
    } else if (expected instanceof Fields fields) {
      return sameFields(fields, actual);
    } else if (expected instanceof Text text) {
      return sameText(text.text(), actual);
    }
    return expected.equals(actual);
  }

  private static boolean isInteger(Object value) {
    return value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long;
  }

  private static Object moment(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    return value instanceof OffsetDateTime time ? time.toInstant() : value;
  }

  private static List<?> elements(Object value) {
    try {
      Object plain = value instanceof Array array ? array.getArray() : value;
      return plain instanceof Object[] objects ? Arrays.asList(objects) : (List<?>) plain;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean sameElements(List<?> expected, List<?> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!same(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameEntries(Map<?, ?> expected, Map<?, ?> actual) {
    Iterator<?> keys = actual.keySet().iterator();
    return expected.size() == actual.size()
        && expected.keySet().stream().allMatch(key -> same(key, keys.next()))
        && sameElements(new ArrayList<>(expected.values()), new ArrayList<>(actual.values()));
  }

  private static boolean sameFields(Fields expected, Object actual) {
    try {
      if (actual instanceof Struct struct) {
        return sameElements(
            new ArrayList<>(expected.values().values()), Arrays.asList(struct.getAttributes()));
      }
      return actual instanceof Map<?, ?> map && sameEntries(expected.values(), map);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A nested interval or the like, which the server sent as text. */
  private static boolean sameText(String text, Object actual) {
    return text.equals(actual.toString()) || actual instanceof Period || actual instanceof Duration;
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
