package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.jdbc.FakeSession.FakeOperation;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakewireConnectionTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private static FakeOperation names(String catalog, String schema) {
    return FakeSession.rows(
        List.of(
            FakeSession.column("c", ColumnType.STRING), FakeSession.column("s", ColumnType.STRING)),
        new Object[] {catalog, schema});
  }

  @Test
  void namesThatTheServerToldCostNothing() throws SQLException {
    assertEquals("main", connection.getCatalog());
    assertEquals("default", connection.getSchema());
    connection.setCatalog("main");
    connection.setSchema("default");
    assertEquals(List.of(), session.statements());
  }

  @Test
  void namesThatItDidNotTellAreAskedForOnce() throws SQLException {
    FakeSession silent = new FakeSession();
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
    connection.setCatalog("c-1");
    assertEquals("c-1", connection.getCatalog());
    assertEquals(List.of("USE SCHEMA `a``b.c d`", "USE CATALOG `c-1`"), session.statements());
    // Another catalog has another current schema.
    session.then(names("c-1", "default"));
    assertEquals("default", connection.getSchema());
    assertEquals(3, session.requests.size());
  }

  @Test
  void namesAreToldInTheSpellingOfTheServer() throws SQLException {
    connection.setCatalog("Other");
    session.then(FakeSession.count(0)).then(names("other", "default"));
    connection.setSchema("Sales");
    assertEquals("other", connection.getCatalog());
    assertEquals("default", connection.getSchema());
    assertEquals(
        List.of(
            "USE CATALOG `Other`",
            "USE SCHEMA `Sales`",
            "SELECT current_catalog(), current_schema()"),
        session.statements());
  }

  @Test
  void anAnswerDoesNotOverwriteWhatAnotherThreadHasChangedMeanwhile() throws SQLException {
    Statement statement = connection.createStatement();
    statement.execute("USE first.one");
    FakeSession.FakeOperation slow = names("first", "one");
    slow.whileRunning = () -> use(statement, "second.two");
    session.then(slow);
    assertEquals("one", connection.getSchema(), "as it was when it was asked for");
    session.then(names("second", "two"));
    assertEquals("two", connection.getSchema());
    assertEquals("second", connection.getCatalog());
  }

  private static void use(Statement statement, String schema) {
    try {
      statement.execute("USE " + schema);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Main", "SPARK", "spark"})
  void aNameThatOpenSessionOnlyEchoedIsAskedForOnce(String echoed) throws SQLException {
    FakeSession warehouse = new FakeSession();
    warehouse.catalog = echoed;
    warehouse.then(names("main", "default"));
    LakewireConnection asking = warehouse.connect();
    assertEquals("default", asking.getSchema());
    assertEquals(List.of(), warehouse.statements());
    asking.beginRequest();
    assertEquals("main", asking.getCatalog());
    assertEquals("main", asking.getCatalog());
    asking.endRequest();
    assertEquals(1, warehouse.requests.size(), "nothing has changed, only its name is known");
  }

  @Test
  void failedSetterLeavesTheTruth() throws SQLException {
    ServerError missing = new ServerError("no such catalog", "42704", 0, null);
    session
        .then(FakeSession.failing(DriverException.server(missing)))
        .then(names("main", "default"));
    SQLException e = assertThrows(SQLException.class, () -> connection.setCatalog("nope"));
    assertEquals("42704", e.getSQLState());
    assertEquals("main", connection.getCatalog());
  }

  @Test
  void useStatementsOfTheUserAreNoticed() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("USE CATALOG `other`");
    }
    session.then(names("other", "default"));
    assertEquals("other", connection.getCatalog());
    assertEquals("default", connection.getSchema());
    assertEquals(2, session.requests.size());
  }

  @Test
  void serversWithoutCatalogsIgnoreSetCatalog() throws SQLException {
    FakeSession spark = new FakeSession();
    spark.catalogs = false;
    spark.catalog = null;
    LakewireConnection plain = spark.connect();
    plain.setCatalog("x");
    assertEquals(List.of(), spark.statements());
    ServerError unknown = new ServerError("no such function", "42883", 0, null);
    spark
        .then(FakeSession.failing(DriverException.server(unknown)))
        .then(FakeSession.oneRow(ColumnType.STRING, "sales"));
    assertNull(plain.getCatalog());
    assertNull(plain.getCatalog());
    assertEquals("sales", plain.getSchema());
    assertEquals(
        List.of("SELECT current_catalog(), current_schema()", "SELECT current_database()"),
        spark.statements());
  }

  @Test
  void serversWithoutEitherFunctionHaveNoSchema() throws SQLException {
    FakeSession odd = new FakeSession();
    odd.catalogs = false;
    odd.catalog = null;
    odd.schema = null;
    LakewireConnection plain = odd.connect();
    ServerError unknown = new ServerError("no such function", "42883", 0, null);
    odd.then(FakeSession.failing(DriverException.server(unknown)))
        .then(FakeSession.failing(DriverException.server(unknown)));
    assertNull(plain.getSchema());
    assertNull(plain.getSchema());
    assertEquals(2, odd.requests.size());
  }

  @Test
  void aNameThatIsKnownIsKeptWhereTheServerCannotSayIt() throws SQLException {
    FakeSession hive = new FakeSession();
    hive.catalogs = false;
    hive.catalog = null;
    hive.schema = "Sales";
    LakewireConnection plain = hive.connect();
    assertEquals("Sales", plain.getSchema());
    assertEquals(List.of(), hive.statements());
    ServerError unknown = new ServerError("no such function", "42883", 0, null);
    hive.then(FakeSession.failing(DriverException.server(unknown)))
        .then(FakeSession.failing(DriverException.server(unknown)));
    assertNull(plain.getCatalog());
    assertEquals("Sales", plain.getSchema());
    assertEquals(2, hive.requests.size());
  }

  @Test
  void endRequestRestoresTheNamespace() throws SQLException {
    connection.beginRequest();
    connection.setCatalog("other");
    connection.endRequest();
    assertEquals(
        List.of("USE CATALOG `other`", "USE CATALOG `main`", "USE SCHEMA `default`"),
        session.statements());
    assertEquals("main", connection.getCatalog());
    assertEquals("default", connection.getSchema());
    connection.beginRequest();
    connection.endRequest();
    connection.endRequest();
    assertEquals(3, session.requests.size());
  }

  @Test
  void closeClosesStatementsResultsAndSessionOnce() throws SQLException {
    session.then(FakeSession.oneRow(ColumnType.INT, 1));
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT 1");
    connection.close();
    connection.close();
    assertTrue(statement.isClosed());
    assertTrue(rows.isClosed());
    assertTrue(connection.isClosed());
    assertFalse(connection.isValid(1));
    assertEquals(1, session.closes);
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
    assertEquals(1, session.aborts);
    connection.close();
    assertEquals(0, session.closes);
  }

  @Test
  void isValidIsBoundedWhateverTheCallerSays() throws SQLException {
    assertTrue(connection.isValid(0));
    assertEquals(Duration.ofSeconds(5), session.asked);
    assertTrue(connection.isValid(10_000));
    assertEquals(Duration.ofSeconds(10), session.asked);
    assertTrue(connection.isValid(3));
    assertEquals(Duration.ofSeconds(3), session.asked);
    session.alive = false;
    assertFalse(connection.isValid(3));
    assertThrows(SQLException.class, () -> connection.isValid(-1));
    assertEquals(List.of(), session.statements());
  }

  @Test
  void networkTimeoutReachesTheSession() throws SQLException {
    assertEquals(0, connection.getNetworkTimeout());
    connection.setNetworkTimeout(Runnable::run, 5000);
    assertEquals(5000, connection.getNetworkTimeout());
    assertEquals(List.of(Duration.ofSeconds(5)), session.networkTimeouts);
    assertThrows(SQLException.class, () -> connection.setNetworkTimeout(null, 1));
    assertThrows(SQLException.class, () -> connection.setNetworkTimeout(Runnable::run, -1));
  }

  @Test
  void networkTimeoutClosesTheConnectionAndAllThatIsOpenOnIt() throws SQLException {
    DriverException silent =
        new DriverException(
            DriverException.Kind.READ_TIMEOUT, "The server sent nothing for 500 ms");
    session
        .then(FakeSession.oneRow(ColumnType.INT, 1))
        .then(FakeSession.failing(silent))
        .then(FakeSession.failing(silent));
    Statement other = connection.createStatement();
    ResultSet rows = other.executeQuery("SELECT 1");
    Statement slow = connection.createStatement();
    assertEquals(
        "08006", assertThrows(SQLException.class, () -> slow.execute("SELECT 2")).getSQLState());
    assertFalse(connection.isClosed(), "a silence that nobody has set a network time-out for");
    connection.setNetworkTimeout(Runnable::run, 500);
    assertEquals(
        "08006", assertThrows(SQLException.class, () -> slow.execute("SELECT 2")).getSQLState());
    assertTrue(connection.isClosed());
    assertTrue(slow.isClosed());
    assertTrue(other.isClosed());
    assertTrue(rows.isClosed());
    assertEquals("08003", assertThrows(SQLException.class, rows::next).getSQLState());
    assertEquals("08003", assertThrows(SQLException.class, slow::getMaxRows).getSQLState());
    connection.close();
    assertEquals(1, session.closes);
  }

  private static void assertRefused(Executable call) {
    assertEquals("HYC00", assertThrows(SQLFeatureNotSupportedException.class, call).getSQLState());
  }

  @Test
  void typeMapIsEmptyAndNeverNull() throws SQLException {
    assertEquals(Map.of(), connection.getTypeMap());
    connection.setTypeMap(Map.of());
    connection.setTypeMap(null);
    assertRefused(() -> connection.setTypeMap(Map.of("STRUCT<a: INT>", String.class)));
  }

  @Test
  void shardingIsRefused() {
    assertRefused(() -> connection.setShardingKey(null));
    assertRefused(() -> connection.setShardingKeyIfValid(null, 1));
  }

  @Test
  void endRequestRestoresSettings() throws SQLException {
    session.settings = Map.of("ansi_mode", "true", "timezone", "Europe/Rome");
    Connection connection = session.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET before = 1");
      statement.execute("SET USE_CACHED_RESULT = false");
      session.then(FakeSession.failing(new DriverException(DriverException.Kind.SERVER, "no")));
      assertThrows(SQLException.class, () -> statement.execute("SET failed = 1"));
      connection.beginRequest();
      statement.execute("SET use_cached_result = true");
      statement.execute("SET failed = 2");
      statement.execute("/* x */ SET TIME ZONE 'UTC'");
      statement.execute("SET spark.sql.shuffle.partitions=7");
      statement.execute("reset ANSI_MODE");
      statement.execute("SELECT 'SET a = b'");
    }
    session.requests.clear();
    connection.endRequest();
    assertEquals(
        List.of(
            "SET ansi_mode = true",
            "RESET failed",
            "RESET spark.sql.shuffle.partitions",
            "SET TIME ZONE 'Europe/Rome'",
            "SET USE_CACHED_RESULT = false"),
        session.statements());
    assertTrue(session.operations.stream().allMatch(run -> run.closes() > 0));
    connection.beginRequest();
    connection.createStatement().execute("RESET");
    session.requests.clear();
    connection.endRequest();
    assertEquals(
        List.of(
            "RESET",
            "SET ansi_mode = true",
            "SET before = 1",
            "SET TIME ZONE 'Europe/Rome'",
            "SET USE_CACHED_RESULT = false"),
        session.statements());
    connection.endRequest();
    assertEquals(5, session.requests.size());
    connection.createStatement().execute("RESET");
    connection.beginRequest();
    connection.createStatement().execute("RESET ansi_mode");
    session.requests.clear();
    connection.endRequest();
    assertEquals(List.of("RESET ansi_mode"), session.statements());
  }

  @Test
  void endRequestRestoresAZoneThatOnlyTheServerKnows() throws SQLException {
    session.settings = Map.of();
    Connection connection = session.connect();
    try (Statement statement = connection.createStatement()) {
      connection.beginRequest();
      statement.execute("SELECT 1");
      session.then(FakeSession.oneRow(ColumnType.STRING, "Etc/UTC"));
      statement.execute("SET TIME ZONE 'Asia/Tokyo'");
      statement.execute("SET timezone = Asia/Seoul");
      connection.endRequest();
      connection.beginRequest();
      statement.execute("RESET spark.sql.session.timeZone");
      connection.endRequest();
      assertEquals(
          List.of(
              "SELECT 1",
              "SELECT current_timezone()",
              "SET TIME ZONE 'Asia/Tokyo'",
              "SET timezone = Asia/Seoul",
              "SET TIME ZONE 'Etc/UTC'",
              "RESET spark.sql.session.timeZone",
              "SET TIME ZONE 'Etc/UTC'"),
          session.statements());
      statement.execute("SET TIME ZONE 'Europe/Rome'");
      connection.beginRequest();
      statement.execute("SET TIME ZONE LOCAL");
      session.requests.clear();
      connection.endRequest();
      assertEquals(List.of("SET TIME ZONE 'Europe/Rome'"), session.statements());
    }
    assertTrue(session.operations.stream().allMatch(run -> run.closes() > 0));
  }

  @Test
  void aServerThatDoesNotSayItsZoneGetsItReset() throws SQLException {
    session.settings = Map.of();
    Connection connection = session.connect();
    connection.beginRequest();
    session.then(
        FakeSession.failing(new DriverException(DriverException.Kind.SERVER, "no such function")));
    connection.createStatement().execute("SET TIME ZONE 'Asia/Tokyo'");
    session.requests.clear();
    connection.endRequest();
    assertEquals(List.of("RESET timezone"), session.statements());
    connection.beginRequest();
    session.then(FakeSession.failing(new DriverException(DriverException.Kind.TRANSPORT, "lost")));
    assertThrows(
        SQLException.class,
        () -> connection.createStatement().execute("SET TIME ZONE 'Asia/Tokyo'"));
  }

  @Test
  void closingInAnyOrderIsQuiet() throws SQLException {
    session.then(FakeSession.oneRow(ColumnType.INT, 1));
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT 1");
    connection.close();
    statement.close();
    rows.close();
    statement.close();
    connection.abort(Runnable::run);
    assertTrue(rows.isClosed() && statement.isClosed() && connection.isClosed());
  }

  @Test
  void nativeSqlTranslatesWithoutARoundTrip() throws SQLException {
    assertEquals(
        "SELECT DATE '2024-01-02', '{d x}' -- {ts",
        connection.nativeSQL("SELECT {d '2024-01-02'}, '{d x}' -- {ts"));
    assertEquals("SELECT ?", connection.nativeSQL("SELECT ?"));
    assertEquals(
        "42601",
        assertThrows(SQLException.class, () -> connection.nativeSQL("{fn a(")).getSQLState());
    assertEquals(List.of(), session.statements());
  }

  @Test
  void callsWithoutOutParametersAreSentAsTheyAre() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{call main.p(?, {fn now()})}")) {
      call.setInt(1, 7);
      call.execute();
      assertEquals("07009", assertThrows(SQLException.class, () -> call.getInt(1)).getSQLState());
      assertRefused(() -> call.registerOutParameter(1, Types.REF_CURSOR));
    }
    assertEquals(List.of("CALL main.p(?, now())"), session.statements());
    assertEquals(1, session.requests.get(0).parameters().size());
    assertRefused(() -> connection.prepareStatement("{? = call f()}"));
    assertRefused(() -> connection.createStatement().execute("{? = call f()}"));
    assertEquals("SELECT f()", connection.nativeSQL("{? = call f()}"));
    assertTrue(connection.getMetaData().supportsStoredProcedures());
    assertTrue(connection.getMetaData().supportsStoredFunctionsUsingCallSyntax());
    assertTrue(connection.getMetaData().supportsNamedParameters());
    assertFalse(connection.getMetaData().supportsMultipleOpenResults());
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
    Statement prepared =
        connection.prepareStatement(
            "S", ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY);
    assertEquals(ResultSet.TYPE_FORWARD_ONLY, prepared.getResultSetType());
    assertEquals("01S02", connection.getWarnings().getSQLState());
    connection.clearWarnings();
    Statement call =
        connection.prepareCall(
            "{call p}",
            ResultSet.TYPE_SCROLL_SENSITIVE,
            ResultSet.CONCUR_READ_ONLY,
            ResultSet.HOLD_CURSORS_OVER_COMMIT);
    assertEquals(ResultSet.TYPE_FORWARD_ONLY, call.getResultSetType());
    assertEquals("01S02", connection.getWarnings().getSQLState());
    assertThrows(SQLException.class, () -> connection.prepareStatement("S", 1003, 1007, 9));
    assertThrows(SQLException.class, () -> connection.prepareCall("C", 0, 1007));
  }

  @Test
  void tokenOfALiveSessionIsRenewedAndNeverShown() throws SQLException {
    connection.setClientInfo("auth_accesstoken", " dapi-new\n");
    Properties properties = new Properties();
    properties.setProperty("Auth_AccessToken", "dapi-newer");
    properties.setProperty("ClientUser", "me");
    connection.setClientInfo(properties);
    connection.setClientInfo(new Properties());
    assertEquals(List.of(new Secret("dapi-new"), new Secret("dapi-newer")), session.tokens);
    assertNull(connection.getClientInfo("Auth_AccessToken"));
    assertEquals(new Properties(), connection.getClientInfo());
    assertNull(connection.getWarnings());
  }

  @Test
  void tokenThatNoRequestCouldCarryIsRefused() throws SQLException {
    connection.setClientInfo("ClientUser", "before");
    for (String token :
        new String[] {null, "", "  ", "dapi x", "dapi\r\nX: y", "\u00e9", "x".repeat(16385)}) {
      SQLClientInfoException e =
          assertThrows(
              SQLClientInfoException.class,
              () -> connection.setClientInfo("Auth_AccessToken", token));
      assertEquals(
          Map.of("Auth_AccessToken", ClientInfoStatus.REASON_VALUE_INVALID),
          e.getFailedProperties());
      assertFalse(e.getMessage().contains("dapi"), e.getMessage());
      assertInstanceOf(LakewireException.class, e);
      if (token != null) {
        Properties properties = new Properties();
        properties.setProperty("Auth_AccessToken", token);
        properties.setProperty("ClientUser", "after");
        e = assertThrows(SQLClientInfoException.class, () -> connection.setClientInfo(properties));
        assertEquals(Set.of("Auth_AccessToken", "ClientUser"), e.getFailedProperties().keySet());
      }
    }
    assertEquals("before", connection.getClientInfo("ClientUser"));
    assertEquals(List.of(), session.tokens);
  }

  @Test
  void userNameIsTheServersAnswer() throws SQLException {
    session.then(FakeSession.oneRow(ColumnType.STRING, "someone@example.com"));
    DatabaseMetaData metaData = connection.getMetaData();
    assertEquals(List.of(), session.statements());
    assertEquals("someone@example.com", metaData.getUserName());
    assertEquals("someone@example.com", connection.getMetaData().getUserName());
    assertEquals(List.of("SELECT current_user()"), session.statements());
  }

  @Test
  void userNameIsAWordWhereTheServerHasNoSuchFunction() throws SQLException {
    session.then(
        FakeSession.failing(
            new DriverException(DriverException.Kind.SERVER, "undefined function")));
    assertEquals("token", connection.getMetaData().getUserName());
  }

  @Test
  void userNameOfABrokenConnectionIsAnError() {
    session.then(
        FakeSession.failing(new DriverException(DriverException.Kind.TRANSPORT, "broken")));
    SQLException e = assertThrows(SQLException.class, () -> connection.getMetaData().getUserName());
    assertEquals("08006", e.getSQLState());
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
}
