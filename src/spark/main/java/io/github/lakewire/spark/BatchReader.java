package io.github.lakewire.spark;

import io.github.lakewire.jdbc.ArrowBatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * A result as Spark's batches. Its vectors are filled by the driver and shown to Spark as they are;
 * they live until the next batch. One thread uses it, the task's.
 */
final class BatchReader implements PartitionReader<ColumnarBatch> {
  /** Opens the result. */
  @FunctionalInterface
  interface Source {
    ResultSet open() throws SQLException;
  }

  private final ArrowReader reader;
  private final BufferAllocator allocator;
  private final StructType schema;
  private final ReadSettings settings;
  private final ReadMetrics metrics;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable ColumnarBatch batch;

  private BatchReader(
      ResultSet rows,
      BufferAllocator allocator,
      StructType schema,
      ReadSettings settings,
      ReadMetrics metrics)
      throws SQLException {
    this.allocator = allocator;
    this.reader = rows.unwrap(ArrowBatches.class).reader(allocator);
    this.schema = schema;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** Opens a result within a task, which closes it when it ends, however it ends. */
  static BatchReader open(
      Source source, StructType schema, ReadSettings settings, ReadMetrics metrics) {
    BufferAllocator allocator =
        ArrowUtils.rootAllocator()
            .newChildAllocator("lakewire partition", 0, settings.vectorMemory());
    ResultSet rows = null;
    try {
      rows = source.open();
      BatchReader reader = new BatchReader(rows, allocator, schema, settings, metrics);
      TaskContext task = TaskContext.get();
      if (task != null) {
        TaskCompletionListener end = ended -> reader.closeUnchecked();
        task.addTaskCompletionListener(end);
      }
      return reader;
    } catch (SQLException | RuntimeException | Error e) {
      closeAfter(e, rows);
      allocator.close();
      throw e instanceof SQLException failure ? unchecked(failure) : asThrown(e);
    }
  }

  private static void closeAfter(Throwable failure, @Nullable ResultSet rows) {
    try {
      if (rows != null) {
        rows.close();
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static RuntimeException unchecked(SQLException failure) {
    return new UncheckedIOException(new IOException(failure.getMessage(), failure));
  }

  private static RuntimeException asThrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  @Override
  public boolean next() throws IOException {
    batch = null;
    if (!reader.loadNextBatch()) {
      return false;
    }
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    batch = batch(root);
    metrics.batch(root.getRowCount(), reader.bytesRead());
    return true;
  }

  /** Made for each batch, as Spark may close the columns of the last one. */
  private ColumnarBatch batch(VectorSchemaRoot root) {
    List<FieldVector> vectors = root.getFieldVectors();
    if (vectors.size() < schema.size()) {
      throw new IllegalStateException(
          "The result has " + vectors.size() + " columns, not " + schema.size());
    }
    ColumnVector[] columns = new ColumnVector[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = VectorColumns.column(schema.apply(i), vectors.get(i), settings.zone());
    }
    return new ColumnarBatch(columns, root.getRowCount());
  }

  @Override
  public ColumnarBatch get() {
    if (batch == null) {
      throw new NoSuchElementException("there is no batch before next() was true");
    }
    return batch;
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return metrics.values();
  }

  @Override
  public void initMetricsValues(CustomTaskMetric[] earlier) {
    metrics.continueFrom(earlier);
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      try {
        reader.close();
      } finally {
        allocator.close();
      }
    }
  }

  private void closeUnchecked() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
