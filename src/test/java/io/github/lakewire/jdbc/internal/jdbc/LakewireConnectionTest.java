package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.ServerError;
import io.github.lakewire.jdbc.internal.jdbc.FakeBackend.FakeExecution;
import io.github.lakewire.jdbc.internal.results.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LakewireConnectionTest {
  private final FakeBackend backend = new FakeBackend();
  private final LakewireConnection connection = backend.connect();

  private static FakeExecution names(String catalog, String schema) {
    return FakeBackend.rows(
        List.of(
            FakeBackend.column("c", ColumnType.STRING), FakeBackend.column("s", ColumnType.STRING)),
        new Object[] {catalog, schema});
  }

  @Test
  void namesThatTheServerToldCostNothing() throws SQLException {
    assertEquals("main", connection.getCatalog());
    assertEquals("default", connection.getSchema());
    connection.setCatalog("main");
    connection.setSchema("default");
    assertEquals(List.of(), backend.statements());
  }

  @Test
  void namesThatItDidNotTellAreAskedForOnce() throws SQLException {
    FakeBackend silent = new FakeBackend();
    silent.catalog = null;
    silent.schema = null;
    silent.then(names("hive_metastore", "default"));
    LakewireConnection asking = silent.connect();
    assertEquals("hive_metastore", asking.getCatalog());
    assertEquals("default", asking.getSchema());
    assertEquals(1, silent.requests.size());
  }

  @Test
  void settersQuoteAndAreFollowed() throws SQLException {
    connection.setSchema("a`b.c d");
    assertEquals("a`b.c d", connection.getSchema());
    connection.setCatalog("C-1");
    assertEquals("C-1", connection.getCatalog());
    assertEquals(List.of("USE SCHEMA `a``b.c d`", "USE CATALOG `C-1`"), backend.statements());
    // Another catalog has another current schema.
    backend.then(names("C-1", "default"));
    assertEquals("default", connection.getSchema());
    assertEquals(3, backend.requests.size());
  }

  @Test
  void failedSetterLeavesTheTruth() throws SQLException {
    ServerError missing = new ServerError("no such catalog", "42704", 0, null, null);
    backend.then(FakeBackend.failing(Fault.server(missing))).then(names("main", "default"));
    SQLException e = assertThrows(SQLException.class, () -> connection.setCatalog("nope"));
    assertEquals("42704", e.getSQLState());
    assertEquals("main", connection.getCatalog());
  }

  @Test
  void useStatementsOfTheUserAreNoticed() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("USE CATALOG `other`");
    }
    backend.then(names("other", "default"));
    assertEquals("other", connection.getCatalog());
    assertEquals("default", connection.getSchema());
    assertEquals(2, backend.requests.size());
  }

  @Test
  void serversWithoutCatalogsIgnoreSetCatalog() throws SQLException {
    FakeBackend spark = new FakeBackend();
    spark.catalogs = false;
    spark.catalog = null;
    LakewireConnection plain = spark.connect();
    plain.setCatalog("x");
    assertEquals(List.of(), spark.statements());
    ServerError unknown = new ServerError("no such function", "42883", 0, null, null);
    spark
        .then(FakeBackend.failing(Fault.server(unknown)))
        .then(FakeBackend.oneRow(ColumnType.STRING, "sales"));
    assertNull(plain.getCatalog());
    assertNull(plain.getCatalog());
    assertEquals("sales", plain.getSchema());
    assertEquals(
        List.of("SELECT current_catalog(), current_schema()", "SELECT current_database()"),
        spark.statements());
  }

  @Test
  void serversWithoutEitherFunctionHaveNoSchema() throws SQLException {
    FakeBackend odd = new FakeBackend();
    odd.catalogs = false;
    odd.catalog = null;
    odd.schema = null;
    LakewireConnection plain = odd.connect();
    ServerError unknown = new ServerError("no such function", "42883", 0, null, null);
    odd.then(FakeBackend.failing(Fault.server(unknown)))
        .then(FakeBackend.failing(Fault.server(unknown)));
    assertNull(plain.getSchema());
    assertNull(plain.getSchema());
    assertEquals(2, odd.requests.size());
  }

  @Test
  void endRequestRestoresTheNamespace() throws SQLException {
    connection.beginRequest();
    connection.setCatalog("other");
    connection.endRequest();
    assertEquals(
        List.of("USE CATALOG `other`", "USE CATALOG `main`", "USE SCHEMA `default`"),
        backend.statements());
    assertEquals("main", connection.getCatalog());
    assertEquals("default", connection.getSchema());
    connection.beginRequest();
    connection.endRequest();
    connection.endRequest();
    assertEquals(3, backend.requests.size());
  }

  @Test
  void closeClosesStatementsResultsAndSessionOnce() throws SQLException {
    backend.then(FakeBackend.oneRow(ColumnType.INT, 1));
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT 1");
    connection.close();
    connection.close();
    assertTrue(statement.isClosed());
    assertTrue(rows.isClosed());
    assertTrue(connection.isClosed());
    assertFalse(connection.isValid(1));
    assertEquals(1, backend.closes);
    statement.close();
    rows.close();
  }

  @Test
  void abortLetsGoAtOnce() throws SQLException {
    Statement statement = connection.createStatement();
    assertThrows(SQLException.class, () -> connection.abort(null));
    connection.abort(Runnable::run);
    assertTrue(connection.isClosed());
    assertTrue(statement.isClosed());
    assertEquals(1, backend.aborts);
    connection.close();
    assertEquals(0, backend.closes);
  }

  @Test
  void isValidIsBoundedWhateverTheCallerSays() throws SQLException {
    assertTrue(connection.isValid(0));
    assertEquals(Duration.ofSeconds(5), backend.asked);
    assertTrue(connection.isValid(10_000));
    assertEquals(Duration.ofSeconds(10), backend.asked);
    assertTrue(connection.isValid(3));
    assertEquals(Duration.ofSeconds(3), backend.asked);
    backend.alive = false;
    assertFalse(connection.isValid(3));
    assertThrows(SQLException.class, () -> connection.isValid(-1));
    assertEquals(List.of(), backend.statements());
  }

  @Test
  void networkTimeoutReachesTheSession() throws SQLException {
    assertEquals(0, connection.getNetworkTimeout());
    connection.setNetworkTimeout(Runnable::run, 5000);
    assertEquals(5000, connection.getNetworkTimeout());
    assertEquals(List.of(Duration.ofSeconds(5)), backend.networkTimeouts);
    assertThrows(SQLException.class, () -> connection.setNetworkTimeout(null, 1));
    assertThrows(SQLException.class, () -> connection.setNetworkTimeout(Runnable::run, -1));
  }

  @Test
  void transactionCallsAreLenientAndMirrored() throws SQLException {
    connection.setAutoCommit(false);
    assertFalse(connection.getAutoCommit());
    connection.commit();
    connection.rollback();
    connection.setAutoCommit(true);
    connection.commit();
    connection.setReadOnly(true);
    assertTrue(connection.isReadOnly());
    for (int level : new int[] {1, 2, 4, 8}) {
      connection.setTransactionIsolation(level);
      assertEquals(level, connection.getTransactionIsolation());
    }
    assertThrows(
        SQLException.class, () -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
    assertEquals(List.of(), backend.statements());
  }

  @Test
  void otherCursorsAreDowngradedWithAWarning() throws SQLException {
    Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
    assertEquals(ResultSet.TYPE_FORWARD_ONLY, statement.getResultSetType());
    assertEquals(ResultSet.CONCUR_READ_ONLY, statement.getResultSetConcurrency());
    assertEquals("01S02", connection.getWarnings().getSQLState());
    connection.clearWarnings();
    assertNull(connection.getWarnings());
    connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    assertNull(connection.getWarnings());
    assertThrows(SQLException.class, () -> connection.createStatement(17, 4));
  }

  @Test
  void clientInfoIsMirroredAndUnknownNamesAreWarnings() throws SQLException {
    connection.setClientInfo("applicationname", "DBeaver 25.1 - Main");
    assertEquals("DBeaver 25.1 - Main", connection.getClientInfo("ApplicationName"));
    connection.setClientInfo("Nonsense", "x");
    assertNotNull(connection.getWarnings());
    Properties properties = new Properties();
    properties.setProperty("ClientUser", "me");
    connection.setClientInfo(properties);
    assertEquals(properties, connection.getClientInfo());
    connection.close();
    SQLClientInfoException e =
        assertThrows(
            SQLClientInfoException.class, () -> connection.setClientInfo("ClientUser", "x"));
    assertEquals("08003", e.getSQLState());
    assertTrue(e.getFailedProperties().containsKey("ClientUser"));
  }

  @Test
  void unwrapsToItselfOnly() throws SQLException {
    assertSame(connection, connection.unwrap(Connection.class));
    assertSame(connection, connection.unwrap(LakewireConnection.class));
    assertFalse(connection.isWrapperFor(null));
    assertFalse(connection.isWrapperFor(String.class));
    assertThrows(SQLException.class, () -> connection.unwrap(null));
    assertThrows(SQLException.class, () -> connection.unwrap(String.class));
    assertTrue(connection.toString().contains("01ef-session"));
  }

  @Test
  void lobsAreObjectsInMemory() throws SQLException {
    var blob = connection.createBlob();
    assertEquals(3, blob.setBytes(1, new byte[] {1, 2, 3}));
    assertEquals(2, blob.position(new byte[] {2}, 1));
    var clob = connection.createNClob();
    clob.setString(1, "hello");
    assertEquals("ell", clob.getSubString(2, 3));
    clob.setString(4, "p!");
    assertEquals("help!", clob.getSubString(1, 10));
    clob.free();
    assertThrows(SQLException.class, clob::length);
  }
}
