package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HikariCP keeps the connection through every error of a server whose session lives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolKeptErrorsTest {
  private final AtomicReference<TStatus> status = new AtomicReference<>();
  private FakeThriftServer server;
  private HikariDataSource pool;

  @BeforeAll
  void start() throws Exception {
    server = new FakeThriftServer();
    server.on("ExecuteStatement", call -> ThriftResponses.refused(status.get()));
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(1);
    config.setJdbcUrl(server.url() + ";PWD=t");
    pool = new HikariDataSource(config);
  }

  @AfterAll
  void stop() {
    pool.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0A000, UNSUPPORTED_FEATURE.X,    SQLFeatureNotSupportedException, HYC00",
    "0AKD0, CANNOT_RENAME,            SQLFeatureNotSupportedException, 0AKD0",
    "08000, CANNOT_VALIDATE_CONNECTION, SQLTransientException, 57012",
    "08001, CANNOT_ESTABLISH_CONNECTION, SQLTransientException, 57012",
    "08006, REMOTE_CUT,               SQLTransientException,   57012",
    "08S01, REMOTE_CUT,               SQLTransientException,   57012",
    "08KD1, SERVER_IS_BUSY,           SQLTransientException,   57012",
    "57P01, SHUT_DOWN,                SQLTransientException,   57012",
    "57P02, SHUT_DOWN,                SQLTransientException,   57012",
    "57P03, SHUT_DOWN,                SQLTransientException,   57012",
    "JZ0C0, SHUT_DOWN,                SQLTransientException,   57012",
    "JZ0C1, SHUT_DOWN,                SQLTransientException,   57012",
    "01002, SHUT_DOWN,                SQLException,            HY000",
    "08003, DELTA_ACTIVE_SPARK_SESSION_NOT_FOUND, SQLException, HY000",
    "08004, REMOTE_REFUSED,           SQLException,            HY000",
    "08P01, REMOTE_NONSENSE,          SQLException,            HY000",
    "08007, REMOTE_UNKNOWN,           SQLException,            40003",
    "XXUCC, UC_CLIENT_EXCEPTION,      SQLTransientException,   57012",
    "2D521, DELTA_CONCURRENT_APPEND,  SQLTransactionRollbackException, 40001",
    "42000, DELTA_CONCURRENT_WRITE,   SQLTransactionRollbackException, 40001",
  })
  void poolsKeepTheConnectionAfterErrorsOfTheServer(
      String state, String errorClass, String type, String given) throws SQLException {
    status.set(
        new TStatus()
            .setStatusCode(TStatusCode.ERROR_STATUS)
            .setSqlState(state)
            .setErrorCode(1105)
            .setErrorMessage("[" + errorClass + "] It does not work."));
    Connection first;
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      first = connection.unwrap(Connection.class);
      SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
      assertEquals("java.sql." + type, e.getClass().getSuperclass().getName());
      assertEquals(given, e.getSQLState());
      assertTrue(e.getMessage().contains("SQLSTATE " + state), e.getMessage());
      ErrorDetails details = assertInstanceOf(LakewireException.class, e).details();
      assertEquals(state, details.serverState());
      assertEquals(errorClass, details.errorClass());
      statement.addBatch("INSERT INTO t VALUES (1)");
      assertEquals(
          given, assertThrows(BatchUpdateException.class, statement::executeBatch).getSQLState());
    }
    try (Connection connection = pool.getConnection()) {
      assertSame(first, connection.unwrap(Connection.class));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "42601 | Error running query: [PARSE_SYNTAX_ERROR] Syntax error at or near end of input."
            + " == SQL == SELECT 'Invalid SessionHandle: SessionHandle [1]' x FROM",
        "      | Table not found: `Invalid SessionHandle: SessionHandle [1]`",
        "08000 | == SQL == SELECT 1 -- Invalid SessionHandle: SessionHandle [1]",
        "HY000 | java.lang.RuntimeException: Invalid SessionHandle: SessionHandle [1]",
        "      | near ''Session handle [1] has not been initialized''",
      })
  void poolsKeepTheConnectionWhateverAStatementQuotes(@Nullable String state, String text)
      throws SQLException {
    TStatus refused = new TStatus().setStatusCode(TStatusCode.ERROR_STATUS).setErrorMessage(text);
    status.set(state == null ? refused : refused.setSqlState(state));
    Connection first;
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      first = connection.unwrap(Connection.class);
      assertThrows(SQLException.class, () -> statement.execute("SELECT"));
      assertFalse(connection.isClosed());
    }
    try (Connection connection = pool.getConnection()) {
      assertSame(first, connection.unwrap(Connection.class));
    }
  }

  @Test
  void aWriteThatAnOutageMetMayHaveBeenDone() throws SQLException {
    status.set(
        new TStatus()
            .setStatusCode(TStatusCode.ERROR_STATUS)
            .setErrorMessage("DEADLINE_EXCEEDED: commit"));
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO t VALUES (1)");
      SQLException e = assertThrows(BatchUpdateException.class, statement::executeBatch);
      assertEquals(ExecutionOutcome.UNKNOWN, ((LakewireException) e).outcome());
      assertTrue(e.getMessage().contains("whether the statement was executed is not known"));
    }
  }
}
