package io.github.lakewire.jdbc.internal.column;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.cursor.SampleColumns;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.testkit.FakePages;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The table of conversions, columnar sets and rows in memory. */
class ConversionTest {

  private static ColumnReader natural(String type, Object value) throws DriverException {
    ResultSchema schema = new ResultSchema(List.of(SqlType.parse(type).column("c")));
    RowCursor cursor = Cursors.rows(schema, Collections.singletonList(new Object[] {value}));
    assertTrue(cursor.advance());
    return cursor.reader(0);
  }

  private static ColumnReader columnar(String type, Object value) throws DriverException {
    ResultSchema schema = new ResultSchema(List.of(SqlType.parse(type).column("c")));
    Page.ColumnValues values = SampleColumns.of(List.of(value), new byte[] {0});
    RowCursor cursor =
        Cursors.columnar(
            schema,
            new FakePages(new Page.Columns(List.of(values), 1)),
            new FetchResources(Runnable::run, 1, 1 << 20, SessionBufferPoolTest.none()));
    assertTrue(cursor.advance());
    return cursor.reader(0);
  }

  private static void refused(String state, Executable conversion) {
    DriverException exception = assertThrows(DriverException.class, conversion);
    assertEquals(DriverException.Kind.DATA, exception.kind());
    assertEquals(state, exception.sqlState());
    assertTrue(exception.getMessage().startsWith("Column 'c' of type "), exception.getMessage());
  }

  @Test
  void numbersThatFitAreNarrowedAndOthersAreRefused() throws DriverException {
    ColumnReader big = natural("BIGINT", 300L);
    assertEquals(300, big.getInt(0));
    assertEquals(300, big.getShort(0));
    refused("22003", () -> big.getByte(0));
    refused("22003", () -> natural("BIGINT", 40_000L).getShort(0));
    refused("22003", () -> natural("BIGINT", 1L << 31).getInt(0));
    assertEquals(-128, natural("INT", -128).getByte(0));
    refused("22003", () -> natural("DOUBLE", 1e19).getLong(0));
    refused("22003", () -> natural("DOUBLE", Double.NaN).getLong(0));
    refused("22003", () -> natural("DOUBLE", Double.NaN).getBigDecimal(0));
    refused("22003", () -> natural("DOUBLE", 1e300).getFloat(0));
    assertEquals(Float.POSITIVE_INFINITY, natural("DOUBLE", 1d / 0).getFloat(0));
    assertEquals(-3, natural("DOUBLE", -3.9).getInt(0));
    assertEquals(3, natural("DECIMAL(3,1)", new BigDecimal("3.9")).getInt(0));
    assertEquals(0, natural("DECIMAL(3,1)", new BigDecimal("-0.9")).getInt(0));
    assertEquals(
        Long.MAX_VALUE,
        natural("DECIMAL(38,0)", new BigDecimal("9223372036854775807.9")).getLong(0));
    refused(
        "22003", () -> natural("DECIMAL(38,0)", new BigDecimal("9223372036854775808")).getLong(0));
    refused("22003", () -> natural("DECIMAL", new BigDecimal("1E+999999999")).getLong(0));
    assertEquals(0, natural("DECIMAL", new BigDecimal("1E-999999999")).getLong(0));
    assertEquals(new BigDecimal("1.5"), natural("FLOAT", 1.5f).getBigDecimal(0));
    assertEquals(BigDecimal.valueOf(7), natural("INT", 7).getBigDecimal(0));
  }

  @Test
  void textsAreReadAsNumbersWhenTheyAreNumbers() throws DriverException {
    assertEquals(42, natural("STRING", " 42 ").getInt(0));
    assertEquals(42, natural("STRING", "42.9").getInt(0));
    assertEquals(1000, natural("STRING", "1e3").getLong(0));
    assertEquals(1e-3, natural("STRING", "1e-3").getDouble(0));
    assertEquals(Double.NEGATIVE_INFINITY, natural("STRING", "-Infinity").getDouble(0));
    assertEquals(new BigDecimal("3.140"), natural("STRING", "3.140").getBigDecimal(0));
    refused("22018", () -> natural("STRING", "forty").getInt(0));
    refused("22018", () -> natural("STRING", "").getLong(0));
    refused("22018", () -> natural("STRING", "1d").getDouble(0));
    refused("22003", () -> natural("STRING", "1e999999999").getLong(0));
    refused("22003", () -> natural("STRING", "1e400").getDouble(0));
    refused("22018", () -> natural("STRING", "9".repeat(5_000)).getBigDecimal(0));
  }

