package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.lakewire.jdbc.internal.parameter.ParameterConversions;
import io.github.lakewire.jdbc.internal.parameter.ParameterValues;
import io.github.lakewire.jdbc.internal.parameter.SqlParameter;
import io.github.lakewire.jdbc.internal.resultset.InMemoryBlob;
import io.github.lakewire.jdbc.internal.resultset.InMemoryClob;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Calendar;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** JDBC's tables B-4 and B-5: which class goes out as which type. */
@SuppressWarnings("JavaUtilDate") // one of the classes that callers pass
class SetObjectTableTest {
  private static final Set<JDBCType> TEXT =
      EnumSet.of(
          JDBCType.CHAR,
          JDBCType.VARCHAR,
          JDBCType.LONGVARCHAR,
          JDBCType.NCHAR,
          JDBCType.NVARCHAR,
          JDBCType.LONGNVARCHAR);

  private static final Set<JDBCType> NUMBERS =
      EnumSet.of(
          JDBCType.TINYINT,
          JDBCType.SMALLINT,
          JDBCType.INTEGER,
          JDBCType.BIGINT,
          JDBCType.REAL,
          JDBCType.FLOAT,
          JDBCType.DOUBLE,
          JDBCType.DECIMAL,
          JDBCType.NUMERIC,
          JDBCType.BIT,
          JDBCType.BOOLEAN);

  private static final Set<JDBCType> BYTES =
      EnumSet.of(JDBCType.BINARY, JDBCType.VARBINARY, JDBCType.LONGVARBINARY, JDBCType.BLOB);

  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  @SafeVarargs
  private static Set<JDBCType> all(Set<JDBCType>... sets) {
    Set<JDBCType> all = EnumSet.noneOf(JDBCType.class);
    for (Set<JDBCType> set : sets) {
      all.addAll(set);
    }
    return all;
  }

  private static Calendar calendar() {
    Calendar calendar = Calendar.getInstance();
    calendar.setTimeInMillis(0);
    return calendar;
  }

  static Stream<Arguments> rows() throws SQLException {
    LakewireConnection connection = new FakeSession().connect();
    SQLXML xml = connection.createSQLXML();
    xml.setString("<a/>");
    Set<JDBCType> numbersAndText = all(NUMBERS, TEXT);
    return Stream.of(
        Arguments.of("1", numbersAndText),
        Arguments.of("text", all(TEXT, BYTES, EnumSet.of(JDBCType.CLOB, JDBCType.NCLOB))),
        Arguments.of("2024-02-29", all(TEXT, EnumSet.of(JDBCType.DATE))),
        Arguments.of("10:11:12", EnumSet.of(JDBCType.TIME)),
        Arguments.of("2024-02-29 10:11:12", EnumSet.of(JDBCType.TIMESTAMP)),
        Arguments.of(BigDecimal.ONE, numbersAndText),
        Arguments.of(BigInteger.ONE, numbersAndText),
        Arguments.of(true, numbersAndText),
        Arguments.of((byte) 1, numbersAndText),
        Arguments.of((short) 1, numbersAndText),
        Arguments.of(1, numbersAndText),
        Arguments.of(1L, numbersAndText),
        Arguments.of(1f, numbersAndText),
        Arguments.of(1.0, numbersAndText),
        Arguments.of(new AtomicLong(1), numbersAndText),
        Arguments.of(new AtomicInteger(1), numbersAndText),
        Arguments.of(new AtomicBoolean(true), numbersAndText),
        Arguments.of(new LongAdder(), numbersAndText),
        Arguments.of(new DoubleAdder(), numbersAndText),
        Arguments.of(new byte[] {1}, BYTES),
        Arguments.of(new Date(0), all(TEXT, EnumSet.of(JDBCType.DATE, JDBCType.TIMESTAMP))),
        Arguments.of(new Time(0), all(TEXT, EnumSet.of(JDBCType.TIME))),
        Arguments.of(new Timestamp(0), temporal()),
        Arguments.of(new java.util.Date(0), temporal()),
        Arguments.of(calendar(), temporal()),
        Arguments.of(connection.createArrayOf("INT", new Object[] {1}), EnumSet.of(JDBCType.ARRAY)),
        Arguments.of(
            connection.createStruct("STRUCT<a: INT>", new Object[] {1}),
            EnumSet.of(JDBCType.STRUCT)),
        Arguments.of(new InMemoryBlob(new byte[] {1}), BYTES),
        Arguments.of(new InMemoryClob("a"), all(TEXT, EnumSet.of(JDBCType.CLOB, JDBCType.NCLOB))),
        Arguments.of(xml, EnumSet.of(JDBCType.SQLXML)),
        Arguments.of(URI.create("http://a/"), all(TEXT, EnumSet.of(JDBCType.DATALINK))),
        Arguments.of(
            Map.of("k", 1), EnumSet.of(JDBCType.JAVA_OBJECT, JDBCType.OTHER, JDBCType.VARCHAR)),
        Arguments.of(LocalDate.EPOCH, all(TEXT, EnumSet.of(JDBCType.DATE, JDBCType.TIMESTAMP))),
        Arguments.of(LocalTime.NOON, all(TEXT, EnumSet.of(JDBCType.TIME))),
        Arguments.of(LocalDateTime.parse("2024-02-29T01:02:03"), temporal()),
        Arguments.of(
            OffsetTime.parse("01:02:03+01:00"), all(TEXT, EnumSet.of(JDBCType.TIME_WITH_TIMEZONE))),
        Arguments.of(
            OffsetDateTime.parse("2024-02-29T01:02:03+01:00"),
            all(
                temporal(),
                EnumSet.of(JDBCType.TIME_WITH_TIMEZONE, JDBCType.TIMESTAMP_WITH_TIMEZONE))));
  }

