package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.TableDetails;
import io.github.lakewire.jdbc.internal.config.DriverVersion;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LakewireDatabaseMetaDataTest {
  private final FakeContext context = new FakeContext();
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final List<List<Object[]>> opened = new ArrayList<>();
  private final DatabaseMetaData metadata =
      new LakewireDatabaseMetaData(
          context, server, new SchemaCache(Duration.ZERO), this::rowsInMemory);

  private RowCursor rowsInMemory(ResultSchema schema, List<Object[]> rows) {
    opened.add(rows);
    return new RowCursor() {
      @Override
      public ResultSchema schema() {
        return schema;
      }

      @Override
      protected boolean loadBatch() {
        return false;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void everyMethodWithoutArgumentsAnswers() throws Exception {
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getParameterCount() == 0) {
        assertNotNull(method.invoke(metadata), method.getName());
      }
    }
  }

  @Test
  void constantsContactTheServerOnlyForItsVersionAndOnce() throws Exception {
    for (int round = 0; round < 2; round++) {
      for (Method method : DatabaseMetaData.class.getMethods()) {
        if (method.getParameterCount() == 0 && method.getReturnType() != ResultSet.class) {
          method.invoke(metadata);
        }
      }
    }
    assertEquals(List.of("version()"), server.calls);
  }

  @Test
  void everyMethodFailsWith08003OnceTheConnectionIsClosed() throws Exception {
    context.closed = true;
    Set<String> answering = new TreeSet<>();
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getDeclaringClass() == java.sql.Wrapper.class) {
        continue;
      }
      try {
        method.invoke(metadata, nothing(method));
        answering.add(method.getName());
      } catch (InvocationTargetException e) {
        SQLException failure = (SQLException) e.getCause();
        assertEquals("08003", failure.getSQLState(), method.getName());
      }
    }
    assertEquals(Set.of("getDriverMajorVersion", "getDriverMinorVersion"), answering);
  }

  @Test
  void everyResultSetHasTheColumnsOfTheJavadoc() throws Exception {
    Map<String, List<String>> expected = new TreeMap<>();
    for (String line : MetadataColumnsTest.JDBC.lines().toList()) {
      expected.put(
          MetadataColumnsTest.shapeOf(line).replace("_", ""), MetadataColumnsTest.columnsOf(line));
    }
    int resultSets = 0;
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getReturnType() == ResultSet.class) {
        method.invoke(metadata, nothing(method));
        String name =
            method.getName().equals("getUDTs")
                ? "USERDEFINEDTYPES"
                : method.getName().substring(3).toUpperCase(Locale.ROOT);
        assertEquals(
            expected.get(name),
            context.opened.columns().stream()
                .map(column -> column.name() + " " + column.type().jdbcCode())
                .toList(),
            method.getName());
        resultSets++;
      }
    }
    assertEquals(26, resultSets);
  }

  @Test
  void everyRowIsAsWideAsItsResultSet() throws Exception {
    server.row("TABLE_CAT", "main", "TABLE_SCHEM", "s", "TABLE_NAME", "t", "TYPE_NAME", "INT");
    server.queryRow("TABLE_NAME", "t", "ROUTINE_NAME", "f", "FULL_DATA_TYPE", "INT");
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getReturnType() == ResultSet.class) {
        Object[] arguments = nothing(method);
        if (method.getName().endsWith("Keys") || method.getName().startsWith("getBest")) {
          arguments[2] = "t";
        }
        opened.clear();
        method.invoke(metadata, arguments);
        for (Object[] row : opened.stream().flatMap(List::stream).toList()) {
          assertEquals(context.opened.columns().size(), row.length, method.getName());
          for (int i = 0; i < row.length; i++) {
            Class<?> type = classOf(context.opened.columns().get(i).type().name());
            assertTrue(row[i] == null || type.isInstance(row[i]), method.getName() + " " + i);
          }
        }
      }
    }
  }

  @Test
  void everyCallThatReadsRowsHasSome() throws Exception {
    server.row("TABLE_SCHEM", "s", "TABLE_NAME", "t", "COLUMN_NAME", "c", "FUNCTION_NAME", "f");
    server.queryRow("TABLE_NAME", "t", "ROUTINE_NAME", "f", "FULL_DATA_TYPE", "INT");
    metadata.getFunctions(null, null, null);
    metadata.getFunctionColumns(null, null, null, null);
    metadata.getProcedures(null, null, null);
    metadata.getProcedureColumns(null, null, null, null);
    metadata.getTablePrivileges(null, null, null);
    metadata.getColumnPrivileges(null, null, null, null);
    metadata.getBestRowIdentifier(null, null, "t", DatabaseMetaData.bestRowSession, true);
    metadata.getPseudoColumns(null, null, null, null);
    for (List<Object[]> rows : opened) {
      assertFalse(rows.isEmpty(), () -> "call " + opened.indexOf(rows));
    }
  }

  private static Class<?> classOf(String type) {
    return switch (type) {
      case "INT" -> Integer.class;
      case "SMALLINT" -> Short.class;
      case "BIGINT" -> Long.class;
      case "BOOLEAN" -> Boolean.class;
      default -> String.class;
    };
  }

  @Test
  void whatTheServerDoesNotHaveIsEmptyWithoutAskingIt() throws Exception {
    metadata.getIndexInfo("c", "s", "t", false, true);
    metadata.getUDTs("c", "s", null, null);
    metadata.getVersionColumns("c", "s", "t");
    metadata.getSuperTables("c", "s", "t");
    metadata.getSuperTypes("c", "s", "t");
    metadata.getAttributes("c", "s", "t", "a");
    assertEquals(6, opened.size());
    for (List<Object[]> rows : opened) {
      assertEquals(0, rows.size());
    }
    assertEquals(List.of(), server.calls);
    assertEquals(List.of(), server.queries);
  }

  @Test
  void detailsOfTablesAreUnwrapped() throws Exception {
    server.row("KEY", "k", "VALUE", "v");
    assertTrue(metadata.isWrapperFor(TableDetails.class));
    assertEquals(
        Map.of("k", "v"), metadata.unwrap(TableDetails.class).tableProperties("main", "s", "t"));
    assertSame(metadata, metadata.unwrap(DatabaseMetaData.class));
    assertFalse(metadata.isWrapperFor(Connection.class));
  }

  @Test
  void dialectIsWhatToolsRecogniseDatabricksBy() throws Exception {
    assertEquals("SparkSQL", metadata.getDatabaseProductName());
    assertEquals("Lakewire", metadata.getDriverName());
    assertEquals("`", metadata.getIdentifierQuoteString());
    assertEquals("\\", metadata.getSearchStringEscape());
    assertEquals(".", metadata.getCatalogSeparator());
    assertEquals(DatabaseMetaData.sqlStateSQL, metadata.getSQLStateType());
    assertTrue(metadata.storesLowerCaseIdentifiers());
    assertFalse(metadata.storesMixedCaseIdentifiers());
    assertFalse(metadata.storesUpperCaseIdentifiers());
    assertTrue(metadata.isCatalogAtStart());
    assertTrue(metadata.supportsCatalogsInDataManipulation());
    assertTrue(metadata.supportsCatalogsInTableDefinitions());
    assertTrue(metadata.supportsSchemasInDataManipulation());
    assertTrue(metadata.supportsSchemasInTableDefinitions());
    assertTrue(metadata.supportsBatchUpdates());
    assertTrue(metadata.nullsAreSortedLow());
  }

  @Test
  void transactionsAreNotSupportedAndLenient() throws Exception {
    assertFalse(metadata.supportsTransactions());
    assertFalse(metadata.supportsSavepoints());
    assertEquals(Connection.TRANSACTION_REPEATABLE_READ, metadata.getDefaultTransactionIsolation());
    for (int level : new int[] {1, 2, 4, 8}) {
      assertTrue(metadata.supportsTransactionIsolationLevel(level));
    }
  }

  @Test
  void transactionsThatAreAskedForAreOfRowsAndReadOneSnapshot() throws Exception {
    context.transactions = true;
    assertTrue(metadata.supportsTransactions());
    assertTrue(metadata.supportsMultipleTransactions());
    assertTrue(metadata.supportsDataManipulationTransactionsOnly());
    assertFalse(metadata.supportsDataDefinitionAndDataManipulationTransactions());
    assertFalse(metadata.supportsSavepoints());
    assertEquals(Connection.TRANSACTION_REPEATABLE_READ, metadata.getDefaultTransactionIsolation());
    assertTrue(metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_READ_COMMITTED));
    assertTrue(metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ));
    assertFalse(metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE));
  }

  @Test
  void resultSetsAreForwardReadOnlyAndHeld() throws Exception {
    assertTrue(metadata.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY));
    assertFalse(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE));
    assertTrue(metadata.supportsResultSetConcurrency(1003, 1007));
    assertFalse(metadata.supportsResultSetConcurrency(1003, 1008));
    assertFalse(metadata.supportsResultSetConcurrency(1004, 1007));
    assertTrue(metadata.supportsResultSetHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT));
    assertFalse(metadata.supportsResultSetHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT));
  }

  @Test
  void wordListsAreSortedWithoutDuplicatesOrBlanks() throws Exception {
    for (String list :
        List.of(
            metadata.getSQLKeywords(),
            metadata.getNumericFunctions(),
            metadata.getStringFunctions(),
            metadata.getSystemFunctions(),
            metadata.getTimeDateFunctions())) {
      List<String> words = Arrays.asList(list.split(","));
      assertEquals(List.copyOf(new TreeSet<>(words)), words);
      for (String word : words) {
        assertTrue(word.matches("[A-Z][A-Z0-9_]*"), word);
      }
    }
  }

  @Test
  void productVersionIsTheServersAndItsNumbersFollow() throws Exception {
    server.version = "3.5.2-databricks";
    assertEquals("3.5.2-databricks", metadata.getDatabaseProductVersion());
    assertEquals(3, metadata.getDatabaseMajorVersion());
    assertEquals(5, metadata.getDatabaseMinorVersion());
  }

  @ParameterizedTest
  @EnumSource(
      value = DriverException.Kind.class,
      names = {"SERVER", "UNSUPPORTED"})
  void productVersionIsAssumedWhenTheServerHasNoAnswer(DriverException.Kind kind) throws Exception {
    server.failure = new DriverException(kind, "no such information");
    assertEquals("4.0", metadata.getDatabaseProductVersion());
    assertEquals("4.0", metadata.getDatabaseProductVersion());
    assertEquals(4, metadata.getDatabaseMajorVersion());
    assertEquals(0, metadata.getDatabaseMinorVersion());
    assertEquals(List.of("version()"), server.calls);
  }

  @Test
  void productVersionIsAssumedWhenTheServerSaysNone() throws Exception {
    server.version = " ";
    assertEquals("4.0", metadata.getDatabaseProductVersion());
  }

  @ParameterizedTest
  @EnumSource(
      value = DriverException.Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SERVER", "UNSUPPORTED"})
  void productVersionOfABrokenConnectionIsAnError(DriverException.Kind kind) throws Exception {
    server.failure = new DriverException(kind, "broken");
    SQLException e = assertThrows(SQLException.class, metadata::getDatabaseProductVersion);
    assertEquals(server.failure.sqlState(), e.getSQLState());
    server.failure = null;
    assertEquals("4.1.0", metadata.getDatabaseProductVersion());
  }

  @Test
  void driverVersionIsThatOfTheBuild() throws Exception {
    DriverVersion version = DriverVersion.current();
    assertEquals(version.text(), metadata.getDriverVersion());
    assertEquals(version.major(), metadata.getDriverMajorVersion());
    assertEquals(version.minor(), metadata.getDriverMinorVersion());
  }

  @Test
  void productVersionIsReadLeniently() {
    assertEquals(new ProductVersion("new", 0, 0), ProductVersion.parse("new"));
    assertEquals(new ProductVersion("v17", 17, 0), ProductVersion.parse("v17"));
    assertEquals(
        0, ProductVersion.parse("1.99999999999999").minor() - 999_999_999, "cut, not thrown");
  }

  @Test
  void connectionIsTheOneOfTheUser() throws Exception {
    assertSame(context.connection, metadata.getConnection());
    assertEquals(context.url(), metadata.getURL());
  }

  @Test
  void userNameIsAskedOnce() throws Exception {
    assertEquals("someone@example.com", metadata.getUserName());
    context.userName = "another";
    assertEquals("someone@example.com", metadata.getUserName());
    assertEquals(1, context.usersAsked);
    context.closed = true;
    assertEquals("08003", sqlState(metadata::getUserName));
  }

  @Test
  void userNameIsTheWordTokenWhereTheServerHasNoAnswer() throws Exception {
    context.userName = null;
    assertEquals("token", metadata.getUserName());
    assertEquals("token", metadata.getUserName());
    assertEquals(1, context.usersAsked);
  }

  @Test
  void failureToAskForTheUserIsReportedAndNotKept() throws Exception {
    context.failure = new SQLException("gone", "08006");
    assertEquals("08006", sqlState(metadata::getUserName));
    context.failure = null;
    assertEquals("someone@example.com", metadata.getUserName());
  }

  private static String sqlState(Executable call) {
    return assertThrows(SQLException.class, call).getSQLState();
  }

  @Test
  void everyPartOfTheProductVersionIsOfOneAnswer() throws Exception {
    server.version = "15.4.2";
    assertEquals(15, metadata.getDatabaseMajorVersion());
    server.version = "16.0";
    assertEquals(4, metadata.getDatabaseMinorVersion());
    assertEquals("15.4.2", metadata.getDatabaseProductVersion());
    assertEquals(List.of("version()"), server.calls);
  }

  @Test
  void threadsThatWantTheProductVersionAtTheSameTimeAskOnce() throws Exception {
    int threads = 8;
    CountDownLatch ready = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Set<String> answers = ConcurrentHashMap.newKeySet();
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        all.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  answers.add(
                      switch (number % 3) {
                        case 0 -> metadata.getDatabaseProductVersion();
                        case 1 -> metadata.getDatabaseMajorVersion() + ".1.0";
                        default -> "4." + metadata.getDatabaseMinorVersion() + ".0";
                      });
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertEquals(Set.of("4.1.0"), answers);
      assertEquals(List.of("version()"), server.calls);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void numbersOfTheVersionFailWithTheConnectionToo() {
    server.failure = new DriverException(DriverException.Kind.TRANSPORT, "broken");
    assertEquals("08006", sqlState(metadata::getDatabaseMajorVersion));
    assertEquals("08006", sqlState(metadata::getDatabaseMinorVersion));
  }

  @Test
  void everyClientInfoPropertyIsListedByName() throws Exception {
    metadata.getClientInfoProperties();
    List<Object[]> rows = opened.get(0);
    List<Object> names = rows.stream().map(row -> row[0]).toList();
    assertEquals(
        List.of(
            "ApplicationName", "Auth_AccessToken", "ClientHostname", "ClientUser", "query_tags"),
        names);
    for (Object[] row : rows) {
      ClientInfoProperty property = ClientInfoProperty.find((String) row[0]);
      assertEquals(property.maxLength(), row[1]);
      assertEquals("", row[2]);
      assertTrue(((String) row[3]).endsWith("."), (String) row[3]);
    }
    assertTrue((Integer) rows.get(0)[1] >= 48, "DBeaver needs 48");
  }

  @Test
  void serverFailuresBecomeSqlExceptions() {
    server.failure = new DriverException(DriverException.Kind.SESSION_GONE, "gone");
    SQLException failure =
        assertThrows(SQLException.class, () -> metadata.getTables(null, null, "%", null));
    assertEquals("08003", failure.getSQLState());
  }

  @Test
  void unwrapsToItselfOnly() throws Exception {
    assertTrue(metadata.isWrapperFor(DatabaseMetaData.class));
    assertFalse(metadata.isWrapperFor(Connection.class));
    assertFalse(metadata.isWrapperFor(null));
    assertSame(metadata, metadata.unwrap(LakewireDatabaseMetaData.class));
    assertThrows(SQLException.class, () -> metadata.unwrap(Connection.class));
    assertThrows(SQLException.class, () -> metadata.unwrap(null));
  }

  /** Arguments that say nothing: null, 0 and false. */
  private static Object[] nothing(Method method) {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      arguments[i] = type == int.class ? (Object) 0 : type == boolean.class ? (Object) false : null;
    }
    return arguments;
  }
}
