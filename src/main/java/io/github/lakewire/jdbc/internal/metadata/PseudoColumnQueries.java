package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.PseudoColumnUsage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The column {@code _metadata} of tables that consist of files: one request for the names of the
 * tables, or none where another column is meant. Views and tables of other systems do not have it.
 */
final class PseudoColumnQueries {
  private static final String NAME = "_metadata";

  private static final String REMARKS =
      "The file that a row comes from: STRUCT<file_path: STRING, file_name: STRING, file_size:"
          + " BIGINT, file_block_start: BIGINT, file_block_length: BIGINT,"
          + " file_modification_time: TIMESTAMP>; for some formats also row_index";

  /** {@code table_type} and {@code data_source_format} of what consists of files. */
  private static final String HAS_FILES =
      "table_type IN ('MANAGED', 'EXTERNAL', 'STREAMING_TABLE') AND (data_source_format IS NULL OR"
          + " data_source_format IN ('DELTA', 'ICEBERG', 'PARQUET', 'ORC', 'AVRO', 'CSV', 'JSON',"
          + " 'XML', 'TEXT', 'BINARYFILE'))";

  private final MetadataReader server;
  private final MetadataContext context;
  private final InformationSchema schema;

  PseudoColumnQueries(MetadataReader server, MetadataContext context, InformationSchema schema) {
    this.server = requireNonNull(server, "server");
    this.context = requireNonNull(context, "context");
    this.schema = requireNonNull(schema, "schema");
  }

  List<Object[]> pseudoColumns(
      @Nullable String catalogArgument,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws DriverException, SQLException {
    CatalogFilter catalog = CatalogFilter.of(catalogArgument);
    SearchPattern schemas = SearchPattern.of(schemaPattern);
    SearchPattern tables = SearchPattern.of(tablePattern);
    List<Object[]> rows = new ArrayList<>();
    if (catalog.isNone()
        || schemas.matchesNothing()
        || tables.matchesNothing()
        || !SearchPattern.of(columnPattern).matches(NAME)) {
      return rows;
    }
    ColumnType type = context.nestedAsText() ? ColumnType.STRING : ColumnType.STRUCT;
    TableSink sink =
        (owner, schemaName, table) -> {
          if (catalog.accepts(owner) && schemas.matches(schemaName) && tables.matches(table)) {
            rows.add(row(owner, schemaName, table, type));
          }
        };
    if (schema.isNowhere(catalog.name())) {
      readNative(catalog, schemas, tables, sink);
    } else {
      readSchema(catalog, schemas, tables, sink);
    }
    MetadataColumns.PSEUDO_COLUMNS.sort(rows);
    return rows;
  }

  private interface TableSink {
    void accept(String catalog, String schemaName, String table);
  }

  private void readSchema(
      CatalogFilter catalog, SearchPattern schemas, SearchPattern tables, TableSink sink)
      throws DriverException, SQLException {
    String where =
        new Conditions()
            .is("table_catalog", catalog.name())
            .matches("table_schema", schemas)
            .matches("table_name", tables)
            .and(HAS_FILES)
            .where();
    Deadline deadline = context.deadline();
    schema.read(
        catalog.name(),
        "tables",
        address ->
            "SELECT table_catalog, table_schema, table_name FROM " + address + ".tables" + where,
        deadline,
        row ->
            sink.accept(
                row.textOrEmpty("TABLE_CATALOG"),
                row.textOrEmpty("TABLE_SCHEMA"),
                row.textOrEmpty("TABLE_NAME")));
  }

  private void readNative(
      CatalogFilter catalog, SearchPattern schemas, SearchPattern tables, TableSink sink)
      throws DriverException, SQLException {
    RowCatalog catalogOfRow = new RowCatalog(catalog, context);
    server.read(
        new MetadataRequest.Tables(catalog.sent(), schemas.text(), tables.text()),
        MetadataErrors::meansNoRows,
        row -> {
          String owner = catalogOfRow.read(row, "TABLE_CAT");
          if (TableType.ofServer(row.text("TABLE_TYPE")) == TableType.TABLE) {
            sink.accept(owner, row.textOrEmpty("TABLE_SCHEM"), row.textOrEmpty("TABLE_NAME"));
          }
        });
  }

  private static Object[] row(String catalog, String schemaName, String table, ColumnType type) {
    return new Object[] {
      catalog,
      schemaName,
      table,
      NAME,
      type.jdbcCode(),
      null, // no size, no digits
      null,
      null,
      PseudoColumnUsage.NO_USAGE_RESTRICTIONS.name(),
      REMARKS,
      type.octets(),
      "NO",
    };
  }
}
