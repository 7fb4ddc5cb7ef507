package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRowLevelOperations;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TruncatableTable;
import org.apache.spark.sql.connector.catalog.constraints.Constraint;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.RowLevelOperationBuilder;
import org.apache.spark.sql.connector.write.RowLevelOperationInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;

/** A table of rows in memory, each with a number that UPDATE, DELETE and MERGE address it by. */
final class StoredTable
    implements NamedTable,
        SupportsWrite,
        SupportsRowLevelOperations,
        SupportsMetadataColumns,
        TruncatableTable {
  static final String ROW_ID = "_row_id";

  private final String catalog;
  private final Identifier identifier;
  private final String definedName;
  private final Column[] columns;
  private final Map<String, String> properties;
  private final List<Constraint> constraints;
  private final ComputedColumns computed;
  // Replaced as a whole: a scan keeps the map it was planned with.
  private volatile Map<Long, InternalRow> rows = Map.of();
  private long nextRowId;

  StoredTable(
      String catalog,
      Identifier identifier,
      Column[] columns,
      Map<String, String> properties,
      List<Constraint> constraints) {
    this(catalog, identifier, columns, properties, constraints, new ComputedColumns(columns));
  }

  private StoredTable(
      String catalog,
      Identifier identifier,
      Column[] columns,
      Map<String, String> properties,
      List<Constraint> constraints,
      ComputedColumns computed) {
    this.catalog = catalog;
    this.identifier = Identifier.of(identifier.namespace(), Storage.key(identifier.name()));
    this.definedName = identifier.name();
    this.columns = columns.clone();
    this.properties = Map.copyOf(properties);
    this.constraints = List.copyOf(constraints);
    this.computed = computed;
  }

  @Override
  public Identifier identifier() {
    return identifier;
  }

  @Override
  public String definedName() {
    return definedName;
  }

  /** A foreign table is one that says so: there is nothing that it could be foreign to. */
  @Override
  public String tableType() {
    String type = properties.get("lakewire.table_type");
    return type != null ? type : properties.containsKey("location") ? "EXTERNAL" : "MANAGED";
  }

  @Override
  public String name() {
    return catalog + "." + identifier;
  }

  @Override
  public Column[] columns() {
    return computed.asWritten();
  }

  @Override
  public Column[] definedColumns() {
    return columns.clone();
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public Constraint[] constraints() {
    return constraints.toArray(Constraint[]::new);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(
        TableCapability.BATCH_READ, TableCapability.BATCH_WRITE, TableCapability.TRUNCATE);
  }

  @Override
  public MetadataColumn[] metadataColumns() {
    return new MetadataColumn[] {
      new MetadataColumn() {
        @Override
        public String name() {
          return ROW_ID;
        }

        @Override
        public DataType dataType() {
          return DataTypes.LongType;
        }

        @Override
        public boolean isNullable() {
          return false;
        }
      }
    };
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new StoredScan.Builder(structure(), visible());
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    return new StoredWrite.Builder(this, info.schema());
  }

  @Override
  public RowLevelOperationBuilder newRowLevelOperationBuilder(RowLevelOperationInfo info) {
    return () -> new RowChanges(this, info.command());
  }

  @Override
  public boolean truncateTable() {
    // Spark's way to run a DELETE without a condition, too.
    WriteCounts.report(0, 0, replace(List.of()));
    return true;
  }

  StructType structure() {
    return CatalogV2Util.v2ColumnsToStructType(columns);
  }

  /** The rows for the statement that runs in this thread. */
  private Map<Long, InternalRow> visible() {
    TableTransaction transaction = TableTransaction.current();
    return transaction == null ? rows : transaction.rows(this);
  }

  /** The rows for all who are in no transaction. */
  Map<Long, InternalRow> shared() {
    return rows;
  }

  void share(Map<Long, InternalRow> next) {
    rows = next;
  }

  /** Whether it is still the table of its name. */
  boolean isCurrent() {
    return Storage.of(catalog)
        .schema(identifier.namespace()[0])
        .flatMap(schema -> schema.table(identifier.name()))
        .filter(table -> table == this)
        .isPresent();
  }

  void append(List<InternalRow> added) {
    change(Set.of(), Map.of(), added);
  }

  /** Returns how many rows there were. */
  int replace(List<InternalRow> replacement) {
    return TableTransaction.changing(
        () -> {
          Set<Long> before = visible().keySet();
          change(before, Map.of(), replacement);
          return before.size();
        });
  }

  void change(Set<Long> deleted, Map<Long, InternalRow> updated, List<InternalRow> inserted) {
    TableTransaction.changing(
        () -> {
          TableTransaction transaction = TableTransaction.current();
          Map<Long, InternalRow> next = changed(visible(), deleted, updated, inserted);
          if (transaction == null) {
            rows = next;
          } else {
            transaction.write(this, next, deleted.isEmpty() && updated.isEmpty());
          }
          return this;
        });
  }

  private Map<Long, InternalRow> changed(
      Map<Long, InternalRow> before,
      Set<Long> deleted,
      Map<Long, InternalRow> updated,
      List<InternalRow> inserted) {
    Map<Long, InternalRow> next = new LinkedHashMap<>(before);
    updated.forEach((id, row) -> next.put(id, computed.complete(row, false)));
    next.keySet().removeAll(deleted);
    for (InternalRow row : inserted) {
      next.put(nextRowId++, computed.complete(row, true));
    }
    return next;
  }

  /** Rows whose computed values are known. */
  private synchronized void carry(Collection<InternalRow> carried) {
    Map<Long, InternalRow> next = new LinkedHashMap<>();
    for (InternalRow row : carried) {
      next.put(nextRowId++, row);
    }
    rows = next;
  }

  /** The same rows under another name. */
  StoredTable renamed(Identifier to) {
    StoredTable renamed = new StoredTable(catalog, to, columns, properties, constraints, computed);
    renamed.carry(rows.values());
    return renamed;
  }

  /** The table after ALTER TABLE; values of columns that stay are carried over by name. */
  StoredTable altered(List<TableChange> changes) {
    StructType before = structure();
    scala.collection.immutable.Seq<TableChange> seq =
        scala.jdk.javaapi.CollectionConverters.asScala(changes).toSeq();
    StructType after =
        CatalogV2Util.applySchemaChanges(before, seq, Option.apply("parquet"), "ALTER TABLE");
    Map<String, String> newNames = new HashMap<>();
    for (TableChange change : changes) {
      if (change instanceof TableChange.RenameColumn rename && rename.fieldNames().length == 1) {
        newNames.put(rename.newName(), rename.fieldNames()[0]);
      }
    }
    StructField[] fields = after.fields();
    int[] sources = new int[fields.length];
    Column[] columnsAfter = CatalogV2Util.structTypeToV2Columns(after);
    for (int i = 0; i < fields.length; i++) {
      String source = newNames.getOrDefault(fields[i].name(), fields[i].name());
      sources[i] = List.of(before.fieldNames()).indexOf(source);
      if (sources[i] >= 0) {
        columnsAfter[i] = ComputedColumns.computedAs(columns[sources[i]], columnsAfter[i]);
      }
    }
    StoredTable altered =
        new StoredTable(
            catalog,
            Identifier.of(identifier.namespace(), definedName),
            columnsAfter,
            CatalogV2Util.applyPropertiesChanges(properties, seq),
            List.of(CatalogV2Util.collectConstraintChanges(this, seq)),
            computed.altered(columnsAfter));
    List<InternalRow> carried = new ArrayList<>();
    for (InternalRow row : rows.values()) {
      Object[] values = new Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        values[i] = sources[i] < 0 ? null : row.get(sources[i], fields[i].dataType());
      }
      carried.add(new GenericInternalRow(values));
    }
    altered.carry(carried);
    return altered;
  }
}
