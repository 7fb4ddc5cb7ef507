package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyQueriesTest {
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final FakeContext context = new FakeContext();
  private final KeyQueries keys = server.keys(context);

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

  // The crawl.

  /** A column of a key as information_schema says it, and once what kind of key it is. */
  private void key(
      String schema,
      String table,
      String column,
      int position,
      String name,
      @Nullable String parent) {
    part(
        "column",
        schema,
        name,
        "main",
        schema,
        table,
        column,
        null,
        position,
        parent == null ? null : 1);
    if (position > 1) {
      return;
    }
    String type = parent == null ? "PRIMARY KEY" : "FOREIGN KEY";
    part("type", schema, name, type, null, null, null, null, null, null);
    if (parent != null) {
      String[] of = parent.split("\\.");
      part("reference", schema, name, "main", of[0], of[1], "NO ACTION", "CASCADE", null, null);
    }
  }

  private void part(String part, String schema, String name, @Nullable Object... values) {
    Object[] row = new Object[22];
    System.arraycopy(
        new Object[] {
          "PART",
          part,
          "CONSTRAINT_CATALOG",
          "main",
          "CONSTRAINT_SCHEMA",
          schema,
          "CONSTRAINT_NAME",
          name
        },
        0,
        row,
        0,
        8);
    for (int i = 0; i < values.length; i++) {
      row[8 + 2 * i] = List.of("A", "B", "C", "D", "E", "N", "M").get(i);
      row[9 + 2 * i] = values[i];
    }
    server.row(row);
  }

  private KeyQueries crawling() throws Exception {
    KeyQueries crawling = server.keys(context, new SchemaCache(Duration.ofHours(1)));
    assertEquals(0, crawling.primaryKeys("main", "s", "first").size());
    server.calls.clear();
    return crawling;
  }

  @Test
  void secondTableOfASchemaReadsAllKeysByOneQuery() throws Exception {
    key("s", "t", "z", 1, "pk_t", null);
    key("s", "t", "a", 2, "pk_t", null);
    key("s", "p", "id", 1, "pk_p", null);
    key("s", "q", "id", 1, "pk_q", null);
    key("s", "child", "q_id", 1, "fk_q", "s.pk_q");
    key("s", "child", "p_id", 1, "fk_p", "s.pk_p");
    key("other", "guest", "p_id", 1, "fk_guest", "s.pk_p");
    KeyQueries crawling = crawling();
    List<Object[]> primary = crawling.primaryKeys("MAIN", "S", "T");
    assertArrayEquals(new Object[] {"main", "s", "t", "a", (short) 2, "pk_t"}, primary.get(0));
    assertArrayEquals(new Object[] {"main", "s", "t", "z", (short) 1, "pk_t"}, primary.get(1));
    List<Object[]> imported = crawling.importedKeys("main", "s", "child");
    assertArrayEquals(
        new Object[] {
          "main", "s", "p", "id", "main", "s", "child", "p_id", (short) 1, (short) 3, (short) 0,
          "fk_p", "pk_p", (short) 7
        },
        imported.get(0));
    assertEquals("q", imported.get(1)[2]);
    assertEquals(
        List.of("guest", "child"),
        crawling.exportedKeys(null, "s", "p").stream().map(row -> row[6]).toList());
    assertEquals(0, crawling.importedKeys("main", "s", "guest").size());
    assertEquals(0, crawling.exportedKeys("main", "s", "child").size());
    assertEquals(List.of(), server.calls);
    assertEquals(2, server.queries.size());
    assertTrue(
        server.queries.get(0).endsWith("WHERE constraint_schema IN ('s', 'S')"),
        server.queries.get(0));
    assertTrue(
        server
            .queries
            .get(1)
            .endsWith(
                "WHERE constraint_schema = 's' OR (unique_constraint_catalog = 'main' AND"
                    + " unique_constraint_schema = 's')"),
        server.queries.get(1));
  }

  @Test
  void whereTheQueryFailsKeysAreReadTableByTableWithoutAWarning() throws Exception {
    server.refusals.put(
        "key_column_usage", DriverException.server(new ServerError("too much", "XX000", 0, null)));
    KeyQueries crawling = crawling();
    for (String table : List.of("t", "u", "v")) {
      crawling.primaryKeys("main", "s", table);
    }
    assertEquals(1, server.queries.size());
    assertEquals(
        List.of("primaryKeys(main, s, t)", "primaryKeys(main, s, u)", "primaryKeys(main, s, v)"),
        server.calls);
    assertEquals(List.of(), context.warnings);
  }

  @Test
  void whereInformationSchemaCannotBeReadKeysAreReadTableByTable() throws Exception {
    context.informationSchema = false;
    KeyQueries crawling = crawling();
    crawling.primaryKeys("main", "s", "t");
    crawling.importedKeys("main", "s", "t");
    crawling.exportedKeys("main", "s", "t");
    assertEquals(
        List.of(
            "primaryKeys(main, s, t)",
            "crossReference(null, null, null, main, s, t)",
            "crossReference(main, s, t, null, null, null)"),
        server.calls);
    assertEquals(List.of(), server.queries);
  }

  /** This server does not know the columns of the key either when it is asked for it. */
  @Test
  void keysThatCannotBePutTogetherAreReadTableByTable() throws Exception {
    key("s", "t", "a", 1, "pk_t", null);
    key("s", "t", "x_id", 1, "fk_x", "other.pk_x");
    KeyQueries crawling = crawling();
    for (String table : List.of("t", "u")) {
      crawling.primaryKeys("main", "s", table);
    }
    assertEquals(List.of("primaryKeys(main, s, t)", "primaryKeys(main, s, u)"), server.calls);
    assertEquals(2, server.queries.size());
    assertTrue(
        server
            .queries
            .get(1)
            .endsWith(" WHERE constraint_schema IN ('other') AND constraint_name IN ('pk_x')"),
        server.queries.get(1));
  }

  @Test
  void exportedKeysThatTheServerDoesNotHaveComeFromAQuery() throws Exception {
    key("s", "p", "id", 1, "pk_p", null);
    key("s", "child", "p_id", 1, "fk_p", "s.pk_p");
    server.failing(
        DriverException.server(new ServerError("Operation is not supported", null, 0, null)));
    KeyQueries keys = server.keys(context, new SchemaCache(Duration.ofHours(1)));
    for (int i = 0; i < 2; i++) {
      assertEquals(
          List.of("child"),
          keys.exportedKeys("main", "s", "p").stream().map(row -> row[6]).toList());
    }
    assertEquals(List.of("crossReference(main, s, p, null, null, null)"), server.calls);
  }
}
