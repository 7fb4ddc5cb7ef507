package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code getColumns}. */
record ColumnSearch(
    CatalogFilter catalog, SearchPattern schemas, SearchPattern tables, SearchPattern columns) {

  static ColumnSearch of(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern) {
    return new ColumnSearch(
        CatalogFilter.of(catalog),
        SearchPattern.of(schemaPattern),
        SearchPattern.of(tablePattern),
        SearchPattern.of(columnPattern));
  }

  /** Whether no column can be meant: the server need not be asked. */
  boolean matchesNothing() {
    return catalog.isNone()
        || schemas.matchesNothing()
        || tables.matchesNothing()
        || columns.matchesNothing();
  }

  MetadataRequest.Columns request() {
    // Tables come whole: a column's position can only be told among all of them.
    return new MetadataRequest.Columns(
        catalog.sent(),
        schemas.text(),
        tables.text(),
        columns.matchesAll() ? columns.text() : null);
  }

  boolean acceptsTable(String ofCatalog, String schema, String table) {
    return catalog.accepts(ofCatalog) && schemas.matches(schema) && tables.matches(table);
  }
}
