package io.github.lakewire.jdbc.internal.jdbc;

import static io.github.lakewire.jdbc.testkit.SqlStates.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.resultset.SampleCell;
import io.github.lakewire.jdbc.internal.resultset.TypesDocument;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code getObject} gives the class that was asked for, or the default one that the metadata names.
 */
class GetObjectTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private ResultSet one(ColumnType type, Object value) throws SQLException {
    session.then(FakeSession.oneRow(type, value));
    ResultSet rows = connection.createStatement().executeQuery("SELECT c");
    assertTrue(rows.next());
    return rows;
  }

  @Test
  void getObjectGivesTheClassThatWasAskedFor() throws SQLException {
    LocalDateTime local = LocalDateTime.of(2024, 2, 29, 1, 2, 3);
    ResultSet ntz = one(ColumnType.TIMESTAMP_NTZ, local);
    assertEquals(local, ntz.getObject(1, LocalDateTime.class));
    assertEquals(local.toLocalTime(), ntz.getObject(1, LocalTime.class));
    ResultSet text = one(ColumnType.STRING, "6f660a9c-8176-4bf3-8335-62b6ca1e769b");
    assertEquals(
        UUID.fromString("6f660a9c-8176-4bf3-8335-62b6ca1e769b"), text.getObject(1, UUID.class));
    for (Class<?> type : List.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class)) {
      ResultSet moment = one(ColumnType.STRING, "2024-02-29T01:02:03Z");
      try {
        assertInstanceOf(type, moment.getObject(1, type));
      } catch (SQLException e) {
        // Refused is fine, a String in the guise of another class is not.
        assertTrue(e.getSQLState().startsWith("22") || e.getSQLState().startsWith("07"));
      }
    }
  }

  @Test
  void getObjectReadsTheDateOfATimestamp() throws SQLException {
    ResultSet rows = one(ColumnType.TIMESTAMP_NTZ, LocalDateTime.of(2024, 2, 29, 23, 0));
    assertEquals(LocalDate.of(2024, 2, 29), rows.getObject(1, LocalDate.class));
  }

  @Test
  void objectOfClassObjectIsTheNaturalOne() throws SQLException {
    assertEquals(7, one(ColumnType.INT, 7).getObject(1, Object.class));
    assertInstanceOf(
        java.sql.Timestamp.class,
        one(ColumnType.TIMESTAMP_NTZ, LocalDateTime.of(2024, 2, 29, 23, 0))
            .getObject(1, Object.class));
  }

  @Test
  void aColumnOfVoidNamesAClassThatLoads() throws Exception {
    session.then(FakeSession.oneRow(ColumnType.VOID, null));
    ResultSet rows = connection.createStatement().executeQuery("SELECT NULL");
    assertNotNull(Class.forName(rows.getMetaData().getColumnClassName(1)));
    assertEquals(Types.NULL, rows.getMetaData().getColumnType(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARRAY", "STRUCT", "MAP", "DATE", "BINARY", "DECIMAL"})
  void columnClassNamesAreClassesThatLoad(String type) throws Exception {
    session.then(FakeSession.rows(List.of(FakeSession.column("c", ColumnType.valueOf(type)))));
    ResultSet rows = connection.createStatement().executeQuery("SELECT c");
    String name = rows.getMetaData().getColumnClassName(1);
    assertNotNull(Class.forName(name));
    if (type.equals("ARRAY")) {
      assertEquals("java.sql.Array", name);
      assertEquals(Types.ARRAY, rows.getMetaData().getColumnType(1));
    }
  }

  @Test
  void objectsAreOfTheClassThatTheMetadataNames() throws Exception {
    Set<String> types = new TreeSet<>();
    for (TypesDocument.Row row : TypesDocument.rows(TypesDocument.lines())) {
      if (row.value().equals("NULL")) {
        continue;
      }
      String form = row.form().equals("both") ? "Arrow" : row.form();
      try (ResultSet rows = SampleCell.open(row.sqlType(), row.value(), form)) {
        assertTrue(rows.next());
        Object object = rows.getObject(1);
        ResultSetMetaData columns = rows.getMetaData();
        assertTrue(Class.forName(columns.getColumnClassName(1)).isInstance(object), row.name());
        assertEquals(
            object.toString().getClass(), rows.getObject(1, String.class).getClass(), row.name());
        assertTrue(object.getClass().isInstance(rows.getObject(1, object.getClass())), row.name());
        types.add(row.sqlType().replaceAll("[(<].*", ""));
      }
    }
    assertEquals(23, types.size(), types.toString());
  }

  @Test
  void getObjectGivesTheClassesThatJdbcNames() throws Exception {
    ResultSet number = one(ColumnType.BIGINT, 42L);
    assertEquals(42, number.getObject(1, Integer.class));
    assertEquals(42, number.getObject(1, int.class));
    assertEquals("42", number.getObject(1, String.class));
    assertEquals(BigInteger.valueOf(42), number.getObject(1, BigInteger.class));
    assertEquals(new BigDecimal(42), number.getObject(1, BigDecimal.class));
    assertEquals("07006", state(() -> number.getObject(1, LocalDate.class)));
    assertThrows(SQLException.class, () -> number.getObject(1, (Class<?>) null));
    assertThrows(SQLException.class, () -> number.getObject(1, Thread.class));
    UUID uuid = UUID.randomUUID();
    assertEquals(uuid, one(ColumnType.STRING, uuid.toString()).getObject(1, UUID.class));
    assertEquals("22018", state(() -> one(ColumnType.STRING, "x").getObject(1, UUID.class)));
    assertEquals(List.of(1, 2), one(ColumnType.ARRAY, List.of(1, 2)).getObject(1, List.class));
    assertEquals(Map.of("a", 1), one(ColumnType.MAP, Map.of("a", 1)).getObject(1, Map.class));
  }
}
