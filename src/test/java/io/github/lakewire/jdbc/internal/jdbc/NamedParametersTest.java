package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.NamedParameters;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest.Parameter;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedParametersTest {
  private static final String SQL =
      "SELECT ':no', b::INT, c:path, ts ::DATE FROM t -- :no\nWHERE a = :id OR b=:name_2 OR c=:id";

  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  @Test
  void namesAreSentBesideTheText() throws SQLException {
    PreparedStatement statement = connection.prepareStatement(SQL);
    assertTrue(statement.isWrapperFor(NamedParameters.class));
    NamedParameters named = statement.unwrap(NamedParameters.class);
    assertEquals(List.of("id", "name_2"), named.names());
    named.setObject("id", 7);
    SQLException missing = assertThrows(SQLException.class, statement::execute);
    assertEquals("07001", missing.getSQLState());
    assertTrue(missing.getMessage().contains(":name_2"), missing.getMessage());
    named.setObject("name_2", "12", JDBCType.BIGINT);
    statement.execute();
    assertEquals(List.of(SQL), session.statements());
    assertEquals(
        List.of(new Parameter("id", "INT", "7"), new Parameter("name_2", "BIGINT", "12")),
        session.requests.get(0).parameters());
    assertEquals(2, statement.getParameterMetaData().getParameterCount());
    statement.setBytes(named.indexOf("id"), new byte[] {1});
    statement.execute();
    assertTrue(
        session.statements().get(1).endsWith("a = unhex('01') OR b=:name_2 OR c= unhex('01')"),
        session.statements().get(1));
    for (String name : List.of("ID", "no", "")) {
      SQLException e = assertThrows(SQLException.class, () -> named.setObject(name, 1));
      assertEquals("07009", e.getSQLState());
    }
  }

  @Test
  void literalsTakeThePlacesOfNamesWhereTheServerTakesNone() throws SQLException {
    session.parameterForm = ParameterForm.LITERALS;
    PreparedStatement statement = connection.prepareStatement("SELECT :a, :b, :a");
    NamedParameters named = statement.unwrap(NamedParameters.class);
    named.setObject("a", 1);
    named.setObject("b", "x");
    statement.execute();
    assertEquals(List.of("SELECT 1, 'x', 1"), session.statements());
  }

  @Test
  void namesMeanNothingUntilTheyAreAskedFor() throws SQLException {
    PreparedStatement statement = connection.prepareStatement(SQL);
    assertEquals(0, statement.getParameterMetaData().getParameterCount());
    statement.execute();
    assertEquals(List.of(SQL), session.statements());
    assertEquals(List.of(), session.requests.get(0).parameters());
  }

  @Test
  void questionMarksAndNamesDoNotMix() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, :a");
    assertFalse(statement.isWrapperFor(NamedParameters.class));
    SQLException e =
        assertThrows(SQLException.class, () -> statement.unwrap(NamedParameters.class));
    assertEquals("HY024", e.getSQLState());
  }

  @Test
  void batchesOfNamedRowsAreRewritten() throws SQLException {
    session.then(FakeSession.count(2));
    PreparedStatement statement =
        connection.prepareStatement("INSERT INTO t (a, b, c) VALUES (:x, :y, :x)");
    NamedParameters named = statement.unwrap(NamedParameters.class);
    for (int i = 1; i <= 2; i++) {
      named.setObject("x", i);
      named.setObject("y", "r" + i);
      statement.addBatch();
    }
    assertArrayEquals(new int[] {1, 1}, statement.executeBatch());
    assertEquals(
        List.of("INSERT INTO t (a, b, c) VALUES (1, 'r1', 1), (2, 'r2', 2)"), session.statements());
  }
}
