package io.github.lakewire.jdbc.internal.cursor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowBuffer;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * IPC messages as Arrow's own library makes them: its metadata and its layout of buffers. Only the
 * bytes of the buffers are copied here, because its writer needs JVM flags for that.
 */
public final class ArrowOracle {
  public static final byte[] END = {-1, -1, -1, -1, 0, 0, 0, 0};

  private ArrowOracle() {}

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

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
