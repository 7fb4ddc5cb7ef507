package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import org.jspecify.annotations.Nullable;

/** Which functions or procedures a call asks for. */
record RoutineFilter(CatalogFilter catalog, SearchPattern schemas, SearchPattern names) {

  static RoutineFilter of(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern) {
    return new RoutineFilter(
        CatalogFilter.of(catalog), SearchPattern.of(schemaPattern), SearchPattern.of(namePattern));
  }

  /** Whether functions of the language are among them: those without a catalog and a schema. */
  boolean hasBuiltIn() {
    return (catalog.name() == null || catalog.isNone())
        && (schemas.matchesAll() || schemas.matchesNothing());
  }

  /** Whether such can be among them as belong to a catalog and a schema. */
  boolean hasOwned() {
    return !catalog.isNone() && !schemas.matchesNothing();
  }

  /**
   * The conditions on {@code routines}.
   *
   * @param type FUNCTION or PROCEDURE
   */
  Conditions conditions(String type) {
    return new Conditions()
        .is("routine_catalog", catalog.name())
        .matches("routine_schema", schemas)
        .matches("routine_name", names)
        .and("routine_type = '" + type + "'");
  }

  boolean accepts(String catalogName, String schemaName, String name) {
    return catalog.accepts(catalogName) && schemas.matches(schemaName) && names.matches(name);
  }

  /** Whether a row of {@code routines} is a function whose result is a table. */
  static boolean returnsTable(ServerRow row) throws DriverException {
    String type = row.textOrEmpty("DATA_TYPE");
    return type.equalsIgnoreCase("TABLE") || type.equalsIgnoreCase("TABLE_TYPE");
  }
}
