package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What metadata promises whatever the server answers: patterns, keys and codes of types. */
class MetadataContractTest {
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final FakeContext context = new FakeContext();
  private final CatalogQueries calls = new CatalogQueries(server, context);

  private static List<Object> names(List<Object[]> rows, int column) {
    return rows.stream().map(row -> row[column]).toList();
  }

  /** Patterns are arguments of a call, and no part of the text of a SHOW statement. */
  @Test
  void quotesInPatternsAreCharactersLikeOthers() throws Exception {
    for (String table : List.of("it's", "its", "it''s", "it\\'s")) {
      server.row("TABLE_CAT", "main", "TABLE_SCHEM", "o'neil", "TABLE_NAME", table);
    }
    assertEquals(List.of("it's"), names(calls.tables("main", "o'neil", "it's", null), 2));
    assertEquals(List.of("it''s", "it's"), names(calls.tables("main", "o'neil", "it'%", null), 2));
    assertEquals(List.of("tables(main, o'neil, it's)", "tables(main, o'neil, it'%)"), server.calls);
    server.calls.clear();
    calls.schemas("c'd", "o'neil");
    server.columns(context).open("c'd", "o'neil", "it's", "a'b").close();
    assertEquals(List.of("schemas(c'd, o'neil)", "columns(c'd, o'neil, it's, null)"), server.calls);
  }

  @Test
  void exportedKeysAreListed() throws Exception {
    server.foreignKey("parent", "fk", 1);
    List<Object[]> rows = server.keys(context).exportedKeys("main", "s", "parent");
    assertEquals(List.of("child"), names(rows, 6));
    assertEquals(List.of("crossReference(main, s, parent, null, null, null)"), server.calls);
  }

  @Test
  void nestedTypesAreTheSameEverywhere() throws Exception {
    Map<ColumnType, Integer> codes =
        Map.of(
            ColumnType.ARRAY, Types.ARRAY,
            ColumnType.STRUCT, Types.STRUCT,
            ColumnType.MAP, Types.VARCHAR);
    Map<ColumnType, String> names =
        Map.of(
            ColumnType.ARRAY, "ARRAY<INT>",
            ColumnType.STRUCT, "STRUCT<a: INT>",
            ColumnType.MAP, "MAP<STRING, INT>");
    for (ColumnType type : codes.keySet()) {
      // Of getColumnType, getTypeInfo and getColumns.
      assertEquals(codes.get(type), type.jdbcCode());
      assertEquals(
          List.of(codes.get(type)),
          names(
              TypeInfoRows.rows(false).stream().filter(row -> row[0].equals(type.name())).toList(),
              1));
      ColumnRows columns = new ColumnRows(false);
      Object[] column =
          columns.row("c", "s", "t", of -> of.equals("TYPE_NAME") ? names.get(type) : null);
      assertEquals(codes.get(type), column[4]);
    }
  }
}
