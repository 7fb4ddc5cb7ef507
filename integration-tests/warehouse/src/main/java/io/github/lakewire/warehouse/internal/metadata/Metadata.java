package io.github.lakewire.warehouse.internal.metadata;

import io.github.lakewire.warehouse.internal.catalog.NamedTable;
import io.github.lakewire.warehouse.internal.catalog.ParentTable;
import io.github.lakewire.warehouse.internal.catalog.RefusedStatement;
import io.github.lakewire.warehouse.internal.catalog.WarehouseCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.V1Table;
import org.apache.spark.sql.connector.catalog.constraints.Constraint;
import org.apache.spark.sql.connector.catalog.constraints.ForeignKey;
import org.apache.spark.sql.connector.catalog.constraints.PrimaryKey;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.types.StructField;

/** Metadata of all catalogs as one session sees them. */
public final class Metadata {
  private static final short UNKNOWN_NULLABILITY_SOURCE = 0;
  private static final int NO_ACTION = 3;
  private static final int NOT_DEFERRABLE = 7;

  private final SparkSession session;
  private final List<String> catalogs;
  private final MetadataRules rules;

  /** Looks through these catalogs. */
  public Metadata(SparkSession session, List<String> catalogs, MetadataRules rules) {
    this.session = session;
    this.catalogs = catalogs;
    this.rules = rules;
  }

  private record Found(String catalog, String schema, Table table, String name) {}

  /** GetCatalogs. */
  public MetadataTable catalogs() {
    return MetadataTable.of(
        MetadataTable.CATALOGS,
        catalogs.stream().sorted().map(name -> new Object[] {name}).toList());
  }

  /** GetSchemas. */
  public MetadataTable schemas(String catalog, String schema) {
    List<Object[]> rows = new ArrayList<>();
    forSchemas(
        catalog,
        schema,
        (plugin, name) -> rows.add(new Object[] {shown(plugin, name), plugin.name()}));
    return MetadataTable.of(MetadataTable.SCHEMAS, rows);
  }

  /** GetTables. */
  public MetadataTable tables(String catalog, String schema, String table, List<String> types) {
    return MetadataTable.of(
        MetadataTable.TABLES,
        find(catalog, schema, table)
            .filter(found -> isWanted(typeOf(found.table()), types))
            .map(
                found ->
                    new Object[] {
                      found.catalog(),
                      found.schema(),
                      found.name(),
                      typeOf(found.table()),
                      remarks(found)
                    }));
  }

  private static boolean isWanted(String type, List<String> types) {
    return types == null || types.isEmpty() || types.stream().anyMatch(type::equalsIgnoreCase);
  }

  private static String remarks(Found found) {
    return found.table().properties().getOrDefault("comment", "");
  }

  private static String typeOf(Table table) {
    if (table instanceof NamedTable named) {
      // The names of what is neither table nor view have not been seen on a real server.
      return named.tableType().matches("MANAGED|EXTERNAL") ? "TABLE" : named.tableType();
    }
    boolean view =
        table instanceof V1Table v1 && v1.v1Table().tableType().equals(CatalogTableType.VIEW());
    return view ? "VIEW" : "TABLE";
  }

  /** GetTableTypes. */
  public MetadataTable tableTypes() {
    return MetadataTable.of(
        MetadataTable.TABLE_TYPES, List.of(new Object[] {"TABLE"}, new Object[] {"VIEW"}));
  }

  /** GetTypeInfo. */
  public MetadataTable typeInfo() {
    return MetadataTable.of(MetadataTable.TYPE_INFO, TypeCodes.all());
  }

  /** GetColumns, which knows nothing of defaults, identity and generation. */
  public MetadataTable columns(String catalog, String schema, String table, String column) {
    NamePattern pattern = NamePattern.of(column);
    return MetadataTable.of(
        MetadataTable.COLUMNS,
        find(catalog, schema, table).flatMap(found -> columns(found, pattern)));
  }

  private static Stream<Object[]> columns(Found found, NamePattern pattern) {
    Column[] columns = found.table().columns();
    StructField[] fields =
        CharVarcharUtils.getRawSchema(CatalogV2Util.v2ColumnsToStructType(columns)).fields();
    return IntStream.range(0, fields.length)
        .filter(i -> pattern.matches(fields[i].name()))
        .mapToObj(i -> column(found, columns[i], fields[i], i));
  }

