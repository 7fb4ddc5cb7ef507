package io.github.lakewire.benchmarks;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The one JDBC driver on the class path of this JVM. */
final class DriverUnderTest {

  /** System property with what follows the server's address in the JDBC URL. */
  static final String OPTIONS_PROPERTY = "benchmarks.options";

  private DriverUnderTest() {}

  static Connection connect() throws SQLException {
    String options = System.getProperty(OPTIONS_PROPERTY, "");
    return DriverManager.getConnection(
        "jdbc:databricks://127.0.0.1:%d/default;%s"
            .formatted(CannedClient.ofThisJvm().port(), options));
  }

  /** Fails when another driver could have made the connection. */
  static void requireAlone() {
    List<Driver> drivers = DriverManager.drivers().toList();
    if (drivers.size() != 1) {
      throw new IllegalStateException("Not one driver but " + drivers);
    }
  }
}
