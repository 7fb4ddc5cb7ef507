package io.github.lakewire.jdbc.internal.ipc;

/**
 * A block of an LZ4 frame.
 *
 * @param start where its data begins
 * @param stored whether the data is not compressed
 * @param end where what follows it begins
 */
record FrameBlock(int start, int size, boolean stored, int end) {
  /** No block decodes to more than this many times its size: a length byte stands for 255 bytes. */
  static final int MAX_RATIO = 255;

  /**
   * Reads a block's header.
   *
   * @param start where its data begins
   * @param checksums whether a checksum follows
   */
  static FrameBlock of(int header, int start, boolean checksums) {
    int size = header & 0x7fffffff;
    long end = (long) start + size + (checksums ? Integer.BYTES : 0);
    return new FrameBlock(start, size, header < 0, (int) Math.min(Integer.MAX_VALUE, end));
  }

  /** Bytes that it may decode to. */
  int most(int maxBlock, long allowed) {
    return (int) Math.min(stored ? size : Math.min(maxBlock, (long) MAX_RATIO * size), allowed);
  }
}
