package io.github.lakewire.it;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program as users write it, started in a bare JVM with only the shaded jar beside it: every
 * transport, every type, parameters, batches, metadata, cancelling, errors. Prints one line when
 * all is well.
 */
public final class Smoke {
  private static final Instant MOMENT = Instant.parse("2021-03-28T02:30:00.123456Z");
  private static final LocalDateTime CLOCK = LocalDateTime.parse("1500-02-28T23:59:59.999999");
  private static final String TEXT = "\u00fcn\u00ef \u2713 it's";
  private static final int COLUMNS = 20;
  private static final long CANCEL_MILLIS = 30_000;

  private Smoke() {}

  /** Reads LAKEWIRE_URL and LAKEWIRE_TOKEN from the environment. */
  public static void main(String[] arguments) throws SQLException, InterruptedException {
    String url = System.getenv("LAKEWIRE_URL");
    for (String options : new String[] {"", ";cloudFetch=0", ";lz4=0", ";arrow=0"}) {
      try (Connection connection = connect(url + options)) {
        check(connection.isValid(10), "a valid connection");
        everyType(connection);
        typedValues(connection);
        manyRows(connection);
        parameters(connection);
        metadata(connection);
        error(connection);
      }
    }
    try (Connection connection = connect(url)) {
      batch(connection);
      cancel(connection);
    }
    System.out.println("smoke ok on Java " + Runtime.version().feature());
  }

  private static Connection connect(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", System.getenv("LAKEWIRE_TOKEN"));
    return DriverManager.getConnection(url, properties);
  }

