package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The escapes of JDBC 4.3 section 13.4 on a real SQL engine: {@code {fn ...}} of every function
 * that the metadata lists, with what appendix C or plain arithmetic says it gives.
 */
@ExtendWith(SharedWarehouse.class)
class EscapeFunctionsIT {
  private static final String DAY = "{d '2024-02-29'}";
  private static final String MOMENT = "{ts '2024-02-29 01:02:03'}";
  private static final String ANY_DAY = "~\\d{4}-\\d\\d-\\d\\d";
  private static final String ANY_MOMENT = ANY_DAY + " \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?";
  private static final String ANY_TIME = "~\\d\\d:\\d\\d:\\d\\d";

  /** Calls and what they give; behind a tilde is a pattern. */
  private static final String[][] NUMERIC = {
    {"ABS(-2)", "2"},
    {"ACOS(1)", "0"},
    {"ACOSH(1)", "0"},
    {"ASIN(0)", "0"},
    {"ASINH(0)", "0"},
    {"ATAN(1)", "" + Math.atan(1)},
    {"ATAN2(3, 2)", "" + Math.atan2(3, 2)},
    {"ATANH(0)", "0"},
    {"BIN(5)", "101"},
    {"BROUND(2.5, 0)", "2"},
    {"CBRT(27)", "3"},
    {"CEIL(1.2)", "2"},
    {"CEILING(-1.2)", "-1"},
    {"CONV('ff', 16, 10)", "255"},
    {"COS(1)", "" + Math.cos(1)},
    {"COSH(1)", "" + Math.cosh(1)},
    {"COT(1)", "" + 1 / Math.tan(1)},
    {"CSC(1)", "" + 1 / Math.sin(1)},
    {"DEGREES({fn PI()})", "180"},
    {"E()", "" + Math.E},
    {"EXP(2)", "" + Math.exp(2)},
    {"EXPM1(0)", "0"},
    {"FACTORIAL(5)", "120"},
    {"FLOOR(-1.2)", "-2"},
    {"GREATEST(1, 3, 2)", "3"},
    {"HEX(255)", "FF"},
    {"HYPOT(3, 4)", "5"},
    {"LEAST(3, 1)", "1"},
    {"LN(10)", "" + Math.log(10)},
    {"LOG(10)", "" + Math.log(10)},
    {"LOG10(1000)", "3"},
    {"LOG1P(0)", "0"},
    {"LOG2(8)", "3"},
    {"MOD(-7, 3)", "-1"},
    {"NEGATIVE(4)", "-4"},
    {"PI()", "" + Math.PI},
    {"PMOD(-7, 3)", "2"},
    {"POSITIVE(4)", "4"},
    {"POW(2, 10)", "1024"},
    {"POWER(2, 10)", "1024"},
    {"RADIANS(180)", "" + Math.PI},
    {"RAND(7)", "~0\\.\\d+(E-\\d+)?"},
    {"RANDN()", "~-?\\d+\\.\\d+(E-\\d+)?"},
    {"RANDOM()", "~0\\.\\d+(E-\\d+)?"},
    {"RINT(2.5)", "2"},
    {"ROUND(2.345, 2)", "2.35"},
    {"SEC(0)", "1"},
    {"SHIFTLEFT(1, 4)", "16"},
    {"SHIFTRIGHT(16, 2)", "4"},
    {"SIGN(-3)", "-1"},
    {"SIGNUM(3)", "1"},
    {"SIN(1)", "" + Math.sin(1)},
    {"SINH(1)", "" + Math.sinh(1)},
    {"SQRT(16)", "4"},
    {"TAN(1)", "" + Math.tan(1)},
    {"TANH(1)", "" + Math.tanh(1)},
    {"TRUNCATE(-1.239, 2)", "-1.23"},
    {"TRUNCATE(1239.5, -2)", "1200"},
    {"TRUNCATE(1.999, 0)", "1"},
    {"WIDTH_BUCKET(5.3, 0.2, 10.6, 5)", "3"},
  };