  @Test
  void booleansAreZeroOneTrueAndFalse() throws DriverException {
    for (Object yes : List.of(true, 1, 1L, 1.0, BigDecimal.ONE, "1", "true", " TRUE ")) {
      assertTrue(natural("STRING", yes).getBoolean(0));
    }
    for (Object no : List.of(false, 0, 0L, -0.0, new BigDecimal("0.00"), "0", "False")) {
      assertFalse(natural("STRING", no).getBoolean(0));
    }
    refused("22018", () -> natural("INT", 2).getBoolean(0));
    refused("22018", () -> natural("STRING", "yes").getBoolean(0));
    refused("07006", () -> natural("DATE", LocalDate.EPOCH).getBoolean(0));
    assertEquals(1, natural("BOOLEAN", true).getInt(0));
    assertEquals(0, natural("BOOLEAN", false).getDouble(0));
    assertEquals("true", natural("BOOLEAN", true).getString(0));
  }

  @Test
  void datesAndTimesAreConvertedWhereNoZoneIsNeeded() throws DriverException {
    LocalDateTime time = LocalDateTime.of(2021, 6, 15, 12, 34, 56, 789_000_000);
    assertEquals(time, natural("STRING", "2021-06-15 12:34:56.789").getLocalDateTime(0));
    assertEquals(time.toLocalDate(), natural("TIMESTAMP_NTZ", time).getLocalDate(0));
    assertEquals(
        LocalDate.of(2021, 6, 15).atStartOfDay(),
        natural("DATE", LocalDate.of(2021, 6, 15)).getLocalDateTime(0));
    assertEquals(1_623_760_496_789_000L, natural("TIMESTAMP_NTZ", time).getEpochMicros(0));
    assertEquals(18_793, natural("DATE", LocalDate.of(2021, 6, 15)).getEpochDay(0));
    refused("22007", () -> natural("STRING", "2021-02-30").getLocalDate(0));
    refused("07006", () -> natural("TIMESTAMP_NTZ", time).getInstant(0));
    refused("07006", () -> natural("INT", 5).getLocalDate(0));
    refused("22003", () -> natural("STRING", "+999999999-01-01").getEpochDay(0));
    refused("22003", () -> natural("STRING", "+999999999-01-01").getEpochMicros(0));
    assertEquals(Instant.EPOCH, natural("TIMESTAMP", Instant.EPOCH).getInstant(0));
  }

