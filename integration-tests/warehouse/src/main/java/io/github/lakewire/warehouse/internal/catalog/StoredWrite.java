package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;

/** INSERT INTO and INSERT OVERWRITE of a {@link StoredTable}. */
final class StoredWrite implements Write, BatchWrite {
  private final StoredTable table;
  private final StructType schema;
  private final boolean overwrite;

  private StoredWrite(StoredTable table, StructType schema, boolean overwrite) {
    this.table = table;
    this.schema = schema;
    this.overwrite = overwrite;
  }

  /** Remembers whether the old rows go. */
  static final class Builder implements WriteBuilder, SupportsTruncate {
    private final StoredTable table;
    private final StructType schema;
    private boolean overwrite;

    Builder(StoredTable table, StructType schema) {
      this.table = table;
      this.schema = schema;
    }

    @Override
    public WriteBuilder truncate() {
      overwrite = true;
      return this;
    }

    @Override
    public Write build() {
      return new StoredWrite(table, schema, overwrite);
    }
  }

  @Override
  public BatchWrite toBatch() {
    return this;
  }

  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    return new Writers(schema);
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    List<InternalRow> rows = new ArrayList<>();
    for (WriterCommitMessage message : messages) {
      rows.addAll(((Written) message).rows());
    }
    if (overwrite) {
      table.replace(rows);
    } else {
      table.append(rows);
    }
    WriteCounts.report(rows.size(), 0, 0);
  }

  @Override
  public void abort(WriterCommitMessage[] messages) {}

  private record Written(ArrayList<InternalRow> rows) implements WriterCommitMessage {
    private static final long serialVersionUID = 1L;
  }

  private record Writers(StructType schema) implements DataWriterFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public DataWriter<InternalRow> createWriter(int partitionId, long taskId) {
      UnsafeProjection copier = UnsafeProjection.create(schema);
      ArrayList<InternalRow> rows = new ArrayList<>();
      return new DataWriter<>() {
        @Override
        public void write(InternalRow row) {
          rows.add(copier.apply(row).copy());
        }

        @Override
        public WriterCommitMessage commit() {
          return new Written(rows);
        }

        @Override
        public void abort() {
          rows.clear();
        }

        @Override
        public void close() {}
      };
    }
  }
}
