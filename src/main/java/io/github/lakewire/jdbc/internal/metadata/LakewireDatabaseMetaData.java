package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.TableDetails;
import io.github.lakewire.jdbc.internal.config.DriverVersion;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.dialect.DatabaseLimits;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The description of the driver, the server and its objects (JDBC 4.3, {@code DatabaseMetaData}).
 * Thread-safe. Constants aside, a method asks the server when it is called, by a metadata call or,
 * where only {@code information_schema} knows, a query; a few need two of them, or one for each
 * catalog where some are forbidden, and {@code getColumns} sends its query when one of its columns
 * is read. While an application walks through a schema table by table, most are answered from what
 * was read of that schema. The product version and the user's name are asked for once in its life.
 * The document {@code src/docs/metadata.md} lists the requests of each method.
 */
public final class LakewireDatabaseMetaData extends DatabaseLimits implements SelfWrapper {
  private static final Logger LOGGER =
      Logger.getLogger("io.github.lakewire.jdbc.internal.metadata");

  /** What servers of today are: for one that does not say. */
  private static final ProductVersion ASSUMED_VERSION = ProductVersion.parse("4.0");

  /** The user whom all tools give beside a token. */
  private static final String USER_OF_A_TOKEN = "token";

  private final MetadataContext context;
  private final MetadataReader server;
  private final CatalogQueries calls;
  private final ColumnQueries columns;
  private final KeyQueries keys;
  private final RoutineQueries routines;
  private final RoutineColumnQueries routineColumns;
  private final PrivilegeQueries privileges;
  private final RowIdentifierQueries rowIdentifiers;
  private final PseudoColumnQueries pseudoColumns;
  private final TableDetails details;
  private final BiFunction<ResultSchema, List<Object[]>, RowCursor> rowsInMemory;
  private final OncePerSession<ProductVersion> serverVersion =
      new OncePerSession<>(this::askVersion);
  private final OncePerSession<String> userName = new OncePerSession<>(this::askUserName);

  /**
   * @param cache of its connection, which clears it when something changes
   */
  public LakewireDatabaseMetaData(MetadataContext context, SchemaCache cache) {
    this(context, new MetadataReader(context), cache, Cursors::rows);
  }

  LakewireDatabaseMetaData(
      MetadataContext context,
      MetadataReader server,
      SchemaCache cache,
      BiFunction<ResultSchema, List<Object[]>, RowCursor> rowsInMemory) {
    this.context = context;
    this.server = requireNonNull(server, "server");
    this.calls = new CatalogQueries(server, context);
    InformationSchema schema = new InformationSchema(server, context, cache);
    this.columns = new ColumnQueries(server, schema, cache, context);
    this.keys = new KeyQueries(server, schema, cache, context);
    this.routines = new RoutineQueries(server, context, schema);
    this.routineColumns = new RoutineColumnQueries(context, schema);
    this.privileges = new PrivilegeQueries(context, schema);
    this.rowIdentifiers = new RowIdentifierQueries(columns, keys);
    this.pseudoColumns = new PseudoColumnQueries(server, context, schema);
    this.details = new TableDetailQueries(server, context, schema);
    this.rowsInMemory = requireNonNull(rowsInMemory, "rowsInMemory");
  }

  @Override
  protected void requireOpen() throws SQLException {
    context.session();
  }

  @Override
  protected boolean hasTransactions() {
    return context.transactions();
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return type == TableDetails.class ? type.cast(details) : SelfWrapper.super.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return type == TableDetails.class || SelfWrapper.super.isWrapperFor(type);
  }

  @Override
  public Connection getConnection() throws SQLException {
    requireOpen();
    return context.connection();
  }

  @Override
  public String getURL() throws SQLException {
    return answer(context.url());
  }

  /**
   * Asks the server once, {@code current_user()}. Where it has no answer the name is {@code token},
   * which is what the user of a token is called everywhere; a failure of the connection is an
   * exception.
   */
  @Override
  public String getUserName() throws SQLException {
    requireOpen();
    return userName.get();
  }

  private String askUserName() throws SQLException {
    String name = context.userName();
    return name == null || name.isBlank() ? USER_OF_A_TOKEN : name;
  }

  /**
   * Asks the server once, as the two numbers of the version do: they are of the same response. A
   * server that has no answer to this question, or an empty one, is said to be version 4.0; a
   * failure of the connection is an exception (08006, 08003, HYT00 and the like).
   */
  @Override
  public String getDatabaseProductVersion() throws SQLException {
    requireOpen();
    return serverVersion.get().text();
  }

  @Override
  public int getDatabaseMajorVersion() throws SQLException {
    requireOpen();
    return serverVersion.get().major();
  }

  @Override
  public int getDatabaseMinorVersion() throws SQLException {
    requireOpen();
    return serverVersion.get().minor();
  }

