package io.github.lakewire.jdbc.internal.jdbc;

import static io.github.lakewire.jdbc.testkit.SqlStates.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.thrift.StatementRequest.Parameter;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blobs, clobs, XML and streams are objects in memory: made by users, bound, and read. */
class LargeObjectsTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  @Test
  void objectsOfTheConnectionLiveInMemory() throws Exception {
    Blob blob = connection.createBlob();
    blob.setBytes(1, new byte[] {1, 2});
    Clob clob = connection.createClob();
    clob.setString(1, "clob");
    NClob nclob = connection.createNClob();
    nclob.setString(1, "nclob");
    SQLXML xml = connection.createSQLXML();
    assertEquals("HY010", state(xml::getString));
    xml.setString("<a/>");
    assertEquals("HY010", state(() -> xml.setString("<b/>")));
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ?, ?, ?");
    statement.setBlob(1, blob);
    statement.setClob(2, clob);
    statement.setNClob(3, nclob);
    statement.setSQLXML(4, xml);
    statement.setArray(5, connection.createArrayOf("INT", new Object[] {1, null}));
    statement.setObject(
        6, connection.createStruct("STRUCT<a: INT, `b c`: STRING>", new Object[] {1, "x'"}));
    statement.execute();
    assertEquals(
        "SELECT unhex('0102'), ?, ?, ?, CAST(array(1, NULL) AS ARRAY<INT>),"
            + " CAST(named_struct('a', 1, 'b c', CAST(unhex('7827') AS STRING)) AS"
            + " STRUCT<`a`: INT, `b c`: STRING>)",
        session.statements().get(0));
    assertEquals(
        List.of("clob", "nclob", "<a/>"),
        session.requests.get(0).parameters().stream().map(Parameter::value).toList());
    xml.free();
    assertEquals("HY010", state(xml::getString));
    SQLXML written = connection.createSQLXML();
    written.setCharacterStream().write("<c/>");
    assertEquals("<c/>", written.getString());
    assertEquals(
        "<c/>", new String(written.getBinaryStream().readAllBytes(), StandardCharsets.UTF_8));
    assertNotNull(written.getSource(null));
  }

  @Test
  void largeObjectsAreViewsOfTextAndBytes() throws Exception {
    session.then(
        FakeSession.rows(
            List.of(
                FakeSession.column("s", ColumnType.STRING),
                FakeSession.column("b", ColumnType.BINARY),
                FakeSession.column("n", ColumnType.STRING)),
            new Object[] {"<a>é</a>", new byte[] {1, 2, 3}, null}));
    var row = connection.createStatement().executeQuery("SELECT s, b, n FROM t");
    assertTrue(row.next());
    assertEquals(
        "<a>?</a>", new String(row.getAsciiStream(1).readAllBytes(), StandardCharsets.UTF_8));
    assertEquals('<', row.getCharacterStream(1).read());
    assertEquals('<', row.getNCharacterStream(1).read());
    assertEquals("<a>é</a>", row.getNString(1));
    assertEquals("é", row.getClob(1).getSubString(4, 1));
    assertEquals(8, row.getNClob(1).length());
    assertEquals("<a>é</a>", row.getSQLXML(1).getString());
    assertEquals(2, row.getBlob(2).getBytes(2, 1)[0]);
    assertEquals(3, row.getBinaryStream(2).readAllBytes().length);
    assertEquals("22018", state(() -> row.getURL(1)));
    assertEquals("HYC00", state(() -> row.getRowId(1)));
    assertEquals("HYC00", state(() -> row.getRef(1)));
    assertNull(row.getClob(3));
    assertNull(row.getNClob("n"));
    assertNull(row.getSQLXML(3));
    assertNull(row.getAsciiStream(3));
    assertNull(row.getBlob(3));
    assertTrue(row.wasNull());
    assertEquals("HYC00", state(() -> connection.prepareStatement("SELECT ?").setRowId(1, null)));
    assertEquals("HYC00", state(() -> connection.prepareStatement("SELECT ?").setRef(1, null)));
  }

  @Test
  void lobsAreObjectsInMemory() throws SQLException {
    var blob = connection.createBlob();
    assertEquals(3, blob.setBytes(1, new byte[] {1, 2, 3}));
    assertEquals(2, blob.position(new byte[] {2}, 1));
    var clob = connection.createNClob();
    clob.setString(1, "hello");
    assertEquals("ell", clob.getSubString(2, 3));
    clob.setString(4, "p!");
    assertEquals("help!", clob.getSubString(1, 10));
    clob.free();
    assertThrows(SQLException.class, clob::length);
  }
}
