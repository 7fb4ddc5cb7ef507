package io.github.lakewire.benchmarks.loop;

import io.github.lakewire.benchmarks.ColumnKind;
import io.github.lakewire.benchmarks.Shape;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.ByteSource;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/** Adds up the values of Arrow record batches where they lie. */
final class BatchSum {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  /** Continuation mark and length of a message's metadata. */
  private static final int PREFIX = 8;

  private final Shape shape;
  private final TextSum texts = new TextSum();

  BatchSum(Shape shape) {
    this.shape = shape;
  }

  /** The sum of all record batches among the source's messages, each read where it was decoded. */
  long messages(ByteSource source) throws IOException {
    try {
      long sum = 0;
      while (source.require(PREFIX)) {
        int at = source.position();
        if ((int) INT.get(source.array(), at) != -1) {
          throw new IOException("Not an Arrow message");
        }
        int metadataLength = (int) INT.get(source.array(), at + 4);
        source.advance(PREFIX);
        if (metadataLength == 0) {
          break;
        }
        sum += message(source, metadataLength);
      }
      source.drain();
      return sum;
    } catch (DriverException e) {
      throw new IOException("The batch cannot be decoded", e);
    }
  }

  private long message(ByteSource source, int metadataLength) throws IOException, DriverException {
    need(source, metadataLength);
    int bodyLength = (int) message(source.array(), source.position(), metadataLength).bodyLength();
    // The decoder may move what it holds, so everything is looked up again.
    need(source, metadataLength + bodyLength);
    byte[] bytes = source.array();
    int at = source.position();
    Message message = message(bytes, at, metadataLength);
    long sum = 0;
    if (message.headerType() == MessageHeader.RecordBatch) {
      sum = batch(bytes, at + metadataLength, (RecordBatch) message.header(new RecordBatch()));
    }
    source.advance(metadataLength + bodyLength);
    return sum;
  }

  private static Message message(byte[] bytes, int at, int length) {
    return Message.getRootAsMessage(
        ByteBuffer.wrap(bytes, at, length).slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  private static void need(ByteSource source, int count) throws IOException, DriverException {
    if (!source.require(count)) {
      throw new IOException("The stream ends within a message");
    }
  }

  private long batch(byte[] bytes, int body, RecordBatch batch) {
    long sum = 0;
    int node = 0;
    int buffer = 0;
    for (ColumnKind kind : shape.columns()) {
      int rows = (int) batch.nodes(node).length();
      int validity =
          batch.nodes(node).nullCount() == 0 ? -1 : body + (int) batch.buffers(buffer).offset();
      int values = body + (int) batch.buffers(buffer + 1).offset();
      switch (kind) {
        case BIGINT, NULLABLE_BIGINT -> sum += longs(bytes, values, validity, rows);
        case INT, DATE -> sum += ints(bytes, values, rows);
        case DOUBLE -> sum += doubles(bytes, values, rows);
        case BOOLEAN -> sum += bits(bytes, values, rows);
        case DECIMAL -> sum += decimals(bytes, values, rows);
        case TIMESTAMP -> sum += timestamps(bytes, values, rows);
        case SHORT_TEXT, WORLD_TEXT, LONG_TEXT ->
            sum += texts(bytes, values, body + (int) batch.buffers(buffer + 2).offset(), rows);
        case INT_LIST, POINT_STRUCT, TEXT_MAP -> {
          // Nested values add nothing, see the server's row generator.
        }
      }
      node += nodes(kind);
      buffer += buffers(kind);
    }
    return sum;
  }

  private static int nodes(ColumnKind kind) {
    return switch (kind) {
      case INT_LIST -> 2;
      case POINT_STRUCT -> 3;
      case TEXT_MAP -> 4;
      default -> 1;
    };
  }

  private static int buffers(ColumnKind kind) {
    return switch (kind) {
      case SHORT_TEXT, WORLD_TEXT, LONG_TEXT -> 3;
      case INT_LIST -> 4;
      case POINT_STRUCT -> 6;
      case TEXT_MAP -> 8;
      default -> 2;
    };
  }

  private static long longs(byte[] bytes, int at, int validity, int rows) {
    long sum = 0;
    if (validity < 0) {
      for (int row = 0; row < rows; row++) {
        sum += (long) LONG.get(bytes, at + row * 8);
      }
      return sum;
    }
    for (int row = 0; row < rows; row++) {
      if ((bytes[validity + (row >> 3)] >> (row & 7) & 1) != 0) {
        sum += (long) LONG.get(bytes, at + row * 8);
      }
    }
    return sum;
  }

  private static long ints(byte[] bytes, int at, int rows) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += (int) INT.get(bytes, at + row * 4);
    }
    return sum;
  }

  private static long doubles(byte[] bytes, int at, int rows) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += (long) (double) DOUBLE.get(bytes, at + row * 8);
    }
    return sum;
  }

  private static long bits(byte[] bytes, int at, int rows) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += bytes[at + (row >> 3)] >> (row & 7) & 1;
    }
    return sum;
  }

  private static long decimals(byte[] bytes, int at, int rows) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += (long) LONG.get(bytes, at + row * 16);
    }
    return sum;
  }

  private static long timestamps(byte[] bytes, int at, int rows) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += (long) LONG.get(bytes, at + row * 8) % 3_600_000_000L / 1_000;
    }
    return sum;
  }

  private long texts(byte[] bytes, int offsets, int data, int rows) {
    long sum = 0;
    int start = (int) INT.get(bytes, offsets);
    for (int row = 1; row <= rows; row++) {
      int end = (int) INT.get(bytes, offsets + row * 4);
      if (end > start) {
        sum += texts.value(bytes, data + start, data + end);
      }
      start = end;
    }
    return sum;
  }
}
