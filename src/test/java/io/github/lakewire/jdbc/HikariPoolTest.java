package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The pool that most applications use, over a server that answers one query. */
class HikariPoolTest {

  private static FakeThriftServer server() throws Exception {
    FakeThriftServer server = new FakeThriftServer();
    server.respond("ExecuteStatement", ThriftResponses.ids());
    server.respond("GetInfo", ThriftResponses.info("3.5"));
    return server;
  }

  private static HikariConfig config() {
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(1);
    config.setInitializationFailTimeout(10_000);
    return config;
  }

  @Test
  void borrowsQueriesAndReturnsOneConnection() throws Exception {
    try (FakeThriftServer server = server()) {
      HikariConfig config = config();
      config.setJdbcUrl(server.url());
      config.setUsername("token");
      config.setPassword("t");
      // Not a String, and invisible to stringPropertyNames.
      config.addDataSourceProperty("EnableArrow", 1);
      try (HikariDataSource pool = new HikariDataSource(config)) {
        for (int i = 0; i < 3; i++) {
          try (Connection connection = pool.getConnection();
              PreparedStatement statement = connection.prepareStatement("SELECT id WHERE a = ?")) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            statement.setInt(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
              assertTrue(rows.next());
              assertEquals(41, rows.getLong("ID"));
            }
            assertThrows(SQLFeatureNotSupportedException.class, connection::setSavepoint);
          }
        }
        assertEquals(1, sessions(server));
      }
      assertTrue(server.methods().contains("CloseSession"));
    }
  }

  @Test
  void fillsTheDataSourceByItsClassName() throws Exception {
    try (FakeThriftServer server = server()) {
      HikariConfig config = config();
      config.setDataSourceClassName("io.github.lakewire.jdbc.LakewireDataSource");
      Properties properties = new Properties();
      properties.setProperty("url", server.url());
      properties.setProperty("token", "t");
      properties.put("loginTimeout", 30);
      config.setDataSourceProperties(properties);
      try (HikariDataSource pool = new HikariDataSource(config);
          Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        assertTrue(statement.execute("SELECT id"));
        assertTrue(connection.isValid(1));
      }
    }
  }

  @Test
  void setsPropertiesOfTheDataSourceByTheirNames() throws Exception {
    try (FakeThriftServer server = server()) {
      HikariConfig config = config();
      config.setDataSourceClassName("io.github.lakewire.jdbc.LakewireDataSource");
      config.setUsername("me@example.com");
      config.setPassword("t");
      config.addDataSourceProperty("url", server.url());
      config.addDataSourceProperty("arrow", "true");
      config.addDataSourceProperty("lz4", false);
      config.addDataSourceProperty("socketTimeout", "30");
      config.addDataSourceProperty("downloadThreads", 2);
      config.addDataSourceProperty("resultMemory", "64M");
      config.addDataSourceProperty("useProxy", false);
      config.addDataSourceProperty("ansiMode", true);
      try (HikariDataSource pool = new HikariDataSource(config);
          Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        assertTrue(statement.execute("SELECT id"));
      }
    }
  }

  @Test
  void sqlErrorsKeepTheConnectionAndLostOnesAreReplaced() throws Exception {
    try (FakeThriftServer server = server()) {
      HikariConfig config = config();
      config.setJdbcUrl(server.url() + ";PWD=t");
      try (HikariDataSource pool = new HikariDataSource(config)) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement()) {
          assertThrows(SQLException.class, () -> statement.executeUpdate("SELECT id"));
          assertThrows(SQLException.class, () -> statement.executeQuery("SELECT id").getInt(1));
        }
        pool.getConnection().close();
        assertEquals(1, sessions(server));
        server.onHttp(
            "ExecuteStatement",
            (exchange, request) -> FakeThriftServer.send(exchange, new byte[] {1, 2, 3}));
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement()) {
          SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT id"));
          assertEquals("08P01", e.getSQLState());
        }
        pool.getConnection().close();
        assertEquals(2, sessions(server));
      }
    }
  }

  private static long sessions(FakeThriftServer server) {
    return server.methods().stream().filter("OpenSession"::equals).count();
  }
}
