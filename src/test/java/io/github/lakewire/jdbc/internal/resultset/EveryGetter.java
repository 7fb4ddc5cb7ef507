package io.github.lakewire.jdbc.internal.resultset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.lakewire.jdbc.ThreadCost;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;

/** Asks a result for all it has, as applications do, and takes nothing but values and refusals. */
final class EveryGetter {
  private static final Calendar CALENDAR =
      new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));

  /** The rows that are read at all, and those that every getter is tried on. */
  private static final int MOST_ROWS = 50;

  private static final int THOROUGH_ROWS = 2;

  private interface Getter {
    Object get(ResultSet rows, int column) throws SQLException;
  }

  private static final List<Getter> CHEAP =
      List.of(
          ResultSet::getString,
          (rows, column) -> allOf(rows.getObject(column)),
          ResultSet::getLong,
          ResultSet::getTimestamp);

  private static final List<Getter> ALL =
      Stream.concat(
              Stream.<Getter>of(
                  ResultSet::getBoolean,
                  ResultSet::getByte,
                  ResultSet::getInt,
                  ResultSet::getFloat,
                  ResultSet::getDouble,
                  ResultSet::getBigDecimal,
                  EveryGetter::scaled,
                  ResultSet::getBytes,
                  ResultSet::getDate,
                  ResultSet::getTime,
                  (rows, column) -> rows.getTimestamp(column, CALENDAR),
                  (rows, column) -> rows.getDate(column, CALENDAR),
                  ResultSet::getURL,
                  ResultSet::getClob,
                  ResultSet::getAsciiStream,
                  (rows, column) -> allOf(rows.getArray(column)),
                  (rows, column) -> rows.getArray(column).getResultSet()),
              Stream.of(
                      BigInteger.class,
                      UUID.class,
                      Map.class,
                      List.class,
                      Period.class,
                      Duration.class,
                      LocalDate.class,
                      LocalTime.class,
                      LocalDateTime.class,
                      Instant.class,
                      OffsetDateTime.class,
                      Struct.class)
                  .map(type -> (rows, column) -> allOf(rows.getObject(column, type))))
          .toList();

  private EveryGetter() {}

  @SuppressWarnings("deprecation")
  private static BigDecimal scaled(ResultSet rows, int column) throws SQLException {
    return rows.getBigDecimal(column, 2);
  }

  /**
   * Reads rows to their end or the first failure.
   *
   * @param mostAllocated bytes that one getter may take
   */
  static void read(ResultSet rows, long mostAllocated) throws Exception {
    int columns = rows.getMetaData().getColumnCount();
    describe(rows.getMetaData());
    for (int row = 0; row < MOST_ROWS && next(rows, mostAllocated); row++) {
      for (int column = 1; column <= columns; column++) {
        read(rows, column, CHEAP, mostAllocated);
        if (row < THOROUGH_ROWS) {
          read(rows, column, ALL, mostAllocated);
        }
      }
    }
  }

  private static boolean next(ResultSet rows, long mostAllocated) throws SQLException {
    try {
      return rows.next();
    } catch (SQLException e) {
      check(e);
      return false;
    }
  }

  private static void read(ResultSet rows, int column, List<Getter> getters, long mostAllocated)
      throws Exception {
    for (Getter getter : getters) {
      ThreadCost.check(
          mostAllocated,
          () -> {
            try {
              rows.getString(column);
              if (!rows.wasNull()) {
                getter.get(rows, column);
              }
            } catch (SQLException e) {
              check(e);
            }
          });
    }
  }

  /** Goes through a nested value to its end. */
  private static Object allOf(Object value) throws SQLException {
    if (value instanceof Array array) {
      array.getBaseTypeName();
      return allOf(array.getArray());
    } else if (value instanceof Struct struct) {
      struct.getSQLTypeName();
      return allOf(struct.getAttributes());
    } else if (value instanceof Object[] elements) {
      for (Object element : elements) {
        allOf(element);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        allOf(entry.getKey());
        allOf(entry.getValue());
      }
    } else if (value != null) {
      assertNotNull(value.toString());
    }
    return value;
  }

  private static void describe(ResultSetMetaData shape) throws SQLException {
    for (int column = 1; column <= shape.getColumnCount(); column++) {
      assertNotNull(shape.getColumnLabel(column));
      assertNotNull(shape.getColumnTypeName(column));
      assertNotNull(shape.getColumnClassName(column));
      shape.getColumnType(column);
      shape.getPrecision(column);
      shape.getScale(column);
      shape.getColumnDisplaySize(column);
      shape.isSigned(column);
    }
  }

  /** A refusal, with a state and words; not one that covers up a failure of the driver's own. */
  static void check(SQLException e) {
    assertEquals(5, e.getSQLState().length(), e.getSQLState());
    assertFalse(e.getCause() instanceof RuntimeException, () -> "a defect: " + e.getCause());
  }
}
