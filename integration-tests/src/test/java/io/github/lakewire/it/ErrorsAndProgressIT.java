package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ErrorDetails;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.jdbc.QueryProgress;
import io.github.lakewire.jdbc.QueryProgress.Phase;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failure tells, and what a running statement does, beyond java.sql. */
@ExtendWith(SharedWarehouse.class)
class ErrorsAndProgressIT {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC 1 | 42601 | PARSE_SYNTAX_ERROR | 1 | 1",
        "SELECT 1 FROM main.default.nowhere | 42P01 | TABLE_OR_VIEW_NOT_FOUND | 1 | 15",
        "SELECT nonsense | 42703 | UNRESOLVED_COLUMN.WITHOUT_SUGGESTION | 1 | 8",
        "SELECT id / (id - 5) FROM range(9) | 22012 | DIVIDE_BY_ZERO | 1 | 8",
        "SELECT CAST('x' AS INT) FROM range(9) | 22018 | CAST_INVALID_INPUT | 1 | 8",
        "SELECT CAST(id + 300 AS TINYINT) FROM range(9) | 22003 | CAST_OVERFLOW | 0 | 0",
      })
  void serverErrorsKeepStateClassAndPlace(
      String sql, String state, String errorClass, int line, int column, WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      SQLException e = assertThrows(SQLException.class, () -> readAll(statement, sql));
      assertEquals(state, e.getSQLState(), e.getMessage());
      ErrorDetails details = assertInstanceOf(LakewireException.class, e).details();
      assertEquals(errorClass, details.errorClass());
      assertEquals(line, details.line(), e.getMessage());
      assertEquals(column, details.column(), e.getMessage());
      assertFalse(e.getMessage().contains("org.apache."), e.getMessage());
      assertTrue(e.getMessage().contains(errorClass), e.getMessage());
      assertNotNull(e.getCause());
      if (!errorClass.equals("PARSE_SYNTAX_ERROR")) {
        String id = statement.unwrap(QueryMonitor.class).queryId();
        assertEquals(id, details.queryId());
        assertTrue(e.getMessage().contains(id), e.getMessage());
      }
      try (ResultSet row = statement.executeQuery("SELECT 1")) {
        assertTrue(row.next());
      }
    }
  }

  @Test
  void placesCountLines(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      SQLException e =
          assertThrows(
              SQLException.class, () -> statement.execute("SELECT 1,\n  2,\n    nonsense"));
      ErrorDetails details = assertInstanceOf(LakewireException.class, e).details();
      assertEquals(3, details.line());
      assertEquals(5, details.column());
    }
  }

  @Test
  void hintsWhereOneHelps(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      String two =
          assertThrows(SQLException.class, () -> statement.execute("SELECT 1; SELECT 2"))
              .getMessage();
      assertTrue(two.contains("Hint: run statements one by one"), two);
      String unset =
          assertThrows(SQLException.class, () -> statement.execute("SELECT ?")).getMessage();
      assertTrue(unset.contains("Hint: values for markers need a PreparedStatement"), unset);
      statement.setEscapeProcessing(false);
      String escape =
          assertThrows(SQLException.class, () -> statement.execute("SELECT {fn NOW()}"))
              .getMessage();
      assertTrue(escape.contains("setEscapeProcessing"), escape);
    }
  }

  @Test
  void queryIdAndProgressBeforeTheResult(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      QueryMonitor monitor = statement.unwrap(QueryMonitor.class);
      assertNull(monitor.queryId());
      assertEquals(Phase.NEW, monitor.progress().phase());
      List<QueryProgress> seen = new CopyOnWriteArrayList<>();
      monitor.onProgress(
          progress -> {
            seen.add(progress);
            if (seen.size() == 3) {
              cancel(statement);
            }
          });
      SQLException e =
          assertThrows(
              SQLException.class,
              () ->
                  statement.execute("SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7"));
      assertEquals("57014", e.getSQLState());
      assertTrue(seen.size() >= 3, seen.toString());
      for (QueryProgress progress : seen.subList(0, 3)) {
        assertEquals(Phase.RUNNING, progress.phase());
        assertEquals(monitor.queryId(), progress.queryId());
      }
      assertTrue(seen.get(2).elapsed().compareTo(seen.get(0).elapsed()) > 0);
      assertEquals(Phase.ENDED, monitor.progress().phase());
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void readAll(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }
}
