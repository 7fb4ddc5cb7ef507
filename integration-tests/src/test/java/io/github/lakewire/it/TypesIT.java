package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of types: the same before a query runs, of its result and in the metadata. */
@ExtendWith(SharedWarehouse.class)
class TypesIT {
  /** Declaration, name, JDBC type, precision, scale. */
  private static final Object[][] COLUMNS = {
    {"BOOLEAN", "BOOLEAN", Types.BOOLEAN, 1, 0},
    {"TINYINT", "TINYINT", Types.TINYINT, 3, 0},
    {"SMALLINT", "SMALLINT", Types.SMALLINT, 5, 0},
    {"INT NOT NULL", "INT", Types.INTEGER, 10, 0},
    {"BIGINT", "BIGINT", Types.BIGINT, 19, 0},
    {"FLOAT", "FLOAT", Types.REAL, 7, 0},
    {"DOUBLE", "DOUBLE", Types.DOUBLE, 15, 0},
    {"DECIMAL(38,18)", "DECIMAL", Types.DECIMAL, 38, 18},
    {"NUMERIC(5)", "DECIMAL", Types.DECIMAL, 5, 0},
    {"STRING", "STRING", Types.VARCHAR, Integer.MAX_VALUE, 0},
    {"STRING COLLATE UTF8_LCASE", "STRING", Types.VARCHAR, Integer.MAX_VALUE, 0},
    {"BINARY", "BINARY", Types.BINARY, Integer.MAX_VALUE, 0},
    {"DATE", "DATE", Types.DATE, 10, 0},
    {"TIMESTAMP", "TIMESTAMP", Types.TIMESTAMP, 26, 6},
    {"TIMESTAMP_NTZ", "TIMESTAMP_NTZ", Types.TIMESTAMP, 26, 6},
    {"INTERVAL YEAR", "INTERVAL YEAR", Types.VARCHAR, Integer.MAX_VALUE, 0},
    {"INTERVAL HOUR TO SECOND", "INTERVAL HOUR TO SECOND", Types.VARCHAR, Integer.MAX_VALUE, 0},
    {"VARIANT", "VARIANT", Types.VARCHAR, Integer.MAX_VALUE, 0},
    {"MAP<STRING,INT>", "MAP<STRING, INT>", Types.VARCHAR, Integer.MAX_VALUE, 0},
    {"ARRAY<DECIMAL(10,2)>", "ARRAY<DECIMAL(10,2)>", Types.ARRAY, 0, 0},
    {
      "STRUCT<`a``b`: INT NOT NULL COMMENT 'x, y: >', `c d`: STRING>",
      "STRUCT<`a``b`: INT, `c d`: STRING>",
      Types.STRUCT,
      0,
      0
    },
    {
      "STRUCT<`a:b`:INT, `x>y`:INT, `x<y`:INT, `p,q`:INT, `it's`:INT, `größe`:INT, `1`:INT,"
          + " Up:INT>",
      "STRUCT<`a:b`: INT, `x>y`: INT, `x<y`: INT, `p,q`: INT, `it's`: INT, `größe`: INT, `1`: INT,"
          + " Up: INT>",
      Types.STRUCT,
      0,
      0
    },
    {
      "array<struct<m:map<string,array<struct<`v w`:variant,d:decimal(3,1)>>>>>",
      "ARRAY<STRUCT<m: MAP<STRING, ARRAY<STRUCT<`v w`: VARIANT, d: DECIMAL(3,1)>>>>>",
      Types.ARRAY,
      0,
      0
    },
    {"ARRAY<STRING COLLATE UTF8_LCASE>", "ARRAY<STRING>", Types.ARRAY, 0, 0},
  };

