package io.github.lakewire.it;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the official JDBC driver, which nobody here wrote, against the local warehouse, in a JVM of
 * its own: what it accepts as a Databricks server is one. Prints a line for each part.
 */
public final class OfficialJdbc {
  private OfficialJdbc() {}

  /** Reads LAKEWIRE_URL and LAKEWIRE_TOKEN from the environment. */
  public static void main(String[] arguments) throws Exception {
    try (Connection connection = connect("")) {
      part("connect", 1);
      query(connection);
      types(connection);
      update(connection);
      parameters(connection);
      metadata(connection);
      errors(connection);
      cancel(connection);
    }
    try (Connection connection = connect(";EnableQueryResultDownload=1")) {
      large(connection, "cloudfetch with lz4");
    }
    try (Connection connection = connect(";EnableQueryResultDownload=0")) {
      large(connection, "inline pages with lz4");
    }
    System.out.println("official jdbc ok");
    System.exit(0); // its threads are not all daemons
  }

  private static Connection connect(String options) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("UID", "token");
    properties.setProperty("PWD", System.getenv("LAKEWIRE_TOKEN"));
    return DriverManager.getConnection(
        System.getenv("LAKEWIRE_URL")
            + ";AuthMech=3;transportMode=http;EnableTelemetry=0;UseThriftClient=1"
            + options,
        properties);
  }

  private static void query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, id * id AS square FROM range(10)")) {
      int count = 0;
      while (rows.next()) {
        same((long) count * count, rows.getLong("square"), "square");
        count++;
      }
      same(10, count, "rows");
    }
    part("query", 10);
  }

  private static void types(Connection connection) throws SQLException {
    String sql =
        "SELECT true AS bo, CAST(1 AS TINYINT) AS ti, CAST(2 AS SMALLINT) AS si, 3 AS i, 4L AS bi,"
            + " CAST(1.5 AS FLOAT) AS f, CAST(2.5 AS DOUBLE) AS d, CAST(12.34 AS DECIMAL(10,2)) AS"
            + " de, 'text' AS s, X'0102' AS b, DATE'2021-06-15' AS da, TIMESTAMP'2021-06-15"
            + " 12:34:56.789' AS ts, TIMESTAMP_NTZ'2021-06-15 12:34:56.789' AS tn, CAST(NULL AS"
            + " INT) AS n, array(1, 2) AS a, map('k', 1) AS m, named_struct('x', 1) AS st,"
            + " INTERVAL '1-2' YEAR TO MONTH AS iy, INTERVAL '1 02:03:04' DAY TO SECOND AS idt,"
            + " parse_json('{\"k\":1}') AS v";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      same(true, row.next(), "a row");
      same(true, row.getBoolean("bo"), "boolean");
      same((byte) 1, row.getByte("ti"), "tinyint");
      same((short) 2, row.getShort("si"), "smallint");
      same(3, row.getInt("i"), "int");
      same(4L, row.getLong("bi"), "bigint");
      same(1.5f, row.getFloat("f"), "float");
      same(2.5, row.getDouble("d"), "double");
      same(new BigDecimal("12.34"), row.getBigDecimal("de"), "decimal");
      same("text", row.getString("s"), "string");
      same(2, row.getBytes("b").length, "binary");
      same("2021-06-15", row.getDate("da").toString(), "date");
      same(789_000_000, row.getTimestamp("ts").getNanos(), "timestamp");
      same(789_000_000, row.getTimestamp("tn").getNanos(), "timestamp_ntz");
      row.getInt("n");
      same(true, row.wasNull(), "null");
      for (String complex : List.of("a", "m", "st", "iy", "idt", "v")) {
        same(true, row.getString(complex) != null, complex);
      }
      part("all types", row.getMetaData().getColumnCount());
    }
  }

  private static void update(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS main.default.official_jdbc");
      statement.execute("CREATE TABLE main.default.official_jdbc (id INT, name STRING)");
      int inserted =
          statement.executeUpdate(
              "INSERT INTO main.default.official_jdbc VALUES (1, 'a'), (2, 'b'), (3, NULL)");
      same(3, inserted, "inserted");
      same(
          2,
          statement.executeUpdate("UPDATE main.default.official_jdbc SET name = 'c' WHERE id > 1"),
          "updated");
      same(
          1,
          statement.executeUpdate("DELETE FROM main.default.official_jdbc WHERE id = 1"),
          "deleted");
      statement.execute("DROP TABLE main.default.official_jdbc");
    }
    part("ddl and dml", 6);
  }

  private static void parameters(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ? + 1, upper(?)")) {
      statement.setInt(1, 6);
      statement.setString(2, "it's");
      try (ResultSet row = statement.executeQuery()) {
        same(true, row.next(), "a row");
        same(7, row.getInt(1), "int parameter");
        same("IT'S", row.getString(2), "string parameter");
      }
    }
    part("parameters", 2);
  }

  private static void metadata(Connection connection) throws SQLException {
    var about = connection.getMetaData();
    int calls = 0;
    TreeSet<String> catalogs = new TreeSet<>();
    try (ResultSet rows = about.getCatalogs()) {
      while (rows.next()) {
        catalogs.add(rows.getString("TABLE_CAT"));
      }
    }
    calls++;
    same(true, catalogs.containsAll(List.of("main", "samples")), "catalogs " + catalogs);
    try (ResultSet rows = about.getSchemas("main", "%")) {
      same(true, rows.next(), "a schema");
    }
    calls++;
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS main.default.official_meta (id INT, t STRING)");
    }
    try (ResultSet rows = about.getTables("main", "default", "official_meta", null)) {
      same(true, rows.next(), "the table");
      same("official_meta", rows.getString("TABLE_NAME"), "its name");
    }
    calls++;
    List<String> columns = new ArrayList<>();
    try (ResultSet rows = about.getColumns("main", "default", "official_meta", "%")) {
      while (rows.next()) {
        columns.add(rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME"));
      }
    }
    calls++;
    same(List.of("id INT", "t STRING"), columns, "columns");
    try (ResultSet rows = about.getTableTypes()) {
      same(true, rows.next(), "a table type");
    }
    try (ResultSet rows = about.getTypeInfo()) {
      same(true, rows.next(), "a type");
    }
    try (ResultSet rows = about.getPrimaryKeys("main", "default", "official_meta")) {
      same(true, rows.getMetaData().getColumnCount() >= 6, "primary keys");
    }
    calls++;
    try (ResultSet rows = about.getFunctions("main", "default", "%")) {
      same(true, rows.getMetaData().getColumnCount() >= 6, "functions");
    }
    calls++;
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE main.default.official_meta");
    }
    part("metadata", calls);
  }

  private static void errors(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELEC 1");
      throw new AssertionError("a syntax error went unnoticed");
    } catch (SQLException e) {
      same(true, e.getMessage().contains("PARSE_SYNTAX_ERROR"), e.getMessage());
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT * FROM main.default.no_such_table");
      throw new AssertionError("a missing table went unnoticed");
    } catch (SQLException e) {
      same(true, e.getMessage().contains("TABLE_OR_VIEW_NOT_FOUND"), e.getMessage());
    }
    part("errors", 2);
  }

  private static void cancel(Connection connection) throws Exception {
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    try (Statement statement = connection.createStatement()) {
      Thread runner =
          new Thread(
              () -> {
                started.countDown();
                try (ResultSet rows =
                    statement.executeQuery(
                        "SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7")) {
                  rows.next();
                } catch (SQLException e) {
                  outcome.set(e);
                }
              },
              "long-query");
      runner.start();
      started.await();
      // It can be cancelled only once the server has answered: ask until it takes effect.
      for (int i = 0; i < 60 && runner.isAlive(); i++) {
        try {
          statement.cancel();
        } catch (SQLException notYet) {
          same(true, notYet.getMessage() != null, "a reason");
        }
        runner.join(500);
      }
      same(false, runner.isAlive(), "the statement still runs after it was cancelled");
      same(true, outcome.get() instanceof SQLException, "cancelled statement ended with an error");
    }
    part("cancel", 1);
  }

  private static void large(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, concat('row number ', id) AS text FROM range(1000000)")) {
      long count = 0;
      long sum = 0;
      while (rows.next()) {
        sum += rows.getLong(1);
        same("row number " + rows.getLong(1), rows.getString(2), "text");
        count++;
      }
      same(1_000_000L, count, "rows");
      same(999_999L * 500_000, sum, "sum");
      part(name, (int) count);
    }
  }

  private static void part(String name, int count) {
    System.out.printf(Locale.ROOT, "ok %s (%d)%n", name, count);
  }

  private static void same(Object expected, Object actual, String what) {
    if (!expected.equals(actual)) {
      throw new AssertionError(what + ": expected " + expected + ", got " + actual);
    }
  }
}
