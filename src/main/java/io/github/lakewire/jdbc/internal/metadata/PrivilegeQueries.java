package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with tables, from {@code information_schema.table_privileges}. There are no
 * privileges of single columns: those of the table count for each of its columns.
 */
final class PrivilegeQueries {
  private static final String VIEW = "table_privileges";

  /** The privileges that are about values of columns: not those of whole tables and their tags. */
  private static final String OF_COLUMNS = "'SELECT', 'MODIFY', 'ALL PRIVILEGES', 'ALL_PRIVILEGES'";

  /** Privileges of schemas and catalogs are inherited, but are about what is in them. */
  private static final String OF_TABLES =
      "privilege_type NOT LIKE 'USE%' AND privilege_type NOT LIKE 'CREATE%'";

  private final MetadataContext context;
  private final InformationSchema schema;

  PrivilegeQueries(MetadataContext context, InformationSchema schema) {
    this.context = requireNonNull(context, "context");
    this.schema = requireNonNull(schema, "schema");
  }

  List<Object[]> tablePrivileges(
      @Nullable String catalogArgument,
      @Nullable String schemaPattern,
      @Nullable String tablePattern)
      throws DriverException, SQLException {
    CatalogFilter catalog = CatalogFilter.of(catalogArgument);
    SearchPattern schemas = SearchPattern.of(schemaPattern);
    SearchPattern tables = SearchPattern.of(tablePattern);
    List<Object[]> rows = new ArrayList<>();
    if (catalog.isNone() || schemas.matchesNothing() || tables.matchesNothing()) {
      return rows;
    }
    String where =
        new Conditions()
            .is("table_catalog", catalog.name())
            .matches("table_schema", schemas)
            .matches("table_name", tables)
            .and(OF_TABLES)
            .where();
    schema.read(
        catalog.name(),
        VIEW,
        address ->
            "SELECT table_catalog, table_schema, table_name, grantor, grantee, privilege_type,"
                + " is_grantable FROM "
                + address
                + ".table_privileges"
                + where,
        context.deadline(),
        row -> {
          String owner = row.textOrEmpty("TABLE_CATALOG");
          String schemaName = row.textOrEmpty("TABLE_SCHEMA");
          String table = row.textOrEmpty("TABLE_NAME");
          if (catalog.accepts(owner) && schemas.matches(schemaName) && tables.matches(table)) {
            rows.add(
                new Object[] {
                  owner,
                  schemaName,
                  table,
                  row.text("GRANTOR"),
                  row.textOrEmpty("GRANTEE"),
                  row.textOrEmpty("PRIVILEGE_TYPE"),
                  row.text("IS_GRANTABLE"),
                });
          }
        });
    MetadataColumns.TABLE_PRIVILEGES.sort(rows);
    return rows;
  }

  /** The schema and the table are names, not patterns; null is any, as tools expect. */
  List<Object[]> columnPrivileges(
      @Nullable String catalogArgument,
      @Nullable String schemaName,
      @Nullable String table,
      @Nullable String columnPattern)
      throws DriverException, SQLException {
    CatalogFilter catalog = CatalogFilter.of(catalogArgument);
    SearchPattern columns = SearchPattern.of(columnPattern);
    List<Object[]> rows = new ArrayList<>();
    if (catalog.isNone() || "".equals(schemaName) || "".equals(table) || columns.matchesNothing()) {
      return rows;
    }
    String where =
        new Conditions()
            .is("table_catalog", catalog.name())
            .is("table_schema", schemaName)
            .is("table_name", table)
            .matchesInAnyCase("column_name", columns)
            .and("privilege_type IN (" + OF_COLUMNS + ")")
            .where();
    schema.read(
        catalog.name(),
        VIEW,
        address ->
            "SELECT table_catalog, table_schema, table_name, column_name, grantor, grantee,"
                + " privilege_type, is_grantable FROM "
                + address
                + ".table_privileges JOIN (SELECT table_catalog, table_schema, table_name,"
                + " column_name FROM "
                + address
                + ".columns) c USING (table_catalog, table_schema, table_name)"
                + where,
        context.deadline(),
        row -> {
          String owner = row.textOrEmpty("TABLE_CATALOG");
          String column = row.textOrEmpty("COLUMN_NAME");
          if (catalog.accepts(owner) && columns.matches(column)) {
            rows.add(
                new Object[] {
                  owner,
                  row.textOrEmpty("TABLE_SCHEMA"),
                  row.textOrEmpty("TABLE_NAME"),
                  column,
                  row.text("GRANTOR"),
                  row.textOrEmpty("GRANTEE"),
                  row.textOrEmpty("PRIVILEGE_TYPE"),
                  row.text("IS_GRANTABLE"),
                });
          }
        });
    MetadataColumns.COLUMN_PRIVILEGES.sort(rows);
    return rows;
  }
}
