package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnQueriesTest {
  private static final Object[] NAMES = {"TABLE_NAME", "COLUMN_NAME", "ORDINAL_POSITION"};

  private final FakeMetadataReader server = new FakeMetadataReader();
  private final FakeContext context = new FakeContext();
  private final ColumnQueries queries =
      server.columns(context, new SchemaCache(Duration.ofHours(1)));

  private void column(String table, String column, @Nullable Integer position) {
    server.row(
        "TABLE_CAT",
        "main",
        "TABLE_SCHEM",
        "s",
        "TABLE_NAME",
        table,
        "COLUMN_NAME",
        column,
        "TYPE_NAME",
        "INT",
        "ORDINAL_POSITION",
        position);
  }

  /** Tables of ten columns each. */
  private void tables(String... names) {
    for (String name : names) {
      for (int i = 0; i < 10; i++) {
        column(name, "c" + i, i);
      }
    }
  }

  private static String[] numbered(int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "t%05d".formatted(i);
    }
    return names;
  }

  private RowCursor open(@Nullable String table, @Nullable String column) throws Exception {
    return queries.open("main", "s", table, column);
  }

  /** The rows that are left, as {@code table.column.position}. */
  private static List<String> rest(RowCursor cursor) throws Exception {
    List<String> rows = new ArrayList<>();
    while (cursor.advance()) {
      rows.add(row(cursor));
    }
    return rows;
  }

  private static String row(RowCursor cursor) throws Exception {
    List<String> values = new ArrayList<>();
    for (Object name : NAMES) {
      int index = MetadataColumns.COLUMNS.index((String) name);
      values.add(cursor.reader(index).getString(cursor.row()));
    }
    return String.join(".", values);
  }

  @Test
  void columnsOfOneTableCostOneCall() throws Exception {
    column("t", "b", 1);
    column("t", "a", 0);
    assertEquals(List.of("t.a.1", "t.b.2"), rest(open("t", "%")));
    assertEquals(List.of("columns(main, s, t, %)"), server.calls);
  }

  @Test
  void smallResultIsClosedBeforeItIsHandedOver() throws Exception {
    column("t", "a", 0);
    RowCursor cursor = open("t", "%");
    assertTrue(server.open.isEmpty());
    assertEquals(1, rest(cursor).size());
  }

  @Test
  void positionsAreTheTablesWhateverColumnsAreAskedFor() throws Exception {
    column("t", "a", 0);
    column("t", "b", 1);
    column("t", "c_d", 2);
    column("u", "c_d", 0);
    assertEquals(List.of("t.c_d.3", "u.c_d.1"), rest(open("%", "C\\_%")));
    assertEquals(List.of("columns(main, s, %, null)"), server.calls);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void positionsCountFromOneInEachTable(int first) throws Exception {
    column("u", "x", first);
    column("t", "b", first + 1);
    column("t", "a", first);
    assertEquals(List.of("t.a.1", "t.b.2", "u.x.1"), rest(open("%", null)));
  }

  @Test
  void columnsWithoutPositionKeepTheirOrder() throws Exception {
    column("t", "z", null);
    column("t", "a", null);
    column("u", "d", null);
    column("u", "c", null);
    assertEquals(List.of("t.z.1", "t.a.2", "u.d.1", "u.c.2"), rest(open("%", null)));
  }

  @Test
  void whatFailedFailsAgain() throws Exception {
    tables(numbered(500));
    RowCursor cursor = open("%", "%");
    server.failureBehind = new DriverException(DriverException.Kind.TRANSPORT, "reset");
    assertThrows(DriverException.class, () -> rest(cursor));
    server.failureBehind = null;
    assertThrows(DriverException.class, cursor::advance);
  }

  @Test
  void factsThatTheServerFailsToTellAreLeftOut() throws Exception {
    column("t", "a", 0);
    server.refusals.put(
        "is_identity", DriverException.server(new ServerError("too much", "XX000", 0, null)));
    RowCursor cursor = open("t", null);
    assertTrue(cursor.advance());
    assertTrue(cursor.reader(12).isNull(cursor.row()), "COLUMN_DEF");
    assertEquals(1, context.warnings.size());
  }

  @Test
  void tablesInOrderAreHandedOverWhileOthersAreOnTheirWay() throws Exception {
    tables(numbered(500));
    RowCursor cursor = open("%", "%");
    assertTrue(cursor.advance());
    assertEquals("t00000.c0.1", row(cursor));
    assertTrue(server.opened.get(0).taken() < 1_100, "read ahead");
    assertFalse(server.open.isEmpty());
    List<String> rest = rest(cursor);
    assertEquals(4_999, rest.size());
    assertEquals(rest.stream().sorted(byPosition()).toList(), rest);
    assertTrue(server.open.isEmpty(), "open behind the last row");
    assertFalse(cursor.advance());
  }

  /** The order of tables, and of the columns of one, which have one digit but for the tenth. */
  private static Comparator<String> byPosition() {
    return Comparator.comparing(row -> row.replaceAll("\\.(\\d)$", ".0$1").replaceAll("\\.c.", ""));
  }

  @Test
  void closingBeforeTheEndClosesTheCall() throws Exception {
    tables(numbered(500));
    RowCursor cursor = open("%", "%");
    assertTrue(cursor.advance());
    cursor.close();
    assertTrue(server.open.isEmpty());
  }

  @Test
  void eachFetchHasTheTimeOfACall() throws Exception {
    context.timeout = Duration.ofHours(1);
    tables(numbered(250));
    RowCursor cursor = open("%", "%");
    assertTrue(server.deadlines.get(server.deadlines.size() - 1).isNone(), "while rows are read");
    rest(cursor);
    assertEquals(
        List.of(false, true, false, true, false),
        server.deadlines.stream().map(deadline -> deadline.isNone()).toList());
  }

  @Test
  void serverWithoutOrderIsSortedBeforeTheFirstRow() throws Exception {
    String[] names = numbered(500);
    String first = names[0];
    names[0] = names[50];
    names[50] = first;
    tables(names);
    RowCursor cursor = open("%", "%");
    List<String> rows = rest(cursor);
    assertEquals(5_000, rows.size());
    assertEquals(rows.stream().sorted(byPosition()).toList(), rows);
  }

  @Test
  void whereTheOrderBreaksLaterTheRestIsSorted() throws Exception {
    String[] names = numbered(500);
    String late = names[400];
    names[400] = names[300];
    names[300] = late;
    tables(names);
    List<String> rows = rest(open("%", "%"));
    assertEquals(5_000, rows.size());
    assertEquals(rows.stream().sorted(byPosition()).toList(), rows);
  }

  @ParameterizedTest
  @CsvSource({"0,", "1,", "0,%1"})
  void tableThatComesInPartsKeepsTheServersPositions(int first, @Nullable String columns)
      throws Exception {
    column("a", "a0", first);
    column("a", "a1", first + 1);
    for (String name : numbered(200)) {
      for (int i = 0; i < 10; i++) {
        column(name, "c" + i, first + i);
      }
    }
    column("a", "a2", first + 2);
    List<String> rows = rest(open("%", columns));
    assertTrue(rows.contains("a.a1.2"));
    assertEquals(columns == null, rows.contains("a.a2.3"), "its last column");
    assertEquals(rows.size(), new HashSet<>(rows).size());
    assertEquals(columns == null ? 2_003 : 201, rows.size());
  }

  @Test
  void emptyNamesMatchNothingAndCostNoCall() throws Exception {
    column("t", "a", 0);
    assertEquals(List.of(), rest(queries.open("", "s", "t", "%")));
    assertEquals(List.of(), rest(open("t", "")));
    assertEquals(List.of(), server.calls);
  }

  @ParameterizedTest
  @ValueSource(strings = {"42704", "42P01", "42P08"})
  void whatDoesNotExistIsEmpty(String state) throws Exception {
    DriverException missing =
        DriverException.server(new ServerError("[X] no such", state, 0, null));
    server.failureBehind = missing;
    column("t", "a", 0);
    assertEquals(List.of("t.a.1"), rest(open("%", "%")));
    server.failing(missing);
    assertEquals(List.of(), rest(open("%", "%")));
  }

  @Test
  void otherFailuresAreThrownAndCloseTheCall() {
    DriverException reset = new DriverException(DriverException.Kind.TRANSPORT, "reset");
    server.failureBehind = reset;
    column("t", "a", 0);
    assertSame(reset, assertThrows(DriverException.class, () -> open("%", "%")));
    assertTrue(server.open.isEmpty());
    server.failing(DriverException.server(new ServerError("[DENIED] no", "42501", 0, null)));
    assertThrows(DriverException.class, () -> open("%", "%"));
  }

  // The crawl.

  @Test
  void secondTableOfASchemaReadsItAsAWhole() throws Exception {
    tables("a_b", "axb", "c");
    assertEquals(10, rest(open("c", "%")).size());
    assertEquals(20, rest(open("a_b", "%")).size());
    assertEquals(10, rest(open("a\\_b", "%")).size());
    assertEquals(List.of("c.c3.4"), rest(open("C", "c3")));
    assertEquals(List.of(), rest(open("d", null)));
    assertEquals(List.of("columns(main, s, c, %)", "columns(main, s, %, %)"), server.calls);
    assertTrue(server.open.isEmpty());
  }

  @Test
  void patternsForManyTablesAreNoCrawl() throws Exception {
    tables("a", "b");
    for (String pattern : List.of("a%", "b%", "%")) {
      rest(open(pattern, "%"));
    }
    rest(open(null, "%"));
    rest(queries.open("main", "%", "a", "%"));
    rest(queries.open("main", null, "b", "%"));
    assertEquals(6, server.calls.size());
    assertEquals("columns(main, null, b, %)", server.calls.get(5));
  }

  @Test
  void schemaThatIsTooLargeIsReadTableByTable() throws Exception {
    tables(numbered(5_100));
    for (int i = 0; i < 4; i++) {
      assertEquals(10, rest(open("t0000" + i, "%")).size());
    }
    assertEquals(
        List.of(
            "columns(main, s, t00000, %)",
            "columns(main, s, %, %)",
            "columns(main, s, t00001, %)",
            "columns(main, s, t00002, %)",
            "columns(main, s, t00003, %)"),
        server.calls);
    assertTrue(server.opened.get(1).taken() < 50_500 + 1_000, "stopped reading");
    assertTrue(server.open.isEmpty());
  }

  @Test
  void schemaThatTheServerRefusesIsReadTableByTable() throws Exception {
    tables("a", "b");
    server.refusals.put(
        "%, %)", DriverException.server(new ServerError("[X] too many", "54000", 0, null)));
    rest(open("a", "%"));
    assertEquals(10, rest(open("b", "%")).size());
    rest(open("a", "%"));
    assertEquals(
        List.of(
            "columns(main, s, a, %)",
            "columns(main, s, %, %)", "columns(main, s, b, %)", "columns(main, s, a, %)"),
        server.calls);
  }

  // What information_schema knows.

  private void fact(String table, String column, @Nullable String value, String... yes) {
    server.row(
        "TABLE_CATALOG",
        "main",
        "TABLE_SCHEMA",
        "S",
        "TABLE_NAME",
        table,
        "COLUMN_NAME",
        column,
        "COLUMN_DEFAULT",
        value,
        "IS_IDENTITY",
        List.of(yes).contains("identity") ? "YES" : "NO",
        "IS_GENERATED",
        List.of(yes).contains("generated") ? "ALWAYS" : "NEVER");
  }

  /** The rows, as {@code column:default.identity.generated}. */
  private static List<String> facts(RowCursor cursor) throws Exception {
    List<String> rows = new ArrayList<>();
    while (cursor.advance()) {
      List<String> values = new ArrayList<>();
      for (String name : List.of("COLUMN_DEF", "IS_AUTOINCREMENT", "IS_GENERATEDCOLUMN")) {
        ColumnReader reader = cursor.reader(MetadataColumns.COLUMNS.index(name));
        values.add(reader.isNull(cursor.row()) ? "-" : reader.getString(cursor.row()));
      }
      rows.add(row(cursor).replaceAll("\\.\\d+$", ":") + String.join(".", values));
    }
    return rows;
  }

  @Test
  void defaultsIdentityAndGenerationAreAskedForWhenTheyAreRead() throws Exception {
    column("t", "a", 0);
    column("t", "b", 1);
    column("t", "C", 2);
    column("t", "d", 3);
    column("u", "e", 0);
    fact("t", "b", "'x'");
    fact("T", "c", null, "identity");
    fact("t", "d", null, "generated");
    rest(open("t", "%"));
    assertEquals(List.of(), server.queries);
    assertEquals(
        List.of("t.a:-.NO.NO", "t.b:'x'.NO.NO", "t.C:-.YES.NO", "t.d:-.NO.YES"),
        facts(open("t", "%")));
    assertEquals(List.of("u.e:-.NO.NO"), facts(open("u", "%")));
    assertEquals(
        List.of(
            "SELECT table_catalog, table_schema, table_name, column_name, column_default,"
                + " is_identity, is_generated FROM `main`.information_schema.columns"
                + " WHERE table_catalog = 'main' AND table_schema = 's'"
                + " AND (column_default IS NOT NULL OR is_identity = 'YES'"
                + " OR is_generated = 'ALWAYS')"),
        server.queries);
  }

  @Test
  void withoutTheCacheOnlyTheTablesThatAreMeantAreAskedFor() throws Exception {
    column("t", "a", 0);
    facts(server.columns(context).open("main", "s", "t", "%"));
    facts(server.columns(context).open("main", null, "%", "%"));
    assertTrue(server.queries.get(0).contains("table_name = 't'"));
    assertFalse(server.queries.get(1).contains(" table_schema = "));
    assertEquals(2, server.queries.size());
  }

  @Test
  void whatTheServerSaysForCertainCounts() throws Exception {
    server.row(
        "TABLE_CAT",
        "main",
        "TABLE_SCHEM",
        "s",
        "TABLE_NAME",
        "t",
        "COLUMN_NAME",
        "a",
        "COLUMN_DEF",
        "7",
        "IS_AUTO_INCREMENT",
        "YES",
        "IS_GENERATEDCOLUMN",
        "YES");
    assertEquals(List.of("t.a:7.YES.YES"), facts(open("t", "%")));
    assertEquals(List.of(), server.queries);
  }

  @Test
  void whereNothingCanBeReadNothingIsSaid() throws Exception {
    column("t", "a", 0);
    context.informationSchema = false;
    assertEquals(List.of("t.a:-.."), facts(open("t", "%")));
    assertEquals(List.of(), server.queries);
  }

  @Test
  void failureToAskIsThrownByTheGetterAndNotAskedForAgain() throws Exception {
    column("t", "a", 0);
    DriverException reset = new DriverException(DriverException.Kind.TRANSPORT, "reset");
    server.refusals.put("information_schema", reset);
    RowCursor cursor = open("t", "%");
    assertTrue(cursor.advance());
    ColumnReader reader = cursor.reader(MetadataColumns.COLUMNS.index("COLUMN_DEF"));
    for (int i = 0; i < 2; i++) {
      assertFalse(reader.isNull(0));
      assertSame(reset, assertThrows(DriverException.class, () -> reader.getString(0)));
    }
    assertEquals(1, server.queries.size());
  }
}
