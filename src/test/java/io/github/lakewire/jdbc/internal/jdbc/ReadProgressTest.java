package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.cursor.ReaderActivity;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What those who keep a result open see of its reader, and what its reader hears of them. */
class ReadProgressTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  @Test
  void eachRowIsProgressAndTheEndOfKeepAliveIsAWarning() throws Exception {
    FakeSession.FakeOperation run =
        FakeSession.rows(
            List.of(FakeSession.column("c", ColumnType.INT)),
            new Object[] {1},
            new Object[] {2},
            new Object[] {3});
    session.then(run);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT c FROM t")) {
      ReaderActivity reading = run.cursor;
      long before = reading.position();
      while (rows.next()) {
        assertTrue(reading.position() > before);
        assertEquals(reading.position(), reading.position());
        before = reading.position();
      }
      reading.notKeptOpen("not kept open");
      assertEquals("not kept open", rows.getWarnings().getMessage());
      assertEquals("01000", rows.getWarnings().getSQLState());
      assertEquals("not kept open", statement.getWarnings().getMessage());
    }
  }

  @Test
  void metadataIsReadByItsRowsAndTheEndOfKeepAliveIsAWarningOfTheConnection() throws Exception {
    FakeSession.FakeOperation call =
        FakeSession.rows(
            Stream.of("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "TYPE_NAME")
                .map(name -> FakeSession.column(name, ColumnType.STRING))
                .toList(),
            new Object[] {"main", "s", "t", "a", "INT"},
            new Object[] {"main", "s", "t", "b", "INT"});
    session.metadata.add(call);
    try (ResultSet rows = connection.getMetaData().getColumns("main", "s", "%", "%")) {
      assertTrue(rows.next());
      assertEquals(3, call.cursor.position(), "two rows and the end");
      call.cursor.notKeptOpen("not kept open");
      assertEquals("not kept open", connection.getWarnings().getMessage());
    }
  }
}
