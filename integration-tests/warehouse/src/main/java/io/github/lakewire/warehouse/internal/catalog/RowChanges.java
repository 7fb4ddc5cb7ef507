package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.DeltaBatchWrite;
import org.apache.spark.sql.connector.write.DeltaWrite;
import org.apache.spark.sql.connector.write.DeltaWriteBuilder;
import org.apache.spark.sql.connector.write.DeltaWriter;
import org.apache.spark.sql.connector.write.DeltaWriterFactory;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsDelta;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * UPDATE, DELETE and MERGE of a {@link StoredTable}, row by row, which makes their counts exact.
 */
final class RowChanges implements SupportsDelta {
  private final StoredTable table;
  private final Command command;

  RowChanges(StoredTable table, Command command) {
    this.table = table;
    this.command = command;
  }

  @Override
  public Command command() {
    return command;
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return table.newScanBuilder(options);
  }

  @Override
  public NamedReference[] rowId() {
    return new NamedReference[] {Expressions.column(StoredTable.ROW_ID)};
  }

  @Override
  public DeltaWriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    StructType schema = info.schema();
    return new DeltaWriteBuilder() {
      @Override
      public DeltaWrite build() {
        return new Batches(table, schema);
      }
    };
  }

  private record Batches(StoredTable table, StructType schema)
      implements DeltaWrite, DeltaBatchWrite {
    @Override
    public DeltaBatchWrite toBatch() {
      return this;
    }

    @Override
    public DeltaWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
      return new Writers(schema);
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
      Set<Long> deleted = new HashSet<>();
      Map<Long, InternalRow> updated = new HashMap<>();
      List<InternalRow> inserted = new ArrayList<>();
      for (WriterCommitMessage message : messages) {
        Changes changes = (Changes) message;
        deleted.addAll(changes.deleted());
        updated.putAll(changes.updated());
        inserted.addAll(changes.inserted());
      }
      table.change(deleted, updated, inserted);
      WriteCounts.report(inserted.size(), updated.size(), deleted.size());
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {}
  }

  private record Changes(
      HashSet<Long> deleted, HashMap<Long, InternalRow> updated, ArrayList<InternalRow> inserted)
      implements WriterCommitMessage {
    private static final long serialVersionUID = 1L;
  }

  private record Writers(StructType schema) implements DeltaWriterFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public DeltaWriter<InternalRow> createWriter(int partitionId, long taskId) {
      return new Writer(UnsafeProjection.create(schema));
    }
  }

  private static final class Writer implements DeltaWriter<InternalRow> {
    private final UnsafeProjection copier;
    private final Changes changes =
        new Changes(new HashSet<>(), new HashMap<>(), new ArrayList<>());

    Writer(UnsafeProjection copier) {
      this.copier = copier;
    }

    @Override
    public void delete(InternalRow metadata, InternalRow id) {
      changes.deleted().add(id.getLong(0));
    }

    @Override
    public void update(InternalRow metadata, InternalRow id, InternalRow row) {
      changes.updated().put(id.getLong(0), copier.apply(row).copy());
    }

    @Override
    public void insert(InternalRow row) {
      changes.inserted().add(copier.apply(row).copy());
    }

    @Override
    public WriterCommitMessage commit() {
      return changes;
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }
}
