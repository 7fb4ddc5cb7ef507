package io.github.lakewire.it;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Properties;

/**
 * Inserts rows of five columns as one batch of a prepared statement, with whatever driver is on the
 * class path: a program of its own, for nothing but the driver may differ. Does so twice and prints
 * the milliseconds of the second time.
 */
public final class BatchInserts {
  private BatchInserts() {}

  /** Reads LAKEWIRE_URL and LAKEWIRE_TOKEN from the environment. Arguments: table, rows. */
  public static void main(String[] arguments) throws SQLException {
    String table = arguments[0];
    int rows = Integer.parseInt(arguments[1]);
    Properties properties = new Properties();
    properties.setProperty("UID", "token");
    properties.setProperty("PWD", System.getenv("LAKEWIRE_TOKEN"));
    try (Connection connection =
            DriverManager.getConnection(System.getenv("LAKEWIRE_URL"), properties);
        Statement plain = connection.createStatement()) {
      plain.execute("DROP TABLE IF EXISTS " + table);
      plain.execute(
          "CREATE TABLE "
              + table
              + " (id BIGINT, name STRING, amount DECIMAL(10,2), day DATE, price DOUBLE)");
      // The first statements of their kind are slow, here and on the server, and not the subject.
      insert(connection, table, rows);
      plain.execute("DELETE FROM " + table);
      long start = System.nanoTime();
      insert(connection, table, rows);
      long millis = (System.nanoTime() - start) / 1_000_000;
      try (ResultSet row =
          plain.executeQuery("SELECT count(*), sum(id), count(DISTINCT name) FROM " + table)) {
        row.next();
        same(rows, row.getLong(1));
        same(rows * (rows - 1L) / 2, row.getLong(2));
        same(rows, row.getLong(3));
      }
      plain.execute("DROP TABLE " + table);
      System.out.println("MILLIS " + millis);
    }
    System.exit(0); // not every driver's threads are daemons
  }

  private static void insert(Connection connection, String table, int rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < rows; i++) {
        insert.setLong(1, i);
        insert.setString(2, "it's row number " + i);
        insert.setBigDecimal(3, BigDecimal.valueOf(i, 2));
        insert.setDate(4, Date.valueOf(LocalDate.of(2024, 2, 29).plusDays(i % 365)));
        insert.setDouble(5, i / 3.0);
        insert.addBatch();
      }
      int[] counts = insert.executeBatch();
      same(rows, counts.length);
      for (int count : counts) {
        same(1, count);
      }
    }
  }

  private static void same(long expected, long actual) {
    if (expected != actual) {
      throw new AssertionError("expected " + expected + ", got " + actual);
    }
  }
}
