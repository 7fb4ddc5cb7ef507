package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import org.junit.jupiter.api.Test;

/** What JDBC promises of a connection, and what tools rely on. */
class ConnectionContractTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private ResultSet one(ColumnType type, Object value) throws SQLException {
    session.then(FakeSession.oneRow(type, value));
    ResultSet rows = connection.createStatement().executeQuery("SELECT c");
    assertTrue(rows.next());
    return rows;
  }

  @Test
  void whatTheConnectionRunsItCloses() throws SQLException {
    FakeSession silent = new FakeSession();
    silent.catalog = null;
    silent.schema = null;
    LakewireConnection asking = silent.connect();
    asking.getCatalog();
    asking.setCatalog("a");
    asking.setSchema("b");
    assertTrue(silent.operations.size() >= 3);
    assertTrue(silent.operations.stream().allMatch(run -> run.closes() > 0));
  }

  @Test
  void methodsThatNeedNoServerAreSupported() throws SQLException {
    assertEquals("SELECT 1", connection.nativeSQL("SELECT 1"));
    assertEquals(0, connection.getNetworkTimeout());
    connection.setNetworkTimeout(Runnable::run, 1000);
    Array array = connection.createArrayOf("INT", new Object[] {1, 2});
    assertEquals(2, ((Object[]) array.getArray()).length);
    Struct struct = connection.createStruct("STRUCT<a: INT>", new Object[] {1});
    assertEquals(1, struct.getAttributes()[0]);
    assertEquals("x", one(ColumnType.STRING, "x").getNString(1));
    assertEquals("x", one(ColumnType.STRING, "x").getClob(1).getSubString(1, 1));
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      statement.setNString(1, "x");
    }
  }
}
