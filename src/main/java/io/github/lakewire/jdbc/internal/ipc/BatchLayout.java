package io.github.lakewire.jdbc.internal.ipc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Where one record batch has its values: nodes and buffers in the order of the schema, each known
 * to lie in the body. Readers take them one after the other while they are bound. Used again for
 * each batch.
 */
public final class BatchLayout {
  private static final byte[] NONE = {};

  private final BatchShape shape;
  private final int[] lengths;
  private final int[] nullCounts;
  private final int[] variadic;
  private int[] starts;
  private int[] sizes;

  private byte[] array = NONE;
  private int bodyLength;
  private int rows;
  private int node;
  private int buffer;
  private int view;
  private int unknownBuffers;

  public BatchLayout(BatchShape shape) {
    this.shape = shape;
    lengths = new int[shape.nodes()];
    nullCounts = new int[shape.nodes()];
    variadic = new int[shape.views()];
    starts = new int[shape.buffers()];
    sizes = new int[shape.buffers()];
  }

  /** Forgets the batch: it has no rows, and those who are bound to it anew keep no bytes of it. */
  public void clear() {
    Arrays.fill(lengths, 0);
    Arrays.fill(nullCounts, 0);
    Arrays.fill(variadic, 0);
    Arrays.fill(starts, 0);
    Arrays.fill(sizes, 0);
    unknownBuffers = 0;
    begin(NONE, 0, 0);
  }

  private void begin(byte[] bytes, int length, int rowCount) {
    array = bytes;
    bodyLength = length;
    rows = rowCount;
    node = 0;
    buffer = 0;
    view = 0;
  }

  void load(RecordBatch batch, byte[] bytes, int bodyStart, int length) throws DriverException {
    if (batch.compression() != null) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "The server compressed inside Arrow batches, which is not read");
    }
    int buffers = batch.buffersLength();
    long unexplained = (long) buffers - shape.buffers() - loadVariadic(batch);
    if (batch.nodesLength() != lengths.length
        || unexplained < 0
        || (unexplained > 0 && shape.unknown() == 0)) {
      throw IpcFrame.damaged("a batch does not fit the columns of the result");
    }
    unknownBuffers = (int) unexplained;
    if (starts.length < buffers) {
      starts = new int[buffers];
      sizes = new int[buffers];
    }
    int rowCount = count(batch.length());
    FieldNode fieldNode = new FieldNode();
    for (int i = 0; i < lengths.length; i++) {
      batch.nodes(fieldNode, i);
      lengths[i] = count(fieldNode.length());
      nullCounts[i] = count(fieldNode.nullCount());
    }
    Buffer region = new Buffer();
    long together = 0;
    for (int i = 0; i < buffers; i++) {
      batch.buffers(region, i);
      long offset = region.offset();
      long size = region.length();
      if (offset < 0 || size < 0 || offset > length || size > length - offset) {
        throw IpcFrame.damaged("a buffer outside its batch");
      }
      // Each value then has bytes of its own: many columns over the same ones would be a bomb.
      together += size;
      if (together > length) {
        throw IpcFrame.damaged("buffers over each other");
      }
      starts[i] = bodyStart + (int) offset;
      sizes[i] = (int) size;
    }
    begin(bytes, length, rowCount);
  }

  /** Returns how many buffers the views have beside those that all have. */
  private long loadVariadic(RecordBatch batch) throws DriverException {
    if (variadic.length != batch.variadicBufferCountsLength()) {
      throw IpcFrame.damaged("a batch does not fit the columns of the result");
    }
    long together = 0;
    for (int i = 0; i < variadic.length; i++) {
      variadic[i] = count(batch.variadicBufferCounts(i));
      together += variadic[i];
    }
    return together;
  }

  private static int count(long value) throws DriverException {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw IpcFrame.damaged("impossible count");
    }
    return (int) value;
  }

  public int rows() {
    return rows;
  }

  public byte[] array() {
    return array;
  }

  /** Returns the length of the body, which says how many values can be justified. */
  public int bodyLength() {
    return bodyLength;
  }

  /** Takes the next node and returns its number. */
  public int takeNode() {
    return node++;
  }

  public int length(int nodeNumber) {
    return lengths[nodeNumber];
  }

  /** Returns the announced number of nulls, which only tells whether there are any. */
  public int nullCount(int nodeNumber) {
    return nullCounts[nodeNumber];
  }

  /**
   * Takes the next buffer as a node's validity bitmap.
   *
   * @return its position, or -1 when nothing is null
   */
  public int takeValidity(int nodeNumber) throws DriverException {
    int number = buffer++;
    if (nullCounts[nodeNumber] == 0) {
      return -1;
    }
    require(number, (lengths[nodeNumber] + 7L) / 8);
    return starts[number];
  }

  /** Takes the next view, and returns how many buffers of data it has behind its own two. */
  public int takeView() {
    return variadic[view++];
  }

  /** Skips nodes and buffers that are not read. */
  public void skip(BatchShape skipped) {
    node += skipped.nodes();
    buffer += skipped.buffers();
    for (int i = 0; i < skipped.views(); i++) {
      buffer += takeView();
    }
    if (skipped.unknown() > 0) {
      buffer += unknownBuffers;
    }
  }

  /** Returns how many buffers of data a view has, the first being number 0. */
  public int variadic(int viewNumber) {
    return variadic[viewNumber];
  }

  /** Returns how many buffers the one field of an unknown type has. */
  public int unknownBuffers() {
    return unknownBuffers;
  }

  /** Takes the next buffer, which must have so many bytes, and returns its number. */
  public int takeBuffer(long minimum) throws DriverException {
    int number = buffer++;
    require(number, minimum);
    return number;
  }

  public int start(int bufferNumber) {
    return starts[bufferNumber];
  }

  public int size(int bufferNumber) {
    return sizes[bufferNumber];
  }

  private void require(int number, long minimum) throws DriverException {
    if (sizes[number] < minimum) {
      throw IpcFrame.damaged("a buffer is too short for its rows");
    }
  }
}
