package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TIME on a server that has it, and times of day on one that has not. */
@ExtendWith(SharedWarehouse.class)
class TimeIT {
  private static final String WITH_TIME = ";spark.sql.timeType.enabled=true";
  private static final LocalTime FINE = LocalTime.of(23, 59, 59, 123_456_000);

  @ParameterizedTest
  @ValueSource(strings = {"", ";lz4=0", ";cloudFetch=0", ";arrow=0"})
  void timesAreReadAtEveryDepthInEveryEncoding(String options, WarehouseProcess warehouse)
      throws SQLException {
    String sql =
        "SELECT * FROM VALUES (1, TIME'23:59:59.123456', CAST('01:02:03.456' AS TIME(3)),"
            + " array(TIME'00:00:00', null), map(TIME'10:30:00', TIME'10:30:00.5'),"
            + " named_struct('t', TIME'10:30:00', 'a', array(named_struct('t', TIME'00:00:01')))),"
            + " (2, null, null, null, null, null) AS v(row, t, m, a, p, s) ORDER BY row";
    try (Connection connection = QueryIT.connect(warehouse, WITH_TIME + options);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      assertEquals(FINE, row.getObject("t", LocalTime.class));
      assertEquals("23:59:59.123456", row.getString("t"));
      assertEquals("23:59:59", row.getTime("t").toString());
      assertEquals(LocalTime.of(1, 2, 3, 456_000_000), row.getObject("m", LocalTime.class));
      assertEquals(Arrays.asList(LocalTime.MIDNIGHT, null), row.getObject("a", List.class));
      assertEquals("[\"00:00:00\",null]", row.getString("a"));
      assertEquals(
          Map.of(LocalTime.of(10, 30), LocalTime.of(10, 30, 0, 500_000_000)),
          row.getObject("p", Map.class));
      assertEquals(Time.valueOf("00:00:00"), ((Object[]) row.getArray("a").getArray())[0]);
      if (!options.contains("arrow=0")) {
        // Without Arrow the server calls it STRING, and does not name the types inside.
        assertEquals(Types.TIME, row.getMetaData().getColumnType(2));
        assertEquals("java.sql.Time", row.getMetaData().getColumnClassName(2));
        assertEquals(Time.valueOf("23:59:59"), truncated(row.getObject("t")));
        assertEquals(Timestamp.valueOf("1970-01-01 23:59:59.123456"), row.getTimestamp("t"));
        assertEquals(Types.TIME, row.getArray("a").getBaseType());
        Object[] fields = ((Struct) row.getObject("s")).getAttributes();
        assertEquals(Time.valueOf("10:30:00"), fields[0]);
        Struct inner = (Struct) ((Object[]) ((Array) fields[1]).getArray())[0];
        assertEquals(Time.valueOf("00:00:01"), inner.getAttributes()[0]);
      }
      assertTrue(row.next());
      for (int i = 2; i <= 6; i++) {
        assertNull(row.getObject(i));
        assertTrue(row.wasNull());
      }
      assertNull(row.getTime("t"));
      assertFalse(row.next());
    }
  }

  private static Time truncated(Object time) {
    return Time.valueOf(time.toString());
  }