  private static Set<JDBCType> temporal() {
    return all(TEXT, EnumSet.of(JDBCType.DATE, JDBCType.TIME, JDBCType.TIMESTAMP));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyCellIsTaken(Object value, Set<JDBCType> types) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?");
    for (JDBCType type : types) {
      try {
        statement.setObject(1, value, type);
        statement.setObject(2, value, type.getVendorTypeNumber(), 0);
      } catch (SQLException e) {
        fail(value.getClass() + " as " + type, e);
      }
      String sent = statement.getParameterMetaData().getParameterTypeName(1);
      assertEquals(expected(type, value), sent.replaceFirst("[(<].*", ""), value + " as " + type);
    }
  }

  /** The SQL type that a value of that JDBC type is sent as. */
  private static String expected(JDBCType type, Object value) {
    if (value instanceof Map) {
      return "MAP";
    }
    return switch (type) {
      case BIT, BOOLEAN -> "BOOLEAN";
      case TINYINT, SMALLINT, BIGINT, ARRAY, STRUCT, DATE, TIME -> type.getName();
      case INTEGER -> "INT";
      case REAL -> "FLOAT";
      case FLOAT, DOUBLE -> "DOUBLE";
      case DECIMAL, NUMERIC -> "DECIMAL";
      case BINARY, VARBINARY, LONGVARBINARY, BLOB -> "BINARY";
      case TIMESTAMP, TIMESTAMP_WITH_TIMEZONE ->
          value instanceof LocalDateTime || value instanceof LocalDate
              ? "TIMESTAMP_NTZ"
              : "TIMESTAMP";
      case TIME_WITH_TIMEZONE -> value instanceof OffsetTime ? "STRING" : "TIME";
      default -> "STRING";
    };
  }

