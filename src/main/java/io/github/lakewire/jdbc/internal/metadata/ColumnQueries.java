package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of tables: one request to the server, or none where nothing can match. */
final class ColumnQueries {
  private final MetadataReader server;
  private final MetadataContext context;

  ColumnQueries(MetadataReader server, MetadataContext context) {
    this.server = requireNonNull(server, "server");
    this.context = requireNonNull(context, "context");
  }

  /** Opens the rows of getColumns, of which the first have arrived. */
  RowCursor open(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws DriverException, SQLException {
    ColumnSearch search = ColumnSearch.of(catalog, schemaPattern, tablePattern, columnPattern);
    if (search.matchesNothing()) {
      return Cursors.rows(MetadataColumns.COLUMNS.schema(), List.of());
    }
    ColumnTables tables;
    try {
      tables = new ColumnTables(server.open(search.request()), search, context);
    } catch (DriverException exception) {
      if (MetadataErrors.isNotFound(exception)) {
        return Cursors.rows(MetadataColumns.COLUMNS.schema(), List.of());
      }
      throw exception;
    }
    boolean opened = false;
    try {
      ColumnCursor cursor = new ColumnCursor(tables, tables.next());
      opened = true;
      return cursor;
    } finally {
      if (!opened) {
        tables.close();
      }
    }
  }
}
