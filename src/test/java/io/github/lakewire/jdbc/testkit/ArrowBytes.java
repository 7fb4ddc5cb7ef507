package io.github.lakewire.jdbc.testkit;

import io.github.lakewire.jdbc.internal.cursor.ArrowOracle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongUnaryOperator;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Batches of one BIGINT column, and the bytes of a file or of an LZ4 frame around batches. */
public final class ArrowBytes {
  public static final Schema IDS =
      new Schema(List.of(Field.nullable("id", new ArrowType.Int(64, true))));

  private ArrowBytes() {}

  /** The rows 41 and 42. */
  public static byte[] ids() {
    return ids(2, row -> 41 + row);
  }

  public static byte[] ids(int rows, LongUnaryOperator value) {
    try (RootAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(IDS, allocator)) {
      BigIntVector ids = (BigIntVector) root.getVector("id");
      ids.allocateNew(rows);
      for (int row = 0; row < rows; row++) {
        ids.set(row, value.applyAsLong(row));
      }
      root.setRowCount(rows);
      return ArrowOracle.batch(root);
    }
  }

  /** A result file: the schema, the batches and the end. */
  public static byte[] file(Schema schema, List<byte[]> batches) {
    byte[] head = ArrowOracle.schema(schema);
    int size = head.length + ArrowOracle.END.length;
    for (byte[] batch : batches) {
      size += batch.length;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream(size);
    file.writeBytes(head);
    batches.forEach(file::writeBytes);
    file.writeBytes(ArrowOracle.END);
    return file.toByteArray();
  }

  public static byte[] lz4(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream frame = new LZ4FrameOutputStream(out)) {
      frame.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
