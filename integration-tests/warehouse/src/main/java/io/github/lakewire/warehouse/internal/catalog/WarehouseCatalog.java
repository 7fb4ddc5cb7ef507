package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.NamespaceAlreadyExistsException;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.NonEmptyNamespaceException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableCatalogCapability;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A named catalog with one level of schemas. Each session has its own object; the contents are
 * shared.
 */
public final class WarehouseCatalog implements TableCatalog, SupportsNamespaces, FunctionCatalog {
  /** Names of the settings of a catalog. */
  public static final String FORBIDDEN = "forbidden";

  /** As {@link #FORBIDDEN}, of the information schema alone. */
  public static final String FORBIDDEN_INFORMATION = "forbidden-information-schema";

  /** Whether the information schema is as documented: see {@link Storage#documented}. */
  public static final String DOCUMENTED = "documented";

  private String name;
  private Storage storage;

  @Override
  public void initialize(String catalogName, CaseInsensitiveStringMap options) {
    name = catalogName;
    storage = Storage.of(catalogName);
    storage.forbid(
        options.getBoolean(FORBIDDEN, false), options.getBoolean(FORBIDDEN_INFORMATION, false));
    storage.document(options.getBoolean(DOCUMENTED, false));
  }

  /** Refuses to make a catalog the current one, when the user may not. */
  public static void checkUse(String catalog) {
    Storage.all().stream()
        .filter(storage -> storage.catalog().equals(Storage.key(catalog)))
        .forEach(Storage::check);
  }

  /** The schema's name as its statement wrote it. */
  public String definedName(String schema) {
    return storage.schema(schema).flatMap(Schema::definedName).orElse(schema);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String[] defaultNamespace() {
    return new String[] {"default"};
  }

  @Override
  public Set<TableCatalogCapability> capabilities() {
    return Set.of(
        TableCatalogCapability.SUPPORT_TABLE_CONSTRAINT,
        TableCatalogCapability.SUPPORT_COLUMN_DEFAULT_VALUE,
        TableCatalogCapability.SUPPORTS_CREATE_TABLE_WITH_GENERATED_COLUMNS,
        TableCatalogCapability.SUPPORTS_CREATE_TABLE_WITH_IDENTITY_COLUMNS);
  }

  @Override
  public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
    return existing(namespace).tableNames().stream()
        .map(key -> Identifier.of(namespace, key))
        .toArray(Identifier[]::new);
  }

  @Override
  public Table loadTable(Identifier identifier) throws NoSuchTableException {
    return found(identifier).orElseThrow(() -> new NoSuchTableException(qualified(identifier)));
  }

  @Override
  public Table createTable(Identifier identifier, TableInfo info)
      throws TableAlreadyExistsException, NoSuchNamespaceException {
    StoredSchema schema = stored(identifier.namespace());
    StoredTable table =
        new StoredTable(
            name, identifier, info.columns(), info.properties(), List.of(info.constraints()));
    if (schema.tables().putIfAbsent(Storage.key(identifier.name()), table) != null) {
      throw new TableAlreadyExistsException(qualified(identifier));
    }
    return table;
  }

  @Override
  public Table alterTable(Identifier identifier, TableChange... changes)
      throws NoSuchTableException {
    StoredTable table = stored(identifier);
    StoredTable altered = table.altered(Arrays.asList(changes));
    tables(identifier.namespace()).put(Storage.key(identifier.name()), altered);
    return altered;
  }

  @Override
  public boolean dropTable(Identifier identifier) {
    boolean dropped =
        found(identifier).isPresent()
            && tables(identifier.namespace()).remove(Storage.key(identifier.name())) != null;
    if (dropped) {
      storage.notes().dropped(identifier.namespace()[0], identifier.name());
    }
    return dropped;
  }

  @Override
  public boolean purgeTable(Identifier identifier) {
    return dropTable(identifier);
  }

  @Override
  public void renameTable(Identifier from, Identifier to)
      throws NoSuchTableException, TableAlreadyExistsException {
    StoredTable table = stored(from);
    Map<String, NamedTable> target = tables(to.namespace());
    if (target.putIfAbsent(Storage.key(to.name()), table.renamed(to)) != null) {
      throw new TableAlreadyExistsException(qualified(to));
    }
    dropTable(from);
  }

