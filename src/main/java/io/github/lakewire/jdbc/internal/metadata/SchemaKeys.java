package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All keys of the tables of a schema, by one query of {@code information_schema}: the same rows as
 * those of the metadata calls, which give the keys of one table each. Foreign keys in other
 * catalogs that refer to this schema are not in it.
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

  /** Asks for the keys; null where they cannot be read, or are too many. */
  static @Nullable SchemaKeys read(
      InformationSchema source, String catalog, String schema, MetadataContext context)
      throws DriverException, SQLException {
    List<Object[]> primaryKeys = new ArrayList<>();
    List<Object[]> foreignKeys = new ArrayList<>();
    boolean readable =
        source.read(
            catalog,
            "table_constraints",
            in -> sql(in, Identifiers.literal(schema)),
            context.deadline(),
            row -> {
              if (primaryKeys.size() + foreignKeys.size() > SchemaCache.MOST_ROWS) {
                return;
              }
              if ("PRIMARY KEY".equals(row.text("CONSTRAINT_TYPE"))) {
                primaryKeys.add(KeyRows.primaryKeyOfQuery(row));
              } else {
                foreignKeys.add(KeyRows.foreignKeyOfQuery(row));
              }
            });
    return readable && primaryKeys.size() + foreignKeys.size() <= SchemaCache.MOST_ROWS
        ? new SchemaKeys(schema, primaryKeys, foreignKeys)
        : null;
  }

  /** The columns of keys, and of foreign keys those that they refer to. */
  private static String sql(String in, String schema) {
    return "SELECT c.constraint_type, c.constraint_name, c.table_catalog, c.table_schema,"
        + " c.table_name, k.column_name, k.ordinal_position, r.update_rule, r.delete_rule,"
        + " r.unique_constraint_name, p.table_catalog AS parent_catalog,"
        + " p.table_schema AS parent_schema, p.table_name AS parent_name,"
        + " p.column_name AS parent_column FROM "
        + in
        + ".table_constraints c JOIN "
        + in
        + ".key_column_usage k ON k.constraint_catalog = c.constraint_catalog"
        + " AND k.constraint_schema = c.constraint_schema"
        + " AND k.constraint_name = c.constraint_name AND k.table_name = c.table_name LEFT JOIN "
        + in
        + ".referential_constraints r ON r.constraint_catalog = c.constraint_catalog"
        + " AND r.constraint_schema = c.constraint_schema"
        + " AND r.constraint_name = c.constraint_name LEFT JOIN "
        + in
        + ".key_column_usage p ON p.constraint_catalog = r.unique_constraint_catalog"
        + " AND p.constraint_schema = r.unique_constraint_schema"
        + " AND p.constraint_name = r.unique_constraint_name"
        + " AND p.ordinal_position = k.position_in_unique_constraint"
        + " WHERE (c.constraint_type = 'PRIMARY KEY' AND lower(c.table_schema) = lower("
        + schema
        + ")) OR (c.constraint_type = 'FOREIGN KEY' AND (lower(c.table_schema) = lower("
        + schema
        + ") OR lower(r.unique_constraint_schema) = lower("
        + schema
        + ")))";
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