  private static final String[][] STRING = {
    {"ASCII('A')", "65"},
    {"BASE64('abc')", "YWJj"},
    {"BIT_LENGTH('ab')", "16"},
    {"BTRIM('  a ')", "a"},
    {"CHAR(65)", "A"},
    {"CHARACTER_LENGTH('abc ')", "4"},
    {"CHAR_LENGTH('abc', CHARACTERS)", "3"},
    {"CHR(66)", "B"},
    {"CONCAT('a}', '{b')", "a}{b"},
    {"CONCAT_WS('-', 'a', 'b')", "a-b"},
    {"CONTAINS('abc', 'b')", "true"},
    {"DECODE(X'61', 'UTF-8')", "a"},
    {"DIFFERENCE('Robert', 'Rupert')", "4"},
    {"DIFFERENCE('Robert', 'Zulu')", "0"},
    {"ELT(2, 'a', 'b')", "b"},
    {"ENCODE('a', 'UTF-8')", "a"},
    {"ENDSWITH('abc', 'c')", "true"},
    {"FIND_IN_SET('b', 'a,b')", "2"},
    {"FORMAT_NUMBER(1234.5, 2)", "1,234.50"},
    {"FORMAT_STRING('%d-%s', 1, 'x')", "1-x"},
    {"INITCAP('ab cd')", "Ab Cd"},
    {"INSERT('abcdef', 2, 3, 'XY')", "aXYef"},
    {"INSTR('abc', 'c')", "3"},
    {"LCASE('AB')", "ab"},
    {"LEFT('abc', 2)", "ab"},
    {"LENGTH('abc  ')", "3"},
    {"LEVENSHTEIN('kitten', 'sitting')", "3"},
    {"LOCATE('b', 'abcb', 3)", "4"},
    {"LOWER('AB')", "ab"},
    {"LPAD('a', 3, 'x')", "xxa"},
    {"LTRIM('  a')", "a"},
    {"MASK('aB1')", "xXn"},
    {"OCTET_LENGTH('\u00e9')", "2"},
    {"OVERLAY('abcdef' PLACING 'X' FROM 2 FOR 3)", "aXef"},
    {"POSITION('b' IN 'abc')", "2"},
    {"REGEXP_EXTRACT('a12', '([0-9]+)', 1)", "12"},
    {"REGEXP_REPLACE('a1b', '[0-9]', '-')", "a-b"},
    {"REPEAT('ab', 2)", "abab"},
    {"REPLACE('aba', 'b', 'x')", "axa"},
    {"REVERSE('abc')", "cba"},
    {"RIGHT('abc', 2)", "bc"},
    {"RPAD('a', 3, 'x')", "axx"},
    {"RTRIM('a  ')", "a"},
    {"SENTENCES('Hi. Yo.')", "[[Hi], [Yo]]"},
    {"SOUNDEX('Robert')", "R163"},
    {"SPACE(3)", "   "},
    {"SPLIT('a,b', ',')", "[a, b]"},
    {"SPLIT_PART('a,b', ',', 2)", "b"},
    {"STARTSWITH('abc', 'a')", "true"},
    {"SUBSTR('abc', 2)", "bc"},
    {"SUBSTRING('abcd', 2, 2)", "bc"},
    {"SUBSTRING('abcd', 2, 2, CHARACTERS)", "bc"},
    {"SUBSTRING_INDEX('a.b.c', '.', 2)", "a.b"},
    {"TRANSLATE('abc', 'ab', 'xy')", "xyc"},
    {"TRIM(' a ')", "a"},
    {"UCASE('ab')", "AB"},
    {"UNBASE64('YWJj')", "abc"},
    {"UPPER('ab')", "AB"},
  };

  private static final String[][] SYSTEM = {
    {"COALESCE(NULL, 'x')", "x"},
    {"CURRENT_CATALOG()", "main"},
    {"CURRENT_DATABASE()", "default"},
    {"CURRENT_SCHEMA()", "default"},
    {"CURRENT_USER()", "~.+"},
    {"DATABASE()", "default"},
    {"IFNULL(NULL, 1)", "1"},
    {"ISNULL(NULL)", "true"},
    {"NULLIF(1, 2)", "1"},
    {"NVL(NULL, 2)", "2"},
    {"NVL2(NULL, 1, 2)", "2"},
    {"SESSION_USER()", "~.+"},
    {"TYPEOF(1)", "int"},
    {"USER()", "~.+"},
    {"UUID()", "~[0-9a-f-]{36}"},
    {"VERSION()", "~\\d.*"},
  };

