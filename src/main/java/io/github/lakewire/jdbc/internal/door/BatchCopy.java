package io.github.lakewire.jdbc.internal.door;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.ArrowField;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;
import io.github.lakewire.jdbc.internal.results.arrow.PhysicalType;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * Copies the columns of one record batch, in their order, into vectors.
 *
 * <p>Vectors believe their buffers: their getters add offsets to addresses. So all that the bytes
 * say of lengths and places is checked here against the bytes at hand, whoever checked it before.
 */
final class BatchCopy {
  private static final int NARROW = Integer.BYTES;
  private static final int WIDE = Long.BYTES;

  private final BatchLayout batch;
  private final BufferAllocator allocator;
  private int node;
  private int buffer;

  BatchCopy(BatchLayout batch, BufferAllocator allocator) {
    this.batch = batch;
    this.allocator = allocator;
  }

  /** Passes a column. */
  void skip(ArrowField field) {
    node += field.nodes();
    buffer += field.buffers();
  }

  /** Copies the next column, of which only the first rows are wanted. */
  void load(FieldVector vector, ArrowField field, int rows) throws Fault {
    int number = node++;
    if (batch.length(number) < rows) {
      throw damaged("columns of different length");
    }
    int childRows = rows;
    List<ArrowBuf> buffers = new ArrayList<>();
    try {
      int nulls = field.type() == PhysicalType.NULL ? rows : copyValidity(number, rows, buffers);
      switch (field.type()) {
        case NULL, STRUCT -> {}
        case BOOL -> copyValues((rows + 7L) / 8, buffers);
        case INT8 -> copyValues(rows, buffers);
        case INT16 -> copyValues(2L * rows, buffers);
        case INT32, FLOAT32, DATE32, TIME32, INTERVAL_MONTHS -> copyValues(4L * rows, buffers);
        case INT64, FLOAT64, TIME64, TIMESTAMP, DURATION -> copyValues(8L * rows, buffers);
        case DECIMAL128 -> copyValues(16L * rows, buffers);
        case UTF8, BINARY -> copyValues(copyOffsets(rows, NARROW, buffers), buffers);
        case LARGE_UTF8, LARGE_BINARY -> copyValues(copyOffsets(rows, WIDE, buffers), buffers);
        case LIST, MAP -> childRows = (int) copyOffsets(rows, NARROW, buffers);
      }
      vector.loadFieldBuffers(new ArrowFieldNode(rows, nulls), buffers);
    } finally {
      // The vector holds what it needs by itself.
      buffers.forEach(ArrowBuf::close);
    }
    List<FieldVector> children = vector.getChildrenFromFields();
    if (children.size() != field.children().size()) {
      throw new Fault(
          Fault.Kind.UNSUPPORTED, "Arrow has no vector for the fields of '" + field.name() + "'");
    }
    for (int i = 0; i < children.size(); i++) {
      load(children.get(i), field.children().get(i), childRows);
    }
  }

  /** Copies a validity bitmap, or none when nothing is null, and returns the number of nulls. */
  private int copyValidity(int number, int rows, List<ArrowBuf> buffers) throws Fault {
    int source = buffer++;
    int nulls = 0;
    if (batch.nullCount(number) != 0) {
      require(source, (rows + 7L) / 8);
      nulls = rows - ones(batch.array(), batch.start(source), rows);
    }
    copy(source, nulls == 0 ? 0 : (rows + 7) / 8, buffers);
    return nulls;
  }

  private static int ones(byte[] bytes, int start, int bits) {
    int count = 0;
    int whole = bits >> 3;
    for (int i = 0; i < whole; i++) {
      count += Integer.bitCount(bytes[start + i] & 0xff);
    }
    int rest = bits & 7;
    if (rest > 0) {
      count += Integer.bitCount(bytes[start + whole] & ((1 << rest) - 1));
    }
    return count;
  }

  private void copyValues(long size, List<ArrowBuf> buffers) throws Fault {
    int source = buffer++;
    require(source, size);
    copy(source, (int) size, buffers);
  }

  /** Copies the offsets and returns the last one, which no other exceeds. */
  private long copyOffsets(int rows, int width, List<ArrowBuf> buffers) throws Fault {
    int source = buffer++;
    if (rows == 0) {
      // Arrow wants one offset, which the server may leave out.
      ArrowBuf zero = allocator.buffer(width);
      buffers.add(zero);
      zero.setZero(0, width);
      zero.writerIndex(width);
      return 0;
    }
    long size = (rows + 1L) * width;
    require(source, size);
    byte[] bytes = batch.array();
    int at = batch.start(source);
    long last = 0;
    for (long end = at + size; at < end; at += width) {
      long offset =
          width == WIDE
              ? (long) LittleEndian.LONG.get(bytes, at)
              : (int) LittleEndian.INT.get(bytes, at);
      if (offset < last) {
        throw damaged("offsets that do not rise");
      }
      last = offset;
    }
    copy(source, (int) size, buffers);
    return last;
  }

  private void copy(int source, int size, List<ArrowBuf> buffers) {
    ArrowBuf copied = allocator.buffer(size);
    buffers.add(copied);
    if (size > 0) {
      copied.setBytes(0, batch.array(), batch.start(source), size);
      copied.writerIndex(size);
    }
  }

  private void require(int source, long size) throws Fault {
    if (batch.size(source) < size) {
      throw damaged("a buffer is too short for its rows");
    }
  }

  private static Fault damaged(String what) {
    return new Fault(Fault.Kind.PROTOCOL, "The server's Arrow data is damaged: " + what);
  }
}
