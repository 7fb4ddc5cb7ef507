package io.github.lakewire.benchmarks.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/** Encoded bytes, kept where a socket takes them without another copy. */
final class Bytes {

  private Bytes() {}

  /** A copy of the remaining bytes outside the heap. */
  static ByteBuffer direct(ByteBuffer source) {
    return ByteBuffer.allocateDirect(source.remaining()).put(source.duplicate()).flip();
  }

  /** One LZ4 frame as the server writes it: independent blocks of 4 MB, no checksums. */
  static byte[] lz4Frame(byte[] plain, int length) {
    java.io.ByteArrayOutputStream frame = new java.io.ByteArrayOutputStream(length / 2 + 64);
    try (OutputStream out =
        new LZ4FrameOutputStream(
            frame,
            LZ4FrameOutputStream.BLOCKSIZE.SIZE_4MB,
            -1,
            LZ4Factory.fastestInstance().fastCompressor(),
            XXHashFactory.fastestInstance().hash32(),
            LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE)) {
      out.write(plain, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException("An array refused bytes", e);
    }
    return frame.toByteArray();
  }
}
