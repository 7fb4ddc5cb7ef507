package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyQueriesTest {
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final FakeContext context = new FakeContext();
  private final KeyQueries keys = new KeyQueries(server, context);

  private void primaryKey(String column, String spelling, @Nullable Integer sequence) {
    server.row(
        "TABLE_CAT",
        "main",
        "TABLE_SCHEM",
        "s",
        "TABLE_NAME",
        "t",
        "COLUMN_NAME",
        column,
        spelling,
        sequence,
        "PK_NAME",
        "pk");
  }

  @Test
  void primaryKeyIsSortedByColumnAndCountsFromOne() throws Exception {
    primaryKey("z", "KEQ_SEQ", 0);
    primaryKey("a", "KEQ_SEQ", 1);
    List<Object[]> rows = keys.primaryKeys("main", "s", "t");
    assertArrayEquals(new Object[] {"main", "s", "t", "a", (short) 2, "pk"}, rows.get(0));
    assertArrayEquals(new Object[] {"main", "s", "t", "z", (short) 1, "pk"}, rows.get(1));
    assertEquals(List.of("primaryKeys(main, s, t)"), server.calls);
  }

  @Test
  void keySequenceOfTheServerIsKeptWhenItCountsFromOne() throws Exception {
    primaryKey("a", "KEY_SEQ", 2);
    primaryKey("b", "KEY_SEQ", 1);
    List<Object[]> rows = keys.primaryKeys("main", "s", "t");
    assertEquals((short) 2, rows.get(0)[4]);
    assertEquals((short) 1, rows.get(1)[4]);
  }

  @Test
  void keySequenceFollowsTheOrderOfRowsWhenTheServerSendsNone() throws Exception {
    primaryKey("b", "KEY_SEQ", null);
    primaryKey("a", "KEY_SEQ", null);
    List<Object[]> rows = keys.primaryKeys("main", "s", "t");
    assertEquals((short) 2, rows.get(0)[4]);
    assertEquals((short) 1, rows.get(1)[4]);
  }

  @Test
  void missingCatalogIsTheCurrentOne() throws Exception {
    keys.primaryKeys(null, "s", "t");
    keys.importedKeys("%", "s", "t");
    assertEquals(
        List.of("primaryKeys(main, s, t)", "crossReference(null, null, null, main, s, t)"),
        server.calls);
  }

  @Test
  void namesAreExactAndNotEscaped() throws Exception {
    keys.primaryKeys("my_cat", "my_schema", "my_table");
    assertEquals(List.of("primaryKeys(my_cat, my_schema, my_table)"), server.calls);
  }

  @Test
  void keysOfOtherTablesAreLeftOut() throws Exception {
    primaryKey("a", "KEY_SEQ", 1);
    assertEquals(0, keys.primaryKeys("main", "s", "_").size());
    assertEquals(0, keys.primaryKeys("other", "s", "t").size());
    assertEquals(1, keys.primaryKeys("MAIN", null, "T").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hive_metastore", "SPARK", ""})
  void catalogsWithoutKeysAreNotAsked(String catalog) throws Exception {
    assertEquals(0, keys.primaryKeys(catalog, "s", "t").size());
    assertEquals(0, keys.importedKeys(catalog, "s", "t").size());
    assertEquals(0, keys.exportedKeys(catalog, "s", "t").size());
    assertEquals(0, keys.crossReference("main", "s", "p", catalog, "s", "t").size());
    assertEquals(List.of(), server.calls);
  }

  @Test
  void tableIsNeeded() throws Exception {
    assertEquals(0, keys.primaryKeys("main", "s", null).size());
    assertEquals(0, keys.crossReference("main", "s", "p", "main", "s", "").size());
    assertEquals(List.of(), server.calls);
  }

  @Test
  void importedKeysAreSortedByParentAndSequence() throws Exception {
    server.foreignKey("q", "fk2", 0);
    server.foreignKey("p", "fk1", 1);
    server.foreignKey("p", "fk1", 0);
    List<Object[]> rows = keys.importedKeys("main", "s", "child");
    assertEquals(List.of("p_id0", "p_id1", "q_id0"), rows.stream().map(row -> row[7]).toList());
    assertArrayEquals(
        new Object[] {
          "main", "s", "p", "id0", "main", "s", "child", "p_id0", (short) 1, (short) 3, (short) 3,
          "fk1", null, (short) 7
        },
        rows.get(0));
    assertEquals((short) 2, rows.get(1)[8]);
    assertEquals((short) 1, rows.get(2)[8]);
  }

  @Test
  void exportedKeysAskWithTheParentOnly() throws Exception {
    server.foreignKey("p", "fk1", 1);
    server.foreignKey("q", "fk2", 1);
    assertEquals(1, keys.exportedKeys("main", "s", "p").size());
    assertEquals(List.of("crossReference(main, s, p, null, null, null)"), server.calls);
  }

  @Test
  void crossReferenceAsksWithBoth() throws Exception {
    server.foreignKey("p", "fk1", 1);
    server.foreignKey("q", "fk2", 1);
    assertEquals(1, keys.crossReference("main", "s", "p", "main", "s", "child").size());
    assertEquals(List.of("crossReference(main, s, p, main, s, child)"), server.calls);
  }

  @Test
  void notSupportedAndNotFoundAreEmpty() throws Exception {
    server.failing(
        DriverException.server(new ServerError("Operation is not supported", null, 0, null)));
    assertEquals(0, keys.exportedKeys("main", "s", "p").size());
    server.failing(DriverException.server(new ServerError("gone", "42P01", 0, null)));
    assertEquals(0, keys.primaryKeys("main", "s", "p").size());
  }

  @Test
  void otherFailuresAreThrown() {
    server.failing(new DriverException(DriverException.Kind.TRANSPORT, "reset"));
    assertThrows(DriverException.class, () -> keys.primaryKeys("main", "s", "p"));
    assertThrows(DriverException.class, () -> keys.importedKeys("main", "s", "p"));
  }
}
