package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.jdbc.LakewireDriver;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HikariCP 7.1 sets connections up as configured, and gives up what does not answer in time. */
@ExtendWith(SharedWarehouse.class)
class HikariSetUpIT {

  @Test
  void aServerThatNeverAnswersIsGivenUpInTime() throws Exception {
    int before = DriverManager.getLoginTimeout();
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(
          "jdbc:databricks://127.0.0.1:" + silent.getLocalPort() + "/;httpPath=/sql/1.0/x;ssl=0");
      config.addDataSourceProperty("token", "dapi-nobody-asks");
      config.setConnectionTimeout(1000);
      RuntimeException gaveUp =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () ->
                  assertThrows(RuntimeException.class, () -> new HikariDataSource(config).close()));
      SQLException cause = assertInstanceOf(SQLTransientException.class, gaveUp.getCause());
      assertEquals("08001", cause.getSQLState());
      assertEquals(1, DriverManager.getLoginTimeout(), "the pool's way to say how long");
    } finally {
      DriverManager.setLoginTimeout(before);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {LakewireDriver.class, LakewireDataSource.class})
  void driverAndDataSourceAreNamedByTheirClass(Class<?> named, WarehouseProcess warehouse)
      throws SQLException {
    HikariConfig config = new HikariConfig();
    if (named == LakewireDriver.class) {
      config.setDriverClassName(named.getName());
      config.setJdbcUrl(SharedWarehouse.trustedUrl(warehouse));
    } else {
      config.setDataSourceClassName(named.getName());
      config.addDataSourceProperty("url", SharedWarehouse.trustedUrl(warehouse));
    }
    config.addDataSourceProperty("token", warehouse.token());
    config.setCatalog("samples");
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setConnectionInitSql("SET TIME ZONE 'Asia/Tokyo'");
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection connection = pool.getConnection()) {
      assertEquals("samples", connection.getCatalog());
      assertEquals("Asia/Tokyo", HikariIT.text(connection, "SELECT current_timezone()"));
    }
    assertThrows(
        RuntimeException.class,
        () -> {
          HikariConfig foreign = new HikariConfig();
          foreign.setDriverClassName(LakewireDriver.class.getName());
          foreign.setJdbcUrl("jdbc:h2:mem:x");
          new HikariDataSource(foreign).close();
        });
  }

  @Test
  void aCallThatOutlastsTheNetworkTimeoutEvicts(WarehouseProcess warehouse) throws SQLException {
    try (HikariDataSource pool = HikariIT.pool(warehouse)) {
      Connection first;
      try (Connection connection = pool.getConnection()) {
        first = connection.unwrap(Connection.class);
        assertEquals(0, connection.getNetworkTimeout());
        connection.setNetworkTimeout(Runnable::run, 500);
        assertEquals(500, connection.getNetworkTimeout());
        SQLException late =
            assertThrows(SQLException.class, () -> HikariIT.text(connection, HikariIT.SLEEP));
        assertEquals("08006", late.getSQLState());
        assertTrue(first.isClosed());
      }
      try (Connection connection = pool.getConnection()) {
        assertNotSame(first, connection.unwrap(Connection.class));
        assertEquals(0, connection.getNetworkTimeout());
      }
    }
  }

  @Test
  void keepAliveReplacesADeadConnectionThatNobodyBorrows(WarehouseProcess warehouse)
      throws Exception {
    BlockingQueue<Connection> made = new LinkedBlockingQueue<>();
    HikariConfig config = new HikariConfig();
    config.setDataSource(noting(made, SharedWarehouse.dataSource(warehouse)));
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      // Not below 30 s in a configuration; the next connection takes it as it is.
      pool.setKeepaliveTime(200);
      pool.getHikariPoolMXBean().softEvictConnections();
      assertNotNull(made.poll(20, TimeUnit.SECONDS), "the first connection");
      Connection second = made.poll(20, TimeUnit.SECONDS);
      assertNotNull(second, "the one that is kept alive");
      second.abort(Runnable::run);
      assertNotNull(made.poll(20, TimeUnit.SECONDS), "the one in its place");
      try (Connection connection = pool.getConnection()) {
        assertNotSame(second, connection.unwrap(Connection.class));
      }
    }
  }

  private static DataSource noting(BlockingQueue<Connection> made, DataSource source) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(source, arguments);
              if (result instanceof Connection connection) {
                made.add(connection);
              }
              return result;
            });
  }
}
