package io.github.lakewire.warehouse.catalog;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.sql.connector.catalog.Table;

/**
 * What all sessions share of the catalogs. Spark makes one catalog object per session and finds it
 * by class name, so the shared part can only be found through the class.
 */
final class Storage {
  private static final Map<String, Storage> CATALOGS = new ConcurrentHashMap<>();

  private final SortedMap<String, Schema> schemas = new ConcurrentSkipListMap<>();

  private Storage() {}

  /** One schema: its properties, the comment among them, and its tables by name. */
  record Schema(Map<String, String> properties, SortedMap<String, Table> tables) {
    Schema(Map<String, String> properties) {
      this(new ConcurrentHashMap<>(properties), new ConcurrentSkipListMap<>());
    }
  }

  static Storage of(String catalog) {
    return CATALOGS.computeIfAbsent(
        catalog,
        name -> {
          Storage storage = new Storage();
          storage.schemas.put("default", new Schema(Map.of("comment", "Default schema")));
          DemoTables.fill(name, storage);
          return storage;
        });
  }

  SortedMap<String, Schema> schemas() {
    return schemas;
  }

  Schema schema(String[] namespace) {
    return namespace.length == 1 ? schemas.get(key(namespace[0])) : null;
  }

  /** The tables of a schema, empty when there is no such schema. */
  SortedMap<String, Table> tables(String[] namespace) {
    Schema schema = schema(namespace);
    return schema == null ? Collections.emptySortedMap() : schema.tables();
  }

  /** Names are stored in lower case, as Unity Catalog does. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
