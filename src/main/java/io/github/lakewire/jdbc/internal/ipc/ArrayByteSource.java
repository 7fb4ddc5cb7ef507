package io.github.lakewire.jdbc.internal.ipc;

import java.util.Objects;

/** Bytes that are all at hand. */
public final class ArrayByteSource implements ByteSource {
  private final byte[] array;
  private final int end;
  private int position;

  public ArrayByteSource(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    this.array = array;
    this.position = offset;
    this.end = offset + length;
  }

  @Override
  public boolean require(int count) {
    return count <= end - position;
  }

  @Override
  public int available() {
    return end - position;
  }

  @Override
  public byte[] array() {
    return array;
  }

  @Override
  public int position() {
    return position;
  }

  @Override
  public void advance(int count) {
    position += Objects.checkIndex(count, available() + 1);
  }

  @Override
  public void drain() {
    position = end;
  }
}
