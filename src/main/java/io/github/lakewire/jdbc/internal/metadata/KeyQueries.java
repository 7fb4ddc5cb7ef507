package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.SchemaKeys.WithExportedKeys;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaName;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Primary and foreign keys: names are exact, never patterns. A catalog of null is the current one,
 * since servers cannot search for keys across catalogs. Where an application asks for one table of
 * a schema after the other, the keys of the whole schema are read and kept for the next.
 */
final class KeyQueries {
  /** Catalogs without keys, where servers answer with errors (protocol.md, "Keys"). */
  private static final Set<String> WITHOUT_KEYS = Set.of("hive_metastore", "spark");

  private final MetadataReader server;
  private final InformationSchema informationSchema;
  private final SchemaCache cache;
  private final MetadataContext context;

  /** Whether somebody has asked for exported keys, which are further to look for. */
  private volatile boolean exportedKeysWanted;

  /** A catalog whose server does not have the call for exported keys. */
  private record WithoutExportedKeys(@Nullable String catalog) {}

  KeyQueries(
      MetadataReader server,
      InformationSchema informationSchema,
      SchemaCache cache,
      MetadataContext context) {
    this.server = requireNonNull(server, "server");
    this.informationSchema = requireNonNull(informationSchema, "informationSchema");
    this.cache = requireNonNull(cache, "cache");
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
    SchemaKeys whole = schemaOfCrawl(name);
    if (whole != null) {
      return whole.primaryKeys(table(name));
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
    KeyRows.numberPrimaryKeys(rows);
    MetadataColumns.PRIMARY_KEYS.sort(rows);
    return rows;
  }

  List<Object[]> importedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws DriverException, SQLException {
    Table name = resolve(catalog, schema, table);
    SchemaKeys whole = name == null ? null : schemaOfCrawl(name);
    return name == null || whole == null
        ? foreignKeys(MetadataColumns.IMPORTED_KEYS, Table.ANY, name)
        : whole.importedKeys(table(name));
  }

  List<Object[]> exportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws DriverException, SQLException {
    Table name = resolve(catalog, schema, table);
    if (name == null) {
      return new ArrayList<>();
    }
    exportedKeysWanted = true;
    SchemaKeys whole = schemaOfCrawl(name);
    WithoutExportedKeys refusal = new WithoutExportedKeys(name.catalog());
    if (whole == null && !cache.isRefused(refusal)) {
      try {
        return foreignKeys(
            MetadataColumns.EXPORTED_KEYS, name, Table.ANY, MetadataErrors::isNotFound);
      } catch (DriverException exception) {
        if (!MetadataErrors.isNotSupported(exception)) {
          throw exception;
        }
        cache.refuse(refusal);
      }
    }
    if (whole == null && name.catalog() != null && name.schema() != null) {
      whole =
          SchemaKeys.read(
              informationSchema::read, name.catalog(), name.schema(), true, context.deadline());
    }
    return whole == null ? new ArrayList<>() : whole.exportedKeys(table(name));
  }

  /** Returns all keys of the schema, when the application walks through its tables; else null. */
  private @Nullable SchemaKeys schemaOfCrawl(Table name) throws DriverException, SQLException {
    return name.schema() != null
            && cache.isCrawl(new SchemaName(name.catalog(), name.schema()), fold(table(name)))
        ? keysOfSchema(name)
        : null;
  }

  private @Nullable SchemaKeys keysOfSchema(Table name) throws DriverException, SQLException {
    String catalog = name.catalog();
    String schema = name.schema();
    if (catalog == null || schema == null) {
      return null;
    }
    SchemaName key = new SchemaName(catalog, schema);
    if (exportedKeysWanted) {
      WithExportedKeys all =
          cache.get(
              WithExportedKeys.class,
              key,
              context.deadline(),
              () -> {
                SchemaKeys read =
                    SchemaKeys.readWhole(informationSchema, catalog, schema, true, context);
                return read == null ? null : new WithExportedKeys(read);
              });
      return all == null ? null : all.keys();
    }
    return cache.get(
        SchemaKeys.class,
        key,
        context.deadline(),
        () -> SchemaKeys.readWhole(informationSchema, catalog, schema, false, context));
  }

  private static String table(Table name) {
    return requireNonNull(name.table(), "table");
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
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
    return foreignKeys(shape, parent, foreign, MetadataErrors::meansNoRows);
  }

  private List<Object[]> foreignKeys(
      MetadataColumns shape,
      @Nullable Table parent,
      @Nullable Table foreign,
      Predicate<DriverException> meansNoRows)
      throws DriverException, SQLException {
    List<Object[]> rows = new ArrayList<>();
    if (parent == null || foreign == null) {
      return rows;
    }
    RowCatalog parentCatalog = new RowCatalog(new CatalogFilter(parent.catalog()), context);
    RowCatalog foreignCatalog = new RowCatalog(new CatalogFilter(foreign.catalog()), context);
    server.read(
        new MetadataRequest.CrossReference(parent, foreign),
        meansNoRows,
        row -> {
          String parentOwner = parentCatalog.read(row, "PKTABLE_CAT");
          String foreignOwner = foreignCatalog.read(row, "FKTABLE_CAT");
          if (isTable(parent, parentOwner, row.text("PKTABLE_SCHEM"), row.text("PKTABLE_NAME"))
              && isTable(
                  foreign, foreignOwner, row.text("FKTABLE_SCHEM"), row.text("FKTABLE_NAME"))) {
            rows.add(KeyRows.foreignKey(parentOwner, foreignOwner, row));
          }
        });
    KeyRows.numberForeignKeys(shape, rows);
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
    return asked == null || (name != null && SearchPattern.isSameName(asked, name));
  }
}
