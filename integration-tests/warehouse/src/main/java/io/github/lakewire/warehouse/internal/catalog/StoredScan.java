package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Reads a {@link StoredTable} as it was when the statement was planned. */
final class StoredScan implements Scan, Batch {
  private final StructType readSchema;
  private final List<InternalRow> rows;

  private StoredScan(StructType readSchema, List<InternalRow> rows) {
    this.readSchema = readSchema;
    this.rows = rows;
  }

  /** Takes Spark's wish for columns, the row number among them. */
  static final class Builder implements ScanBuilder, SupportsPushDownRequiredColumns {
    private final StructType schema;
    private final Map<Long, InternalRow> rows;
    private StructType required;

    Builder(StructType schema, Map<Long, InternalRow> rows) {
      this.schema = schema;
      this.required = schema;
      this.rows = rows;
    }

    /** Whole columns: Spark may want fewer fields of a struct, which is stored with all. */
    @Override
    public void pruneColumns(StructType requiredSchema) {
      Map<String, StructField> stored =
          Stream.of(schema.fields()).collect(Collectors.toMap(StructField::name, field -> field));
      required =
          new StructType(
              Stream.of(requiredSchema.fields())
                  .map(field -> stored.getOrDefault(field.name(), field))
                  .toArray(StructField[]::new));
    }

    @Override
    public Scan build() {
      StructField[] fields = required.fields();
      List<String> names = List.of(schema.fieldNames());
      List<InternalRow> read = new ArrayList<>(rows.size());
      rows.forEach(
          (id, row) -> {
            Object[] values = new Object[fields.length];
            for (int i = 0; i < fields.length; i++) {
              int source = names.indexOf(fields[i].name());
              values[i] = source < 0 ? id : row.get(source, fields[i].dataType());
            }
            read.add(new GenericInternalRow(values));
          });
      return new StoredScan(required, read);
    }
  }

  private record Rows(ArrayList<InternalRow> rows) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public StructType readSchema() {
    return readSchema;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return new InputPartition[] {new Rows(new ArrayList<>(rows))};
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new Readers();
  }

  private static final class Readers implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      List<InternalRow> rows = ((Rows) partition).rows();
      return new PartitionReader<>() {
        private int at = -1;

        @Override
        public boolean next() {
          at++;
          return at < rows.size();
        }

        @Override
        public InternalRow get() {
          return rows.get(at);
        }

        @Override
        public void close() {}
      };
    }
  }
}
