package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.NamedParameters;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markers behind LIMIT and OFFSET, where Spark takes nothing but an INT. */
@ExtendWith(SharedWarehouse.class)
class RowLimitsIT {
  private static List<Long> ids(PreparedStatement statement) throws SQLException {
    List<Long> ids = new java.util.ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 257})
  void anyWholeNumberIsTaken(int others, WarehouseProcess warehouse) throws SQLException {
    String sql =
        "WITH c AS (SELECT id, id AS limit FROM range(100) ORDER BY id LIMIT ? /* rows */ OFFSET"
            + " (?)) SELECT id FROM c WHERE size(array(0"
            + ", ?".repeat(others)
            + ")) > 0 AND c.limit >= ? ORDER BY id LIMIT (?) OFFSET ?";
    Object[] threes = {
      (byte) 3, (short) 3, 3, 3L, BigInteger.valueOf(3), new BigDecimal("3.0"), new AtomicLong(3)
    };
    try (Connection connection = QueryIT.connect(warehouse, "");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object three : threes) {
        statement.setLong(1, 50);
        statement.setObject(2, three);
        for (int i = 0; i < others; i++) {
          statement.setInt(3 + i, i);
        }
        statement.setLong(3 + others, 5);
        statement.setObject(4 + others, three);
        statement.setObject(5 + others, "1", Types.BIGINT);
        assertEquals(List.of(6L, 7L, 8L), ids(statement), three.getClass().getName());
      }
      statement.setLong(1, 1L << 40);
      SQLException e = assertThrows(SQLException.class, statement::executeQuery);
      assertEquals("42K0E", e.getSQLState());
    }
  }

  @Test
  void namesInBackticksReachTheServer(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id + :`add-on` AS id, :plain, :`a``b`, :`plain` FROM range(9) ORDER BY id"
                    + " LIMIT :`page size`")) {
      NamedParameters named = statement.unwrap(NamedParameters.class);
      assertEquals(List.of("add-on", "plain", "a`b", "page size"), named.names());
      named.setObject("add-on", 10L);
      named.setObject("plain", "p");
      named.setObject("a`b", new byte[] {1});
      named.setObject("page size", 2L);
      assertEquals(List.of(10L, 11L), ids(statement));
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        assertEquals("p", row.getString(2));
        assertEquals("p", row.getString(4));
      }
      named.setObject("a`b", "text");
      assertEquals(List.of(10L, 11L), ids(statement));
    }
  }
}
