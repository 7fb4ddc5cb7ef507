package io.github.lakewire.warehouse.internal.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What is in one schema. Names are keys: see {@link Storage#key}. */
public interface Schema {
  /** The name as the statement wrote it, or else nothing. */
  default Optional<String> definedName() {
    return Optional.empty();
  }

  /** Among them the comment. */
  Map<String, String> properties();

  /** In the order of their names. */
  Collection<String> tableNames();

  /** The functions and procedures by key. */
  default Map<String, Routine> routines() {
    return Map.of();
  }

  /** The table of that key. */
  Optional<NamedTable> table(String key);
}