  @ParameterizedTest
  @EnumSource(JDBCType.class)
  void everyTypeHasItsNull(JDBCType type) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?");
    statement.setNull(1, type.getVendorTypeNumber());
    statement.setObject(2, null, type);
    statement.execute();
    assertNotNull(statement.getParameterMetaData().getParameterTypeName(1));
  }

  @ParameterizedTest
  @EnumSource(JDBCType.class)
  void whatMeansNothingIsRefusedWithTheNameOfTheType(JDBCType type) {
    Object stranger =
        new Object() {
          @Override
          public String toString() {
            return "1";
          }
        };
    for (Object value : new Object[] {stranger, new byte[0], List.of(), 1}) {
      try {
        ParameterConversions.convert(value, type.getVendorTypeNumber(), -1);
      } catch (SQLException e) {
        assertTrue(Set.of("07006", "HYC00").contains(e.getSQLState()), type + ": " + e);
        assertTrue(!e.getMessage().matches(".*[Tt]ype -?[0-9]+.*"), e.getMessage());
      }
    }
  }

  @Test
  void textBecomesItsBytes() throws SQLException {
    String text = "gr\u00fc\u00df \ud83d\ude00";
    String digits = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    for (int type : new int[] {Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB}) {
      for (Object value :
          new Object[] {
            text,
            new StringBuilder(text),
            text.toCharArray(),
            new InMemoryClob(text),
            new StringReader(text)
          }) {
        assertEquals(
            new SqlParameter("BINARY", digits),
            ParameterConversions.convert(value, type, -1),
            "" + value);
      }
    }
    assertEquals(
        new SqlParameter("BINARY", ""), ParameterConversions.convert("", Types.BINARY, -1));
  }

  @Test
  void streamsAreAsLongAsTheyAreSaidToBe() throws SQLException {
    Reader reader = new StringReader("abcdef");
    assertEquals(
        new SqlParameter("STRING", "abc"), ParameterConversions.convert(reader, Types.CLOB, 3));
    assertEquals(
        new SqlParameter("STRING", "def"), ParameterConversions.convert(reader, Types.CLOB, 0));
    InputStream bytes = new ByteArrayInputStream(new byte[] {1, 2, 3});
    assertEquals(
        new SqlParameter("BINARY", "0102"), ParameterConversions.convert(bytes, Types.BLOB, 2));
    assertEquals(
        new SqlParameter("BINARY", "03"), ParameterConversions.convert(bytes, Types.BLOB, -1));
    try {
      ParameterConversions.convert(new StringReader("abc"), Types.VARCHAR, 4);
      fail("too short");
    } catch (SQLException e) {
      assertEquals("22023", e.getSQLState());
    }
  }

  @Test
  void longNumbersAreTextAsTheyAre() throws SQLException {
    String digits = "1".repeat(60) + ".50";
    assertEquals(
        new SqlParameter("STRING", digits),
        ParameterConversions.convert(new BigDecimal(digits), Types.VARCHAR, -1));
    assertEquals(
        new SqlParameter("STRING", "1" + "0".repeat(60)),
        ParameterConversions.convert(BigInteger.TEN.pow(60), Types.VARCHAR, -1));
    assertEquals(
        new SqlParameter("STRING", "1E+2000000000"),
        ParameterConversions.convert(new BigDecimal("1E+2000000000"), Types.VARCHAR, -1));
  }

  /** As Scala's and Clojure's numbers are. */
  private static final class OtherNumber extends Number {
    private static final long serialVersionUID = 1;
    private final String text;

    OtherNumber(String text) {
      this.text = text;
    }

    @Override
    public int intValue() {
      return 0;
    }

    @Override
    public long longValue() {
      return 0;
    }

    @Override
    public float floatValue() {
      return 0;
    }

    @Override
    public double doubleValue() {
      return 0;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Test
  void numbersOfOtherClassesAreWhatTheyPrint() throws SQLException {
    assertEquals(
        new SqlParameter("DECIMAL(3,2)", "1.25"), ParameterValues.of(new OtherNumber("1.25")));
    assertEquals(
        new SqlParameter("INT", "7"),
        ParameterConversions.convert(new OtherNumber("7"), Types.INTEGER, -1));
    try {
      ParameterValues.of(new OtherNumber("1/3"));
      fail("no decimal");
    } catch (SQLException e) {
      assertEquals("HYC00", e.getSQLState());
      assertTrue(e.getMessage().contains("OtherNumber"), e.getMessage());
    }
    assertEquals(new SqlParameter("INT", "1"), ParameterValues.of(new AtomicInteger(1)));
    assertEquals(new SqlParameter("BOOLEAN", "true"), ParameterValues.of(new AtomicBoolean(true)));
    assertEquals(new SqlParameter("DOUBLE", "0.0"), ParameterValues.of(new DoubleAdder()));
  }
}