  private ProductVersion askVersion() throws SQLException {
    try {
      ProductVersion version = ProductVersion.parse(server.version());
      return version.text().isBlank() ? ASSUMED_VERSION : version;
    } catch (DriverException exception) {
      // Only a response that is no version is assumed one; a failure would hide a broken session.
      if (exception.kind() != DriverException.Kind.SERVER
          && exception.kind() != DriverException.Kind.UNSUPPORTED) {
        throw context.toSqlException(exception);
      }
      LOGGER.log(
          Level.FINE,
          RetoldException.logged(exception),
          () -> "The server does not say its version");
      return ASSUMED_VERSION;
    }
  }

  @Override
  public String getDriverVersion() throws SQLException {
    return answer(DriverVersion.current().text());
  }

  // The two below cannot throw, so they answer on a closed connection too.

  @Override
  public int getDriverMajorVersion() {
    return DriverVersion.current().major();
  }

  @Override
  public int getDriverMinorVersion() {
    return DriverVersion.current().minor();
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return open(MetadataColumns.CATALOGS, calls::catalogs);
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    return open(MetadataColumns.SCHEMAS, () -> calls.schemas(catalog, schemaPattern));
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return open(MetadataColumns.TABLE_TYPES, calls::tableTypes);
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      String @Nullable [] types)
      throws SQLException {
    return open(
        MetadataColumns.TABLES,
        () -> calls.tables(catalog, schemaPattern, tableNamePattern, types));
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    requireOpen();
    RowCursor rows;
    try {
      rows = columns.open(catalog, schemaPattern, tableNamePattern, columnNamePattern);
    } catch (DriverException | RuntimeException | Error e) {
      throw context.toSqlException(e);
    }
    return context.open(MetadataColumns.COLUMNS.schema(), rows);
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String functionNamePattern)
      throws SQLException {
    return open(
        MetadataColumns.FUNCTIONS,
        () -> routines.functions(catalog, schemaPattern, functionNamePattern));
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String functionNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    return open(
        MetadataColumns.FUNCTION_COLUMNS,
        () ->
            routineColumns.functionColumns(
                catalog, schemaPattern, functionNamePattern, columnNamePattern));
  }

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String procedureNamePattern)
      throws SQLException {
    return open(
        MetadataColumns.PROCEDURES,
        () -> routines.procedures(catalog, schemaPattern, procedureNamePattern));
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String procedureNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    return open(
        MetadataColumns.PROCEDURE_COLUMNS,
        () ->
            routineColumns.procedureColumns(
                catalog, schemaPattern, procedureNamePattern, columnNamePattern));
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
      throws SQLException {
    return open(
        MetadataColumns.TABLE_PRIVILEGES,
        () -> privileges.tablePrivileges(catalog, schemaPattern, tableNamePattern));
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnNamePattern)
      throws SQLException {
    return open(
        MetadataColumns.COLUMN_PRIVILEGES,
        () -> privileges.columnPrivileges(catalog, schema, table, columnNamePattern));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return open(
        MetadataColumns.BEST_ROW_IDENTIFIER,
        () -> rowIdentifiers.bestRowIdentifier(catalog, schema, table));
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    return open(
        MetadataColumns.PSEUDO_COLUMNS,
        () ->
            pseudoColumns.pseudoColumns(
                catalog, schemaPattern, tableNamePattern, columnNamePattern));
  }

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return open(MetadataColumns.PRIMARY_KEYS, () -> keys.primaryKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return open(MetadataColumns.IMPORTED_KEYS, () -> keys.importedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return open(MetadataColumns.EXPORTED_KEYS, () -> keys.exportedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return open(
        MetadataColumns.CROSS_REFERENCE,
        () ->
            keys.crossReference(
                parentCatalog,
                parentSchema,
                parentTable,
                foreignCatalog,
                foreignSchema,
                foreignTable));
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return open(MetadataColumns.TYPE_INFO, () -> TypeInfoRows.rows(context.nestedAsText()));
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return open(MetadataColumns.CLIENT_INFO_PROPERTIES, ClientInfoProperty::rows);
  }

  // What the server does not have, or does not tell: sets without rows.

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typeNamePattern,
      @Nullable String attributeNamePattern)
      throws SQLException {
    return openEmpty(MetadataColumns.ATTRIBUTES);
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return openEmpty(MetadataColumns.INDEX_INFO);
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
      throws SQLException {
    return openEmpty(MetadataColumns.SUPER_TABLES);
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typeNamePattern)
      throws SQLException {
    return openEmpty(MetadataColumns.SUPER_TYPES);
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typeNamePattern,
      int @Nullable [] types)
      throws SQLException {
    return openEmpty(MetadataColumns.USER_DEFINED_TYPES);
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return openEmpty(MetadataColumns.VERSION_COLUMNS);
  }

  /** Where the rows of a result set come from. */
  private interface RowSource {
    List<Object[]> rows() throws DriverException, SQLException;
  }

  private ResultSet openEmpty(MetadataColumns shape) throws SQLException {
    return open(shape, ArrayList::new);
  }

  private ResultSet open(MetadataColumns shape, RowSource source) throws SQLException {
    requireOpen();
    List<Object[]> rows;
    try {
      rows = source.rows();
    } catch (DriverException | RuntimeException | Error e) {
      throw context.toSqlException(e);
    }
    return context.open(shape.schema(), rowsInMemory.apply(shape.schema(), rows));
  }
}
