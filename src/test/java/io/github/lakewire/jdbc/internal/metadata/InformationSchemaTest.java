package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InformationSchemaTest {
  private static final DriverException FORBIDDEN =
      DriverException.server(new ServerError("[INSUFFICIENT_PERMISSIONS] No", "42501", 0, null));

  private final FakeContext context = new FakeContext();
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final InformationSchema schema =
      new InformationSchema(server, context, new SchemaCache(Duration.ofHours(1)));
  private final List<String> names = new ArrayList<>();

  private boolean read(@Nullable String catalog, String view) throws Exception {
    return schema.read(
        catalog,
        view,
        address -> "SELECT name FROM " + address + "." + view,
        Deadline.none(),
        row -> names.add(row.textOrEmpty("NAME")));
  }

  @Test
  void catalogIsQuoted() throws Exception {
    server.row("NAME", "f");
    assertTrue(read("my`catalog", "routines"));
    assertEquals(
        List.of("SELECT name FROM `my``catalog`.information_schema.routines"), server.queries);
    assertEquals(List.of("f"), names);
    assertEquals(List.of(), context.warnings);
  }

  @Test
  void allCatalogsAreReadTogether() throws Exception {
    assertTrue(read(null, "routines"));
    assertEquals(List.of("SELECT name FROM `system`.information_schema.routines"), server.queries);
  }

  @Test
  void currentCatalogIsReadWhereAllTogetherCannotBe() throws Exception {
    server.refusals.put("`system`", FORBIDDEN);
    server.row("NAME", "f");
    assertTrue(read(null, "routines"));
    assertEquals(List.of("f"), names);
    assertTrue(read(null, "routines"));
    assertEquals(
        List.of(
            "SELECT name FROM `system`.information_schema.routines",
            "SELECT name FROM `main`.information_schema.routines",
            "SELECT name FROM `main`.information_schema.routines"),
        server.queries);
    assertEquals(1, context.warnings.size());
  }

  @ParameterizedTest
  @CsvSource({
    "42501,x",
    "42P01,x",
    "42704,x",
    "42703,x",
    "42601,x",
    "0A000,x",
    ",PERMISSION_DENIED: no",
    ",[TABLE_OR_VIEW_NOT_FOUND] The table or view `main`.`information_schema`.`x` cannot be found",
  })
  void whatIsRefusedOnceIsNotAskedForAgain(@Nullable String state, String message)
      throws Exception {
    server.refusals.put(
        "routines", DriverException.server(new ServerError(message, state, 0, null)));
    assertFalse(read("main", "routines"));
    assertFalse(read("MAIN", "routines"));
    assertEquals(1, server.queries.size());
    assertTrue(read("main", "table_privileges"));
    assertTrue(read("other", "table_privileges"));
    boolean missing = "42P01".equals(state) || "42704".equals(state) || message.contains("FOUND");
    assertEquals(
        missing
            ? List.of()
            : List.of(
                "The information_schema of the catalog main is not there, or you may not read it:"
                    + " metadata leaves out its routines, privileges, defaults and generated"
                    + " columns"),
        context.warnings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hive_metastore", "Spark_Catalog", "", "${x}"})
  void catalogsWithoutItAreNotAsked(String catalog) throws Exception {
    assertFalse(read(catalog, "routines"));
    assertEquals(List.of(), server.queries);
    assertEquals(1, context.warnings.size());
  }

  @Test
  void serversWithoutItAreNotAsked() throws Exception {
    context.informationSchema = false;
    assertFalse(read("main", "routines"));
    assertFalse(read(null, "routines"));
    assertEquals(List.of(), server.queries);
    assertEquals(1, context.warnings.size());
  }

  @ParameterizedTest
  @EnumSource(
      value = DriverException.Kind.class,
      names = {"TRANSPORT", "TIMED_OUT", "SESSION_GONE", "READ_TIMEOUT", "CANCELLED", "SERVER"})
  void failuresThatSayNothingOfItAreExceptions(DriverException.Kind kind) throws Exception {
    DriverException failure = new DriverException(kind, "broken");
    server.refusals.put("routines", failure);
    assertSame(failure, assertThrows(DriverException.class, () -> read("main", "routines")));
    server.refusals.clear();
    assertTrue(read("main", "routines"));
    assertEquals(List.of(), context.warnings);
  }

  @Test
  void conditionsEscapeWhatTheyAreGiven() {
    assertEquals("", new Conditions().is("a", null).matches("b", SearchPattern.of("%")).where());
    assertEquals(
        " WHERE a = 'it\\'s\\u0024{x}' AND lower(b) LIKE lower('f!!_%') ESCAPE '!' AND c = 'x_y'"
            + " AND d = 1",
        new Conditions()
            .is("a", "it's${x}")
            .matches("b", SearchPattern.of("F!_%"))
            .matches("c", SearchPattern.of("x\\_y"))
            .and("d = 1")
            .where());
  }

  @Test
  void namesAreLookedUpInTheirCaseAndInLowerCase() {
    assertEquals(
        " WHERE a IN ('sales', 'Sales') AND lower(c) LIKE lower('my col') ESCAPE '!'",
        new Conditions()
            .is("a", "Sales")
            .matchesInAnyCase("c", SearchPattern.of("My Col"))
            .where());
  }
}
