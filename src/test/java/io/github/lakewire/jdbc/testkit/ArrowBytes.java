package io.github.lakewire.jdbc.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.List;
import java.util.function.LongUnaryOperator;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowBuffer;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What Arrow's own library writes: messages, files and LZ4 frames around them, and batches of one
 * BIGINT column. The bytes of the buffers are copied here, because its writer needs JVM flags for
 * that.
 */
public final class ArrowBytes {
  public static final Schema IDS =
      new Schema(List.of(Field.nullable("id", new ArrowType.Int(64, true))));

  public static final byte[] END = {-1, -1, -1, -1, 0, 0, 0, 0};

  private ArrowBytes() {}

  public static byte[] schema(Schema schema) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WriteChannel channel = new WriteChannel(Channels.newChannel(bytes))) {
      MessageSerializer.serialize(channel, schema);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] batch(VectorSchemaRoot root) {
    try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
      return batch(batch);
    }
  }

  public static byte[] batch(ArrowRecordBatch batch) {
    ByteBuffer metadata = MessageSerializer.serializeMetadata(batch, IpcOption.DEFAULT);
    int length = metadata.remaining();
    int padded = (length + 8 + 7) / 8 * 8 - 8;
    int body = (int) batch.computeBodyLength();
    byte[] message = new byte[8 + padded + body];
    ByteBuffer out = ByteBuffer.wrap(message).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.putInt(-1).putInt(padded).put(metadata);
    List<ArrowBuf> buffers = batch.getBuffers();
    List<ArrowBuffer> layout = batch.getBuffersLayout();
    for (int i = 0; i < buffers.size(); i++) {
      byte[] bytes = new byte[(int) buffers.get(i).readableBytes()];
      buffers.get(i).getBytes(0, bytes);
      System.arraycopy(
          bytes, 0, message, 8 + padded + (int) layout.get(i).getOffset(), bytes.length);
    }
    return message;
  }

  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

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
      return batch(root);
    }
  }

  /** A result file: the schema, the batches and the end. */
  public static byte[] file(Schema schema, List<byte[]> batches) {
    byte[] head = schema(schema);
    int size = head.length + END.length;
    for (byte[] batch : batches) {
      size += batch.length;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream(size);
    file.writeBytes(head);
    batches.forEach(file::writeBytes);
    file.writeBytes(END);
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
