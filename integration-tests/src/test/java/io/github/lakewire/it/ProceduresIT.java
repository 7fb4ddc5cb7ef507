package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlInOutParameter;
import org.springframework.jdbc.core.SqlOutParameter;
import org.springframework.jdbc.core.SqlParameter;
import org.springframework.jdbc.core.simple.SimpleJdbcCall;

/** Procedures with OUT and INOUT parameters, which Spark's scripting executes. */
@ExtendWith(SharedWarehouse.class)
class ProceduresIT {
  /** As Databricks' documentation of CALL shows it. */
  private static final String AREA =
      """
      CREATE PROCEDURE area_of_rectangle(IN x INT, IN y INT DEFAULT 2, OUT area INT, INOUT acc INT)
      LANGUAGE SQL
      SQL SECURITY INVOKER
      COMMENT 'Adds areas'
      AS BEGIN
        SET area = x * y;
        SET acc = coalesce(acc, 0) + area;
        SELECT 'Area of rectangle is: ' || area AS said;
      END
      """;

  private static final String MANY_TYPES =
      """
      CREATE PROCEDURE many_types(
        INOUT b BOOLEAN, INOUT l BIGINT, INOUT n DECIMAL(20,4), INOUT d DOUBLE, INOUT s STRING,
        INOUT x BINARY, INOUT day DATE, INOUT at TIMESTAMP, INOUT list ARRAY<INT>,
        INOUT map MAP<STRING, INT>, INOUT pair STRUCT<a: INT, b: STRING>)
      LANGUAGE SQL SQL SECURITY INVOKER
      AS BEGIN
        SET n = n * 2;
      END
      """;

  private static long statements(WarehouseProcess warehouse) throws Exception {
    return warehouse.requests().getOrDefault("ExecuteStatement", 0L);
  }

