package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.http.Authorization;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpTransport;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.volume.VolumeTransfer;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Statements about files of volumes whose link the store refuses, so that they run once more. */
@Timeout(60)
class FileStatementsTest {
  private static final String REMOVE = "REMOVE '/Volumes/x'";

  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();
  private RawSocketServer store;
  private HttpTransport stack;

  @BeforeEach
  void start() throws Exception {
    store = new RawSocketServer();
    store.always(RawSocketServer.status("403 Forbidden"));
    stack =
        HttpTransport.acquire(
            ConfigParser.parse(
                "jdbc:databricks://127.0.0.1:" + store.port() + ";httpPath=/x;ssl=0;token=t", null),
            Authorization.of(new Secret("t")));
    session.transfer =
        new VolumeTransfer(
            stack.transfer("s-1", () -> new CallTimeouts(Duration.ZERO, Deadline.none())),
            List.of());
  }

  @AfterEach
  void stop() throws Exception {
    stack.close();
    store.close();
  }

  private FakeSession.FakeOperation task() {
    FakeSession.FakeOperation task =
        FakeSession.rows(
            List.of(
                FakeSession.column("operation", ColumnType.STRING),
                FakeSession.column("presignedUrl", ColumnType.STRING)),
            new Object[] {"REMOVE", "http://127.0.0.1:" + store.port() + "/b/x"});
    task.staging = true;
    return task;
  }

  @Test
  void bothExecutionsAreClosedWhenTheSecondFails() throws SQLException {
    session
        .then(task())
        .then(FakeSession.failing(new DriverException(Kind.OUTAGE, "no link any more")));
    Statement statement = connection.createStatement();
    SQLException failed = assertThrows(SQLException.class, () -> statement.execute(REMOVE));
    assertTrue(failed.getMessage().contains("no link any more"), failed.getMessage());
    assertEquals(2, session.operations.size());
    assertTrue(session.operations.get(0).closes() > 0, "the first");
    assertTrue(session.operations.get(1).closes() > 0, "the second");
  }

  @Test
  void aCancelBetweenBothExecutionsSendsNoSecond() throws SQLException {
    session.then(task()).then(task());
    Statement statement = connection.createStatement();
    session.whenAsked =
        () -> {
          if (session.requests.size() == 2) {
            try {
              statement.cancel();
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
          }
        };
    SQLException failed = assertThrows(SQLException.class, () -> statement.execute(REMOVE));
    assertEquals("57014", failed.getSQLState());
    assertNull(session.operations.get(1).deadline, "it was sent");
    assertTrue(session.operations.get(1).closes() > 0);
  }
}
