package io.github.lakewire.jdbc.internal.arrowexport;

import io.github.lakewire.jdbc.internal.cursor.ArrowContent;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.TransferPair;
import org.jspecify.annotations.Nullable;

/**
 * Takes batch after batch from a result and fills vectors with it: columns that arrive as Arrow in
 * the form that the schema says are copied, all others are written value by value.
 */
final class BatchLoader {
  private final RowCursor cursor;
  private final Schema schema;
  private long rowsLeft;
  private long bytes;
  private @Nullable DriverException failure;

  BatchLoader(RowCursor cursor, long maxRows) throws DriverException {
    this.cursor = cursor;
    this.rowsLeft = maxRows;
    ArrowContent content = cursor.arrow();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < cursor.schema().columns().size(); i++) {
      ArrowField sent = content == null ? null : content.fields().get(i);
      fields.add(ArrowSchemas.of(cursor.schema().columns().get(i), sent));
    }
    this.schema = new Schema(fields);
  }

  Schema schema() {
    return schema;
  }

  /** Returns how many bytes were received for the batches so far, where they come as Arrow. */
  long bytes() {
    return bytes;
  }

  /**
   * Loads the next batch into vectors of the schema, which are empty; they are again when it fails.
   *
   * @param room told how many bytes a batch has as it arrived, before its vectors are filled
   * @return false after the last batch, and at each further call
   */
  boolean load(VectorSchemaRoot root, BufferAllocator allocator, LongConsumer room)
      throws DriverException {
    if (failure != null) {
      throw failure;
    }
    try {
      int rows = rowsLeft == 0 ? 0 : (int) Math.min(cursor.advanceBatch(), rowsLeft);
      if (rows > 0) {
        fill(root, allocator, room, rows);
        rowsLeft -= rows;
      }
      return rows > 0;
    } catch (OutOfMemoryException e) {
      throw failed(root, ArrowAllocators.exhausted(e, allocator));
    } catch (LinkageError e) {
      throw failed(root, ArrowExport.unusable(e));
    } catch (RuntimeException e) {
      throw failed(root, impossible(e));
    } catch (OutOfMemoryError e) {
      throw failed(root, DriverException.of(e));
    } catch (Error e) {
      throw failed(root, impossible(e));
    } catch (DriverException e) {
      throw failed(root, e);
    }
  }

  private static DriverException impossible(Throwable e) {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "A batch cannot be made Arrow vectors: " + e, e);
  }

  /** Continuing after a failure would skip rows. */
  private DriverException failed(VectorSchemaRoot root, DriverException exception) {
    failure = exception;
    root.clear();
    return exception;
  }

  /** Rows at the beginning of a batch may have been delivered with another file. */
  private static void dropFirst(
      FieldVector vector, int first, int rows, BufferAllocator allocator) {
    TransferPair wanted = vector.getTransferPair(allocator);
    wanted.splitAndTransfer(first, rows);
    vector.clear();
    try (ValueVector part = wanted.getTo()) {
      part.makeTransferPair(vector).transfer();
    }
  }

  private void fill(VectorSchemaRoot root, BufferAllocator allocator, LongConsumer room, int rows)
      throws DriverException {
    ArrowContent content = cursor.arrow();
    room.accept(content == null ? 0 : content.layout().bodyLength());
    BufferCopier copy = content == null ? null : new BufferCopier(content.layout(), allocator);
    int first = cursor.firstRow();
    int end = first + rows;
    for (int i = 0; i < root.getFieldVectors().size(); i++) {
      FieldVector vector = root.getVector(i);
      ArrowField sent = content == null ? null : content.fields().get(i);
      if (copy != null && sent != null) {
        if (ArrowSchemas.isCopied(cursor.schema().columns().get(i), sent)) {
          copy.load(vector, sent, end);
          continue;
        }
        copy.skip(sent);
      }
      new VectorWriter(cursor.reader(i)).write(vector, end);
    }
    if (first > 0) {
      root.getFieldVectors().forEach(vector -> dropFirst(vector, first, rows, allocator));
    }
    root.setRowCount(rows);
    bytes += content == null ? 0 : content.layout().bodyLength();
  }
}