  private static final String[][] TIME_DATE = {
    {"ADD_MONTHS({d '2024-01-31'}, 1)", "2024-02-29"},
    {"CONVERT_TIMEZONE('UTC', 'Asia/Tokyo', " + MOMENT + ")", "2024-02-29 10:02:03"},
    {"CURDATE()", ANY_DAY},
    {"CURRENT_DATE", ANY_DAY},
    {"CURRENT_DATE()", ANY_DAY},
    {"CURRENT_TIME", ANY_TIME},
    {"CURRENT_TIME()", ANY_TIME},
    {"CURRENT_TIMESTAMP", ANY_MOMENT},
    {"CURRENT_TIMESTAMP()", ANY_MOMENT},
    {"CURRENT_TIMEZONE()", "UTC"},
    {"CURTIME()", ANY_TIME},
    {"DATEADD(DAY, 1, " + DAY + ")", "~2024-03-01.*"},
    {"DATEDIFF(" + DAY + ", {d '2024-02-01'})", "28"},
    {"DATE_ADD(" + DAY + ", 1)", "2024-03-01"},
    {"DATE_DIFF(" + DAY + ", {d '2024-02-01'})", "28"},
    {"DATE_FORMAT(" + MOMENT + ", 'yyyy')", "2024"},
    {"DATE_PART('YEAR', " + DAY + ")", "2024"},
    {"DATE_SUB(" + DAY + ", 29)", "2024-01-31"},
    {"DATE_TRUNC('MONTH', " + MOMENT + ")", "2024-02-01 00:00:00"},
    {"DAY(" + DAY + ")", "29"},
    {"DAYNAME(" + DAY + ")", "Thu"},
    {"DAYOFMONTH(" + DAY + ")", "29"},
    {"DAYOFWEEK(" + DAY + ")", "5"},
    {"DAYOFYEAR(" + DAY + ")", "60"},
    {"EXTRACT(YEAR FROM " + DAY + ")", "2024"},
    {"FROM_UNIXTIME(0)", "1970-01-01 00:00:00"},
    {"FROM_UTC_TIMESTAMP(" + MOMENT + ", 'Asia/Tokyo')", "2024-02-29 10:02:03"},
    {"HOUR(" + MOMENT + ")", "1"},
    {"LAST_DAY({d '2024-02-01'})", "2024-02-29"},
    {"LOCALTIMESTAMP()", ANY_MOMENT},
    {"MAKE_DATE(2024, 2, 29)", "2024-02-29"},
    {"MAKE_TIMESTAMP(2024, 2, 29, 1, 2, 3)", "2024-02-29 01:02:03"},
    {"MINUTE(" + MOMENT + ")", "2"},
    {"MONTH(" + DAY + ")", "2"},
    {"MONTHNAME(" + DAY + ")", "Feb"},
    {"MONTHS_BETWEEN({d '2024-03-01'}, {d '2024-01-01'})", "2"},
    {"NEXT_DAY(" + DAY + ", 'MON')", "2024-03-04"},
    {"NOW()", ANY_MOMENT},
    {"QUARTER(" + DAY + ")", "1"},
    {"SECOND(" + MOMENT + ")", "3"},
    {"TIMESTAMPADD(SQL_TSI_DAY, 1, " + MOMENT + ")", "2024-03-01 01:02:03"},
    {"TIMESTAMPDIFF(SQL_TSI_DAY, {ts '2024-02-01 00:00:00'}, " + MOMENT + ")", "28"},
    {"TO_DATE('2024-02-29')", "2024-02-29"},
    {"TO_TIMESTAMP('2024-02-29 01:02:03')", "2024-02-29 01:02:03"},
    {"TO_UTC_TIMESTAMP(" + MOMENT + ", 'Asia/Tokyo')", "2024-02-28 16:02:03"},
    {"TRUNC(" + DAY + ", 'MONTH')", "2024-02-01"},
    {"UNIX_TIMESTAMP({ts '1970-01-01 00:00:01'})", "1"},
    {"WEEK(" + DAY + ")", "9"},
    {"WEEKDAY(" + DAY + ")", "3"},
    {"WEEKOFYEAR(" + DAY + ")", "9"},
    {"YEAR(" + DAY + ")", "2024"},
  };

