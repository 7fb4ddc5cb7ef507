package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.jdbc.LakewireDriver;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agroal, the pool of Quarkus, takes driver and data source alike and replaces the dead. */
@ExtendWith(SharedWarehouse.class)
class AgroalIT {

  @ParameterizedTest
  @ValueSource(classes = {LakewireDriver.class, LakewireDataSource.class})
  void aReturnedConnectionIsAsNew(Class<?> provider, WarehouseProcess warehouse)
      throws SQLException {
    try (AgroalDataSource pool = pool(provider, warehouse)) {
      Connection first;
      Statement leftOpen;
      try (Connection connection = pool.getConnection()) {
        first = connection.unwrap(Connection.class);
        assertEquals(1, one(connection));
        connection.setAutoCommit(false);
        assertThrows(
            SQLException.class, () -> connection.createStatement().executeQuery("SELEC 1"));
        leftOpen = connection.createStatement();
      }
      assertTrue(leftOpen.isClosed());
      try (Connection connection = pool.getConnection()) {
        assertSame(first, connection.unwrap(Connection.class));
        assertTrue(connection.getAutoCommit());
        assertEquals(Connection.TRANSACTION_REPEATABLE_READ, connection.getTransactionIsolation());
        assertEquals(1, one(connection));
      }
      assertTrue(pool.isHealthy(false));
      assertEquals(1, pool.getMetrics().creationCount());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = LakewireDriver.class)
  void aDeadConnectionIsReplaced(Class<?> provider, WarehouseProcess warehouse)
      throws SQLException {
    try (AgroalDataSource pool = pool(provider, warehouse)) {
      Connection first;
      try (Connection connection = pool.getConnection()) {
        first = connection.unwrap(Connection.class);
        first.abort(Runnable::run);
        SQLException dead = assertThrows(SQLException.class, () -> one(connection));
        assertTrue(dead.getSQLState().startsWith("08"), dead.getSQLState());
      }
      assertTrue(first.isClosed());
      try (Connection connection = pool.getConnection()) {
        assertNotSame(first, connection.unwrap(Connection.class));
        assertFalse(connection.isClosed());
        assertEquals(1, one(connection));
      }
      assertEquals(1, pool.getMetrics().invalidCount());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = LakewireDriver.class)
  void whatOnlyASessionHoldsIsNotLeftToTheNextBorrower(
      Class<?> provider, WarehouseProcess warehouse) throws SQLException {
    try (AgroalDataSource pool = pool(provider, warehouse)) {
      // Agroal has no request boundaries of its own, but a place for them.
      pool.setPoolInterceptors(List.of(new RequestBoundaries()));
      for (String left : SessionLeftovers.TEXTS) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute(left);
          statement.execute("USE CATALOG samples");
        }
        try (Connection connection = pool.getConnection()) {
          SessionLeftovers.checkNone(connection);
          assertEquals("main", connection.getCatalog());
        }
      }
      assertEquals(1, pool.getMetrics().creationCount());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = LakewireDriver.class)
  void whatCannotBeCleanedIsReplaced(Class<?> provider, WarehouseProcess warehouse)
      throws SQLException {
    try (AgroalDataSource pool = pool(provider, warehouse)) {
      pool.setPoolInterceptors(List.of(new RequestBoundaries()));
      Connection first;
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        first = connection.unwrap(Connection.class);
        statement.execute(SessionLeftovers.TEXTS.get(0));
        first.abort(Runnable::run);
      }
      try (Connection connection = pool.getConnection()) {
        assertNotSame(first, connection.unwrap(Connection.class));
        SessionLeftovers.checkNone(connection);
      }
    }
  }

  /** As in the README. Agroal's own wrapper does not pass these calls on. */
  private static final class RequestBoundaries implements AgroalPoolInterceptor {
    @Override
    public void onConnectionAcquire(Connection connection) {
      try {
        connection.unwrap(Connection.class).beginRequest();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onConnectionReturn(Connection connection) {
      try {
        connection.unwrap(Connection.class).endRequest();
      } catch (SQLException e) {
        // The driver has closed the connection, and the validation replaces it.
      }
    }
  }

  private static AgroalDataSource pool(Class<?> provider, WarehouseProcess warehouse)
      throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .metricsEnabled()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofSeconds(20))
                        .validateOnBorrow(true)
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .connectionProviderClass(provider)
                                    .jdbcUrl(SharedWarehouse.trustedUrl(warehouse))
                                    .jdbcProperty("token", warehouse.token())
                                    .jdbcTransactionIsolation(TransactionIsolation.REPEATABLE_READ)
                                    .loginTimeout(Duration.ofSeconds(20)))));
  }

  private static int one(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      row.next();
      return row.getInt(1);
    }
  }
}
