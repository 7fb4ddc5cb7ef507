package io.github.lakewire.jdbc.internal.jdbc.meta;

import org.jspecify.annotations.Nullable;

/**
 * The catalog argument of a metadata method, which JDBC takes as a name, not as a pattern: null is
 * every catalog, and so is {@code %}, since callers take it for a pattern; "" is "without a
 * catalog", which nothing on this server is.
 *
 * @param name the catalog, "" for none, null for all
 */
record CatalogArgument(@Nullable String name) {

  static CatalogArgument of(@Nullable String argument) {
    return new CatalogArgument("%".equals(argument) ? null : argument);
  }

  /** Whether no object can be meant: the server need not be asked. */
  boolean isNone() {
    return name != null && name.isEmpty();
  }

  /** Returns what is sent: servers read the name as a pattern (PROTOCOL section 12). */
  @Nullable String sent() {
    return name == null ? null : SearchPattern.escape(name);
  }

  boolean accepts(String catalog) {
    return name == null || name.equalsIgnoreCase(catalog);
  }
}