  @Test
  void everyFunctionThatTheMetadataListsRuns(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse)) {
      DatabaseMetaData meta = connection.getMetaData();
      check(connection, meta.getNumericFunctions(), NUMERIC);
      check(connection, meta.getStringFunctions(), STRING);
      check(connection, meta.getSystemFunctions(), SYSTEM);
      check(connection, meta.getTimeDateFunctions(), TIME_DATE);
    }
  }

  private static void check(Connection connection, String listed, String[][] table)
      throws SQLException {
    Set<String> names = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    for (String[] row : table) {
      names.add(row[0].split("\\(")[0]);
      calls.add("CAST({fn " + row[0] + "} AS STRING)");
    }
    List<String> values = all(connection, calls);
    for (int i = 0; i < table.length; i++) {
      if (!isAsExpected(table[i][1], values.get(i))) {
        wrong.add(table[i][0] + " -> " + values.get(i) + ", not " + table[i][1]);
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(new TreeSet<>(List.of(listed.split(","))), names, "listed and tried");
  }

  /** Selects all of them at once, as that is fast; alone when one of them fails, to name it. */
  private static List<String> all(Connection connection, List<String> expressions) {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + String.join(", ", expressions))) {
      assertTrue(row.next());
      for (int i = 1; i <= expressions.size(); i++) {
        values.add(String.valueOf(row.getString(i)));
      }
      return values;
    } catch (SQLException e) {
      if (expressions.size() == 1) {
        return List.of(e.getMessage());
      }
      expressions.forEach(expression -> values.addAll(all(connection, List.of(expression))));
      return values;
    }
  }

  private static boolean isAsExpected(String expected, String value) {
    if (expected.startsWith("~")) {
      return value.matches(expected.substring(1));
    }
    if (expected.equals(value)) {
      return true;
    }
    try {
      double difference = Double.parseDouble(expected) - Double.parseDouble(value);
      return Math.abs(difference) < 1e-12;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  @Test
  void timestampAddAndDiffCountInEachUnit(WarehouseProcess warehouse) throws SQLException {
    Map<String, ChronoUnit> units = new TreeMap<>();
    units.put("SECOND", ChronoUnit.SECONDS);
    units.put("MINUTE", ChronoUnit.MINUTES);
    units.put("HOUR", ChronoUnit.HOURS);
    units.put("DAY", ChronoUnit.DAYS);
    units.put("WEEK", ChronoUnit.WEEKS);
    units.put("MONTH", ChronoUnit.MONTHS);
    units.put("YEAR", ChronoUnit.YEARS);
    LocalDateTime start = LocalDateTime.of(2024, 2, 29, 1, 2, 3);
    LocalDateTime end = LocalDateTime.of(2027, 11, 5, 22, 1, 0);
    try (Connection connection = connect(warehouse);
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, ChronoUnit> unit : units.entrySet()) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT {fn TIMESTAMPADD(SQL_TSI_%1$s, 5, {ts '2024-02-29 01:02:03'})},"
                        .formatted(unit.getKey())
                    + " {fn TIMESTAMPDIFF(sql_tsi_%1$s, {ts '2024-02-29 01:02:03'}, {ts '2027-11-05 22:01:00'})}"
                        .formatted(unit.getKey()))) {
          assertTrue(row.next());
          assertEquals(
              start.plus(5, unit.getValue()), row.getObject(1, LocalDateTime.class), unit.getKey());
          assertEquals(unit.getValue().between(start, end), row.getLong(2), unit.getKey());
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT {fn TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 1500000, {ts '2024-02-29 01:02:03'})},"
                  + " {fn TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND, {ts '2024-02-29 01:02:03'}, {ts"
                  + " '2024-02-29 01:02:03.0015'})}, {fn TIMESTAMPADD(SQL_TSI_QUARTER, 1, {ts"
                  + " '2024-02-29 01:02:03'})}")) {
        assertTrue(row.next());
        Duration added = Duration.between(start, row.getObject(1, LocalDateTime.class));
        assertEquals(Duration.ofNanos(1_500_000), added);
        assertEquals(1_500_000, row.getLong(2));
        assertEquals(start.plusMonths(3), row.getObject(3, LocalDateTime.class));
      }
    }
  }

  private static final Map<Integer, String> SAMPLES =
      Map.ofEntries(
          Map.entry(Types.TINYINT, "1Y"),
          Map.entry(Types.SMALLINT, "1S"),
          Map.entry(Types.INTEGER, "1"),
          Map.entry(Types.BIGINT, "1L"),
          Map.entry(Types.REAL, "1.0F"),
          Map.entry(Types.FLOAT, "1.0D"),
          Map.entry(Types.DOUBLE, "1.0D"),
          Map.entry(Types.DECIMAL, "1.0BD"),
          Map.entry(Types.NUMERIC, "1.0BD"),
          Map.entry(Types.BOOLEAN, "true"),
          Map.entry(Types.BIT, "true"),
          Map.entry(Types.DATE, DAY),
          Map.entry(Types.TIMESTAMP, MOMENT),
          Map.entry(Types.BINARY, "X'61'"),
          Map.entry(Types.VARBINARY, "X'61'"),
          Map.entry(Types.LONGVARBINARY, "X'61'"));

  @Test
  void convertWorksBetweenAllTypesThatTheMetadataNames(WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = connect(warehouse)) {
      DatabaseMetaData meta = connection.getMetaData();
      assertTrue(meta.supportsConvert());
      List<String> names = new ArrayList<>();
      List<String> calls = new ArrayList<>();
      for (JDBCType from : JDBCType.values()) {
        for (JDBCType to : JDBCType.values()) {
          if (meta.supportsConvert(from.getVendorTypeNumber(), to.getVendorTypeNumber())) {
            names.add(from + " to " + to);
            String value = sample(from, to);
            calls.add("CAST({fn CONVERT(" + value + ", SQL_" + to + ")} IS NOT NULL AS STRING)");
          }
        }
      }
      assertTrue(names.size() > 150, names.size() + " pairs");
      List<String> wrong = new ArrayList<>();
      List<String> values = all(connection, calls);
      for (int i = 0; i < names.size(); i++) {
        if (!values.get(i).equals("true")) {
          wrong.add(names.get(i) + ": " + values.get(i));
        }
      }
      assertEquals(List.of(), wrong);
      assertFalse(meta.supportsConvert(Types.DATE, Types.INTEGER));
      assertThrows(
          SQLException.class,
          () -> one(connection, "SELECT {fn CONVERT({d '2024-02-29'}, SQL_INTEGER)}"));
      assertEquals("1.50", one(connection, "SELECT {fn CONVERT('1.5', SQL_DECIMAL(10, 2))}"));
      assertEquals("01:02:03", one(connection, "SELECT {fn CONVERT(" + MOMENT + ", SQL_TIME)}"));
      assertEquals(
          0,
          new BigDecimal("1.5")
              .compareTo(new BigDecimal(one(connection, "SELECT {fn CONVERT('1.5', NUMERIC)}"))));
    }
  }

  private static String sample(JDBCType from, JDBCType to) {
    String value = SAMPLES.get(from.getVendorTypeNumber());
    if (value != null) {
      return value;
    }
    return switch (to) {
      case BOOLEAN, BIT -> "'true'";
      case DATE -> "'2024-02-29'";
      case TIMESTAMP -> "'2024-02-29 01:02:03'";
      default -> "'1'";
    };
  }

  @Test
  void markersKeepTheirOrder(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT {fn INSERT(?, ?, ?, ?)}, {fn TRUNCATE(?, 1)}, {fn LENGTH(?)}")) {
      statement.setString(1, "abcdef");
      statement.setInt(2, 2);
      statement.setInt(3, 3);
      statement.setString(4, "XY");
      statement.setBigDecimal(5, new BigDecimal("-7.89"));
      statement.setString(6, "abc ");
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        assertEquals("aXYef", row.getString(1));
        assertEquals(0, new BigDecimal("-7.8").compareTo(row.getBigDecimal(2)));
        assertEquals(3, row.getInt(3));
      }
    }
  }

  @Test
  void literalsLimitsAndOuterJoinsAreEscapes(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse)) {
      assertEquals(
          "1", one(connection, "SELECT count(*) WHERE 'a_b' LIKE 'a\\\\_b' {escape '\\'}"));
      assertEquals("0", one(connection, "SELECT count(*) WHERE 'axb' LIKE 'a!_b' {escape '!'}"));
      assertEquals(
          "3",
          one(
              connection,
              "SELECT max(id) FROM (SELECT id FROM range(9) ORDER BY id {limit 2 offset 2})"));
      assertEquals(
          "2",
          one(
              connection,
              "SELECT count(*) FROM {oj range(2) a LEFT OUTER JOIN range(1) b ON a.id = b.id}"));
      assertEquals("03:04:05", one(connection, "SELECT {t '03:04:05'}"));
      assertEquals("{fn NOW()}", one(connection, "SELECT '{fn NOW()}' /* {d */ -- {ts"));
      assertEquals(
          "2024-02-29",
          one(connection, "SELECT {fn CONCAT('', {fn CONVERT({d '2024-02-29'}, SQL_VARCHAR)})}"));
    }
  }

  private static Connection connect(WarehouseProcess warehouse) throws SQLException {
    return QueryIT.connect(warehouse, ";catalog=main;schema=default;timezone=UTC");
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next(), sql);
      return row.getString(1);
    }
  }
}
