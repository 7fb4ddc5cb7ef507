package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A thread of its own that reads a result beside whatever else its connection does. */
final class SteadyReader implements AutoCloseable {
  private static final int ROWS_AT_A_TIME = 20_000;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Statement statement;
  private final ResultSet rows;
  private Future<?> portion;
  private long expected;

  private SteadyReader(Statement statement, ResultSet rows) {
    this.statement = statement;
    this.rows = rows;
  }

  static SteadyReader on(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    return new SteadyReader(statement, statement.executeQuery("SELECT id FROM range(5000000)"));
  }

  /** Has the thread read some more rows, beside what the caller does next. */
  void readOn() {
    portion =
        thread.submit(
            () -> {
              for (int i = 0; i < ROWS_AT_A_TIME; i++) {
                assertTrue(rows.next());
                assertEquals(expected++, rows.getLong(1));
              }
              return null;
            });
  }

  void isRightSoFar() throws Exception {
    portion.get(60, TimeUnit.SECONDS);
    assertFalse(rows.isClosed());
  }

  @Override
  public void close() throws SQLException {
    thread.shutdownNow();
    statement.close();
  }
}
