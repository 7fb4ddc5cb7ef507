package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Catalogs, schemas and tables: each one request to the server, or none where nothing can match,
 * then filtered and sorted here, since servers differ in both.
 */
final class CatalogQueries {
  private final MetadataReader server;
  private final MetadataContext context;

  CatalogQueries(MetadataReader server, MetadataContext context) {
    this.server = requireNonNull(server, "server");
    this.context = requireNonNull(context, "context");
  }

  List<Object[]> catalogs() throws DriverException, SQLException {
    List<Object[]> rows = new ArrayList<>();
    server.read(
        new MetadataRequest.Catalogs(),
        row -> {
          String name = row.text("TABLE_CAT");
          if (name != null && !name.isEmpty()) {
            rows.add(new Object[] {name});
          }
        });
    if (rows.isEmpty() && !context.currentCatalog().isEmpty()) {
      // Servers with a single catalog name none, and tools take an empty list for "no catalogs".
      rows.add(new Object[] {context.currentCatalog()});
    }
    MetadataColumns.CATALOGS.sort(rows);
    return rows;
  }

  List<Object[]> schemas(@Nullable String catalogArgument, @Nullable String schemaPattern)
      throws DriverException, SQLException {
    CatalogFilter catalog = CatalogFilter.of(catalogArgument);
    SearchPattern schemas = SearchPattern.of(schemaPattern);
    List<Object[]> rows = new ArrayList<>();
    if (catalog.isNone() || schemas.matchesNothing()) {
      return rows;
    }
    RowCatalog catalogOfRow = new RowCatalog(catalog, context);
    read(
        catalog,
        schemas,
        MetadataRequest.Schemas::new,
        row -> {
          String owner = catalogOfRow.read(row, "TABLE_CATALOG");
          String schema = row.text("TABLE_SCHEM");
          if (schema != null && catalog.accepts(owner) && schemas.matches(schema)) {
            rows.add(new Object[] {schema, owner});
          }
        });
    MetadataColumns.SCHEMAS.sort(rows);
    return rows;
  }

  private void read(
      CatalogFilter catalog,
      SearchPattern schemas,
      PermittedRows.Call call,
      MetadataReader.RowSink sink)
      throws DriverException, SQLException {
    try {
      MetadataReader.read(PermittedRows.open(server, context, catalog, schemas, call), sink);
    } catch (DriverException exception) {
      if (!MetadataErrors.isNotFound(exception)) {
        throw exception;
      }
    }
  }

  List<Object[]> tableTypes() {
    List<Object[]> rows = new ArrayList<>();
    for (TableType type : TableType.values()) {
      rows.add(new Object[] {type.label()});
    }
    MetadataColumns.TABLE_TYPES.sort(rows);
    return rows;
  }

  List<Object[]> tables(
      @Nullable String catalogArgument,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws DriverException, SQLException {
    CatalogFilter catalog = CatalogFilter.of(catalogArgument);
    SearchPattern schemas = SearchPattern.of(schemaPattern);
    SearchPattern tables = SearchPattern.of(tablePattern);
    Set<TableType> wanted = TableType.ofArgument(types);
    List<Object[]> rows = new ArrayList<>();
    if (catalog.isNone()
        || schemas.matchesNothing()
        || tables.matchesNothing()
        || wanted.isEmpty()) {
      return rows;
    }
    RowCatalog catalogOfRow = new RowCatalog(catalog, context);
    read(
        catalog,
        schemas,
        (sentCatalog, sentSchemas) ->
            new MetadataRequest.Tables(sentCatalog, sentSchemas, tables.text()),
        row -> {
          String owner = catalogOfRow.read(row, "TABLE_CAT");
          String schema = row.textOrEmpty("TABLE_SCHEM");
          String table = row.textOrEmpty("TABLE_NAME");
          TableType type = TableType.ofServer(row.text("TABLE_TYPE"));
          if (wanted.contains(type)
              && catalog.accepts(owner)
              && schemas.matches(schema)
              && tables.matches(table)) {
            rows.add(table(owner, schema, table, type, row));
          }
        });
    MetadataColumns.TABLES.sort(rows);
    return rows;
  }

  private static Object[] table(
      String catalog, String schema, String table, TableType type, ServerRow row)
      throws DriverException {
    return new Object[] {
      catalog,
      schema,
      table,
      type.label(),
      row.text("REMARKS"),
      row.text("TYPE_CAT"),
      row.text("TYPE_SCHEM"),
      row.text("TYPE_NAME"),
      row.text("SELF_REFERENCING_COL_NAME"),
      row.text("REF_GENERATION"),
    };
  }
}