  @Test
  void valuesComeBackByNumberBesideTheRowsOfTheCall(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "procedures_numbers");
        Connection connection = schema.source().getConnection();
        CallableStatement call = call(schema, connection, "{call area_of_rectangle(?, ?, ?, ?)}")) {
      call.setInt(1, 5);
      call.setInt(2, 10);
      call.registerOutParameter(3, Types.INTEGER);
      call.setInt(4, 10);
      call.registerOutParameter(4, JDBCType.INTEGER);
      assertTrue(call.execute());
      try (ResultSet rows = call.getResultSet()) {
        assertTrue(rows.next());
        assertEquals("Area of rectangle is: 50", rows.getString("said"));
        // Before the rows are read to their end.
        assertEquals(50, call.getInt(3));
        assertEquals(60, call.getObject(4));
        assertFalse(rows.next());
      }
      assertFalse(call.getMoreResults());
      assertEquals(50L, call.getLong(3));
      call.setInt(4, 60);
      assertEquals(0, call.executeUpdate());
      assertEquals(110, call.getInt(4));
    }
  }

  private static CallableStatement call(OwnSchema schema, Connection connection, String sql)
      throws SQLException {
    schema.run("USE CATALOG main");
    try (var statement = connection.createStatement()) {
      statement.execute(AREA);
    }
    return connection.prepareCall(sql);
  }

  @Test
  void valueThatIsNoMoreSetDoesNotReachTheNextCall(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "procedures_again");
        Connection connection = schema.source().getConnection();
        CallableStatement call = call(schema, connection, "CALL area_of_rectangle(?, 1, ?, ?)")) {
      call.registerOutParameter(2, Types.INTEGER);
      call.registerOutParameter(3, Types.INTEGER);
      call.setInt(1, 3);
      call.setInt(3, 100);
      call.execute();
      assertEquals(103, call.getInt(3));
      call.clearParameters();
      call.setInt(1, 4);
      call.execute();
      assertEquals(4, call.getInt(3));
      call.setNull(1, Types.INTEGER);
      call.execute();
      assertEquals(0, call.getInt(2));
      assertTrue(call.wasNull());
      assertNull(call.getObject(2));
    }
  }

  @Test
  void namesAreThoseOfTheMarkersTheCallOrTheProcedure(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "procedures_names");
        Connection connection = schema.source().getConnection()) {
      call(schema, connection, "{call area_of_rectangle(?, ?, ?, ?)}").close();
      for (String sql :
          List.of(
              "{call area_of_rectangle(:x, :y, :area, :acc)}",
              "CALL area_of_rectangle(y => ?, x => ?, acc => ?, area => ?)",
              "{call area_of_rectangle(?, ?, ?, ?)}",
              "CALL Main.procedures_names.AREA_OF_RECTANGLE(?, acc => ?, area => ?, y => ?)")) {
        try (CallableStatement call = connection.prepareCall(sql)) {
          call.setInt("x", 2);
          call.setObject("Y", 4L);
          call.registerOutParameter("AREA", Types.BIGINT);
          call.registerOutParameter("acc", Types.VARCHAR);
          call.setString("acc", "3");
          call.execute();
          assertEquals(8L, call.getObject("area"), sql);
          assertEquals("11", call.getString("acc"), sql);
          SQLException none = assertThrows(SQLException.class, () -> call.setInt("z", 1));
          assertEquals("07009", none.getSQLState());
        }
      }
    }
  }

  @Test
  void everyTypeComesBackAsItWas(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "procedures_types");
        Connection connection = schema.source().getConnection()) {
      schema.run(MANY_TYPES);
      try (CallableStatement call =
          connection.prepareCall("{call many_types(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)}")) {
        Timestamp moment = Timestamp.valueOf("2024-02-29 12:34:56.123456");
        call.setBoolean(1, true);
        call.registerOutParameter(1, Types.BIT);
        call.setLong(2, Long.MIN_VALUE);
        call.registerOutParameter(2, Types.BIGINT);
        call.setBigDecimal(3, new BigDecimal("1234567890123456.0001"));
        call.registerOutParameter(3, Types.NUMERIC);
        call.setDouble(4, 0.1);
        call.registerOutParameter(4, Types.DOUBLE);
        call.setString(5, "o'clock \\ 语");
        call.registerOutParameter(5, Types.VARCHAR);
        call.setBytes(6, new byte[] {0, -1});
        call.registerOutParameter(6, Types.VARBINARY);
        call.setObject(7, LocalDate.of(2024, 2, 29));
        call.registerOutParameter(7, Types.DATE);
        call.setTimestamp(8, moment);
        call.registerOutParameter(8, Types.TIMESTAMP);
        call.setArray(9, connection.createArrayOf("INT", new Object[] {1, null, 3}));
        call.registerOutParameter(9, Types.ARRAY);
        call.setObject(10, Map.of("k", 7));
        call.registerOutParameter(10, Types.OTHER, "MAP<STRING, INT>");
        call.setObject(
            11, connection.createStruct("STRUCT<a: INT, b: STRING>", new Object[] {1, "z"}));
        call.registerOutParameter(11, Types.STRUCT);
        ParameterMetaData parameters = call.getParameterMetaData();
        assertEquals(11, parameters.getParameterCount());
        assertEquals(ParameterMetaData.parameterModeInOut, parameters.getParameterMode(2));
        assertEquals("BIGINT", parameters.getParameterTypeName(2));
        call.execute();
        assertEquals(true, call.getObject(1));
        assertEquals(Long.MIN_VALUE, call.getObject(2));
        assertEquals(new BigDecimal("2469135780246912.0002"), call.getObject(3));
        assertEquals(0.1, call.getObject(4));
        assertEquals("o'clock \\ 语", call.getObject(5));
        assertArrayEquals(new byte[] {0, -1}, call.getBytes(6));
        assertEquals(Date.valueOf("2024-02-29"), call.getDate(7));
        assertEquals(LocalDate.of(2024, 2, 29), call.getObject(7, LocalDate.class));
        assertEquals(moment, call.getTimestamp(8));
        Array list = call.getArray(9);
        assertArrayEquals(new Object[] {1, null, 3}, (Object[]) list.getArray());
        assertEquals(Map.of("k", 7), call.getObject(10));
        Struct pair = assertInstanceOf(Struct.class, call.getObject(11));
        assertArrayEquals(new Object[] {1, "z"}, pair.getAttributes());
      }
    }
  }

  @Test
  void functionIsCalledForItsValue(WarehouseProcess warehouse) throws Exception {
    try (Connection connection = QueryIT.connect(warehouse, "");
        CallableStatement call =
            connection.prepareCall("{? = call samples.lakewire.fare_with_tip(?, ?)}")) {
      call.registerOutParameter(1, Types.DECIMAL);
      call.setBigDecimal(2, new BigDecimal("10.00"));
      call.setInt(3, 20);
      long before = statements(warehouse);
      assertFalse(call.execute());
      assertEquals(1, statements(warehouse) - before);
      assertEquals(-1, call.getUpdateCount());
      assertEquals(new BigDecimal("12.0000"), call.getObject(1));
      call.setInt("percent", 50);
      assertEquals(0, call.executeUpdate());
      assertEquals(15.0, call.getDouble(1));
      assertEquals(3, call.getParameterMetaData().getParameterCount());
    }
  }

  @Test
  void laterCallsTakeThreeStatements(WarehouseProcess warehouse) throws Exception {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      for (long expected : new long[] {3, 3, 3}) {
        long before = statements(warehouse);
        try (CallableStatement call =
            connection.prepareCall("{call samples.lakewire.count_trips(?, ?)}")) {
          call.setObject(1, LocalDate.of(2024, 1, 1));
          call.registerOutParameter(2, Types.BIGINT);
          call.execute();
          assertTrue(call.getLong(2) > 0);
          assertEquals(call.getLong(2), call.getObject(2, Long.class));
        }
        assertEquals(expected, statements(warehouse) - before);
      }
    }
  }

  @Test
  void failedProcedureGivesNoValuesAndSaysThatItFailed(WarehouseProcess warehouse)
      throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "procedures_failed");
        Connection connection = schema.source().getConnection()) {
      schema.run(
          "CREATE PROCEDURE divide(IN a INT, OUT b INT) LANGUAGE SQL SQL SECURITY INVOKER"
              + " AS BEGIN SET b = 10 DIV a; END");
      try (CallableStatement call = connection.prepareCall("{call divide(?, ?)}")) {
        call.setInt(1, 5);
        call.registerOutParameter(2, Types.INTEGER);
        call.execute();
        assertEquals(2, call.getInt(2));
        call.setInt(1, 0);
        SQLException failed = assertThrows(SQLException.class, call::execute);
        assertEquals("22012", failed.getSQLState());
        assertEquals("24000", assertThrows(SQLException.class, () -> call.getInt(2)).getSQLState());
        call.setInt(1, 2);
        call.execute();
        assertEquals(5, call.getInt(2));
      }
      try (CallableStatement call = connection.prepareCall("{call missing(?)}")) {
        call.registerOutParameter(1, Types.INTEGER);
        SQLException failed = assertThrows(SQLException.class, call::execute);
        assertEquals("42883", failed.getSQLState());
        assertEquals(
            ExecutionOutcome.NOT_EXECUTED,
            assertInstanceOf(LakewireException.class, failed).outcome());
      }
    }
  }

  @Test
  void springCallsByNumberAndByName(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "procedures_spring")) {
      JdbcTemplate template = new JdbcTemplate(schema.source());
      template.execute(AREA);
      template.execute("CREATE FUNCTION twice(x INT) RETURNS INT LANGUAGE SQL RETURN x * 2");
      Map<String, Object> declared =
          new SimpleJdbcCall(template)
              .withProcedureName("area_of_rectangle")
              .withoutProcedureColumnMetaDataAccess()
              .declareParameters(
                  new SqlParameter("x", Types.INTEGER),
                  new SqlParameter("y", Types.INTEGER),
                  new SqlOutParameter("area", Types.NUMERIC),
                  new SqlOutParameter("acc", Types.INTEGER))
              .returningResultSet("said", (rows, number) -> rows.getString(1))
              .execute(Map.of("x", 2, "y", 3));
      assertEquals(new BigDecimal("6"), declared.get("area"));
      assertEquals(6, declared.get("acc"));
      assertEquals(List.of("Area of rectangle is: 6"), declared.get("said"));
      Map<String, Object> named =
          new SimpleJdbcCall(template)
              .withProcedureName("area_of_rectangle")
              .withoutProcedureColumnMetaDataAccess()
              .withNamedBinding()
              .declareParameters(
                  new SqlInOutParameter("acc", Types.INTEGER),
                  new SqlParameter("x", Types.INTEGER),
                  new SqlOutParameter("area", Types.BIGINT))
              .execute(Map.of("x", 2, "acc", 1));
      assertEquals(4L, named.get("area"));
      assertEquals(5, named.get("acc"));
      assertEquals(
          14,
          new SimpleJdbcCall(template)
              .withFunctionName("twice")
              .withoutProcedureColumnMetaDataAccess()
              .declareParameters(
                  new SqlOutParameter("return", Types.INTEGER),
                  new SqlParameter("x", Types.INTEGER))
              .executeFunction(Integer.class, Map.of("x", 7)));
    }
  }
}
