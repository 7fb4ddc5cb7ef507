package io.github.lakewire.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * The first connection of a fresh JVM, and how many requests connecting and small queries take.
 * Started once per fork by {@link Compare}, which has set the server's count to zero; without JMH,
 * as nothing may have run before.
 */
public final class FirstConnect {

  static final String FIRST_CONNECT = "first connect of a JVM, ms";
  static final String CONNECT_REQUESTS = "first connect of a JVM, requests";
  static final String QUERY_REQUESTS = "small query, requests";

  private static final int QUERIES = 10;

  private FirstConnect() {}

  /** Measures and prints {@code result.name=number} lines. */
  public static void main(String[] arguments) throws IOException, SQLException {
    String sql = new Dataset(Shape.MIXED, Transport.INLINE_LZ4, 1).statement();
    long start = System.nanoTime();
    try (Connection connection = DriverUnderTest.connect()) {
      double millis = (System.nanoTime() - start) / 1e6;
      DriverUnderTest.requireAlone();
      print(FIRST_CONNECT, millis);
      // Only now, so that nothing of an HTTP client was loaded before.
      CannedClient server = CannedClient.ofThisJvm();
      print(CONNECT_REQUESTS, server.requests());
      query(connection, sql);
      server.requests();
      for (int i = 0; i < QUERIES; i++) {
        query(connection, sql);
      }
      print(QUERY_REQUESTS, server.requests() / (double) QUERIES);
    }
  }

  private static void query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      RowReader reader = RowReader.of(Shape.MIXED, Access.TYPED);
      while (result.next()) {
        if (reader.read(result) == 0) {
          throw new SQLException("The row is empty");
        }
      }
    }
  }

  static void print(String name, double value) {
    System.out.println("result." + name + "=" + String.format(Locale.ROOT, "%.3f", value));
  }
}
