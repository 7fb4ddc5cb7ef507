package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ErrorDetails;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.NamedParameters;
import io.github.lakewire.jdbc.SqlText;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values on their way to a real SQL engine: as parameters, and as literals in the text. */
@ExtendWith(SharedWarehouse.class)
class ParametersIT {
  /** Beyond this many the driver writes literals. */
  private static final int TOO_MANY = 257;

  /** Texts that would be syntax if they were not kept inside their literal. */
  static List<String> awkwardTexts() {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "'",
                "''",
                "'''",
                "\"",
                "\\",
                "\\\\",
                "\\'",
                "\\\\'",
                "a\\",
                "' OR '1'='1",
                "\\' OR 1=1 -- ",
                "'; DROP TABLE main.default.t; --",
                "--",
                "-- x\n",
                "/*",
                "*/",
                "/* */ ' /*",
                "#",
                ";",
                "?",
                ":name",
                "${spark.app.name}",
                "${env:HOME}",
                "$$",
                "$tag$ x $tag$",
                "r'raw'",
                "r\"raw\\\"",
                "R'\\'",
                "`",
                "`a`",
                "{d '2020-01-01'}",
                "{fn now()}",
                "\0",
                "a\0b",
                "\b\t\n\f\r",
                "\u001a",
                "\\u0041",
                "\\U0001F600",
                "\\x41",
                "\\101",
                "\\0",
                "\\n",
                "\\%",
                "\\_",
                "%_",
                "\u0085\u00a0\u2028\u2029\ufeff",
                "\u02bc\u2018\u2019\uff07\u2032",
                "\uff3c\u2216",
                "\ud83d\ude00",
                "\ud83d\ude00'\ud83d\ude00",
                "e\u0301 \u202e' \u202c",
                "X'00'",
                "0x27",
                "CAST(1 AS INT)",
                "unhex('27')",
                "NULL",
                "null",
                "ünïcödé ✓ 漢字 עברית"));
    Random random = new Random(7);
    String alphabet = "'\\\"`$ {}-/*;?:xrRnu0\n\0%";
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(20); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";arrow=0",
        ";spark.sql.parser.escapedStringLiterals=true",
        ";spark.sql.ansi.doubleQuotedIdentifiers=true",
        ";ansi_mode=false"
      })
  void textsComeBackAsTheyWereWhenTheyAreLiterals(String options, WarehouseProcess warehouse)
      throws SQLException {
    List<String> texts = awkwardTexts();
    String row = "(?, ?)";
    int rows = Math.max(texts.size(), TOO_MANY / 2 + 1);
    String sql = "SELECT * FROM VALUES " + row + (", " + row).repeat(rows - 1) + " AS t(i, s)";
    try (Connection connection = QueryIT.connect(warehouse, options);
        PreparedStatement statement = connection.prepareStatement(sql + " ORDER BY i")) {
      for (int i = 0; i < rows; i++) {
        statement.setInt(2 * i + 1, i);
        statement.setString(2 * i + 2, texts.get(i % texts.size()));
      }
      try (ResultSet result = statement.executeQuery()) {
        for (int i = 0; i < rows; i++) {
          assertTrue(result.next());
          assertEquals(texts.get(i % texts.size()), result.getString("s"));
        }
        assertFalse(result.next());
      }
      assertTrue(
          statement.getWarnings().getMessage().contains("literals"),
          () -> "no warning of literals");
    }
  }

  @Test
  void enquotedTextsAreTheTextsThatTheyWere(WarehouseProcess warehouse) throws SQLException {
    List<String> texts = awkwardTexts();
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      // Each alone too: a variable ends at the next brace, wherever that is.
      for (String text : texts) {
        assertEquals(List.of(text), enquoted(statement, List.of(text)));
      }
      assertEquals(texts, enquoted(statement, texts));
    }
  }

  private static List<String> enquoted(Statement statement, List<String> texts)
      throws SQLException {
    List<String> literals = new ArrayList<>();
    for (String text : texts) {
      literals.add(statement.enquoteLiteral(text));
    }
    try (ResultSet row =
        statement.executeQuery("SELECT " + String.join(", ", literals) + ", 'end'")) {
      assertTrue(row.next());
      assertEquals(texts.size() + 1, row.getMetaData().getColumnCount());
      List<String> read = new ArrayList<>();
      for (int i = 1; i <= texts.size(); i++) {
        read.add(row.getString(i));
      }
      assertFalse(row.next());
      return read;
    }
  }

  /** Spark replaces variables in quotes as well, by the values that anybody may have set. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";spark.sql.parser.escapedStringLiterals=true",
        ";spark.sql.ansi.doubleQuotedIdentifiers=true",
        ";spark.sql.legacy.consecutiveStringLiterals.enabled=true"
      })
  void variablesAreNoWayOutOfALiteral(String options, WarehouseProcess warehouse)
      throws SQLException {
    boolean raw = options.contains("escapedStringLiterals");
    try (Connection connection = QueryIT.connect(warehouse, options);
        Statement statement = connection.createStatement()) {
      statement.execute("SET q=x', current_user(), 'y");
      statement.execute("SET b=x`, `y");
      // What an application writes itself is its own affair.
      try (ResultSet row = statement.executeQuery("SELECT '${q}'")) {
        assertEquals(3, row.getMetaData().getColumnCount());
      }
      for (String text :
          List.of(
              "${q}", "${hiveconf:q}", "$${q}}", "${${q}}", "${env:HOME}", "${system:a} $ {q}")) {
        String quoted = statement.enquoteNCharLiteral(text);
        assertFalse(quoted.contains("${"), quoted);
        List<String> read = enquoted(statement, List.of(text));
        assertEquals(raw ? text.replace("${", "\\u0024{") : text, read.get(0));
      }
      for (String name : List.of("${b}", "${env:HOME}", "a ${spark:b} c")) {
        for (Executable quoting :
            List.<Executable>of(
                () -> statement.enquoteIdentifier(name, false),
                () -> statement.enquoteIdentifier(name, true),
                () -> connection.setCatalog(name),
                () -> connection.setSchema(name))) {
          SQLException e = assertThrows(SQLException.class, quoting);
          assertEquals("HY024", e.getSQLState());
        }
      }
      assertEquals("main", connection.getCatalog());
    }
  }

  @Test
  void enquotedTextsStandWhereOnlyOneLiteralMay(WarehouseProcess warehouse) throws SQLException {
    String text = "it's \"${env:HOME}\" \\ ${q}";
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      String literal = statement.enquoteLiteral(text);
      statement.execute("SET q=x', current_user(), 'y");
      statement.execute(
          "CREATE OR REPLACE TABLE main.default.quoted_comment (a INT COMMENT "
              + literal
              + ") COMMENT "
              + literal
              + " TBLPROPERTIES ("
              + literal
              + " = "
              + literal
              + ")");
      try (ResultSet columns =
          connection.getMetaData().getColumns("main", "default", "quoted\\_comment", "%")) {
        assertTrue(columns.next());
        assertEquals(text, columns.getString("REMARKS"));
      }
      try (ResultSet properties =
          statement.executeQuery("SHOW TBLPROPERTIES main.default.quoted_comment")) {
        boolean found = false;
        while (properties.next()) {
          found |= properties.getString(1).equals(text) && properties.getString(2).equals(text);
        }
        assertTrue(found);
      }
      try (ResultSet row = statement.executeQuery("SELECT 1 WHERE 'x' <> " + literal)) {
        assertTrue(row.next());
      }
      statement.execute("DROP TABLE main.default.quoted_comment");
    }
  }

  @Test
  void loneSurrogatesDoNotLeaveTheirLiteral(WarehouseProcess warehouse) throws SQLException {
    // They have no UTF-8 form: the server gets a question mark, by whichever way.
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      for (int count : new int[] {1, TOO_MANY}) {
        List<Object> row = roundTrip(connection, "\ud83d'\ude00", count);
        assertEquals("?'?", row.get(0));
      }
    }
  }

  @Test
  void textsComeBackAsTheyWereWhenTheyAreParameters(WarehouseProcess warehouse)
      throws SQLException {
    List<String> texts = awkwardTexts();
    try (Connection connection = QueryIT.connect(warehouse, "");
        PreparedStatement statement =
            connection.prepareStatement("SELECT array(?" + ", ?".repeat(texts.size() - 1) + ")")) {
      for (int i = 0; i < texts.size(); i++) {
        statement.setString(i + 1, texts.get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        assertTrue(result.next());
        assertEquals(texts, result.getObject(1, List.class));
      }
      assertNull(statement.getWarnings());
    }
  }

  private static boolean hasWarning(Statement statement, String part) throws SQLException {
    boolean has = false;
    for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
      has |= w.getMessage().contains(part);
    }
    return has;
  }

  /** The first column and its type, of a statement with so many markers for the same value. */
  private static List<Object> roundTrip(Connection connection, Object value, int count)
      throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT ? AS v, typeof(?) AS t, array(0");
    for (int i = 2; i < count; i++) {
      sql.append(", ?");
    }
    try (PreparedStatement statement = connection.prepareStatement(sql + ") AS rest")) {
      statement.setObject(1, value);
      statement.setObject(2, value);
      for (int i = 2; i < count; i++) {
        statement.setInt(i + 1, i);
      }
      if (count < 2) {
        return roundTrip(connection, value, 2);
      }
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        boolean literals = hasWarning(statement, "literals");
        assertEquals(count >= TOO_MANY, literals, value.getClass().getName());
        return Arrays.asList(readAs(row, 1, value), row.getString("t"));
      }
    }
  }

  private static Object readAs(ResultSet row, int column, Object value) throws SQLException {
    boolean ofItsClass =
        value instanceof LocalDate
            || value instanceof LocalDateTime
            || value instanceof Instant
            || value instanceof OffsetDateTime
            || value instanceof BigInteger
            || value instanceof byte[]
            || value instanceof Period
            || value instanceof Duration;
    if (value instanceof List<?>) {
      return row.getObject(column, List.class);
    } else if (value instanceof Map<?, ?>) {
      return row.getObject(column, Map.class);
    }
    return ofItsClass ? row.getObject(column, value.getClass()) : row.getObject(column);
  }

  private enum Letter {
    A
  }

  /** A value, its type, and the value as it is read when that is another. */
  private static Object[][] valuesOfEveryClass() {
    Timestamp moment = Timestamp.from(Instant.parse("2021-07-01T10:00:00.123456Z"));
    return new Object[][] {
      {true, "boolean", null},
      {(byte) -128, "tinyint", -128},
      {(short) -3, "smallint", -3},
      {-7, "int", null},
      {Integer.MIN_VALUE, "int", null},
      {Long.MIN_VALUE, "bigint", null},
      {-1.5f, "float", null},
      {0.1f, "float", null},
      {1.236, "double", null},
      {Double.MIN_VALUE, "double", null},
      {Double.NaN, "double", null},
      {Double.NEGATIVE_INFINITY, "double", null},
      {new BigDecimal("-123.460"), "decimal(6,3)", null},
      {new BigDecimal("9".repeat(38)), "decimal(38,0)", null},
      {BigInteger.TEN.pow(30), "decimal(31,0)", null},
      {"plain text", "string", null},
      {'c', "string", "c"},
      {new UUID(1, 2), "string", new UUID(1, 2).toString()},
      {Letter.A, "string", "A"},
      {LocalTime.of(10, 15), "string", "10:15:00"},
      {LocalDate.of(1, 1, 1), "date", null},
      {LocalDate.of(9999, 12, 31), "date", null},
      {java.sql.Date.valueOf("1582-10-15"), "date", null},
      {moment, "timestamp", null},
      {Instant.parse("0001-01-02T00:00:00.000001Z"), "timestamp", null},
      {Instant.parse("9999-12-30T23:59:59.999999Z"), "timestamp", null},
      {LocalDateTime.parse("1500-01-02T03:04:05.5"), "timestamp_ntz", null},
      {LocalDateTime.parse("9999-12-31T23:59:59.999999"), "timestamp_ntz", null},
      {new byte[] {0, -1, 39}, "binary", null},
      {new byte[0], "binary", null},
      {Period.ofMonths(-14), "interval year to month", Period.of(-1, -2, 0)},
      {Duration.ofSeconds(-93784, -500_000_000), "interval day to second", null},
    };
  }

  @Test
  void everyClassComesBackFromParametersAndFromLiterals(WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, ";timezone=Asia/Tokyo")) {
      for (Object[] value : valuesOfEveryClass()) {
        for (int count : new int[] {2, TOO_MANY + 2}) {
          List<Object> read = roundTrip(connection, value[0], count);
          Object expected = value[2] == null ? value[0] : value[2];
          String what = value[0] + " with " + count + " parameters";
          if (expected instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) read.get(0), what);
          } else {
            assertEquals(expected, read.get(0), what);
          }
          assertEquals(value[1], read.get(1), what);
        }
      }
    }
  }

  @Test
  void literalsOfProgramsAreTheValuesThatTheyWere(WarehouseProcess warehouse) throws SQLException {
    List<Object[]> values = new ArrayList<>(List.of(valuesOfEveryClass()));
    awkwardTexts().forEach(text -> values.add(new Object[] {text, "string", null}));
    values.add(new Object[] {List.of("a'", "b\\"), "array<string>", null});
    values.add(new Object[] {List.of(), "array<void>", null});
    values.add(new Object[] {Map.of("${q}", List.of(1)), "map<string,array<int>>", null});
    values.removeIf(value -> value[0] instanceof LocalTime);
    java.sql.Time time = java.sql.Time.valueOf("10:15:30");
    values.add(new Object[] {time.toLocalTime(), "time(6)", time});
    StringBuilder sql = new StringBuilder("SELECT typeof(NULL), NULL");
    for (Object[] value : values) {
      String literal = SqlText.literal(value[0]);
      sql.append(", typeof(").append(literal).append("), ").append(literal);
    }
    for (String zone : List.of("Asia/Tokyo", "America/Los_Angeles")) {
      String options = ";spark.sql.timeType.enabled=true;timezone=" + zone;
      try (Connection connection = QueryIT.connect(warehouse, options);
          Statement statement = connection.createStatement()) {
        statement.execute("SET q=x', current_user(), 'y");
        try (ResultSet row = statement.executeQuery(sql.toString())) {
          assertTrue(row.next());
          assertEquals(2 * values.size() + 2, row.getMetaData().getColumnCount());
          for (int i = 0; i < values.size(); i++) {
            Object[] value = values.get(i);
            Object expected = value[2] == null ? value[0] : value[2];
            String what = "the literal " + SqlText.literal(value[0]);
            assertEquals(value[1], row.getString(2 * i + 3), what);
            Object read = readAs(row, 2 * i + 4, value[0]);
            if (expected instanceof byte[] bytes) {
              assertArrayEquals(bytes, (byte[]) read, what);
            } else {
              assertEquals(expected, read, what);
            }
          }
        }
      }
    }
  }

  @Test
  void namesOfProgramsAreTheNamesThatTheyWere(WarehouseProcess warehouse) throws SQLException {
    List<String> names = List.of("a b", "`", "a`.`b", "'", "\\", "a.b", "$x", "select", "漢字", "--");
    StringBuilder sql = new StringBuilder("SELECT 0 AS ").append(SqlText.identifier("t"));
    for (String name : names) {
      sql.append(", ").append(SqlText.literal(name)).append(" AS ");
      sql.append(SqlText.identifier(name));
    }
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.toString())) {
      assertTrue(row.next());
      assertEquals(names.size() + 1, row.getMetaData().getColumnCount());
      for (int i = 0; i < names.size(); i++) {
        assertEquals(names.get(i), row.getMetaData().getColumnLabel(i + 2));
        assertEquals(names.get(i), row.getString(i + 2));
      }
    }
  }

  @Test
  void arraysStructsAndMapsAreBound(WarehouseProcess warehouse) throws SQLException {
    String table = "main.default.nested_parameters";
    Timestamp moment = Timestamp.from(Instant.parse("2021-07-01T10:00:00.5Z"));
    try (Connection connection = QueryIT.connect(warehouse, ";timezone=Asia/Tokyo");
        Statement plain = connection.createStatement()) {
      plain.execute("DROP TABLE IF EXISTS " + table);
      plain.execute(
          "CREATE TABLE "
              + table
              + " (id INT, a ARRAY<DECIMAL(10,2)>, s STRUCT<`a b`: STRING, t: TIMESTAMP, n:"
              + " ARRAY<INT>>, m MAP<STRING, ARRAY<BINARY>>)");
      Array array =
          connection.createArrayOf("DECIMAL(10,2)", new Object[] {new BigDecimal("1.5"), null, 7});
      Struct struct =
          connection.createStruct(
              "STRUCT<`a b`: STRING, t: TIMESTAMP, n: ARRAY<INT>>",
              new Object[] {"it's \\", moment, new Integer[] {1, null}});
      Map<String, Object> map = Map.of("k'\\", List.of(new byte[] {1, -1}));
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?)")) {
        for (int id = 1; id <= 3; id++) {
          insert.setInt(1, id);
          insert.setArray(2, id == 3 ? connection.createArrayOf("INT", new Object[0]) : array);
          insert.setObject(3, id == 3 ? null : struct);
          insert.setObject(4, id == 3 ? Map.of() : map);
          if (id == 1) {
            assertEquals(1, insert.executeUpdate());
          } else {
            insert.addBatch();
          }
        }
        assertArrayEquals(new int[] {1, 1}, insert.executeBatch());
      }
      try (ResultSet row = plain.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
        for (int id = 1; id <= 2; id++) {
          assertTrue(row.next());
          assertEquals(
              Arrays.asList(new BigDecimal("1.50"), null, new BigDecimal("7.00")),
              row.getObject("a", List.class));
          Object[] fields = assertInstanceOf(Struct.class, row.getObject("s")).getAttributes();
          assertEquals("it's \\", fields[0]);
          assertEquals(moment, fields[1]);
          assertArrayEquals(new Object[] {1, null}, (Object[]) ((Array) fields[2]).getArray());
          Map<?, ?> read = row.getObject("m", Map.class);
          assertEquals(1, read.size());
          assertArrayEquals(new byte[] {1, -1}, (byte[]) ((List<?>) read.get("k'\\")).get(0));
          // What was read can be sent again.
          try (PreparedStatement again = connection.prepareStatement("SELECT ? = ?")) {
            again.setArray(1, row.getArray("a"));
            again.setObject(2, row.getObject("a"));
            try (ResultSet same = again.executeQuery()) {
              assertTrue(same.next());
              assertTrue(same.getBoolean(1));
            }
          }
        }
        assertTrue(row.next());
        assertEquals(List.of(), row.getObject("a", List.class));
        assertNull(row.getObject("s"));
        assertEquals(Map.of(), row.getObject("m", Map.class));
      }
      plain.execute("DROP TABLE " + table);
    }
  }

  /** The warehouse finds the markers with Spark's own lexer: both must find the same. */
  @Test
  void sparkFindsTheSameMarkers(WarehouseProcess warehouse) throws SQLException {
    String sql =
        "SELECT '?' AS a, 'it''s ?', 'a\\'?', \"?\", \"\\\"?\", r'\\', R\"?\", 1 AS `?`, 2 AS"
            + " `a``?`, ?, /* ? /* ? */ ' */ ? /* ? */, '7'::INT, transform(array(1), x -> x + ?)"
            + " -- ? '\n"
            + ", -?, 6/?, (?::STRING) -- ?";
    try (Connection connection = QueryIT.connect(warehouse, "");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      assertEquals(6, statement.getParameterMetaData().getParameterCount());
      for (int i = 1; i <= 6; i++) {
        statement.setInt(i, i);
      }
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        assertEquals(1, row.getInt(10));
        assertEquals(2, row.getInt(11));
        assertEquals(List.of(4), row.getObject(13, List.class));
        assertEquals(-4, row.getInt(14));
        assertEquals(1.2, row.getDouble(15), 1e-9);
        assertEquals("6", row.getString(16));
      }
      // The same with literals in their places.
      ResultSetMetaData columns =
          connection.prepareStatement(sql).unwrap(PreparedStatement.class).getMetaData();
      assertEquals(16, columns.getColumnCount());
    }
  }

  @Test
  void namedMarkersReachTheServerByName(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT :low + 1 AS a, ':no' AS b, :text AS c, '7'::INT AS d, :low AS e, :bytes AS"
                    + " f -- :no")) {
      NamedParameters named = statement.unwrap(NamedParameters.class);
      assertEquals(List.of("low", "text", "bytes"), named.names());
      named.setObject("low", 1);
      named.setObject("text", "it's");
      named.setObject("bytes", new byte[] {1});
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        assertEquals(2, row.getInt("a"));
        assertEquals(":no", row.getString("b"));
        assertEquals("it's", row.getString("c"));
        assertEquals(7, row.getInt("d"));
        assertEquals(1, row.getInt("e"));
        assertArrayEquals(new byte[] {1}, row.getBytes("f"));
      }
    }
  }

  @Test
  void queriesAreDescribedBeforeTheyRun(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement plain = connection.createStatement()) {
      plain.execute("CREATE TABLE IF NOT EXISTS main.default.described (id INT, s STRING)");
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT id, ? AS given, ? AS later, struct(id AS Inner) AS st,"
                  + " raise_error('it was run') AS e FROM main.default.described WHERE s = ?"
                  + " LIMIT ?")) {
        statement.setBigDecimal(1, new BigDecimal("1.25"));
        ResultSetMetaData columns = statement.getMetaData();
        assertNotNull(columns);
        assertEquals(5, columns.getColumnCount());
        assertEquals("id", columns.getColumnLabel(1));
        assertEquals(Types.INTEGER, columns.getColumnType(1));
        assertEquals("DECIMAL", columns.getColumnTypeName(2));
        assertEquals(3, columns.getPrecision(2));
        assertEquals(2, columns.getScale(2));
        assertEquals(Types.NULL, columns.getColumnType(3));
        assertEquals("STRUCT<Inner: INT>", columns.getColumnTypeName(4));
        statement.setString(2, "x");
        statement.setString(3, "y");
        statement.setInt(4, 5);
        assertEquals(Types.VARCHAR, statement.getMetaData().getColumnType(3));
        try (ResultSet rows = statement.executeQuery()) {
          assertFalse(rows.next());
          assertEquals(Types.VARCHAR, statement.getMetaData().getColumnType(3));
        }
      }
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO main.default.described VALUES (?, ?)")) {
        assertNull(insert.getMetaData());
        assertEquals(2, insert.getParameterMetaData().getParameterCount());
      }
      plain.execute("DROP TABLE main.default.described");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FORM range(3)",
        "SELECT id,\n  nosuch\nFROM range(3)",
        "SELECT ?, nosuch FROM range(3)",
        "SELECT {d '2024-01-02'} FROM range(3)\n  WHERE {d '2024-01-02'} = nosuch AND id > ?",
        "SELECT {fn UCASE(nosuch)} FROM range(?)",
        "SELECT ?, ? FORM range(3)",
      })
  void placesOfErrorsAreThoseOfTheTextBeforeAndInTheRun(String sql, WarehouseProcess warehouse)
      throws SQLException {
    int wrong = sql.indexOf("nosuch") < 0 ? sql.indexOf("range") : sql.indexOf("nosuch");
    int line = 1 + (int) sql.substring(0, wrong).chars().filter(c -> c == '\n').count();
    int column = wrong - sql.lastIndexOf('\n', wrong);
    try (Connection connection = QueryIT.connect(warehouse, "");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
        // Inline, so that it is a literal in the run too.
        if (sql.contains("SELECT ?")) {
          statement.setBytes(i, new byte[] {1, 2, 3});
        } else {
          statement.setLong(i, 3);
        }
      }
      for (Executable call : List.<Executable>of(statement::getMetaData, statement::execute)) {
        SQLException e = assertThrows(SQLException.class, call);
        ErrorDetails details = ((LakewireException) e).details();
        assertEquals(line + ":" + column, details.line() + ":" + details.column(), e.getMessage());
        assertFalse(e.getMessage().contains("DESCRIBE QUERY"), e.getMessage());
      }
    }
  }

  @Test
  void aQueryThatNeedsItsValuesIsDescribedOnceItHasThem(WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        PreparedStatement statement =
            connection.prepareStatement("SELECT explode(?) AS x FROM identifier(?)")) {
      assertNull(statement.getMetaData());
      statement.setArray(1, connection.createArrayOf("INT", new Object[] {1, 2}));
      statement.setString(2, "samples.lakewire.zones");
      assertEquals(Types.INTEGER, statement.getMetaData().getColumnType(1));
    }
  }

  @Test
  void hugeTextAndManyParametersArrive(WarehouseProcess warehouse) throws SQLException {
    String huge = "0123456789'\\😀\0".repeat(200_000);
    try (Connection connection = QueryIT.connect(warehouse, "");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT length(?), md5(?), size(array(1" + ", ?".repeat(300) + "))")) {
      statement.setString(1, huge);
      statement.setString(2, huge);
      for (int i = 0; i < 300; i++) {
        statement.setInt(i + 3, i);
      }
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        assertEquals(huge.codePointCount(0, huge.length()), row.getInt(1));
        assertEquals(md5(huge), row.getString(2));
        assertEquals(301, row.getInt(3));
      }
    }
  }

  private static String md5(String text) {
    try {
      byte[] hash =
          java.security.MessageDigest.getInstance("MD5")
              .digest(text.getBytes(StandardCharsets.UTF_8));
      return java.util.HexFormat.of().formatHex(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