  @Override
  public String[][] listNamespaces() {
    return storage.schemaNames().stream()
        .map(schema -> new String[] {schema})
        .toArray(String[][]::new);
  }

  @Override
  public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
    if (namespace.length == 0) {
      return listNamespaces();
    }
    existing(namespace);
    return new String[0][];
  }

  @Override
  public boolean namespaceExists(String[] namespace) {
    return schema(namespace).isPresent();
  }

  @Override
  public Map<String, String> loadNamespaceMetadata(String[] namespace)
      throws NoSuchNamespaceException {
    return existing(namespace).properties();
  }

  @Override
  public void createNamespace(String[] namespace, Map<String, String> metadata)
      throws NamespaceAlreadyExistsException {
    String key = Storage.key(String.join(".", namespace));
    if (storage.schema(key).isPresent()
        || storage.stored().putIfAbsent(key, new StoredSchema(namespace[0], metadata)) != null) {
      throw new NamespaceAlreadyExistsException(namespace);
    }
  }

  @Override
  public void alterNamespace(String[] namespace, NamespaceChange... changes)
      throws NoSuchNamespaceException {
    Map<String, String> properties = stored(namespace).properties();
    for (NamespaceChange change : changes) {
      if (change instanceof NamespaceChange.SetProperty set) {
        properties.put(set.property(), set.value());
      } else if (change instanceof NamespaceChange.RemoveProperty remove) {
        properties.remove(remove.property());
      }
    }
  }

  @Override
  public boolean dropNamespace(String[] namespace, boolean cascade)
      throws NoSuchNamespaceException, NonEmptyNamespaceException {
    if (!cascade && !stored(namespace).tables().isEmpty()) {
      throw new NonEmptyNamespaceException(namespace);
    }
    storage.notes().dropped(namespace[0]);
    return storage.stored().remove(Storage.key(namespace[0])) != null;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) throws NoSuchNamespaceException {
    return existing(namespace).routines().values().stream()
        .filter(Routine::isScalar)
        .map(routine -> Identifier.of(namespace, routine.name()))
        .toArray(Identifier[]::new);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    Routine routine =
        schema(identifier.namespace())
            .map(found -> found.routines().get(Storage.key(identifier.name())))
            .filter(Routine::isScalar)
            .filter(found -> found.language().equals("SQL"))
            .orElseThrow(() -> new NoSuchFunctionException(identifier));
    return new ScalarRoutine(
        new QualifiedName(name, identifier.namespace()[0], routine.name()), routine);
  }

  private StoredTable stored(Identifier identifier) throws NoSuchTableException {
    if (loadTable(identifier) instanceof StoredTable table) {
      return table;
    }
    throw new UnsupportedOperationException(identifier + " is a generated table: it is read-only");
  }

  private Optional<Schema> schema(String[] namespace) {
    return namespace.length == 1 ? storage.schema(namespace[0]) : Optional.empty();
  }

  private Schema existing(String[] namespace) throws NoSuchNamespaceException {
    return schema(namespace).orElseThrow(() -> new NoSuchNamespaceException(namespace));
  }

  private StoredSchema stored(String[] namespace) throws NoSuchNamespaceException {
    if (existing(namespace) instanceof StoredSchema schema) {
      return schema;
    }
    throw new UnsupportedOperationException(
        name + "." + String.join(".", namespace) + " cannot be changed");
  }

  /** Those that statements change; none when there is no such schema. */
  private Map<String, NamedTable> tables(String[] namespace) {
    return schema(namespace)
        .filter(StoredSchema.class::isInstance)
        .map(found -> (Map<String, NamedTable>) ((StoredSchema) found).tables())
        .orElse(Map.of());
  }

  private Optional<NamedTable> found(Identifier identifier) {
    return schema(identifier.namespace())
        .flatMap(found -> found.table(Storage.key(identifier.name())));
  }

  private List<String> parts(Identifier identifier) {
    List<String> parts = new ArrayList<>(List.of(name));
    parts.addAll(Arrays.asList(identifier.namespace()));
    parts.add(identifier.name());
    return parts;
  }

  private scala.collection.immutable.Seq<String> qualified(Identifier identifier) {
    return scala.jdk.javaapi.CollectionConverters.asScala(parts(identifier)).toSeq();
  }
}
