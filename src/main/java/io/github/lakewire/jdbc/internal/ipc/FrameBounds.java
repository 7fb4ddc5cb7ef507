package io.github.lakewire.jdbc.internal.ipc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import net.jpountz.xxhash.XXHash32;

/**
 * What LZ4 frames can yield, told from the lengths of their blocks, which are there. Nothing else
 * that they announce makes it more.
 *
 * @param output bytes that all frames together yield at most
 * @param largestBlock bytes that one of their blocks may yield
 */
record FrameBounds(long output, int largestBlock) {

  /** Looks at frames as far as they make sense; what is behind is refused in its turn. */
  static FrameBounds of(byte[] source, int start, int end, XXHash32 hash) {
    long output = 0;
    int largest = 0;
    int in = start;
    while (end - in > Integer.BYTES) {
      int magic = (int) LittleEndian.INT.get(source, in);
      in += Integer.BYTES;
      if (Lz4FrameReader.isSkippable(magic)) {
        long length = end - in < Integer.BYTES ? end : skipped(source, in);
        in = (int) Math.min(end, in + length);
        continue;
      }
      FrameDescriptor descriptor;
      try {
        descriptor = FrameDescriptor.read(source, in, end, hash);
      } catch (DriverException damaged) {
        break;
      }
      largest = Math.max(largest, descriptor.maxBlock());
      long content = 0;
      in = descriptor.end();
      while (end - in >= Integer.BYTES) {
        int header = (int) LittleEndian.INT.get(source, in);
        in += Integer.BYTES;
        if (header == 0) {
          break;
        }
        FrameBlock block = FrameBlock.of(header, in, descriptor.blockChecksums());
        if (block.size() > descriptor.maxBlock() || block.end() > end) {
          return new FrameBounds(output + content, largest);
        }
        content += block.most(descriptor.maxBlock(), Long.MAX_VALUE);
        in = block.end();
      }
      output +=
          descriptor.contentSize() >= 0 ? Math.min(content, descriptor.contentSize()) : content;
      in += descriptor.contentChecksum() ? Integer.BYTES : 0;
    }
    return new FrameBounds(output, largest);
  }

  private static long skipped(byte[] source, int at) {
    return Integer.BYTES + ((int) LittleEndian.INT.get(source, at) & 0xffffffffL);
  }
}
