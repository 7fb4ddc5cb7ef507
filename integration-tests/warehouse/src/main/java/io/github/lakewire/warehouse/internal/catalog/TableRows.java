package io.github.lakewire.warehouse.internal.catalog;

import io.github.lakewire.warehouse.internal.catalog.Walk.FoundTable;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Catalogs, schemas, tables and views as rows of an information schema. */
final class TableRows {
  /** Owns everything. */
  static final String OWNER = "lakewire";

  private static final Set<String> WRITABLE = Set.of("MANAGED", "EXTERNAL", "STREAMING_TABLE");
  // Nothing here remembers when it was made: 2024-01-01T00:00:00Z.
  static final long CREATED = 1_704_067_200_000_000L;

  private TableRows() {}

  static Stream<Object[]> catalogs(Walk walk) {
    return walk.catalogNames()
        .map(
            storage ->
                new Object[] {storage.catalog(), OWNER, null, CREATED, OWNER, CREATED, OWNER});
  }

  static Stream<Object[]> schemata(Walk walk) {
    return walk.schemas()
        .map(
            found ->
                new Object[] {
                  found.catalog(),
                  found.name(),
                  OWNER,
                  found.schema().map(Schema::properties).orElse(Map.of()).get("comment"),
                  CREATED,
                  OWNER,
                  CREATED,
                  OWNER
                });
  }

  static Stream<Object[]> tables(Walk walk) {
    return walk.tables().map(TableRows::table);
  }

  private static Object[] table(FoundTable found) {
    String type = found.table().tableType();
    return new RowBuilder()
        .add(found.qualified())
        .add(type, WRITABLE.contains(type) ? "YES" : "NO", "PRESERVE", OWNER)
        .add(found.properties().get("comment"), CREATED, OWNER, CREATED, OWNER)
        .add(type.equals("VIEW") ? "UNKNOWN_DATA_SOURCE_FORMAT" : "DELTA", null, null)
        .build();
  }

  static Stream<Object[]> views(Walk walk) {
    return walk.tables()
        .filter(found -> found.table().tableType().endsWith("VIEW"))
        .map(
            found ->
                new RowBuilder()
                    .add(found.qualified())
                    .add(found.table().viewText().orElse(null), "NONE", "NO", "NO", null)
                    .build());
  }
}
