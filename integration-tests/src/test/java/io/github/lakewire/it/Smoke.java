package io.github.lakewire.it;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Properties;

/**
 * A program as users write it, started in a bare JVM with only the shaded jar beside it: every
 * transport, most types, metadata, an error. Prints one line when all is well.
 */
public final class Smoke {
  private Smoke() {}

  /** Reads LAKEWIRE_URL and LAKEWIRE_TOKEN from the environment. */
  public static void main(String[] arguments) throws SQLException {
    String url = System.getenv("LAKEWIRE_URL");
    for (String options : new String[] {"", ";cloudFetch=0", ";lz4=0", ";arrow=0"}) {
      try (Connection connection = connect(url + options)) {
        types(connection);
        manyRows(connection);
        parameters(connection);
        metadata(connection);
        error(connection);
      }
    }
    System.out.println("smoke ok on Java " + Runtime.version().feature());
  }

  private static Connection connect(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", System.getenv("LAKEWIRE_TOKEN"));
    return DriverManager.getConnection(url, properties);
  }

  private static void types(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT true, 42, 9000000000L, 1.5D, 12.34BD, 'text', DATE'1582-10-04',"
                    + " TIMESTAMP_NTZ'2021-06-15 12:34:56.789', X'0102', CAST(NULL AS INT),"
                    + " array(1, 2), named_struct('a', 1)")) {
      check(row.next(), "a row");
      check(row.getBoolean(1), "boolean");
      check(row.getInt(2) == 42, "int");
      check(row.getLong(3) == 9_000_000_000L, "long");
      check(row.getDouble(4) == 1.5, "double");
      check(row.getBigDecimal(5).equals(new BigDecimal("12.34")), "decimal");
      check(row.getString(6).equals("text"), "string");
      check(row.getObject(7, LocalDate.class).equals(LocalDate.of(1582, 10, 4)), "date");
      check(
          row.getObject(8, LocalDateTime.class)
              .equals(LocalDateTime.of(2021, 6, 15, 12, 34, 56, 789_000_000)),
          "timestamp");
      check(row.getBytes(9).length == 2, "binary");
      check(row.getInt(10) == 0 && row.wasNull(), "null");
      check(row.getString(11).equals("[1,2]"), "array");
      check(row.getString(12).equals("{\"a\":1}"), "struct");
      check(!row.next(), "one row");
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
    try (PreparedStatement statement = connection.prepareStatement("SELECT ? + 1, upper(?)")) {
      statement.setInt(1, 6);
      statement.setString(2, "it's");
      try (ResultSet row = statement.executeQuery()) {
        check(row.next() && row.getInt(1) == 7 && row.getString(2).equals("IT'S"), "parameters");
      }
    }
  }

  private static void metadata(Connection connection) throws SQLException {
    try (ResultSet catalogs = connection.getMetaData().getCatalogs()) {
      check(catalogs.next(), "a catalog");
    }
  }

  private static void error(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELEC 1");
    } catch (SQLException e) {
      check("42601".equals(e.getSQLState()), "SQLState " + e.getSQLState());
      return;
    }
    throw new AssertionError("a syntax error went unnoticed");
  }

  private static void check(boolean fine, String what) {
    if (!fine) {
      throw new AssertionError(what);
    }
  }
}
