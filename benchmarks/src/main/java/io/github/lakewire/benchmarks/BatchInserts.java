package io.github.lakewire.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * Rows of five columns as one batch of a prepared INSERT: how long it takes with a server that
 * takes no time, and how many requests it is. Started once per fork by {@link Compare}.
 */
public final class BatchInserts {

  static final int ROWS = 10_000;

  /** In the text of each row, so that the server can count the rows of a statement. */
  public static final String ROW_MARK = "row number ";

  private static final String TIME = "batch of %,d inserts, ms".formatted(ROWS);
  private static final String REQUESTS = "batch of %,d inserts, requests".formatted(ROWS);
  private static final int WARM_UP_ROWS = 1_000;

  private BatchInserts() {}

  /** Measures and prints {@code result.name=number} lines. */
  public static void main(String[] arguments) throws IOException, SQLException {
    try (Connection connection = DriverUnderTest.connect()) {
      DriverUnderTest.requireAlone();
      insert(connection, WARM_UP_ROWS);
      CannedClient server = CannedClient.ofThisJvm();
      server.requests();
      long start = System.nanoTime();
      insert(connection, ROWS);
      double millis = (System.nanoTime() - start) / 1e6;
      FirstConnect.print(TIME, millis);
      FirstConnect.print(REQUESTS, server.requests());
    }
  }

  private static void insert(Connection connection, int rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO bench.batch VALUES (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < rows; i++) {
        insert.setLong(1, i);
        insert.setString(2, ROW_MARK + i);
        insert.setBigDecimal(3, BigDecimal.valueOf(i, 2));
        insert.setDate(4, Date.valueOf(LocalDate.of(2024, 2, 29).plusDays(i % 365)));
        insert.setDouble(5, i / 3.0);
        insert.addBatch();
      }
      int written = 0;
      for (int count : insert.executeBatch()) {
        written += count;
      }
      if (written != rows) {
        throw new SQLException("Not " + rows + " rows were written but " + written);
      }
    }
  }
}
