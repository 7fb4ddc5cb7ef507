package io.github.lakewire.jdbc.internal.metadata;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The catalog argument of a metadata method, which JDBC takes as a name, not as a pattern: null is
 * every catalog, and so is {@code %}, since callers take it for a pattern; "" is "without a
 * catalog", which nothing on this server is.
 *
 * @param name the catalog, "" for none, null for all
 */
record CatalogFilter(@Nullable String name) {
  private static final Pattern ESCAPED = Pattern.compile("\\\\([_%\\\\])");

  /**
   * Reads an argument. Callers that escape every name, for servers that want it, mean the name; no
   * catalog has a backslash before one of these characters.
   */
  static CatalogFilter of(@Nullable String argument) {
    if (argument == null || argument.equals("%")) {
      return new CatalogFilter(null);
    }
    return new CatalogFilter(
        argument.indexOf('\\') < 0 ? argument : ESCAPED.matcher(argument).replaceAll("$1"));
  }

  /** Whether no object can be meant: the server need not be asked. */
  boolean isNone() {
    return name != null && name.isEmpty();
  }

  /** Returns what is sent: servers read the name as a pattern (protocol.md, "Metadata calls"). */
  @Nullable String sent() {
    return name == null ? null : SearchPattern.escape(name);
  }

  boolean accepts(String catalog) {
    return name == null || SearchPattern.isSameName(name, catalog);
  }
}
