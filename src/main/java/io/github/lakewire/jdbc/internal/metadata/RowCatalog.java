package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of a server's row. Servers with a single catalog leave it out, but tools look
 * objects up by it: then it is the catalog that was asked for, or else the current one.
 */
final class RowCatalog {
  private final CatalogFilter asked;
  private final MetadataContext context;
  private @Nullable String current;

  RowCatalog(CatalogFilter asked, MetadataContext context) {
    this.asked = asked;
    this.context = context;
  }

  String read(ServerRow row, String column) throws DriverException, SQLException {
    String catalog = row.text(column);
    if (catalog != null && !catalog.isEmpty()) {
      return catalog;
    }
    if (asked.name() != null) {
      return asked.name();
    }
    if (current == null) {
      current = context.currentCatalog();
    }
    return current;
  }
}
