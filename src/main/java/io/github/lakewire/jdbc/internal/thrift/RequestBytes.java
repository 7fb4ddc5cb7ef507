package io.github.lakewire.jdbc.internal.thrift;

import java.util.Arrays;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * A request in memory as it is written. It grows to what is written next rather than to twice its
 * size: a statement may have a large value in it.
 */
final class RequestBytes extends TEndpointTransport {
  private static final int FIRST = 512;

  /** Space for the fields after a long text, so that it is not copied because of them. */
  private static final int SPARE = 4_096;

  private byte[] array = new byte[FIRST];
  private int length;

  RequestBytes() throws TTransportException {
    super(TConfiguration.DEFAULT);
  }

  /** Makes room for so many bytes, and a few that will follow. */
  void reserve(int more) {
    long needed = (long) length + more + SPARE;
    if (needed > array.length) {
      if (needed > Integer.MAX_VALUE - 64) {
        throw new OutOfMemoryError("a request of " + needed + " bytes");
      }
      array = Arrays.copyOf(array, (int) needed);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    if (count > array.length - length) {
      reserve(Math.max(count, Math.min(length, 1 << 16)));
    }
    System.arraycopy(bytes, offset, array, length, count);
    length += count;
  }

  /** The bytes, of which the first {@link #length} are the request. */
  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void open() {}

  @Override
  public void close() {}

  @Override
  public int read(byte[] target, int offset, int count) throws TTransportException {
    throw new TTransportException("a request is only written");
  }
}
