package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The warehouse as other projects start it. */
final class WarehouseBuilderIT {
  @TempDir private static Path folder;
  private static int port;
  private static LocalWarehouse warehouse;

  @BeforeAll
  static void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path first = folder.resolve("first, with a comma.sql");
    Files.writeString(
        first, "-- nothing; yet\nCREATE SCHEMA sales;\nCREATE TABLE sales.a (s STRING);");
    Path second = folder.resolve("second.sql");
    Files.writeString(second, "INSERT INTO sales.a VALUES ('x; 😀 y')");
    warehouse =
        LocalWarehouse.builder()
            .port(port)
            .token("no-secret")
            .memory("700m")
            .transactions(true)
            .property("userAgentEntry", "builder")
            .initScript(first)
            .initScript(second)
            .options("--cloud-fetch-bytes", "1000")
            .start();
  }

  @AfterAll
  static void end() {
    warehouse.close();
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next(), sql);
      return rows.getString(1);
    }
  }

  @Test
  void theUrlIsAllThatADriverNeeds() throws SQLException {
    try (Connection connection = DriverManager.getConnection(warehouse.jdbcUrl())) {
      assertEquals("x; 😀 y", first(connection, "SELECT s FROM sales.a"));
    }
    try (Connection connection = DriverManager.getConnection(warehouse.jdbcUrl("main", "sales"))) {
      assertEquals("x; 😀 y", first(connection, "SELECT s FROM a"));
    }
  }

  @Test
  void partsOfTheAddressAreThoseOfTheUrl() {
    assertEquals(port, warehouse.port());
    assertEquals("no-secret", warehouse.token());
    assertTrue(
        warehouse
            .jdbcUrl()
            .startsWith(
                "jdbc:databricks://"
                    + warehouse.host()
                    + ":"
                    + warehouse.port()
                    + ";httpPath="
                    + warehouse.httpPath()
                    + ";"),
        warehouse.jdbcUrl());
    assertFalse(warehouse.toString().contains("secret"), warehouse.toString());
  }

  /** Every user of a machine can list the arguments of its processes. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theTokenIsNoArgumentOfItsProcess() throws IOException {
    List<String> commands = new ArrayList<>();
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      Path command = Path.of("/proc", Long.toString(child.pid()), "cmdline");
      commands.add(Files.readString(command, StandardCharsets.ISO_8859_1));
    }
    assertTrue(commands.stream().anyMatch(command -> command.contains("--cloud-fetch-bytes")));
    assertTrue(commands.stream().noneMatch(command -> command.contains(warehouse.token())));
  }

  @Test
  void transactionsAreTheServers() throws SQLException {
    warehouse.execute("CREATE TABLE sales.undone (id BIGINT)");
    try (Connection connection = DriverManager.getConnection(warehouse.jdbcUrl());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate("INSERT INTO sales.undone VALUES (1)");
      connection.rollback();
      assertEquals("0", first(connection, "SELECT count(*) FROM sales.undone"));
      connection.rollback();
    }
  }

  @Test
  void aScriptThatFailsNamesItsStatement() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> warehouse.execute("SELECT 1; SELECT * FROM nowhere; SELECT 2"));
    assertTrue(failure.getMessage().contains("TABLE_OR_VIEW_NOT_FOUND"), failure.getMessage());
    assertTrue(failure.getMessage().endsWith("in: SELECT * FROM nowhere"), failure.getMessage());
    warehouse.execute("");
    warehouse.execute("SELECT 1;;");
  }

  @Test
  void aWarehouseThatCannotStartSaysWhy() throws IOException {
    Path wrong = folder.resolve("wrong.sql");
    Files.writeString(wrong, "CREATE TABEL x");
    for (LocalWarehouse.Builder builder :
        List.of(
            LocalWarehouse.builder().options("--no-such-option"),
            LocalWarehouse.builder().initScript(wrong))) {
      UncheckedIOException failure = assertThrows(UncheckedIOException.class, builder::start);
      assertTrue(
          failure.getMessage().contains("--no-such-option")
              || failure.getMessage().contains("CREATE TABEL x"),
          failure.getMessage());
    }
  }
}
