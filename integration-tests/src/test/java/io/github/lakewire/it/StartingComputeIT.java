package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first connection to a warehouse that is starting, and its first statement. */
class StartingComputeIT {
  @ParameterizedTest
  @CsvSource({"503, CONNECTION", "session, STATEMENT"})
  void whoComesFirstWaitsAndIsToldSo(String answer, Waits who) throws Exception {
    try (WarehouseProcess warehouse =
            WarehouseProcess.start(
                WarehouseProcess.classPathOfBuild(),
                Duration.ofMinutes(3),
                "--starting-millis",
                "1500",
                "--starting-with",
                answer);
        Connection connection =
            DriverManager.getConnection(
                warehouse.url() + ";catalog=samples;PWD=" + warehouse.token());
        Statement statement = connection.createStatement()) {
      assertEquals("samples", text(statement, "SELECT current_catalog()"));
      SQLWarning ofConnection = connection.getWarnings();
      SQLWarning ofStatement = statement.getWarnings();
      SQLWarning told = who == Waits.CONNECTION ? ofConnection : ofStatement;
      assertTrue(told.getMessage().matches("The .* waited .* for the warehouse to start"));
      assertEquals(null, who == Waits.CONNECTION ? ofStatement : ofConnection);
      assertEquals("1", text(statement, "SELECT 1"));
      assertEquals(null, statement.getWarnings());
    }
  }

  private enum Waits {
    CONNECTION,
    STATEMENT
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      return row.getString(1);
    }
  }
}
