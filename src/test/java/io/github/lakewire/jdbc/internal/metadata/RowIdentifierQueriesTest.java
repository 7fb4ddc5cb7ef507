package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowIdentifierQueriesTest {
  private final FakeContext context = new FakeContext();
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final RowIdentifierQueries identifiers =
      new RowIdentifierQueries(server.columns(context), server.keys(context));

  /** A column of a key, and the same one of the table. */
  private void keyColumn(@Nullable String schema, String name, int sequence, String type) {
    server.row(
        "TABLE_CAT",
        "main",
        "TABLE_SCHEM",
        schema,
        "TABLE_NAME",
        "my_table",
        "COLUMN_NAME",
        name,
        "KEQ_SEQ",
        sequence,
        "TYPE_NAME",
        type);
  }

  @Test
  void primaryKeyIsTheBestIdentifierInItsOwnOrder() throws Exception {
    keyColumn("s", "a", 2, "DECIMAL(10,2)");
    keyColumn("s", "b", 1, "STRING");
    List<Object[]> rows = identifiers.bestRowIdentifier("main", "s", "my_table");
    assertEquals(List.of("b", "a"), rows.stream().map(row -> row[1]).toList());
    assertArrayEquals(
        new Object[] {
          (short) DatabaseMetaData.bestRowSession,
          "a",
          Types.DECIMAL,
          "DECIMAL",
          10,
          null,
          (short) 2,
          (short) DatabaseMetaData.bestRowNotPseudo
        },
        rows.get(1));
    assertEquals(
        List.of("primaryKeys(main, s, my_table)", "columns(main, s, my\\_table, null)"),
        server.calls);
  }

  @Test
  void tableWithoutAKeyCostsOneRequest() throws Exception {
    assertEquals(0, identifiers.bestRowIdentifier("main", "s", "my_table").size());
    assertEquals(List.of("primaryKeys(main, s, my_table)"), server.calls);
  }

  @Test
  void tablesOfOneNameAreNotMixed() throws Exception {
    keyColumn("s", "a", 1, "INT");
    keyColumn("z", "b", 1, "INT");
    assertEquals(1, identifiers.bestRowIdentifier("main", null, "my_table").size());
  }

  @Test
  void serverMayLeaveOutTheSchema() throws Exception {
    keyColumn(null, "a", 1, "INT");
    keyColumn(null, "b", 2, "STRING");
    List<Object[]> rows = identifiers.bestRowIdentifier("main", null, "my_table");
    assertEquals(List.of("a", "b"), rows.stream().map(row -> row[1]).toList());
    assertEquals("columns(main, null, my\\_table, null)", server.calls.get(1));
  }
}