  @Test
  void textsAreAsSparkCastsThem() throws DriverException {
    assertEquals("1.0E10", natural("DOUBLE", 1e10).getString(0));
    assertEquals("NaN", natural("DOUBLE", Double.NaN).getString(0));
    assertEquals("100000000000000000000.00", text("DECIMAL", new BigDecimal("1E20").setScale(2)));
    assertEquals("caf\u00e9", text("BINARY", "caf\u00e9".getBytes(StandardCharsets.UTF_8)));
    assertEquals("2021-06-15 12:34:56.7", text("X", LocalDateTime.parse("2021-06-15T12:34:56.7")));
    assertEquals("-1-2", text("X", Period.of(-1, -2, 0)));
    assertEquals("-8 00:00:00.000000000", text("X", Duration.ofDays(-8)));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a\"b", Arrays.asList(1, null, "x\n\u0001"));
    map.put("d", LocalDate.EPOCH);
    map.put("n", Double.NaN);
    map.put("e", List.of());
    assertEquals(
        "{\"a\\\"b\":[1,null,\"x\\n\\u0001\"],\"d\":\"1970-01-01\",\"n\":\"NaN\",\"e\":[]}",
        text("X", map));
  }

  private static String text(String type, Object value) throws DriverException {
    return natural(type, value).getString(0);
  }

  @Test
  void columnarValuesBecomeTheNaturalObjectsOfTheirTypes() throws DriverException {
    assertEquals(1.4142f, columnar("FLOAT", (double) 1.4142f).getObject(0));
    assertEquals("1.4142", columnar("FLOAT", (double) 1.4142f).getString(0));
    assertEquals(new BigDecimal("3.14"), columnar("DECIMAL(3,2)", "3.14").getObject(0));
    assertEquals(LocalDate.of(2014, 1, 17), columnar("DATE", "2014-01-17").getObject(0));
    ColumnReader timestamp = columnar("TIMESTAMP", "2022-11-17 14:33:15.771");
    assertEquals(LocalDateTime.of(2022, 11, 17, 14, 33, 15, 771_000_000), timestamp.getObject(0));
    assertFalse(timestamp.isMoment());
    assertEquals("2022-11-17 14:33:15.771", timestamp.getString(0));
    assertEquals(Period.of(0, 1, 0), columnar("INTERVAL MONTH", "0-1").getObject(0));
    assertEquals(
        Duration.ofDays(-8), columnar("INTERVAL DAY", "-8 00:00:00.000000000").getObject(0));
    assertEquals(List.of(1, 2, 3), columnar("ARRAY<INT>", "[1, 2, 3]").getObject(0));
    assertEquals("[1,2,3]", columnar("ARRAY<INT>", "[1, 2, 3]").getString(0));
    assertEquals("[one]", columnar("ARRAY<INT>", "[one]").getObject(0));
    ColumnReader binary = columnar("BINARY", new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, (byte[]) binary.getObject(0));
    assertArrayEquals(new byte[] {1, 2}, binary.getBytes(0));
    assertTrue(columnar("VOID", "").isNull(0));
    refused("22018", () -> columnar("DECIMAL(3,2)", "three").getObject(0));
    refused("22007", () -> columnar("DATE", "soon").getObject(0));
    refused("22007", () -> columnar("INTERVAL DAY", "0-1").getObject(0));
  }

  @Test
  void missingBytesOfTheColumnarNullSetMeanNotNull() throws DriverException {
    ResultSchema schema = new ResultSchema(List.of(SqlType.parse("INT").column("c")));
    List<Integer> values = new ArrayList<>(Collections.nCopies(20, 0));
    Page.ColumnValues twelveNulls = SampleColumns.of(values, new byte[] {-1, 0x0f});
    RowCursor cursor =
        Cursors.columnar(
            schema,
            new FakePages(
                new Page.Columns(List.of(SampleColumns.of(List.of(), new byte[0])), 0),
                new Page.Columns(List.of(twelveNulls), 20)),
            new FetchResources(Runnable::run, 1, 1 << 20, SessionBufferPoolTest.none()));
    for (int row = 0; row < 20; row++) {
      assertTrue(cursor.advance());
      assertEquals(row < 12, cursor.reader(0).isNull(cursor.row()));
    }
    assertFalse(cursor.advance());
  }

  @Test
  void columnarTextsAreReadInAnyOrderAndAfterOthersWereSkipped() throws DriverException {
    ResultSchema schema = new ResultSchema(List.of(SqlType.parse("STRING").column("c")));
    List<String> texts = List.of("", "zürich", "b", "", "☀ and rain", "f");
    RowCursor cursor =
        Cursors.columnar(
            schema,
            new FakePages(new Page.Columns(List.of(SampleColumns.of(texts, new byte[0])), 6)),
            new FetchResources(Runnable::run, 1, 1 << 20, SessionBufferPoolTest.none()));
    assertTrue(cursor.advance());
    ColumnReader reader = cursor.reader(0);
    for (int row : new int[] {1, 1, 4, 5, 0, 2, 3, 5, 4}) {
      assertEquals(texts.get(row), reader.getString(row));
    }
  }

  @Test
  void columnarPagesThatDoNotFitAreRefused() {
    ResultSchema schema = new ResultSchema(List.of(SqlType.parse("INT").column("c")));
    Page.ColumnValues one = SampleColumns.of(List.of(1), new byte[1]);
    for (Page page :
        List.of(
            new Page.Columns(List.of(one, one), 1),
            new Page.Columns(List.of(one), 2),
            new Page.Batches(List.of()))) {
      RowCursor cursor =
          Cursors.columnar(
              schema,
              new FakePages(page),
              new FetchResources(Runnable::run, 1, 1 << 20, SessionBufferPoolTest.none()));
      assertEquals(
          DriverException.Kind.PROTOCOL,
          assertThrows(DriverException.class, cursor::advance).kind());
    }
  }

  @Test
  void rowsInMemoryOfAnotherWidthAreRefused() {
    ResultSchema schema = new ResultSchema(List.of(SqlType.parse("INT").column("c")));
    RowCursor cursor = Cursors.rows(schema, List.<Object[]>of(new Object[] {1, 2}));
    assertThrows(DriverException.class, cursor::advance);
  }
}
