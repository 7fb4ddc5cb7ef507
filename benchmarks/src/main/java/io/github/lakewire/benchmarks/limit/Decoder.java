package io.github.lakewire.benchmarks.limit;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** Who decompresses LZ4 blocks in the limit. */
public enum Decoder {
  /** lz4-java's binding to the C library: the fastest there is. */
  NATIVE(LZ4Factory.nativeInstance()),
  /** lz4-java in Java. */
  JAVA(LZ4Factory.safeInstance());

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAGIC = 0x184D2204;

  @SuppressWarnings("ImmutableEnumChecker") // stateless
  private final LZ4SafeDecompressor blocks;

  Decoder(LZ4Factory factory) {
    this.blocks = factory.safeDecompressor();
  }

  /**
   * Decodes one frame without checksums or content size, which is all the canned server makes.
   *
   * @return the number of bytes written
   */
  int decode(byte[] source, int offset, int length, byte[] target) throws IOException {
    if ((int) INT.get(source, offset) != MAGIC || source[offset + 4] != 0x60) {
      throw new IOException("Not a frame as the canned server makes them");
    }
    int at = offset + 7;
    int written = 0;
    while (at + Integer.BYTES <= offset + length) {
      int size = (int) INT.get(source, at);
      at += Integer.BYTES;
      if (size == 0) {
        return written;
      }
      if (size < 0) {
        int stored = size & Integer.MAX_VALUE;
        System.arraycopy(source, at, target, written, stored);
        written += stored;
        at += stored;
      } else {
        written += blocks.decompress(source, at, size, target, written, target.length - written);
        at += size;
      }
    }
    throw new IOException("The frame has no end mark");
  }
}
