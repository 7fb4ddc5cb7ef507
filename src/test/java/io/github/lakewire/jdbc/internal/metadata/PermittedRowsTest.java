package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls over many catalogs give when the user may not read one of them. */
class PermittedRowsTest {
  private static final DriverException FORBIDDEN =
      DriverException.server(new ServerError("[INSUFFICIENT_PERMISSIONS] No", "42501", 0, null));

  private final FakeContext context = new FakeContext();
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final CatalogQueries calls = new CatalogQueries(server, context);

  /** Catalogs a, my_cat and secret, with the schemas s and hidden. */
  @BeforeEach
  void makeObjects() {
    for (String catalog : List.of("secret", "my_cat", "a")) {
      server.on("catalogs(", "TABLE_CAT", catalog);
      for (String schema : List.of("s", "hidden")) {
        String sent = SearchPattern.escape(catalog);
        server.on("schemas(" + sent, "TABLE_SCHEM", schema, "TABLE_CATALOG", catalog);
        for (String call : List.of("tables(" + sent + ", " + schema, "tables(" + sent + ", null")) {
          server.on(call, "TABLE_CAT", null, "TABLE_SCHEM", schema, "TABLE_NAME", "t");
        }
      }
    }
  }

  private static List<String> names(List<Object[]> rows, int... columns) {
    return rows.stream()
        .map(
            row -> {
              StringBuilder name = new StringBuilder();
              for (int column : columns) {
                name.append(name.isEmpty() ? "" : ".").append(row[column]);
              }
              return name.toString();
            })
        .toList();
  }

  @Test
  void schemasOfOtherCatalogsAreListed() throws Exception {
    server.refusals.put("schemas(null", FORBIDDEN);
    server.refusals.put("schemas(secret", FORBIDDEN);
    assertEquals(
        List.of("a.hidden", "a.s", "my_cat.hidden", "my_cat.s"),
        names(calls.schemas(null, "%"), 1, 0));
    assertEquals(
        List.of(
            "schemas(null, %)",
            "catalogs()", "schemas(a, %)", "schemas(my\\_cat, %)", "schemas(secret, %)"),
        server.calls);
    assertEquals(
        List.of("You may not read all that was asked for: metadata leaves out the catalog secret"),
        context.warnings);
  }

  @Test
  void tablesOfOtherSchemasAreListed() throws Exception {
    server.refusals.put("tables(null", FORBIDDEN);
    server.refusals.put("tables(a, null", FORBIDDEN);
    server.refusals.put("tables(a, hidden", FORBIDDEN);
    server.refusals.put("tables(secret", FORBIDDEN);
    server.refusals.put("schemas(secret", FORBIDDEN);
    assertEquals(
        List.of("a.s.t", "my_cat.hidden.t", "my_cat.s.t"),
        names(calls.tables(null, null, "t", null), 0, 1, 2));
    assertEquals(
        List.of(
            "You may not read all that was asked for: metadata leaves out the schema a.hidden and"
                + " 1 more"),
        context.warnings);
    assertEquals(0, server.open.size());
  }

  @Test
  void columnsOfOtherCatalogsAreListed() throws Exception {
    server.refusals.put("columns(null", FORBIDDEN);
    server.refusals.put("columns(secret", FORBIDDEN);
    server.refusals.put("schemas(secret", FORBIDDEN);
    for (String catalog : List.of("my\\_cat", "a")) {
      server.on("columns(" + catalog, "TABLE_SCHEM", "s", "TABLE_NAME", "t", "COLUMN_NAME", "c");
    }
    List<String> catalogs = new ArrayList<>();
    try (RowCursor cursor = server.columns(context).open(null, null, "t", "%")) {
      while (cursor.advance()) {
        catalogs.add((String) cursor.reader(0).getObject(cursor.row()));
      }
    }
    assertEquals(List.of("a", "my_cat"), catalogs);
    assertEquals(1, context.warnings.size());
    assertEquals(0, server.open.size());
  }

  @Test
  void schemasOfANamedCatalogAreTakenOneByOne() throws Exception {
    server.refusals.put("tables(my\\_cat, null", FORBIDDEN);
    server.refusals.put("tables(my\\_cat, hidden", FORBIDDEN);
    assertEquals(List.of("my_cat.s.t"), names(calls.tables("my_cat", null, "t", null), 0, 1, 2));
    assertEquals(
        List.of(
            "tables(my\\_cat, null, t)",
            "schemas(my\\_cat, null)",
            "tables(my\\_cat, hidden, t)",
            "tables(my\\_cat, s, t)"),
        server.calls);
  }

  @Test
  void refusalOfWhatWasNamedIsAnException() throws Exception {
    server.refusals.put("tables(secret", FORBIDDEN);
    server.refusals.put("schemas(secret", FORBIDDEN);
    assertSame(FORBIDDEN, assertThrows(DriverException.class, () -> calls.schemas("secret", "%")));
    assertSame(
        FORBIDDEN,
        assertThrows(DriverException.class, () -> calls.tables("secret", "%", "%", null)));
    assertSame(
        FORBIDDEN,
        assertThrows(DriverException.class, () -> calls.tables("secret", "s", "%", null)));
    assertEquals(List.of(), context.warnings);
  }

  @Test
  void otherFailuresOfAPartAreExceptions() throws Exception {
    DriverException broken = new DriverException(DriverException.Kind.TRANSPORT, "broken");
    server.refusals.put("schemas(null", FORBIDDEN);
    server.refusals.put("schemas(my", broken);
    assertSame(broken, assertThrows(DriverException.class, () -> calls.schemas(null, "%")));
    assertEquals(0, server.open.size());
  }

  @Test
  void allPartsHaveTheTimeOfOneCall() throws Exception {
    server.refusals.put("schemas(null", FORBIDDEN);
    context.timeout = Duration.ofNanos(1);
    DriverException failure = assertThrows(DriverException.class, () -> calls.schemas(null, "%"));
    assertEquals(DriverException.Kind.TIMED_OUT, failure.kind());
  }

  @Test
  void whatIsNotRefusedIsOneRequest() throws Exception {
    calls.schemas(null, "%");
    assertEquals(List.of("schemas(null, %)"), server.calls);
    assertEquals(List.of(), context.warnings);
  }
}
