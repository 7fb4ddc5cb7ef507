package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimals on their way to Spark and back: all digits arrive, at each depth. */
@ExtendWith(SharedWarehouse.class)
class DecimalsIT {
  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 257})
  void nestedDecimalsKeepTheirDigits(int others, WarehouseProcess warehouse) throws SQLException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("k", List.of(decimal("1.25"), decimal("100")));
    map.put("l", List.of());
    map.put("m", Arrays.asList(decimal("0.0625"), null));
    try (Connection connection = QueryIT.connect(warehouse, "");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT ? AS a, ? AS n, ? AS m, ? AS s, ? AS e, typeof(?), ? = 1.25BD, size(array(0"
                    + ", ?".repeat(others)
                    + "))")) {
      String struct = "STRUCT<d: DECIMAL, l: ARRAY<NUMERIC>>";
      Object[] structs = {
        connection.createStruct(struct, new Object[] {1.5, List.of(1)}),
        connection.createStruct(struct, new Object[] {"22.75", List.of(0.001, 10)}),
      };
      statement.setArray(
          1, connection.createArrayOf("NUMERIC", new Object[] {decimal("1.25"), 100, null}));
      statement.setArray(
          2,
          connection.createArrayOf(
              "ARRAY<DECIMAL>",
              new Object[] {List.of(decimal("1.25")), List.of(1000L), List.of(), null}));
      statement.setObject(3, map);
      statement.setArray(4, connection.createArrayOf(struct, structs));
      statement.setArray(5, connection.createArrayOf("NUMERIC", new Object[] {null}));
      statement.setArray(6, connection.createArrayOf("DECIMAL(5,2)", new Object[] {1.5}));
      statement.setObject(7, "1.250", Types.NUMERIC, 2);
      for (int i = 0; i < others; i++) {
        statement.setInt(8 + i, i);
      }
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        assertEquals(
            Arrays.asList(decimal("1.25"), decimal("100.00"), null), row.getObject(1, List.class));
        assertEquals(
            Arrays.asList(List.of(decimal("1.25")), List.of(decimal("1000.00")), List.of(), null),
            row.getObject(2, List.class));
        assertEquals("{\"k\":[1.2500,100.0000],\"l\":[],\"m\":[0.0625,null]}", row.getString(3));
        assertEquals(
            "[{\"d\":1.50,\"l\":[1.000]},{\"d\":22.75,\"l\":[0.001,10.000]}]", row.getString(4));
        assertEquals(Arrays.asList((Object) null), row.getObject(5, List.class));
        assertEquals("array<decimal(5,2)>", row.getString(6));
        assertTrue(row.getBoolean(7));
      }
    }
  }

  @Test
  void rowsOfABatchKeepTheirDigits(WarehouseProcess warehouse) throws SQLException {
    String table = "main.default.batch_decimals";
    BigDecimal[] values = {
      decimal("1.5"),
      decimal("10.125"),
      null,
      decimal("1E+20"),
      decimal("-0.0000000001"),
      decimal("9".repeat(28) + "." + "9".repeat(10)),
    };
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement plain = connection.createStatement()) {
      plain.execute("DROP TABLE IF EXISTS " + table);
      plain.execute(
          "CREATE TABLE "
              + table
              + " (id INT, d DECIMAL(38,10), a ARRAY<DECIMAL(38,10)>, s STRUCT<x:"
              + " DECIMAL(38,10)>)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?)")) {
        for (int i = 0; i < values.length; i++) {
          insert.setInt(1, i);
          insert.setBigDecimal(2, values[i]);
          insert.setArray(3, connection.createArrayOf("NUMERIC", new Object[] {values[i]}));
          insert.setObject(
              4, connection.createStruct("STRUCT<x: DECIMAL>", new Object[] {values[i]}));
          insert.addBatch();
        }
        int[] ones = new int[values.length];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, insert.executeBatch());
      }
      try (ResultSet rows =
          plain.executeQuery("SELECT d, a[0], s.x FROM " + table + " ORDER BY id")) {
        for (BigDecimal value : values) {
          assertTrue(rows.next());
          BigDecimal expected = value == null ? null : value.setScale(10);
          for (int column = 1; column <= 3; column++) {
            assertEquals(expected, rows.getBigDecimal(column));
          }
        }
        assertFalse(rows.next());
      }
      plain.execute("DROP TABLE " + table);
    }
  }
}
