package io.github.lakewire.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A program as users write it, which knows nothing of proxies. */
public final class ProxiedProgram {
  private ProxiedProgram() {}

  /** Reads LAKEWIRE_URL and LAKEWIRE_TOKEN; prints the rows of a query, or why there are none. */
  public static void main(String[] arguments) {
    String url = System.getenv("LAKEWIRE_URL") + ";PWD=" + System.getenv("LAKEWIRE_TOKEN");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM range(42)")) {
      row.next();
      System.out.println("rows " + row.getInt(1));
    } catch (SQLException e) {
      System.out.println(e.getSQLState() + " " + e.getMessage());
    }
  }
}