  private static Object[] column(Found found, Column column, StructField field, int position) {
    TypeCodes codes = TypeCodes.of(field.dataType());
    return new Object[] {
      found.catalog(),
      found.schema(),
      found.name(),
      field.name(),
      codes.code(),
      field.dataType().sql(),
      codes.size(),
      null,
      codes.digits(),
      codes.radix(),
      field.nullable() ? 1 : 0,
      column.comment() == null ? "" : column.comment(),
      null,
      null,
      null,
      null,
      position,
      field.nullable() ? "YES" : "NO",
      null,
      null,
      null,
      UNKNOWN_NULLABILITY_SOURCE,
      "NO"
    };
  }

  /** GetFunctions: those of the language, as servers know nothing of a catalog's own here. */
  public MetadataTable functions(String function) {
    NamePattern pattern = NamePattern.of(function);
    List<Object[]> rows = new ArrayList<>();
    scala.collection.Iterator<org.apache.spark.sql.catalyst.FunctionIdentifier> names =
        session.sessionState().functionRegistry().listFunction().iterator();
    while (names.hasNext()) {
      String name = names.next().funcName();
      if (pattern.matches(name)) {
        rows.add(new Object[] {null, null, name, "", 1, name});
      }
    }
    rows.sort((a, b) -> a[2].toString().compareTo(b[2].toString()));
    return MetadataTable.of(MetadataTable.FUNCTIONS, rows);
  }

  /** GetPrimaryKeys; names are exact. */
  public MetadataTable primaryKeys(String catalog, String schema, String table) {
    List<Object[]> rows = new ArrayList<>();
    for (Found found : exactly(catalog, schema, table)) {
      for (Constraint constraint : found.table().constraints()) {
        if (constraint instanceof PrimaryKey key) {
          NamedReference[] columns = key.columns();
          for (int i = 0; i < columns.length; i++) {
            rows.add(
                new Object[] {
                  found.catalog(), found.schema(), found.name(), name(columns[i]), i + 1, key.name()
                });
          }
        }
      }
    }
    return MetadataTable.of(MetadataTable.PRIMARY_KEYS, rows);
  }

  /** GetCrossReference; names are exact, unset ones restrict nothing. */
  public MetadataTable crossReference(
      String parentCatalog,
      String parentSchema,
      String parentTable,
      String foreignCatalog,
      String foreignSchema,
      String foreignTable) {
    if (rules.withoutExportedKeys() && isUnset(foreignTable) && isUnset(foreignSchema)) {
      throw new UnsupportedOperationException("GetCrossReference needs a foreign table");
    }
    List<Object[]> rows = new ArrayList<>();
    for (Found found : exactly(foreignCatalog, foreignSchema, foreignTable)) {
      for (Constraint constraint : found.table().constraints()) {
        if (constraint instanceof ForeignKey key) {
          ParentTable parent =
              ParentTable.of(found.catalog(), found.schema(), key.referencedTable());
          if (same(parentCatalog, parent.catalog())
              && same(parentSchema, parent.schema())
              && same(parentTable, parent.name())) {
            addReference(rows, found, key, parent);
          }
        }
      }
    }
    return MetadataTable.of(MetadataTable.CROSS_REFERENCE, rows);
  }

  private void addReference(List<Object[]> rows, Found found, ForeignKey key, ParentTable parent) {
    String parentKey = primaryKeyOf(parent);
    for (int i = 0; i < key.columns().length; i++) {
      rows.add(
          new Object[] {
            parent.catalog(),
            parent.schema(),
            parent.name(),
            name(key.referencedColumns()[i]),
            found.catalog(),
            found.schema(),
            found.name(),
            name(key.columns()[i]),
            i + 1,
            NO_ACTION,
            NO_ACTION,
            key.name(),
            parentKey,
            NOT_DEFERRABLE
          });
    }
  }