  /** What is written, by each way that values take, is read back. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timesAreWrittenWhetherTheServerHasTheTypeOrNot(boolean hasTime, WarehouseProcess warehouse)
      throws SQLException {
    String table = "main.default.times_" + hasTime;
    String type = hasTime ? "TIME" : "STRING";
    List<LocalTime> written = new ArrayList<>();
    try (Connection connection = QueryIT.connect(warehouse, hasTime ? WITH_TIME : "");
        Statement plain = connection.createStatement()) {
      plain.execute("CREATE OR REPLACE TABLE " + table + " (id INT, t " + type + ", s STRING)");
      String insert = "INSERT INTO " + table + " VALUES (?, ?, ?)";
      try (PreparedStatement one = connection.prepareStatement(insert)) {
        set(one, 0, FINE, written);
        one.executeUpdate();
        for (LocalTime time : Arrays.asList(LocalTime.MIDNIGHT, null, LocalTime.of(1, 2))) {
          set(one, written.size(), time, written);
          one.addBatch();
        }
        one.executeBatch();
      }
      StringBuilder many = new StringBuilder("INSERT INTO " + table + " VALUES (?, ?, ?)");
      many.append(", (?, ?, ?)".repeat(99));
      try (PreparedStatement literals = connection.prepareStatement(many.toString())) {
        for (int i = 0; i < 100; i++) {
          LocalTime time = LocalTime.of(i % 24, i % 60, 0, i * 1_000);
          literals.setInt(3 * i + 1, written.size());
          literals.setObject(3 * i + 2, time);
          literals.setObject(3 * i + 3, time);
          written.add(time);
        }
        literals.executeUpdate();
      }
      plain.executeUpdate("INSERT INTO " + table + " VALUES (999, {t '10:30:00'}, {t '10:30:00'})");
      try (ResultSet rows = plain.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
        for (LocalTime time : written) {
          assertTrue(rows.next());
          assertEquals(time, rows.getObject(2, LocalTime.class));
          assertEquals(time, rows.getObject(3, LocalTime.class));
        }
        assertTrue(rows.next());
        assertEquals(Time.valueOf("10:30:00"), rows.getTime(2));
      }
      String where =
          "SELECT count(*) FROM " + table + " WHERE t = ? AND s = ? AND t BETWEEN ? AND ?";
      try (PreparedStatement query = connection.prepareStatement(where)) {
        query.setObject(1, FINE);
        query.setObject(2, FINE);
        query.setTime(3, Time.valueOf("23:59:59"));
        query.setObject(4, "23:59:59.2", Types.TIME);
        try (ResultSet count = query.executeQuery()) {
          assertTrue(count.next());
          assertEquals(1, count.getInt(1));
        }
      }
      plain.execute("DROP TABLE " + table);
    }
  }

  private static void set(
      PreparedStatement statement, int id, LocalTime time, List<LocalTime> written)
      throws SQLException {
    statement.setInt(1, id);
    statement.setObject(2, time, Types.TIME);
    statement.setObject(3, time, Types.TIME);
    written.add(time);
  }

  @Test
  void theTypeIsDescribedBeforeAndWithoutExecution(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, WITH_TIME);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TABLE main.default.time_columns (t TIME(3), a ARRAY<TIME>)");
      try (ResultSet columns =
          connection.getMetaData().getColumns("main", "default", "time_columns", null)) {
        assertTrue(columns.next());
        assertEquals(Types.TIME, columns.getInt("DATA_TYPE"));
        assertEquals(3, columns.getInt("DECIMAL_DIGITS"));
        assertEquals(12, columns.getInt("COLUMN_SIZE"));
        assertTrue(columns.next());
        assertEquals(Types.ARRAY, columns.getInt("DATA_TYPE"));
        assertEquals("ARRAY<TIME(6)>", columns.getString("TYPE_NAME"));
      }
      try (PreparedStatement query =
          connection.prepareStatement("SELECT t, ? AS p FROM main.default.time_columns")) {
        query.setObject(1, FINE);
        assertEquals(Types.TIME, query.getMetaData().getColumnType(1));
        assertEquals(3, query.getMetaData().getScale(1));
        assertEquals(Types.TIME, query.getMetaData().getColumnType(2));
      }
      statement.execute("DROP TABLE main.default.time_columns");
    }
  }

  @Test
  void theAnswerIsForgottenWhenASettingChanges(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement();
        PreparedStatement query = connection.prepareStatement("SELECT typeof(?)")) {
      query.setObject(1, FINE);
      assertEquals("string", value(query));
      statement.execute("SET spark.sql.timeType.enabled=true");
      assertEquals("time(6)", value(query));
    }
  }

  private static String value(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      assertTrue(row.next());
      return row.getString(1);
    }
  }
}
