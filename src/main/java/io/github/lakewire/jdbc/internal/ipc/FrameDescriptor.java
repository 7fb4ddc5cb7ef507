package io.github.lakewire.jdbc.internal.ipc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import net.jpountz.xxhash.XXHash32;

/**
 * What an LZ4 frame says of itself behind its magic number.
 *
 * @param linked whether blocks refer to those before them
 * @param contentSize -1 when it does not say
 * @param end where the first block begins
 */
record FrameDescriptor(
    int maxBlock,
    boolean linked,
    boolean blockChecksums,
    boolean contentChecksum,
    long contentSize,
    int end) {
  /** The largest block that the format has. */
  static final int LARGEST_BLOCK = 4 << 20;

  /** Reads and checks it. */
  static FrameDescriptor read(byte[] source, int start, int sourceEnd, XXHash32 hash)
      throws DriverException {
    need(3, start, sourceEnd);
    int flags = source[start] & 0xff;
    int blockSize = source[start + 1] & 0xff;
    int at = start + 2;
    int sizeCode = blockSize >>> 4;
    if (flags >>> 6 != 1 || (flags & 2) != 0 || (blockSize & 0x8f) != 0 || sizeCode < 4) {
      throw Lz4FrameReader.damaged("unknown frame version");
    }
    if ((flags & 1) != 0) {
      throw Lz4FrameReader.damaged("it needs a dictionary");
    }
    long contentSize = -1;
    if ((flags & 8) != 0) {
      need(8, at, sourceEnd);
      contentSize = (long) LittleEndian.LONG.get(source, at);
      at += 8;
      if (contentSize < 0) {
        throw Lz4FrameReader.damaged("impossible content size");
      }
    }
    need(1, at, sourceEnd);
    int checksum = hash.hash(source, start, at - start, 0) >>> 8 & 0xff;
    if (checksum != (source[at++] & 0xff)) {
      throw Lz4FrameReader.damaged("header checksum");
    }
    return new FrameDescriptor(
        1 << (8 + 2 * sizeCode),
        (flags & 32) == 0,
        (flags & 16) != 0,
        (flags & 4) != 0,
        contentSize,
        at);
  }

  private static void need(int count, int at, int end) throws DriverException {
    if (count > end - at) {
      throw Lz4FrameReader.truncated();
    }
  }
}
