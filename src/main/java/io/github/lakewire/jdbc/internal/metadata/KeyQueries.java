package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Primary and foreign keys: names are exact, never patterns. A catalog of null is the current one,
 * since servers cannot search for keys across catalogs.
 */
final class KeyQueries {
  /** Catalogs without keys, where servers answer with errors (protocol.md, "Keys"). */
  private static final Set<String> WITHOUT_KEYS = Set.of("hive_metastore", "spark");

  private final MetadataReader server;
  private final MetadataContext context;

  KeyQueries(MetadataReader server, MetadataContext context) {
    this.server = requireNonNull(server, "server");
    this.context = requireNonNull(context, "context");
  }

  List<Object[]> primaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws DriverException, SQLException {
    List<Object[]> rows = new ArrayList<>();
    Table name = resolve(catalog, schema, table);
    if (name == null) {
      return rows;
    }
    RowCatalog catalogOfRow = new RowCatalog(new CatalogFilter(name.catalog()), context);
    server.read(
        new MetadataRequest.PrimaryKeys(name),
        MetadataErrors::meansNoRows,
        row -> {
          String owner = catalogOfRow.read(row, "TABLE_CAT");
          if (isTable(name, owner, row.text("TABLE_SCHEM"), row.text("TABLE_NAME"))) {
            rows.add(KeyRows.primaryKey(owner, row));
          }
        });
    KeyRows.numberFromOne(
        MetadataColumns.PRIMARY_KEYS, rows, "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME");
    MetadataColumns.PRIMARY_KEYS.sort(rows);
    return rows;
  }

  List<Object[]> importedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws DriverException, SQLException {
    return foreignKeys(MetadataColumns.IMPORTED_KEYS, Table.ANY, resolve(catalog, schema, table));
  }

  List<Object[]> exportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws DriverException, SQLException {
    return foreignKeys(MetadataColumns.EXPORTED_KEYS, resolve(catalog, schema, table), Table.ANY);
  }

  List<Object[]> crossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws DriverException, SQLException {
    return foreignKeys(
        MetadataColumns.CROSS_REFERENCE,
        resolve(parentCatalog, parentSchema, parentTable),
        resolve(foreignCatalog, foreignSchema, foreignTable));
  }

  private List<Object[]> foreignKeys(
      MetadataColumns shape, @Nullable Table parent, @Nullable Table foreign)
      throws DriverException, SQLException {
    List<Object[]> rows = new ArrayList<>();
    if (parent == null || foreign == null) {
      return rows;
    }
    RowCatalog parentCatalog = new RowCatalog(new CatalogFilter(parent.catalog()), context);
    RowCatalog foreignCatalog = new RowCatalog(new CatalogFilter(foreign.catalog()), context);
    server.read(
        new MetadataRequest.CrossReference(parent, foreign),
        MetadataErrors::meansNoRows,
        row -> {
          String parentOwner = parentCatalog.read(row, "PKTABLE_CAT");
          String foreignOwner = foreignCatalog.read(row, "FKTABLE_CAT");
          if (isTable(parent, parentOwner, row.text("PKTABLE_SCHEM"), row.text("PKTABLE_NAME"))
              && isTable(
                  foreign, foreignOwner, row.text("FKTABLE_SCHEM"), row.text("FKTABLE_NAME"))) {
            rows.add(KeyRows.foreignKey(parentOwner, foreignOwner, row));
          }
        });
    KeyRows.numberFromOne(
        shape,
        rows,
        "PKTABLE_CAT",
        "PKTABLE_SCHEM",
        "PKTABLE_NAME",
        "FKTABLE_CAT",
        "FKTABLE_SCHEM",
        "FKTABLE_NAME",
        "FK_NAME");
    shape.sort(rows);
    return rows;
  }

  /** Returns the table that is meant, or null when no table with keys can be. */
  private @Nullable Table resolve(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    CatalogFilter argument = CatalogFilter.of(catalog);
    if (argument.isNone() || "".equals(schema) || table == null || table.isEmpty()) {
      return null;
    }
    String name = argument.name() == null ? context.currentCatalog() : argument.name();
    if (WITHOUT_KEYS.contains(name.toLowerCase(Locale.ROOT))) {
      return null;
    }
    return new Table(name.isEmpty() ? null : name, schema, table);
  }

  private static boolean isTable(
      Table asked, String catalog, @Nullable String schema, @Nullable String table) {
    return isName(asked.catalog(), catalog)
        && isName(asked.schema(), schema)
        && isName(asked.table(), table);
  }

  private static boolean isName(@Nullable String asked, @Nullable String name) {
    return asked == null || asked.equalsIgnoreCase(name);
  }
}
