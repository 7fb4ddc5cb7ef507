package io.github.lakewire.spark;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * A catalog of Databricks as a catalog of Spark: {@code
 * spark.sql.catalog.dbx=io.github.lakewire.spark.LakewireCatalog}, then {@code SELECT * FROM
 * dbx.schema.table}. Tables are read as option {@code dbtable} of {@link LakewireSource} reads
 * them.
 *
 * <p>{@code spark.sql.catalog.dbx.url} is the URL, without credentials, and {@code .token} the
 * token, or {@code .tokenProvider} and so on: all options of the source but {@code query} and
 * {@code dbtable}. {@code .catalog} is the catalog in Unity Catalog that it stands for; that of the
 * connection when absent.
 *
 * <p>It is read-only: what changes tables or schemas fails with {@code
 * UnsupportedOperationException}. One session asks for metadata.
 *
 * @since 0.1.0
 */
public final class LakewireCatalog implements TableCatalog, SupportsNamespaces {

  private @Nullable String name;
  private @Nullable CaseInsensitiveStringMap options;
  private @Nullable CatalogConnection connection;

  /** Spark makes one, by the name of the class. */
  public LakewireCatalog() {}

  /**
   * Reads the options; nothing is asked of the server yet.
   *
   * @throws IllegalArgumentException for a wrong or missing option, which the message names
   */
  @Override
  public void initialize(String catalog, CaseInsensitiveStringMap given) {
    name = catalog;
    options = given;
    if (ConnectionSettings.hasSecrets(given.getOrDefault("url", ""))) {
      throw new IllegalArgumentException(
          "Spark shows spark.sql.catalog."
              + catalog
              + ".url: it must be without credentials; use spark.sql.catalog."
              + catalog
              + ".token");
    }
    for (String excluded : List.of("query", "dbtable")) {
      if (given.containsKey(excluded)) {
        throw new IllegalArgumentException("Option " + excluded + " has no meaning for a catalog");
      }
    }
    connection = new CatalogConnection(SourceOptions.connection(given));
  }

  @Override
  public String name() {
    return Objects.requireNonNull(name, "the catalog is not initialized");
  }

  private <T> T ask(String doing, CatalogConnection.Question<T> question) {
    return Objects.requireNonNull(connection, "the catalog is not initialized")
        .ask(doing, question);
  }

  @Override
  public String[][] listNamespaces() {
    return ask("Cannot list schemas", LakewireCatalog::schemas).stream()
        .map(schema -> new String[] {schema})
        .toArray(String[][]::new);
  }

