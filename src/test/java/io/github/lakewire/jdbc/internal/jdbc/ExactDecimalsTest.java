package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.parameter.ParameterConversions;
import io.github.lakewire.jdbc.internal.parameter.ParameterValues;
import io.github.lakewire.jdbc.internal.parameter.SqlParameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers on their way into a type: no digit is lost, or the value is refused. */
class ExactDecimalsTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  static Stream<Arguments> conversions() {
    String nines = "9".repeat(38);
    return Stream.of(
        Arguments.of(decimal("1.25"), Types.DECIMAL, -1, "DECIMAL(3,2)", "1.25"),
        Arguments.of(decimal("1.25"), Types.NUMERIC, 2, "DECIMAL(3,2)", "1.25"),
        Arguments.of(decimal("1.2500"), Types.NUMERIC, 2, "DECIMAL(3,2)", "1.25"),
        Arguments.of(decimal("1.2"), Types.NUMERIC, 3, "DECIMAL(4,3)", "1.200"),
        Arguments.of(decimal("1E+3"), Types.DECIMAL, 1, "DECIMAL(5,1)", "1000.0"),
        Arguments.of(decimal("0E-50"), Types.DECIMAL, 2, "DECIMAL(2,2)", "0.00"),
        Arguments.of(decimal("0E+2000000000"), Types.DECIMAL, -1, "DECIMAL(1,0)", "0"),
        Arguments.of(0.1, Types.DECIMAL, -1, "DECIMAL(1,1)", "0.1"),
        Arguments.of(0.1f, Types.DECIMAL, 2, "DECIMAL(2,2)", "0.10"),
        Arguments.of(1e30, Types.DECIMAL, -1, "DECIMAL(31,0)", "1" + "0".repeat(30)),
        Arguments.of(" 12.50 ", Types.DECIMAL, 1, "DECIMAL(3,1)", "12.5"),
        Arguments.of(BigInteger.TEN, Types.DECIMAL, 2, "DECIMAL(4,2)", "10.00"),
        Arguments.of(true, Types.DECIMAL, 0, "DECIMAL(1,0)", "1"),
        Arguments.of(decimal(nines), Types.DECIMAL, 0, "DECIMAL(38,0)", nines),
        // More digits than a DECIMAL has, but they are zeros.
        Arguments.of(decimal(nines + ".00"), Types.DECIMAL, -1, "DECIMAL(38,0)", nines),
        Arguments.of(decimal(nines), Types.DECIMAL, 5, "DECIMAL(38,0)", nines),
        Arguments.of(decimal("1.5"), Types.DECIMAL, 2_000_000_000, "DECIMAL(2,1)", "1.5"),
        Arguments.of(5.0, Types.INTEGER, -1, "INT", "5"),
        Arguments.of("5.00", Types.TINYINT, -1, "TINYINT", "5"),
        Arguments.of(decimal("1E+2"), Types.SMALLINT, -1, "SMALLINT", "100"),
        Arguments.of(1e18, Types.BIGINT, -1, "BIGINT", "1000000000000000000"),
        Arguments.of("0.1", Types.REAL, -1, "FLOAT", "0.1"),
        Arguments.of(Double.POSITIVE_INFINITY, Types.REAL, -1, "FLOAT", "Infinity"),
        Arguments.of("-Infinity", Types.DOUBLE, -1, "DOUBLE", "-Infinity"),
        Arguments.of(Float.NaN, Types.DOUBLE, -1, "DOUBLE", "NaN"));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void whatFitsIsSentDigitByDigit(Object value, int target, int scale, String type, String text)
      throws SQLException {
    assertEquals(new SqlParameter(type, text), ParameterConversions.convert(value, target, scale));
  }

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(decimal("1.255"), Types.DECIMAL, 2),
        Arguments.of(decimal("0.000001"), Types.NUMERIC, 5),
        Arguments.of(0.1 + 0.2, Types.DECIMAL, 2),
        Arguments.of("1.5", Types.DECIMAL, 0),
        Arguments.of(1.5f, Types.NUMERIC, 0),
        Arguments.of(decimal("1E-2000000000"), Types.DECIMAL, 2),
        Arguments.of(decimal("1E+2000000000"), Types.DECIMAL, 2),
        Arguments.of("1E+39", Types.DECIMAL, -1),
        Arguments.of("1".repeat(39), Types.DECIMAL, -1),
        Arguments.of(Double.NaN, Types.DECIMAL, -1),
        Arguments.of(Float.NEGATIVE_INFINITY, Types.NUMERIC, 2),
        Arguments.of(1.5, Types.INTEGER, -1),
        Arguments.of(decimal("0.5"), Types.BIGINT, -1),
        Arguments.of("1.0000000001", Types.SMALLINT, -1),
        Arguments.of(300, Types.TINYINT, -1),
        Arguments.of(1e30, Types.BIGINT, -1),
        Arguments.of(decimal("1E+2000000000"), Types.BIGINT, -1),
        Arguments.of(decimal("1E-2000000000"), Types.INTEGER, -1),
        Arguments.of(Double.NaN, Types.INTEGER, -1),
        Arguments.of(1e300, Types.REAL, -1),
        Arguments.of("1e400", Types.DOUBLE, -1),
        Arguments.of(decimal("1E+400"), Types.DOUBLE, -1),
        Arguments.of(BigInteger.TEN.pow(400), Types.DOUBLE, -1));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void whatWouldLoseDigitsIsRefused(Object value, int target, int scale) {
    SQLException e =
        assertThrows(SQLException.class, () -> ParameterConversions.convert(value, target, scale));
    assertEquals("22003", e.getSQLState());
    assertTrue(e.getMessage().matches("(?s).*(DECIMAL|NUMERIC|[A-Z]*INT|INTEGER|REAL|DOUBLE).*"));
  }

  @Test
  void typesAreNamedInMessages() {
    assertMessage("INTEGER", () -> ParameterConversions.convert(1.5, Types.INTEGER, -1));
    assertMessage("DECIMAL", () -> ParameterConversions.convert(1.5, Types.DECIMAL, 0));
    assertMessage("JDBC type REF", () -> ParameterConversions.convert(1, Types.REF, -1));
    assertMessage("JDBC type ROWID", () -> ParameterConversions.convert(1, Types.ROWID, -1));
    assertMessage("number 12345", () -> ParameterConversions.convert(1, 12345, -1));
  }

  private interface Call {
    Object run() throws SQLException;
  }

  private static void assertMessage(String part, Call call) {
    String message = assertThrows(SQLException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }

  private static String typeOf(Object value) throws SQLException {
    return ParameterValues.of(value).type();
  }

  @Test
  void arraysTakePrecisionAndScaleFromTheirElements() throws SQLException {
    for (String name : new String[] {"NUMERIC", "decimal", "DEC"}) {
      Array one = connection.createArrayOf(name, new Object[] {decimal("1.25")});
      assertEquals("DECIMAL(3,2)", one.getBaseTypeName());
      assertArrayEquals(new Object[] {decimal("1.25")}, (Object[]) one.getArray());
      assertEquals("ARRAY<DECIMAL(3,2)>", typeOf(one));
    }
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    statement.setArray(
        1,
        connection.createArrayOf(
            "NUMERIC", new Object[] {decimal("1.25"), null, 100, 0.001, "-7.5", BigInteger.ONE}));
    statement.execute();
    assertEquals(
        "SELECT CAST(array(CAST('1.250' AS DECIMAL(4,3)), NULL, CAST('100.000' AS DECIMAL(6,3)),"
            + " CAST('0.001' AS DECIMAL(3,3)), CAST('-7.500' AS DECIMAL(4,3)), CAST('1.000' AS"
            + " DECIMAL(4,3))) AS ARRAY<DECIMAL(6,3)>)",
        session.statements().get(0));
    assertEquals(
        "ARRAY<DECIMAL>", typeOf(connection.createArrayOf("NUMERIC", new Object[] {null, null})));
    assertEquals("ARRAY<DECIMAL>", typeOf(connection.createArrayOf("NUMERIC", new Object[0])));
  }

  @Test
  void everyDepthTakesThemFromItsValues() throws SQLException {
    assertEquals(
        "ARRAY<ARRAY<DECIMAL(5,2)>>",
        typeOf(
            connection.createArrayOf(
                "ARRAY<DECIMAL>",
                new Object[] {
                  new Object[] {decimal("1.25")},
                  List.of(decimal("100.5"), 7),
                  null,
                  new Object[0],
                  connection.createArrayOf("DECIMAL(3,1)", new Object[] {decimal("10.1")})
                })));
    Map<BigDecimal, Object> map = new LinkedHashMap<>();
    map.put(decimal("1.5"), decimal("10"));
    map.put(decimal("22.25"), decimal("0.125"));
    assertEquals(
        "ARRAY<MAP<DECIMAL(4,2), DECIMAL(5,3)>>",
        typeOf(connection.createArrayOf("MAP<NUMERIC, NUMERIC>", new Object[] {map, Map.of()})));
    String struct = "STRUCT<a: DECIMAL, `b``c`: ARRAY<DECIMAL>, d: DECIMAL(5,1)>";
    assertEquals(
        "ARRAY<STRUCT<`a`: DECIMAL(3,2), `b``c`: ARRAY<DECIMAL(4,3)>, `d`: DECIMAL(5,1)>>",
        typeOf(
            connection.createArrayOf(
                struct,
                new Object[] {
                  connection.createStruct(struct, new Object[] {1, List.of(1), 1}),
                  connection.createStruct(
                      struct, new Object[] {1.25, Arrays.asList(0.001, null), null}),
                  null
                })));
    // Nothing declared at all.
    assertEquals(
        "ARRAY<MAP<STRING, DECIMAL(4,2)>>",
        typeOf(List.of(Map.of("k", decimal("1.25")), Map.of(), Map.of("l", decimal("10.5")))));
  }

  @Test
  void innerPartsAreWrittenInTheTypeOfTheWhole() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    statement.setObject(1, List.of(List.of(decimal("1.25")), List.of(decimal("10"))));
    statement.execute();
    assertEquals(
        "SELECT CAST(array(CAST(array(CAST('1.25' AS DECIMAL(3,2))) AS ARRAY<DECIMAL(4,2)>),"
            + " CAST(array(CAST('10' AS DECIMAL(2,0))) AS ARRAY<DECIMAL(4,2)>)) AS"
            + " ARRAY<ARRAY<DECIMAL(4,2)>>)",
        session.statements().get(0));
  }

  @Test
  void declaredTypesRefuseWhatTheyCannotHold() throws SQLException {
    refused("DECIMAL(3,1)", decimal("1.25"));
    refused("NUMERIC(5,2)", 1.255);
    refused("NUMERIC(5,2)", "1000");
    refused("DECIMAL(5)", decimal("1.5"));
    refused("DECIMAL(2,2)", 1);
    refused("INT", 1.5);
    refused("BIGINT", 1e30);
    refused("TINYINT", 300);
    refused("FLOAT", 1e300);
    refused("ARRAY<DECIMAL(3,1)>", List.of(decimal("1.25")));
    refused("MAP<STRING, DECIMAL(3,1)>", Map.of("k", decimal("1.25")));
    refused("MAP<DECIMAL(3,1), STRING>", Map.of(decimal("1.25"), "v"));
    refused("STRUCT<a: DECIMAL(3,1)>", new Object[] {decimal("1.25")});
    // The whole says what its parts are, whatever they said themselves.
    refused(
        "ARRAY<DECIMAL(3,1)>",
        connection.createArrayOf("DECIMAL(3,2)", new Object[] {decimal("1.25")}));
    refused(
        "STRUCT<a: DECIMAL(3,1)>",
        connection.createStruct("STRUCT<a: DECIMAL(3,2)>", new Object[] {decimal("1.25")}));
    // No type holds both.
    SQLException e =
        assertThrows(
            SQLException.class,
            () -> typeOf(List.of(decimal("1E+37"), decimal("0." + "1".repeat(38)))));
    assertEquals("22003", e.getSQLState());
    assertEquals(
        "ARRAY<DECIMAL(5,2)>",
        typeOf(connection.createArrayOf("DECIMAL(5,2)", new Object[] {decimal("100.500"), 1})));
  }

  private void refused(String elementType, Object element) throws SQLException {
    Array array = connection.createArrayOf(elementType, new Object[] {element});
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    for (Call call :
        new Call[] {
          () -> {
            statement.setArray(1, array);
            return null;
          },
          () -> {
            statement.setObject(1, array, Types.ARRAY);
            return null;
          },
          () -> {
            statement.setObject(
                1,
                connection.createStruct("STRUCT<x: " + elementType + ">", new Object[] {element}));
            return null;
          }
        }) {
      SQLException e = assertThrows(SQLException.class, call::run, elementType);
      assertEquals("22003", e.getSQLState(), e.getMessage());
    }
  }

  @Test
  void structsNeedAllTheirAttributesAtOnce() {
    String two = "STRUCT<a: INT, b: STRING>";
    for (Call call :
        new Call[] {
          () -> connection.createStruct(two, new Object[] {1}),
          () -> connection.createStruct(two, new Object[] {1, "b", 3}),
          () -> connection.createStruct(two, new Object[0]),
          () -> connection.createArrayOf(two, new Object[] {new Object[] {1}}),
          () -> connection.createArrayOf(two, new Object[] {List.of(1, "b", 3)}),
          () ->
              connection.createArrayOf(
                  two, new Object[] {connection.createStruct("STRUCT<a: INT>", new Object[] {1})}),
          () ->
              connection.createArrayOf(
                  "ARRAY<" + two + ">",
                  new Object[] {
                    connection.createArrayOf(
                        "STRUCT<a: INT>",
                        new Object[] {connection.createStruct("STRUCT<a: INT>", new Object[] {1})})
                  }),
          () -> connection.createStruct("STRUCT<s: " + two + ">", new Object[] {new Object[] {1}}),
          () ->
              connection.createStruct(
                  "STRUCT<m: MAP<STRING, " + two + ">>",
                  new Object[] {Map.of("k", new Object[] {1})}),
        }) {
      SQLException e = assertThrows(SQLException.class, call::run);
      assertEquals("22023", e.getSQLState(), e.getMessage());
      assertTrue(e.getMessage().contains("has 2 attributes, not "), e.getMessage());
    }
  }

  @Test
  void attributesOfStructsMayBeAnArrayOrList() throws SQLException {
    String type = "STRUCT<a: INT, b: STRING>";
    assertEquals(
        "ARRAY<STRUCT<`a`: INT, `b`: STRING>>",
        typeOf(
            connection.createArrayOf(
                type, new Object[] {new Object[] {1, "x"}, Arrays.asList(2, null)})));
  }

  @Test
  void batchesWriteRowsOfOneColumnInOneType() throws SQLException {
    session.then(FakeSession.count(3)).then(FakeSession.count(2));
    PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?, ?)");
    Object[][] rows = {
      {decimal("1.5"), List.of(decimal("1.25"))},
      {decimal("10.125"), null},
      {null, List.of(decimal("100"))},
      {decimal("1E+36"), List.of()},
      {decimal("1"), List.of(decimal("0." + "1".repeat(38)))},
    };
    for (Object[] row : rows) {
      statement.setObject(1, row[0]);
      statement.setObject(2, row[1]);
      statement.addBatch();
    }
    assertArrayEquals(new int[] {1, 1, 1, 1, 1}, statement.executeBatch());
    assertEquals(
        "INSERT INTO t VALUES (CAST('1.5' AS DECIMAL(2,1)), CAST(array(CAST('1.25' AS"
            + " DECIMAL(3,2))) AS ARRAY<DECIMAL(5,2)>)), (CAST('10.125' AS DECIMAL(5,3)), NULL),"
            + " (NULL, CAST(array(CAST('100' AS DECIMAL(3,0))) AS ARRAY<DECIMAL(5,2)>))",
        session.statements().get(0));
    // No DECIMAL holds these with the ones before.
    assertEquals(2, session.statements().size());
  }
}
