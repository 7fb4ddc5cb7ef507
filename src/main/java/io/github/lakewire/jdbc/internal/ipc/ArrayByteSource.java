package io.github.lakewire.jdbc.internal.ipc;

import java.util.Objects;

/** Bytes that are all at hand. */
public final class ArrayByteSource extends ByteSource {
  public ArrayByteSource(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    window = array;
    position = offset;
    limit = offset + length;
  }

  @Override
  public boolean require(int count) {
    return count <= available();
  }

  @Override
  public void drain() {
    position = limit;
  }
}
