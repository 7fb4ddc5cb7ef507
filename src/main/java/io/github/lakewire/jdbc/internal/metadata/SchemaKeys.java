package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All keys of the tables of a schema, as {@code information_schema} has them: the same rows as
 * those of the metadata calls, which give the keys of one table each.
 */
final class SchemaKeys implements SchemaCache.Part {
  private static final int TABLE = MetadataColumns.PRIMARY_KEYS.index("TABLE_NAME");
  private static final int PARENT_SCHEMA = MetadataColumns.IMPORTED_KEYS.index("PKTABLE_SCHEM");
  private static final int PARENT = MetadataColumns.IMPORTED_KEYS.index("PKTABLE_NAME");
  private static final int CHILD_SCHEMA = MetadataColumns.IMPORTED_KEYS.index("FKTABLE_SCHEM");
  private static final int CHILD = MetadataColumns.IMPORTED_KEYS.index("FKTABLE_NAME");

  private final Map<String, List<Object[]>> primary;
  private final Map<String, List<Object[]>> imported;
  private final Map<String, List<Object[]>> exported;
  private final int rows;

  private SchemaKeys(String schema, List<Object[]> primaryKeys, List<Object[]> foreignKeys) {
    KeyRows.numberPrimaryKeys(primaryKeys);
    KeyRows.numberForeignKeys(MetadataColumns.IMPORTED_KEYS, foreignKeys);
    MetadataColumns.PRIMARY_KEYS.sort(primaryKeys);
    primary = byTable(primaryKeys, TABLE);
    MetadataColumns.IMPORTED_KEYS.sort(foreignKeys);
    imported = byTable(of(schema, foreignKeys, CHILD_SCHEMA), CHILD);
    MetadataColumns.EXPORTED_KEYS.sort(foreignKeys);
    exported = byTable(of(schema, foreignKeys, PARENT_SCHEMA), PARENT);
    rows = primaryKeys.size() + foreignKeys.size();
  }

  /** The same with those exported keys that are in other schemas. */
  record WithExportedKeys(SchemaKeys keys) implements SchemaCache.Part {
    @Override
    public int rows() {
      return keys.rows();
    }
  }

  /**
   * Asks for the keys; null where they cannot be read, are too many or lead to another catalog.
   *
   * @param fromOthers whether exported keys are wanted that are in other schemas
   */
  static @Nullable SchemaKeys readWhole(
      InformationSchema source,
      String catalog,
      String schema,
      boolean fromOthers,
      MetadataContext context)
      throws DriverException, SQLException {
    Constraints constraints = new Constraints();
    return constraints.read(source.shortcut(), catalog, schema, fromOthers, context.deadline())
            && constraints.areWhole()
        ? new SchemaKeys(schema, constraints.primaryKeys(), constraints.foreignKeys())
        : null;
  }

  /** Asks for the keys as far as they can be read; null where none can be. */
  static @Nullable SchemaKeys read(
      InformationSchema.Query source,
      String catalog,
      String schema,
      boolean fromOthers,
      Deadline deadline)
      throws DriverException, SQLException {
    Constraints constraints = new Constraints();
    return constraints.read(source, catalog, schema, fromOthers, deadline)
        ? new SchemaKeys(schema, constraints.primaryKeys(), constraints.foreignKeys())
        : null;
  }

  private static List<Object[]> of(String schema, List<Object[]> keys, int column) {
    return keys.stream().filter(key -> schema.equalsIgnoreCase((String) key[column])).toList();
  }

  private static Map<String, List<Object[]>> byTable(List<Object[]> keys, int column) {
    Map<String, List<Object[]>> tables = new HashMap<>();
    for (Object[] key : keys) {
      tables.computeIfAbsent(fold((String) key[column]), table -> new ArrayList<>()).add(key);
    }
    return tables;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public int rows() {
    return rows;
  }

  List<Object[]> primaryKeys(String table) {
    return primary.getOrDefault(fold(table), List.of());
  }

  List<Object[]> importedKeys(String table) {
    return imported.getOrDefault(fold(table), List.of());
  }

  List<Object[]> exportedKeys(String table) {
    return exported.getOrDefault(fold(table), List.of());
  }
}
