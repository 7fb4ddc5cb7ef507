package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a server forgets after a while: sessions, operations, links. It forgets quickly here. */
class ExpiryIT {
  private static final long LINK_MILLIS = 1500;
  private static final long OPERATION_MILLIS = 2500;
  private static final long SESSION_MILLIS = 4000;

  private static WarehouseProcess warehouse;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--session-idle-millis",
            Long.toString(SESSION_MILLIS),
            "--operation-idle-millis",
            Long.toString(OPERATION_MILLIS),
            "--link-millis",
            Long.toString(LINK_MILLIS),
            "--cloud-fetch-bytes",
            "100000",
            "--bytes-per-file",
            "200000");
  }

  @AfterAll
  static void end() {
    warehouse.close();
  }

  @Test
  void expiredLinksAreRenewedForASlowReader() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id, repeat('x', 20) FROM range(300000)")) {
      for (long id = 0; id < 300_000; id++) {
        assertTrue(row.next());
        if (id != row.getLong(1)) {
          assertEquals(id, row.getLong(1));
        }
        if (id == 0 || id == 100_000) {
          passes(LINK_MILLIS + 300);
        }
      }
      assertFalse(row.next());
    }
  }

  @Test
  void anExpiredOperationFailsAndLeavesTheConnection() throws Exception {
    // So little is fetched ahead that most rows are still on the server, and nobody asks after
    // them.
    String url = warehouse.url() + ";cloudFetch=0;resultMemory=8M;keepAliveInterval=0";
    try (Connection connection =
        DriverManager.getConnection(url + ";maxRowsPerPage=10000;PWD=" + warehouse.token())) {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT id, repeat('x', 20) FROM range(3000000)")) {
        assertTrue(row.next());
        passes(OPERATION_MILLIS + 700);
        SQLException e =
            assertThrows(
                SQLException.class,
                () -> {
                  while (row.next()) {
                    row.getLong(1);
                  }
                });
        assertFalse(e.getSQLState().startsWith("08"), e.getSQLState() + ": " + e.getMessage());
      }
      assertEquals(1, one(connection));
    }
  }

  @Test
  void anExpiredSessionIsSaidToBeGoneAndPoolsHeal() throws Exception {
    try (HikariDataSource hikari = hikari();
        BasicDataSource dbcp = dbcp();
        AgroalDataSource agroal = agroal();
        Connection alone = connect()) {
      List<DataSource> pools = List.of(hikari, dbcp, agroal);
      List<Connection> borrowed = new ArrayList<>();
      for (DataSource pool : pools) {
        borrowed.add(pool.getConnection());
        assertEquals(1, one(borrowed.get(borrowed.size() - 1)));
        pool.getConnection().close();
      }
      assertEquals(1, one(alone));
      passes(SESSION_MILLIS + 1500);
      for (Connection expired : borrowed) {
        assertEquals("08003", assertThrows(SQLException.class, () -> one(expired)).getSQLState());
        expired.close();
      }
      SQLException e = assertThrows(SQLException.class, () -> one(alone));
      assertInstanceOf(SQLNonTransientConnectionException.class, e);
      assertEquals("08003", e.getSQLState());
      assertFalse(alone.isValid(5));
      assertTrue(alone.isClosed());
      for (DataSource pool : pools) {
        // The one that expired in use, and the one that expired in the pool.
        try (Connection one = pool.getConnection();
            Connection other = pool.getConnection()) {
          assertEquals(2, one(one) + one(other), pool.getClass().getName());
        }
      }
    }
  }

  private static HikariDataSource hikari() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source());
    config.setMaximumPoolSize(2);
    return new HikariDataSource(config);
  }

  private static BasicDataSource dbcp() {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl(warehouse.url());
    pool.addConnectionProperty("token", warehouse.token());
    pool.setMaxTotal(2);
    return pool;
  }

  private static AgroalDataSource agroal() throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(2)
                        .validateOnBorrow(true)
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .connectionProviderClass(LakewireDataSource.class)
                                    .jdbcUrl(warehouse.url())
                                    .jdbcProperty("token", warehouse.token()))));
  }

  private static LakewireDataSource source() {
    LakewireDataSource source = new LakewireDataSource();
    source.setUrl(warehouse.url());
    source.setToken(warehouse.token());
    return source;
  }

  /** Waits for what is tested here: time. */
  private static void passes(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(warehouse.url() + ";PWD=" + warehouse.token());
  }

  private static int one(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      row.next();
      return row.getInt(1);
    }
  }
}
