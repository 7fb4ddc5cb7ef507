package io.github.lakewire.jdbc.internal.results.arrow;

import io.github.lakewire.jdbc.internal.fault.Fault;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Where one record batch has its values: nodes and buffers in the order of the schema, each known
 * to lie in the body. Readers take them one after the other while they are bound. Used again for
 * each batch.
 */
public final class BatchLayout {
  private final int[] lengths;
  private final int[] nullCounts;
  private final int[] starts;
  private final int[] sizes;

  private byte[] array = {};
  private int bodyLength;
  private int rows;
  private int node;
  private int buffer;

  public BatchLayout(int nodes, int buffers) {
    lengths = new int[nodes];
    nullCounts = new int[nodes];
    starts = new int[buffers];
    sizes = new int[buffers];
  }

  void load(RecordBatch batch, byte[] bytes, int bodyStart, int length) throws Fault {
    if (batch.compression() != null) {
      throw new Fault(
          Fault.Kind.UNSUPPORTED, "The server compressed inside Arrow batches, which is not read");
    }
    if (batch.nodesLength() != lengths.length || batch.buffersLength() != starts.length) {
      throw IpcFrame.damaged("a batch does not fit the columns of the result");
    }
    rows = count(batch.length());
    FieldNode fieldNode = new FieldNode();
    for (int i = 0; i < lengths.length; i++) {
      batch.nodes(fieldNode, i);
      lengths[i] = count(fieldNode.length());
      nullCounts[i] = count(fieldNode.nullCount());
    }
    Buffer region = new Buffer();
    long together = 0;
    for (int i = 0; i < starts.length; i++) {
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
    array = bytes;
    bodyLength = length;
    node = 0;
    buffer = 0;
  }

  private static int count(long value) throws Fault {
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
  public int takeValidity(int nodeNumber) throws Fault {
    int number = buffer++;
    if (nullCounts[nodeNumber] == 0) {
      return -1;
    }
    require(number, (lengths[nodeNumber] + 7L) / 8);
    return starts[number];
  }

  /** Takes the next buffer, which must have so many bytes, and returns its number. */
  public int takeBuffer(long minimum) throws Fault {
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

  private void require(int number, long minimum) throws Fault {
    if (sizes[number] < minimum) {
      throw IpcFrame.damaged("a buffer is too short for its rows");
    }
  }
}
