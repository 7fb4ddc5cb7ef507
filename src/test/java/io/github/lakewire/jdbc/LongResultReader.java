package io.github.lakewire.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Reads a result to its end in a JVM of its own and says what it saw. */
final class LongResultReader {
  private LongResultReader() {}

  public static void main(String[] arguments) throws Exception {
    long rows = 0;
    long sum = 0;
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT id FROM long_table")) {
      while (result.next()) {
        sum += result.getLong(1);
        rows++;
      }
    }
    System.out.println(rows + " rows, sum " + sum);
  }
}