  private static void everyType(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ValuesOfEveryType.SQL)) {
      ResultSetMetaData columns = row.getMetaData();
      check(columns.getColumnCount() == COLUMNS, "columns");
      for (boolean isNull : new boolean[] {false, true}) {
        check(row.next(), "two rows");
        for (int i = 1; i <= COLUMNS; i++) {
          boolean expected = isNull || columns.getColumnType(i) == Types.NULL;
          Object value = row.getObject(i);
          String what = columns.getColumnTypeName(i) + " " + value;
          check(row.wasNull() == expected && (value == null) == expected, what);
          check((row.getString(i) == null) == expected, what);
          check(expected || isOfItsClass(columns.getColumnClassName(i), value), what);
        }
      }
      check(!row.next(), "no third row");
    }
  }

  private static boolean isOfItsClass(String name, Object value) {
    try {
      return Class.forName(name).isInstance(value);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static void typedValues(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ValuesOfEveryType.SQL)) {
      check(row.next(), "a row");
      check(row.getBoolean("bo"), "boolean");
      check(row.getByte("ti") == -128, "tinyint");
      check(row.getShort("si") == -32768, "smallint");
      check(row.getInt("i") == Integer.MIN_VALUE, "int");
      check(row.getLong("bi") == Long.MIN_VALUE, "bigint");
      check(row.getFloat("f") == 1.25f, "float");
      check(row.getDouble("d") == -2.5e300, "double");
      check(row.getBigDecimal("de").equals(new BigDecimal("-12345678901234567890.12")), "decimal");
      check(row.getString("s").equals("\u00fcn\u00ef \u2713"), "string");
      check(Arrays.equals(row.getBytes("b"), new byte[] {0, -1}), "binary");
      check(row.getObject("da", LocalDate.class).equals(LocalDate.of(2021, 3, 28)), "date");
      check(row.getDate("da").toString().equals("2021-03-28"), "java.sql.Date");
      check(row.getString("ts").equals("2021-03-28 02:30:00.123456"), "timestamp as text");
      check(row.getObject("tn", LocalDateTime.class).equals(CLOCK), "timestamp_ntz");
      check(row.getObject("a") instanceof Array, "array");
      check(row.getString("a").equals("[1,null]"), "array as text");
      check(((Number) ((Map<?, ?>) row.getObject("m")).get("k")).doubleValue() == 1.5, "map");
      check(((Struct) row.getObject("st")).getAttributes()[0].equals("x"), "struct");
      check(row.getString("iy").equals("-1-2"), "interval of months");
      check(row.getString("va").equals("{\"k\":[1]}"), "variant");
    }
  }

  private static void manyRows(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id, CAST(id AS STRING) AS text FROM range(300000)")) {
      long count = 0;
      long sum = 0;
      while (rows.next()) {
        sum += rows.getLong(1);
        count++;
      }
      check(count == 300_000 && sum == 299_999L * 150_000, "rows " + count + " sum " + sum);
    }
  }

  private static void parameters(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT ? + 1, upper(?), ?, ?, ?, ?, ?, ?, ?, ?")) {
      check(statement.getParameterMetaData().getParameterCount() == 10, "parameters");
      statement.setInt(1, 6);
      statement.setString(2, TEXT);
      statement.setBoolean(3, true);
      statement.setBigDecimal(4, new BigDecimal("12.34"));
      statement.setDouble(5, 0.1);
      statement.setBytes(6, TEXT.getBytes(StandardCharsets.UTF_8));
      statement.setObject(7, LocalDate.of(1582, 10, 4));
      statement.setObject(8, CLOCK);
      statement.setObject(9, List.of(1, 2));
      statement.setNull(10, Types.OTHER);
      try (ResultSet row = statement.executeQuery()) {
        check(row.next(), "a row");
        check(row.getInt(1) == 7, "int parameter");
        check(row.getString(2).equals("\u00dcN\u00cf \u2713 IT'S"), "string parameter");
        check(row.getBoolean(3), "boolean parameter");
        check(row.getBigDecimal(4).equals(new BigDecimal("12.34")), "decimal parameter");
        check(row.getDouble(5) == 0.1, "double parameter");
        check(
            Arrays.equals(row.getBytes(6), TEXT.getBytes(StandardCharsets.UTF_8)),
            "binary parameter");
        check(row.getString(7).equals("1582-10-04"), "date parameter");
        check(row.getObject(8, LocalDateTime.class).equals(CLOCK), "local time parameter");
        check(row.getString(9).equals("[1,2]"), "array parameter");
        check(row.getObject(10) == null, "null parameter");
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT CAST(? AS STRING), unix_micros(?)")) {
      statement.setObject(1, MOMENT);
      statement.setTimestamp(2, java.sql.Timestamp.from(MOMENT));
      try (ResultSet row = statement.executeQuery()) {
        check(row.next(), "a row");
        String clock = java.sql.Timestamp.from(MOMENT).toString();
        check(row.getString(1).equals(clock), "moment " + row.getString(1));
        check(
            row.getLong(2) == MOMENT.getEpochSecond() * 1_000_000 + 123_456,
            "timestamp " + row.getLong(2));
      }
    }
  }

  private static void batch(Connection connection) throws SQLException {
    String table = "main.default.smoke_" + UUID.randomUUID().toString().replace("-", "");
    try (Statement statement = connection.createStatement()) {
      check(
          statement.executeUpdate("CREATE TABLE " + table + " (id INT, text STRING)") == 0, "DDL");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
        for (int i = 0; i < 100; i++) {
          insert.setInt(1, i);
          insert.setString(2, TEXT + i);
          insert.addBatch();
        }
        int[] counts = insert.executeBatch();
        check(counts.length == 100 && Arrays.stream(counts).allMatch(n -> n == 1), "counts");
      }
      check(
          statement.executeUpdate("UPDATE " + table + " SET text = 'x' WHERE id < 10") == 10,
          "an update count");
      try (ResultSet row =
          statement.executeQuery("SELECT count(*), sum(id), min(text) FROM " + table)) {
        check(row.next() && row.getInt(1) == 100 && row.getInt(2) == 4950, "rows of the batch");
        check(row.getString(3).equals("x"), "updated rows");
      }
      try (ResultSet columns =
          connection
              .getMetaData()
              .getColumns("main", "default", table.substring("main.default.".length()), "%")) {
        check(columns.next() && columns.getString("COLUMN_NAME").equals("id"), "first column");
        check(columns.getInt("DATA_TYPE") == Types.INTEGER, "type of the first column");
        check(columns.next() && columns.getString(4).equals("text"), "second column");
        check(!columns.next(), "two columns");
      }
      statement.execute("DROP TABLE " + table);
    }
  }

  private static void metadata(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    check(metadata.getDatabaseProductName().equals("SparkSQL"), "product");
    check(!metadata.getDatabaseProductVersion().isBlank(), "version");
    check(names(metadata.getCatalogs()).contains("main"), "catalog main");
    check(names(metadata.getSchemas("main", "%")).contains("default"), "schema default");
    check(names(metadata.getTableTypes()).contains("TABLE"), "table types");
    check(names(metadata.getTypeInfo()).contains("BIGINT"), "type info");
    try (ResultSet tables = metadata.getTables(null, null, "%", new String[] {"TABLE"})) {
      check(tables.getMetaData().getColumnCount() == 10, "columns of getTables");
    }
    check("main".equals(connection.getCatalog()), "catalog " + connection.getCatalog());
    connection.setSchema("default");
    check("default".equals(connection.getSchema()), "schema " + connection.getSchema());
  }

  /** The first column of all rows. */
  private static Set<String> names(ResultSet rows) throws SQLException {
    Set<String> names = new HashSet<>();
    try (rows) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void cancel(Connection connection) throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      AtomicReference<SQLException> failure = new AtomicReference<>();
      Thread other =
          new Thread(
              () -> {
                try {
                  statement.execute("SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7");
                } catch (SQLException e) {
                  failure.set(e);
                }
              });
      other.start();
      long end = System.nanoTime() + CANCEL_MILLIS * 1_000_000;
      // A cancel before the statement runs does nothing.
      while (other.isAlive() && System.nanoTime() < end) {
        statement.cancel();
        other.join(20);
      }
      SQLException e = failure.get();
      check(e != null && "57014".equals(e.getSQLState()), "a cancel, not " + e);
      try (ResultSet row = statement.executeQuery("SELECT 1")) {
        check(row.next() && row.getInt(1) == 1, "the statement runs again");
      }
    }
  }

  private static void error(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      failsWith(statement, "SELEC 1", "42601");
      failsWith(statement, "SELECT * FROM main.default.no_such_table", "42P01");
      statement.execute("SELECT 1");
    }
    check(connection.isValid(10), "still valid");
  }

  private static void failsWith(Statement statement, String sql, String state) {
    try {
      statement.executeQuery(sql);
    } catch (SQLException e) {
      check(state.equals(e.getSQLState()), "SQLState " + e.getSQLState());
      check(e instanceof SQLSyntaxErrorException, "" + e.getClass());
      return;
    }
    throw new AssertionError("went unnoticed: " + sql);
  }

  private static void check(boolean fine, String what) {
    if (!fine) {
      throw new AssertionError(what);
    }
  }
}
