package io.github.lakewire.jdbc.internal.metadata.cache;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A schema as a caller names it, by a name or a pattern, in whatever case.
 *
 * @param catalog null is every catalog, or the current one
 */
public record SchemaName(@Nullable String catalog, String schema) {
  public SchemaName {
    catalog = catalog == null ? null : catalog.toLowerCase(Locale.ROOT);
    schema = schema.toLowerCase(Locale.ROOT);
  }
}
