package io.github.lakewire.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Connects and reads in a JVM of its own, and says what came of each. */
final class BombReader {
  private BombReader() {}

  public static void main(String[] urls) {
    for (String url : urls) {
      String came;
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT id FROM bomb")) {
        while (rows.next()) {
          rows.getObject(1);
        }
        came = "read";
      } catch (SQLException e) {
        int length = String.valueOf(e.getMessage()).length();
        came = "SQLException" + (length > 4_000 ? " with a message of " + length : "");
      } catch (Throwable e) {
        came = e.toString();
      }
      System.out.println(came);
    }
  }
}