  /** Null when there is none, or the user may not see it. */
  private String primaryKeyOf(ParentTable table) {
    try {
      for (Found found : exactly(table.catalog(), table.schema(), table.name())) {
        for (Constraint constraint : found.table().constraints()) {
          if (constraint instanceof PrimaryKey key) {
            return key.name();
          }
        }
      }
      return null;
    } catch (RefusedStatement e) {
      return null;
    }
  }

  private static String name(NamedReference reference) {
    return String.join(".", reference.fieldNames());
  }

  private static boolean isUnset(String name) {
    return name == null || name.isEmpty();
  }

  private static boolean same(String wanted, String name) {
    return wanted == null || wanted.isEmpty() || wanted.equalsIgnoreCase(name);
  }

  private List<Found> exactly(String catalog, String schema, String table) {
    return find(rules.compliant() ? catalog : escaped(catalog), escaped(schema), escaped(table))
        .toList();
  }

  private static String escaped(String name) {
    return name == null ? null : name.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
  }

  private record TableName(CatalogPlugin plugin, String schema, Identifier identifier) {}

  /** Only names are held; tables are loaded as they are taken. */
  private Stream<Found> find(String catalog, String schema, String table) {
    NamePattern pattern = NamePattern.of(table);
    List<TableName> names = new ArrayList<>();
    forSchemas(
        catalog,
        schema,
        (plugin, name) -> {
          try {
            for (Identifier found : ((TableCatalog) plugin).listTables(new String[] {name})) {
              if (pattern.matches(found.name())) {
                names.add(new TableName(plugin, name, found));
              }
            }
          } catch (NoSuchNamespaceException e) {
            // Dropped by another session meanwhile: then it has no tables.
            names.removeIf(gone -> gone.plugin() == plugin && gone.schema().equals(name));
          }
        });
    return names.stream().flatMap(this::load);
  }

  private Stream<Found> load(TableName name) {
    try {
      Table table = load((TableCatalog) name.plugin(), name.identifier());
      return Stream.of(
          new Found(
              name.plugin().name(),
              shown(name.plugin(), name.schema()),
              table,
              rules.compliant() && table instanceof NamedTable named
                  ? named.definedName()
                  : name.identifier().name()));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Stream.empty(); // dropped meanwhile
    }
  }

  private Table load(TableCatalog tables, Identifier identifier)
      throws NoSuchTableException, NoSuchNamespaceException {
    if (tables.name().equals("spark_catalog")) {
      // Its loadTable refuses views.
      return new V1Table(
          session
              .sessionState()
              .catalog()
              .getTableMetadata(
                  new TableIdentifier(
                      identifier.name(), scala.Option.apply(identifier.namespace()[0]))));
    }
    return tables.loadTable(identifier);
  }

  private void forSchemas(
      String catalog, String schema, BiConsumer<CatalogPlugin, String> consumer) {
    for (String name : catalogs) {
      if (isWanted(catalog, name)) {
        forSchemas(
            session.sessionState().catalogManager().catalog(name), catalog, schema, consumer);
      }
    }
  }

  private boolean isWanted(String catalog, String name) {
    return rules.compliant() && !isUnset(catalog)
        ? catalog.equalsIgnoreCase(name)
        : NamePattern.of(catalog).matches(name);
  }

  private void forSchemas(
      CatalogPlugin plugin,
      String catalog,
      String schema,
      BiConsumer<CatalogPlugin, String> consumer) {
    NamePattern pattern = NamePattern.of(schema);
    try {
      Arrays.stream(((SupportsNamespaces) plugin).listNamespaces())
          .map(namespace -> String.join(".", namespace).toLowerCase(Locale.ROOT))
          .filter(pattern::matches)
          .forEach(found -> consumer.accept(plugin, found));
    } catch (RefusedStatement e) {
      boolean all = isUnset(catalog) || catalog.contains("%");
      if (all ? rules.forbiddenFails() : !rules.compliant()) {
        throw e;
      }
    } catch (NoSuchNamespaceException e) {
      throw new IllegalStateException("Catalog " + plugin.name() + " has no schemas", e);
    }
  }

  private String shown(CatalogPlugin plugin, String schema) {
    return rules.compliant() && plugin instanceof WarehouseCatalog own
        ? own.definedName(schema)
        : schema;
  }
}
