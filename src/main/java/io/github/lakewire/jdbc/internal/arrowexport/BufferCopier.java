package io.github.lakewire.jdbc.internal.arrowexport;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.BatchShape;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.ipc.PhysicalType;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * Copies the columns of one record batch, in their order, into vectors.
 *
 * <p>Vectors trust their buffers: their getters add offsets to addresses. So all lengths and places
 * in the bytes are checked here against the bytes at hand, even where they were checked before.
 */
final class BufferCopier {
  private static final int NARROW = Integer.BYTES;
  private static final int WIDE = Long.BYTES;
  private static final int VIEW = 16;
  private static final int LONGEST_IN_VIEW = 12;

  private final BatchLayout batch;
  private final BufferAllocator allocator;
  private int node;
  private int buffer;
  private int view;

  BufferCopier(BatchLayout batch, BufferAllocator allocator) {
    this.batch = batch;
    this.allocator = allocator;
  }

  /** Passes a column. */
  void skip(ArrowField field) {
    BatchShape shape = BatchShape.of(List.of(field));
    node += shape.nodes();
    buffer += shape.buffers();
    for (int i = 0; i < shape.views(); i++) {
      buffer += batch.variadic(view++);
    }
    if (shape.unknown() > 0) {
      buffer += batch.unknownBuffers();
    }
  }

  /** Copies the next column, of which only the first rows are wanted. */
  void load(FieldVector vector, ArrowField field, int rows) throws DriverException {
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
        case INT8, UINT8 -> copyValues(rows, buffers);
        case INT16, UINT16, FLOAT16 -> copyValues(2L * rows, buffers);
        case INT32, UINT32, FLOAT32, DATE32, TIME32, INTERVAL_MONTHS ->
            copyValues(4L * rows, buffers);
        case INT64, UINT64, FLOAT64, DATE64, TIME64, TIMESTAMP, DURATION, INTERVAL_DAY_TIME ->
            copyValues(8L * rows, buffers);
        case DECIMAL128, INTERVAL_MONTH_DAY_NANO -> copyValues(16L * rows, buffers);
        case DECIMAL256 -> copyValues(32L * rows, buffers);
        case FIXED_BINARY -> copyValues((long) field.width() * rows, buffers);
        case UTF8_VIEW, BINARY_VIEW -> copyViews(rows, nulls == 0 ? -1 : buffer - 1, buffers);
        case UTF8, BINARY -> copyValues(copyOffsets(rows, NARROW, buffers), buffers);
        case LARGE_UTF8, LARGE_BINARY -> copyValues(copyOffsets(rows, WIDE, buffers), buffers);
        case LIST, MAP -> childRows = count(copyOffsets(rows, NARROW, buffers));
        case LARGE_LIST -> childRows = count(copyOffsets(rows, WIDE, buffers));
        case FIXED_LIST -> childRows = count((long) field.width() * rows);
        // ArrowSchemas has no vector for others.
        default ->
            throw new DriverException(
                DriverException.Kind.UNSUPPORTED, "Column '" + field.name() + "' cannot be copied");
      }
      vector.loadFieldBuffers(new ArrowFieldNode(rows, nulls), buffers);
    } finally {
      // The vector holds what it needs by itself.
      buffers.forEach(ArrowBuf::close);
    }
    List<FieldVector> children = vector.getChildrenFromFields();
    if (children.size() != field.children().size()) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "Arrow has no vector for the fields of '" + field.name() + "'");
    }
    for (int i = 0; i < children.size(); i++) {
      load(children.get(i), field.children().get(i), childRows);
    }
  }

  /** Copies a validity bitmap, or none when nothing is null, and returns the number of nulls. */
  private int copyValidity(int number, int rows, List<ArrowBuf> buffers) throws DriverException {
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

  private void copyValues(long size, List<ArrowBuf> buffers) throws DriverException {
    int source = buffer++;
    require(source, size);
    copy(source, (int) size, buffers);
  }

  /** Copies the offsets and returns the last one, which no other exceeds. */
  private long copyOffsets(int rows, int width, List<ArrowBuf> buffers) throws DriverException {
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

  /** A number of children; there are no more than the node of the children says. */
  private static int count(long rows) throws DriverException {
    if (rows > Integer.MAX_VALUE) {
      throw damaged("more elements than can be");
    }
    return (int) rows;
  }

  /**
   * Copies views and all that they may refer to.
   *
   * @param validity number of the bitmap, -1 when nothing is null: a null's view may be anything
   */
  private void copyViews(int rows, int validity, List<ArrowBuf> buffers) throws DriverException {
    int views = buffer++;
    require(views, (long) VIEW * rows);
    int data = buffer;
    int count = batch.variadic(view++);
    buffer += count;
    byte[] bytes = batch.array();
    for (int row = 0; row < rows; row++) {
      int at = batch.start(views) + row * VIEW;
      int size = (int) LittleEndian.INT.get(bytes, at);
      boolean isNull =
          validity >= 0 && (bytes[batch.start(validity) + (row >> 3)] >> (row & 7) & 1) == 0;
      if (!isNull && size > LONGEST_IN_VIEW) {
        int number = (int) LittleEndian.INT.get(bytes, at + 8);
        int offset = (int) LittleEndian.INT.get(bytes, at + 12);
        if (number < 0 || number >= count || offset < 0) {
          throw damaged("a view of other bytes");
        }
        require(data + number, (long) offset + size);
      } else if (!isNull && size < 0) {
        throw damaged("a view of other bytes");
      }
    }
    copy(views, VIEW * rows, buffers);
    for (int i = 0; i < count; i++) {
      copy(data + i, batch.size(data + i), buffers);
    }
  }

  private void copy(int source, int size, List<ArrowBuf> buffers) {
    ArrowBuf copied = allocator.buffer(size);
    buffers.add(copied);
    if (size > 0) {
      copied.setBytes(0, batch.array(), batch.start(source), size);
      copied.writerIndex(size);
    }
  }

  private void require(int source, long size) throws DriverException {
    if (batch.size(source) < size) {
      throw damaged("a buffer is too short for its rows");
    }
  }

  private static DriverException damaged(String what) {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "The server's Arrow data is damaged: " + what);
  }
}
