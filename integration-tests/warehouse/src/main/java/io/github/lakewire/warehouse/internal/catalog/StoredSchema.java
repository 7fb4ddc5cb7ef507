package io.github.lakewire.warehouse.internal.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A schema that statements change.
 *
 * @param definedName as the statement wrote it
 * @param properties the comment among them
 * @param tables by key
 * @param routines by key
 */
public record StoredSchema(
    Optional<String> definedName,
    Map<String, String> properties,
    SortedMap<String, NamedTable> tables,
    SortedMap<String, Routine> routines)
    implements Schema {
  StoredSchema(String definedName, Map<String, String> properties) {
    this(
        Optional.of(definedName),
        new ConcurrentHashMap<>(properties),
        new ConcurrentSkipListMap<>(),
        new ConcurrentSkipListMap<>());
  }

  @Override
  public Collection<String> tableNames() {
    return tables.keySet();
  }

  @Override
  public Optional<NamedTable> table(String key) {
    return Optional.ofNullable(tables.get(key));
  }
}