  private static List<String> schemas(Connection session) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = session.getMetaData().getSchemas(session.getCatalog(), null)) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_SCHEM"));
      }
    }
    return names;
  }

  /** Schemas have no others within them. */
  @Override
  public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
    if (namespace.length == 0) {
      return listNamespaces();
    }
    requireNamespace(namespace);
    return new String[0][];
  }

  @Override
  public boolean namespaceExists(String[] namespace) {
    if (namespace.length == 0) {
      return true;
    }
    return namespace.length == 1
        && ask(
            "Cannot look for a schema",
            session -> {
              DatabaseMetaData metadata = session.getMetaData();
              String pattern = pattern(metadata, namespace[0]);
              try (ResultSet rows = metadata.getSchemas(session.getCatalog(), pattern)) {
                return has(rows, "TABLE_SCHEM", namespace[0]);
              }
            });
  }

  /** Names of the server are the same in any case. */
  private static boolean has(ResultSet rows, String column, String name) throws SQLException {
    boolean found = false;
    while (rows.next()) {
      found |= name.equalsIgnoreCase(rows.getString(column));
    }
    return found;
  }

  /** The name as a pattern that matches nothing else. */
  private static String pattern(DatabaseMetaData metadata, String name) throws SQLException {
    String escape = metadata.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  private void requireNamespace(String[] namespace) throws NoSuchNamespaceException {
    if (!namespaceExists(namespace)) {
      throw new NoSuchNamespaceException(namespace);
    }
  }

  @Override
  public Map<String, String> loadNamespaceMetadata(String[] namespace)
      throws NoSuchNamespaceException {
    requireNamespace(namespace);
    return Map.of();
  }

  @Override
  public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
    requireNamespace(namespace);
    if (namespace.length == 0) {
      return new Identifier[0];
    }
    List<Identifier> tables =
        ask(
            "Cannot list tables",
            session -> {
              DatabaseMetaData metadata = session.getMetaData();
              String pattern = pattern(metadata, namespace[0]);
              List<Identifier> found = new ArrayList<>();
              try (ResultSet rows = metadata.getTables(session.getCatalog(), pattern, null, null)) {
                while (rows.next()) {
                  found.add(Identifier.of(namespace, rows.getString("TABLE_NAME")));
                }
              }
              return found;
            });
    return tables.toArray(new Identifier[0]);
  }

  @Override
  public Table loadTable(Identifier identifier) throws NoSuchTableException {
    if (identifier.namespace().length != 1) {
      throw new NoSuchTableException(identifier);
    }
    String schema = identifier.namespace()[0];
    Table table =
        ask(
            "Cannot load table " + identifier,
            session -> {
              DatabaseMetaData metadata = session.getMetaData();
              String remarks = null;
              try (ResultSet rows =
                  metadata.getTables(
                      session.getCatalog(),
                      pattern(metadata, schema),
                      pattern(metadata, identifier.name()),
                      null)) {
                while (rows.next()) {
                  if (identifier.name().equalsIgnoreCase(rows.getString("TABLE_NAME"))) {
                    remarks = Objects.toString(rows.getString("REMARKS"), "");
                  }
                }
              }
              return remarks == null ? null : table(session, schema, identifier.name(), remarks);
            });
    if (table == null) {
      throw new NoSuchTableException(identifier);
    }
    return table;
  }

  private Table table(Connection session, String schema, String table, String remarks)
      throws SQLException {
    List<String> parts = new ArrayList<>(List.of(schema, table));
    String catalog = session.getCatalog();
    if (catalog != null && !catalog.isEmpty()) {
      parts.add(0, catalog);
    }
    SourceOptions source =
        SourceOptions.of(
            Objects.requireNonNull(options, "the catalog is not initialized"),
            SourceOptions.table(parts));
    StructType columns = SchemaReader.read(session, source.relation());
    Map<String, String> properties = new HashMap<>();
    if (!remarks.isEmpty()) {
      properties.put(TableCatalog.PROP_COMMENT, remarks);
    }
    return new LakewireTable(source, columns, properties);
  }

  private UnsupportedOperationException readOnly(String what) {
    return new UnsupportedOperationException(
        what
            + " is not possible: catalog "
            + name()
            + " only reads. Run the statement on the warehouse itself, through JDBC or its SQL"
            + " editor");
  }

  @Override
  public Table createTable(
      Identifier identifier,
      StructType schema,
      Transform[] partitions,
      Map<String, String> properties) {
    throw readOnly("CREATE TABLE");
  }

  @Override
  public Table createTable(Identifier identifier, TableInfo info) {
    throw readOnly("CREATE TABLE");
  }

  @Override
  public Table alterTable(Identifier identifier, TableChange... changes) {
    throw readOnly("ALTER TABLE");
  }

  @Override
  public boolean dropTable(Identifier identifier) {
    throw readOnly("DROP TABLE");
  }

  @Override
  public boolean purgeTable(Identifier identifier) {
    throw readOnly("DROP TABLE");
  }

  @Override
  public void renameTable(Identifier from, Identifier to) {
    throw readOnly("ALTER TABLE");
  }

  @Override
  public void createNamespace(String[] namespace, Map<String, String> metadata) {
    throw readOnly("CREATE SCHEMA");
  }

  @Override
  public void alterNamespace(String[] namespace, NamespaceChange... changes) {
    throw readOnly("ALTER SCHEMA");
  }

  @Override
  public boolean dropNamespace(String[] namespace, boolean cascade) {
    throw readOnly("DROP SCHEMA");
  }

  /** Without options, which may be secret. */
  @Override
  public String toString() {
    return "LakewireCatalog " + (name == null ? "" : name.toLowerCase(Locale.ROOT));
  }
}