  private static void createTable(Statement statement, String table) throws SQLException {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < COLUMNS.length; i++) {
      columns.append(i == 0 ? "" : ", ").append('c').append(i).append(' ').append(COLUMNS[i][0]);
    }
    statement.execute("CREATE OR REPLACE TABLE main.default." + table + " (" + columns + ")");
  }

  @Test
  void typesAreTheSameEverywhere(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      createTable(statement, "types_same");
      Map<String, Integer> known = new HashMap<>();
      try (ResultSet rows = connection.getMetaData().getTypeInfo()) {
        while (rows.next()) {
          known.put(rows.getString("TYPE_NAME"), rows.getInt("DATA_TYPE"));
        }
      }
      try (PreparedStatement query =
              connection.prepareStatement("SELECT * FROM main.default.types_same");
          ResultSet columns =
              connection.getMetaData().getColumns("main", "default", "types\\_same", "%")) {
        ResultSetMetaData before = query.getMetaData();
        try (ResultSet result = query.executeQuery()) {
          ResultSetMetaData after = result.getMetaData();
          for (int i = 0; i < COLUMNS.length; i++) {
            Object[] expected = COLUMNS[i];
            String name = (String) expected[1];
            for (ResultSetMetaData about : List.of(before, after)) {
              String where = name + (about == before ? " before" : " after");
              assertEquals(name, about.getColumnTypeName(i + 1), where);
              assertEquals(expected[2], about.getColumnType(i + 1), where);
              assertEquals(expected[3], about.getPrecision(i + 1), where);
              assertEquals(expected[4], about.getScale(i + 1), where);
            }
            assertEquals(
                expected[0].toString().startsWith("INT ")
                    ? ResultSetMetaData.columnNoNulls
                    : ResultSetMetaData.columnNullable,
                after.isNullable(i + 1),
                name);
            assertEquals(ResultSetMetaData.columnNullableUnknown, before.isNullable(i + 1), name);
            assertEquals(
                !name.startsWith("MAP") && !name.equals("VARIANT"), after.isSearchable(i + 1));
            assertTrue(columns.next());
            assertEquals(name, columns.getString("TYPE_NAME"));
            assertEquals(expected[2], columns.getInt("DATA_TYPE"), name);
            assertEquals(expected[3], columns.getInt("COLUMN_SIZE"), name);
            assertEquals(expected[4], columns.getInt("DECIMAL_DIGITS"), name);
            if (name.indexOf('<') < 0) {
              assertEquals(expected[2], known.get(name), name);
            }
          }
        }
        assertFalse(columns.next());
      }
      statement.execute("DROP TABLE main.default.types_same");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";lz4=0", ";cloudFetch=0", ";arrow=0"})
  void nestedValuesHaveOneText(String options, WarehouseProcess warehouse) throws SQLException {
    String[] expected = {
      "{\"f\":{\"k\":1}}",
      "[{\"a\":1,\"b\":\"x\"},null]",
      "[{\"v\":[1,\"y\"]}]",
      "{\"k\":{\"q\":null}}",
      "{\"k\":[{\"a\":1.50}]}",
    };
    String sql =
        "SELECT named_struct('f', parse_json('{\"k\":1}')),"
            + " array(named_struct('a', 1, 'b', 'x'), null),"
            + " array(named_struct('v', parse_json('[1,\"y\"]'))),"
            + " map('k', parse_json('{\"q\":null}')),"
            + " map('k', array(named_struct('a', 1.50BD)))";
    try (Connection connection = QueryIT.connect(warehouse, options);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], row.getString(i + 1));
        assertEquals(expected[i], row.getObject(i + 1).toString());
        assertEquals(
            expected[i], new String(row.getBytes(i + 1), StandardCharsets.UTF_8), "getBytes");
      }
      Object[] elements = (Object[]) row.getArray(2).getArray();
      Struct struct = assertInstanceOf(Struct.class, elements[0]);
      assertEquals("x", struct.getAttributes()[1]);
      assertEquals("{\"a\":1,\"b\":\"x\"}", struct.toString());
      Map<?, ?> map = assertInstanceOf(Map.class, row.getObject(5));
      Object[] inner = (Object[]) ((Array) map.get("k")).getArray();
      assertInstanceOf(Struct.class, inner[0]);
      assertEquals("java.util.Map", row.getMetaData().getColumnClassName(5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";arrow=0"})
  void nestedTypesAreTextOnRequest(String options, WarehouseProcess warehouse) throws SQLException {
    try (Connection connection =
            QueryIT.connect(warehouse, ";EnableComplexDatatypeSupport=0" + options);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TABLE main.default.types_text (i INT, a ARRAY<INT>, s STRUCT<x: INT>,"
              + " m MAP<STRING, INT>)");
      statement.execute(
          "INSERT INTO main.default.types_text VALUES (1, array(1, null), named_struct('x', 2),"
              + " map('k', 3))");
      String[] texts = {"1", "[1,null]", "{\"x\":2}", "{\"k\":3}"};
      try (PreparedStatement query =
              connection.prepareStatement("SELECT * FROM main.default.types_text");
          ResultSet columns =
              connection.getMetaData().getColumns("main", "default", "types\\_text", "%")) {
        ResultSetMetaData before = query.getMetaData();
        try (ResultSet row = query.executeQuery()) {
          assertTrue(row.next());
          for (int i = 1; i <= 4; i++) {
            int type = i == 1 ? Types.INTEGER : Types.VARCHAR;
            int size = i == 1 ? 10 : Integer.MAX_VALUE;
            for (ResultSetMetaData about : List.of(before, row.getMetaData())) {
              assertEquals(type, about.getColumnType(i));
              assertEquals(size, about.getPrecision(i));
              assertEquals(
                  i == 1 ? "java.lang.Integer" : "java.lang.String", about.getColumnClassName(i));
            }
            assertTrue(columns.next());
            assertEquals(type, columns.getInt("DATA_TYPE"));
            assertEquals(size, columns.getInt("COLUMN_SIZE"));
            assertEquals(before.getColumnTypeName(i), columns.getString("TYPE_NAME"));
            assertEquals(texts[i - 1], row.getObject(i).toString());
            assertEquals(texts[i - 1], row.getString(i));
            if (i > 1) {
              assertInstanceOf(String.class, row.getObject(i));
            }
          }
          assertEquals(2, ((Object[]) row.getArray(2).getArray()).length);
        }
      }
      try (ResultSet rows = connection.getMetaData().getTypeInfo()) {
        while (rows.next()) {
          if (List.of("ARRAY", "STRUCT", "MAP").contains(rows.getString("TYPE_NAME"))) {
            assertEquals(Types.VARCHAR, rows.getInt("DATA_TYPE"));
          }
        }
      }
      statement.execute("DROP TABLE main.default.types_text");
    }
  }
}
