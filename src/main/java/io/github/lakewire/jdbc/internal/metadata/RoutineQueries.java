package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Functions and procedures: those of the users from {@code information_schema.routines}, those of
 * the language by the server's own call. The latter belong to no catalog and no schema.
 */
final class RoutineQueries {
  private static final String VIEW = "routines";

  private final MetadataReader server;
  private final MetadataContext context;
  private final InformationSchema schema;

  RoutineQueries(MetadataReader server, MetadataContext context, InformationSchema schema) {
    this.server = requireNonNull(server, "server");
    this.context = requireNonNull(context, "context");
    this.schema = requireNonNull(schema, "schema");
  }

  List<Object[]> functions(
      @Nullable String catalogArgument,
      @Nullable String schemaPattern,
      @Nullable String functionPattern)
      throws DriverException, SQLException {
    RoutineFilter wanted = RoutineFilter.of(catalogArgument, schemaPattern, functionPattern);
    List<Object[]> rows = new ArrayList<>();
    if (wanted.names().matchesNothing()) {
      return rows;
    }
    boolean usersAreNative = schema.isNowhere(wanted.catalog().name());
    if (wanted.hasBuiltIn() || (usersAreNative && wanted.hasOwned())) {
      nativeFunctions(wanted, usersAreNative, rows);
    }
    if (!usersAreNative && wanted.hasOwned()) {
      read(
          wanted,
          "FUNCTION",
          row -> {
            String name = row.textOrEmpty("ROUTINE_NAME");
            rows.add(
                new Object[] {
                  row.textOrEmpty("ROUTINE_CATALOG"),
                  row.textOrEmpty("ROUTINE_SCHEMA"),
                  name,
                  row.text("COMMENT"),
                  (short)
                      (RoutineFilter.returnsTable(row)
                          ? DatabaseMetaData.functionReturnsTable
                          : DatabaseMetaData.functionNoTable),
                  specificName(row, name),
                });
          });
    }
    MetadataColumns.FUNCTIONS.sort(rows);
    return rows;
  }

  List<Object[]> procedures(
      @Nullable String catalogArgument,
      @Nullable String schemaPattern,
      @Nullable String procedurePattern)
      throws DriverException, SQLException {
    RoutineFilter wanted = RoutineFilter.of(catalogArgument, schemaPattern, procedurePattern);
    List<Object[]> rows = new ArrayList<>();
    if (wanted.names().matchesNothing() || !wanted.hasOwned()) {
      return rows;
    }
    read(
        wanted,
        "PROCEDURE",
        row -> {
          String name = row.textOrEmpty("ROUTINE_NAME");
          rows.add(
              new Object[] {
                row.textOrEmpty("ROUTINE_CATALOG"),
                row.textOrEmpty("ROUTINE_SCHEMA"),
                name,
                null,
                null,
                null,
                row.text("COMMENT"),
                // Their results are rows and OUT parameters, never a value that is returned.
                (short) DatabaseMetaData.procedureNoResult,
                specificName(row, name),
              });
        });
    MetadataColumns.PROCEDURES.sort(rows);
    return rows;
  }

  private void read(RoutineFilter wanted, String type, MetadataReader.RowSink sink)
      throws DriverException, SQLException {
    String where = wanted.conditions(type).where();
    UnaryOperator<String> sql =
        address ->
            "SELECT routine_catalog, routine_schema, routine_name, specific_name, data_type,"
                + " comment FROM "
                + address
                + ".routines"
                + where;
    schema.read(
        wanted.catalog().name(),
        VIEW,
        sql,
        context.deadline(),
        row -> {
          if (wanted.accepts(
              row.textOrEmpty("ROUTINE_CATALOG"),
              row.textOrEmpty("ROUTINE_SCHEMA"),
              row.textOrEmpty("ROUTINE_NAME"))) {
            sink.accept(row);
          }
        });
  }

  private static String specificName(ServerRow row, String name) throws DriverException {
    String specific = row.textOrEmpty("SPECIFIC_NAME");
    return specific.isEmpty() ? name : specific;
  }

  /**
   * The server's own call. Spark repeats the functions of the language in every schema, and gives
   * the class of each as its specific name; that tells them from the users' functions.
   */
  private void nativeFunctions(RoutineFilter wanted, boolean withUsers, List<Object[]> rows)
      throws DriverException, SQLException {
    CatalogFilter catalog = wanted.catalog();
    String functions = wanted.names().text();
    Set<String> builtIn = new HashSet<>();
    RowCatalog catalogOfRow = new RowCatalog(catalog, context);
    server.read(
        new MetadataRequest.Functions(
            catalog.isNone() ? null : catalog.sent(),
            wanted.hasBuiltIn() ? null : wanted.schemas().text(),
            functions == null ? "%" : functions),
        MetadataErrors::meansNoRows,
        row -> {
          String schemaName = row.textOrEmpty("FUNCTION_SCHEM");
          String name = row.textOrEmpty("FUNCTION_NAME");
          if (!wanted.names().matches(name)) {
            return;
          }
          if (isBuiltIn(schemaName, row.textOrEmpty("SPECIFIC_NAME"))) {
            if (wanted.hasBuiltIn() && builtIn.add(name.toLowerCase(Locale.ROOT))) {
              rows.add(nativeFunction(null, null, name, row));
            }
          } else if (withUsers && wanted.hasOwned()) {
            String owner = ownerOf(row, catalogOfRow);
            if (wanted.accepts(owner, schemaName, name)) {
              rows.add(nativeFunction(owner, schemaName, name, row));
            }
          }
        });
  }

  /** Servers with a single catalog answer the same for any name: it must be that one. */
  private String ownerOf(ServerRow row, RowCatalog catalogOfRow)
      throws DriverException, SQLException {
    String named = row.textOrEmpty("FUNCTION_CAT");
    return named.isEmpty() && !context.hasInformationSchema()
        ? context.currentCatalog()
        : catalogOfRow.read(row, "FUNCTION_CAT");
  }

  private static boolean isBuiltIn(String schemaName, String className) {
    return schemaName.isEmpty()
        || className.startsWith("org.apache.spark.sql.")
        || className.startsWith("com.databricks.");
  }

  private static Object[] nativeFunction(
      @Nullable String catalog, @Nullable String schemaName, String name, ServerRow row)
      throws DriverException {
    Integer type = row.number("FUNCTION_TYPE");
    return new Object[] {
      catalog,
      schemaName,
      name,
      row.text("REMARKS"),
      (short) (type == null ? DatabaseMetaData.functionResultUnknown : type),
      name,
    };
  }
}
