package io.github.lakewire.warehouse.internal.catalog;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.constraints.Constraint;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A read-only table whose values are functions of the row number: it costs nothing until it is
 * read, and everybody can work out what it holds.
 */
final class GeneratedTable implements NamedTable {
  private static final long ROWS_PER_PARTITION = 250_000;

  private final String catalog;
  private final Identifier identifier;
  private final long rowCount;
  private final Map<String, String> properties;
  private final List<Generated> columns;
  private final List<Constraint> constraints;

  GeneratedTable(
      String catalog,
      Identifier identifier,
      long rowCount,
      Map<String, String> properties,
      List<Generated> columns,
      List<Constraint> constraints) {
    this.catalog = catalog;
    this.identifier = identifier;
    this.rowCount = rowCount;
    this.properties = Map.copyOf(properties);
    this.columns = List.copyOf(columns);
    this.constraints = List.copyOf(constraints);
  }

  /** Makes one value, in Spark's internal form, of a row number from 0. */
  interface Formula extends Serializable {
    Object at(long row);
  }

  /** A column and its formula. */
  record Generated(Column column, Formula formula) {}

  @Override
  public Identifier identifier() {
    return identifier;
  }

  @Override
  public String name() {
    return catalog + "." + identifier;
  }

  @Override
  public Column[] columns() {
    return columns.stream().map(Generated::column).toArray(Column[]::new);
  }

  @Override
  public Constraint[] constraints() {
    return constraints.toArray(Constraint[]::new);
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new Builder();
  }

  private final class Builder
      implements ScanBuilder, SupportsPushDownRequiredColumns, SupportsPushDownLimit {
    private StructType required = schemaOf();
    private long limit = rowCount;

    @Override
    public boolean pushLimit(int rows) {
      limit = Math.min(rowCount, rows);
      return true;
    }

    @Override
    public void pruneColumns(StructType requiredSchema) {
      required = requiredSchema;
    }

    @Override
    public Scan build() {
      List<String> names = columns.stream().map(generated -> generated.column().name()).toList();
      List<Formula> formulas = new ArrayList<>();
      for (String name : required.fieldNames()) {
        formulas.add(columns.get(names.indexOf(name)).formula());
      }
      return new GeneratedScan(required, limit, formulas);
    }
  }

  private StructType schemaOf() {
    return org.apache.spark.sql.connector.catalog.CatalogV2Util.v2ColumnsToStructType(columns());
  }

  private record GeneratedScan(StructType readSchema, long rowCount, List<Formula> formulas)
      implements Scan, Batch {
    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      List<InputPartition> ranges = new ArrayList<>();
      for (long from = 0; from < rowCount; from += ROWS_PER_PARTITION) {
        ranges.add(new Range(from, Math.min(rowCount, from + ROWS_PER_PARTITION)));
      }
      return ranges.toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new Readers(formulas);
    }
  }

  private record Range(long from, long to) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  private record Readers(List<Formula> formulas) implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      Range range = (Range) partition;
      return new PartitionReader<>() {
        private long row = range.from() - 1;

        @Override
        public boolean next() {
          row++;
          return row < range.to();
        }

        @Override
        public InternalRow get() {
          Object[] values = new Object[formulas.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = formulas.get(i).at(row);
          }
          return new GenericInternalRow(values);
        }

        @Override
        public void close() {}
      };
    }
  }
}
