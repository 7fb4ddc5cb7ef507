package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.Table;

/**
 * The way through the catalogs that one view of an information schema shows. Only names are held;
 * tables are made one after the other.
 *
 * @param catalogs in their order
 * @param wanted the values a filter allows, by the name of a column; columns without a filter are
 *     missing
 */
record Walk(List<Storage> catalogs, Map<String, Set<Object>> wanted) {
  private static final List<String> CATALOG =
      List.of("table_catalog", "constraint_catalog", "specific_catalog", "catalog_name");
  private static final List<String> SCHEMA =
      List.of("table_schema", "constraint_schema", "specific_schema", "schema_name");
  private static final List<String> TABLE = List.of("table_name");

  /** What the information schema of this catalog describes. */
  static Walk of(String catalog, Map<String, Set<Object>> wanted) {
    return new Walk(
        catalog.equals(InformationSchema.SYSTEM) ? Storage.allowed() : List.of(Storage.of(catalog)),
        wanted);
  }

  /** A schema and where it stands. */
  record FoundSchema(Storage storage, String name) {
    String catalog() {
      return storage.catalog();
    }

    Optional<Schema> schema() {
      return storage.schema(name);
    }
  }

  /** A table and where it stands. */
  record FoundTable(String catalog, String schema, NamedTable table) {
    String name() {
      return table.identifier().name();
    }

    Object[] qualified() {
      return new Object[] {catalog, schema, name()};
    }

    Map<String, String> properties() {
      return ((Table) table).properties();
    }
  }

  /** A function or procedure and where it stands. */
  record FoundRoutine(String catalog, String schema, Routine routine) {
    Object[] qualified() {
      return new Object[] {catalog, schema, routine.name()};
    }
  }

  private record TableName(FoundSchema schema, String key) {
    Stream<FoundTable> load() {
      return schema.schema().flatMap(found -> found.table(key)).stream()
          .map(table -> new FoundTable(schema.catalog(), schema.name(), table));
    }
  }

  Stream<Storage> catalogNames() {
    return catalogs.stream().filter(storage -> allowed(CATALOG, storage.catalog()));
  }

  Stream<FoundSchema> schemas() {
    return catalogNames()
        .flatMap(
            storage -> storage.schemaNames().stream().map(name -> new FoundSchema(storage, name)))
        .filter(schema -> allowed(SCHEMA, schema.name()));
  }

  /** One table after the other, of which only the names are held. */
  Stream<FoundTable> tables() {
    List<TableName> names = new ArrayList<>();
    schemas()
        .forEach(
            schema ->
                schema.schema().map(Schema::tableNames).stream()
                    .flatMap(Collection::stream)
                    .filter(key -> allowed(TABLE, key))
                    .forEach(key -> names.add(new TableName(schema, key))));
    return names.stream().flatMap(TableName::load);
  }

  Stream<FoundRoutine> routines() {
    return schemas()
        .flatMap(
            schema ->
                schema.schema().map(Schema::routines).stream()
                    .flatMap(routines -> routines.values().stream())
                    .map(routine -> new FoundRoutine(schema.catalog(), schema.name(), routine)));
  }

  private boolean allowed(List<String> columns, String name) {
    for (String column : columns) {
      Set<Object> values = wanted.get(column);
      if (values != null && !values.contains(name)) {
        return false;
      }
    }
    return true;
  }
}
