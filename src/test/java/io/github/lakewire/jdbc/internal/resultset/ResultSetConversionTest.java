package io.github.lakewire.jdbc.internal.resultset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every getter on every type: the tables of types.md are what is expected. {@code -Ddocs.update}
 * writes what the driver does into the cells, to be read before it is committed.
 */
class ResultSetConversionTest {
  private static final Map<String, Getter> GETTERS = getters();

  private final TimeZone before = TimeZone.getDefault();

  private interface Getter {
    Object get(ResultSet rows) throws SQLException;
  }

  private static Map<String, Getter> getters() {
    Map<String, Getter> getters = new LinkedHashMap<>();
    getters.put("getBoolean", rows -> rows.getBoolean(1));
    getters.put("getByte", rows -> rows.getByte(1));
    getters.put("getShort", rows -> rows.getShort(1));
    getters.put("getInt", rows -> rows.getInt(1));
    getters.put("getLong", rows -> rows.getLong(1));
    getters.put("getFloat", rows -> rows.getFloat(1));
    getters.put("getDouble", rows -> rows.getDouble(1));
    getters.put("getBigDecimal", rows -> rows.getBigDecimal(1));
    getters.put("getString", rows -> rows.getString(1));
    getters.put("getBytes", rows -> rows.getBytes(1));
    getters.put("getObject", rows -> withClass(rows.getObject(1)));
    getters.put("getArray", rows -> rows.getArray(1));
    getters.put("getDate", rows -> rows.getDate(1));
    getters.put("getTime", rows -> rows.getTime(1));
    getters.put("getTimestamp", rows -> rows.getTimestamp(1));
    getters.put("getDate(Tokyo)", rows -> moment(rows.getDate(1, tokyo())));
    getters.put("getTime(Tokyo)", rows -> moment(rows.getTime(1, tokyo())));
    getters.put("getTimestamp(Tokyo)", rows -> moment(rows.getTimestamp(1, tokyo())));
    for (Class<?> type :
        List.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            String.class,
            byte[].class,
            UUID.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Instant.class,
            Period.class,
            Duration.class,
            List.class,
            Map.class,
            Array.class,
            Struct.class)) {
      getters.put(type.getSimpleName(), rows -> rows.getObject(1, type));
    }
    getters.put("Object", rows -> withClass(rows.getObject(1, Object.class)));
    return getters;
  }

  private static Calendar tokyo() {
    return new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
  }

  private static Object moment(java.util.Date date) {
    return date == null ? null : Instant.ofEpochMilli(date.getTime());
  }

  private static Object withClass(Object value) {
    if (value == null) {
      return null;
    }
    String name =
        value instanceof Array
            ? "Array"
            : value instanceof Struct
                ? "Struct"
                : value instanceof Map ? "Map" : value.getClass().getSimpleName();
    return name + " " + show(value);
  }

  private static String show(Object value) {
    if (value == null) {
      return "NULL";
    } else if (value instanceof byte[] bytes) {
      return "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
    } else if (value instanceof BigDecimal decimal) {
      return decimal.precision() - decimal.scale() > 100
          ? decimal.toString()
          : decimal.toPlainString();
    }
    String text = value instanceof BigInteger number ? digits(number) : value.toString();
    return text.strip();
  }

  private static String digits(BigInteger number) {
    return number.bitLength() > 200
        ? new BigDecimal(number).round(new MathContext(2)).toString()
        : number.toString();
  }

  @BeforeEach
  void zone() {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
  }

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  @TestFactory
  Stream<DynamicTest> everyCellOfThePageIsConverted() throws IOException {
    List<String> lines = new ArrayList<>(TypesDocument.lines());
    List<TypesDocument.Row> rows = TypesDocument.rows(lines);
    if (System.getProperty("docs.update") != null) {
      for (TypesDocument.Row row : rows) {
        List<String> cells = cells(row, forms(row).get(0));
        lines.set(
            row.line(),
            new TypesDocument.Row(
                    row.line(), row.type(), row.form(), row.value(), row.getters(), cells)
                .text());
      }
      Files.write(TypesDocument.FILE, lines);
    }
    return TypesDocument.rows(lines).stream()
        .flatMap(
            row ->
                forms(row).stream()
                    .map(
                        form ->
                            DynamicTest.dynamicTest(
                                row.name() + ", " + form,
                                () ->
                                    assertEquals(
                                        String.join("\n", named(row, row.cells())),
                                        String.join("\n", named(row, cells(row, form)))))));
  }

  private static List<String> forms(TypesDocument.Row row) {
    return row.form().equals("both") ? List.of("Arrow", "columnar") : List.of(row.form());
  }

  private static List<String> named(TypesDocument.Row row, List<String> cells) {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < row.getters().size(); i++) {
      named.add(row.getters().get(i) + ": " + cells.get(i));
    }
    return named;
  }

  private static List<String> cells(TypesDocument.Row row, String form) {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try (ResultSet rows = SampleCell.open(row.sqlType(), row.value(), form)) {
      assertTrue(rows.next());
      List<String> cells = new ArrayList<>();
      for (String getter : row.getters()) {
        cells.add(cell(rows, getter, row.value().equals("NULL")));
      }
      return cells;
    } catch (Exception e) {
      throw new AssertionError(row.name(), e);
    }
  }

  private static String cell(ResultSet rows, String getter, boolean isNull) throws SQLException {
    try {
      Object value = GETTERS.get(getter).get(rows);
      assertEquals(isNull, rows.wasNull(), getter);
      return show(value);
    } catch (SQLException e) {
      return "`" + e.getSQLState() + "`";
    }
  }

  @Test
  void thePageHasEveryTypeAndEveryGetter() throws IOException {
    List<TypesDocument.Row> rows = TypesDocument.rows(TypesDocument.lines());
    List<String> missing = new ArrayList<>(GETTERS.keySet());
    rows.forEach(row -> missing.removeAll(row.getters()));
    assertEquals(List.of(), missing);
    for (String getter : GETTERS.keySet()) {
      assertFalse(
          rows.stream().filter(row -> row.getters().contains(getter)).toList().isEmpty(), getter);
    }
  }
}
