package io.github.lakewire.jdbc.internal.ipc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lakewire.jdbc.ThreadCost;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as LZ4: either a DriverException, or what lz4-java makes of them; never more output or
 * memory than the bytes justify.
 */
class Lz4FuzzTest {
  private static final int WINDOW = 1 << 20;

  /** The window grows by half at least, so all windows together are three times the last one. */
  private static final long ALLOCATED_PER_BYTE = 3 * 3 / 2 * 255 + 3;

  private static final long ALLOCATED_ANYWAY = 64 << 10;

  /** Fills a decoder's window with what must not come out again. */
  private static final byte[] OTHER =
      frame("former content ".repeat(100).getBytes(US_ASCII), FLG.Bits.BLOCK_INDEPENDENCE);

  /** A whole frame, with whatever checksums it has. */
  @MethodSource("frames")
  @FuzzTest
  void frame(byte[] input) throws Exception {
    byte[] ours = check(input);
    byte[] theirs = decodeWithLibrary(input);
    if (theirs != null && theirs.length < WINDOW && !hasEmptyStoredBlock(input)) {
      assertArrayEquals(theirs, ours);
    }
  }

  /**
   * Blocks behind a header that is right, so that they are looked at: flags, block size, blocks.
   */
  @MethodSource
  @FuzzTest
  void blocks(byte[] input) throws Exception {
    if (input.length < 2) {
      return;
    }
    // Neither checksums nor content size nor dictionary; linked or not.
    byte[] descriptor = {(byte) (0x40 | input[0] & 0x20), (byte) (4 + (input[1] & 3) << 4)};
    ByteBuffer frame =
        ByteBuffer.allocate(7 + input.length - 2)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x184D2204)
            .put(descriptor)
            .put((byte) (XXHashFactory.safeInstance().hash32().hash(descriptor, 0, 2, 0) >>> 8))
            .put(input, 2, input.length - 2);
    frame(frame.array());
  }

  /** One block, between bytes that are none of its business. */
  @MethodSource("singleBlocks")
  @FuzzTest
  void block(byte[] input) {
    int room = Math.min(255 * input.length, 1 << 16);
    byte[] ours = decodeBlock(input, room, (byte) 0x5a);
    // What was there before must not come out.
    assertArrayEquals(ours, decodeBlock(input, room, (byte) 0xa5));
    byte[] theirs = decodeBlockWithLibrary(input, room);
    if (theirs != null && input.length > 0) {
      assertArrayEquals(theirs, ours);
    }
  }

  private static byte @Nullable [] decodeBlock(byte[] block, int room, byte filling) {
    int before = 100;
    byte[] target = new byte[before + room + before];
    Arrays.fill(target, filling);
    byte[] output = null;
    try {
      int end = Lz4Block.decode(block, 0, block.length, target, before, before + room, before);
      assertTrue(end >= before && end <= before + room);
      output = Arrays.copyOfRange(target, before, end);
    } catch (DriverException refused) {
      assertEquals(DriverException.Kind.PROTOCOL, refused.kind());
    }
    for (int i = 0; i < before; i++) {
      assertEquals(filling, target[i]);
      assertEquals(filling, target[target.length - 1 - i]);
    }
    return output;
  }

  /** Returns what the driver's decoder makes of a frame; null when it refuses it. */
  private static byte @Nullable [] check(byte[] frame) throws Exception {
    byte[][] output = new byte[1][];
    ThreadCost.check(
        ALLOCATED_PER_BYTE * frame.length + ALLOCATED_ANYWAY,
        () -> {
          Lz4FrameReader decoder = new Lz4FrameReader(WINDOW, BufferSource.unpooled(), null);
          try {
            decoder.reset(frame, 0, frame.length, Long.MAX_VALUE);
            decoder.requireAll();
            output[0] =
                Arrays.copyOfRange(
                    decoder.array(), decoder.position(), decoder.position() + decoder.available());
          } catch (DriverException refused) {
            assertTrue(
                refused.kind() == DriverException.Kind.PROTOCOL
                    || refused.kind() == DriverException.Kind.OUT_OF_MEMORY);
            output[0] = null;
          }
          assertTrue(decoder.array().length <= WINDOW);
        });
    checkInSteps(frame, output[0], new Lz4FrameReader(WINDOW, BufferSource.unpooled(), null));
    Lz4FrameReader used = new Lz4FrameReader(WINDOW, BufferSource.unpooled(), null);
    used.reset(OTHER, 0, OTHER.length, Long.MAX_VALUE);
    used.drain();
    checkInSteps(frame, output[0], used);
    checkInSteps(
        frame, output[0], new Lz4FrameReader(WINDOW, BufferSource.unpooled(), Runnable::run, 1));
    return output[0];
  }

  /** The same bytes come piece by piece, and none beyond what was announced. */
  private static void checkInSteps(byte[] frame, byte @Nullable [] whole, Lz4FrameReader decoder) {
    int announced = whole == null ? 1_000 : whole.length;
    decoder.reset(frame, 0, frame.length, announced);
    int read = 0;
    try {
      while (decoder.require(1)) {
        int step = Math.min(decoder.available(), 7 + read % 1_000);
        if (whole != null) {
          assertEquals(-1, mismatch(whole, read, decoder.array(), decoder.position(), step));
        }
        decoder.advance(step);
        read += step;
        assertTrue(read <= announced);
      }
      decoder.drain();
      assertTrue(whole == null || read == whole.length);
    } catch (DriverException refused) {
      assertTrue(whole == null, refused::getMessage);
    }
  }

  private static int mismatch(byte[] a, int at, byte[] b, int from, int length) {
    return Arrays.mismatch(a, at, at + length, b, from, from + length);
  }

  /** What looks like one: lz4-java takes it for the end mark, the format does not. */
  private static boolean hasEmptyStoredBlock(byte[] frame) {
    for (int at = 0; at + Integer.BYTES <= frame.length; at++) {
      if ((int) LittleEndian.INT.get(frame, at) == Integer.MIN_VALUE) {
        return true;
      }
    }
    return false;
  }

  /** Null when the library does not read it, as it does not read linked blocks. */
  private static byte @Nullable [] decodeWithLibrary(byte[] frame) {
    try (LZ4FrameInputStream in =
        new LZ4FrameInputStream(
            new ByteArrayInputStream(frame),
            new StrictLibrary(),
            XXHashFactory.safeInstance().hash32())) {
      return in.readNBytes(WINDOW);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static byte @Nullable [] decodeBlockWithLibrary(byte[] block, int room) {
    try {
      return new StrictLibrary().decompress(block, room);
    } catch (LZ4Exception e) {
      return null;
    }
  }

  /** lz4-java fills matches of distance zero with zeros; the format forbids them. */
  private static final class StrictLibrary extends LZ4SafeDecompressor {
    private final LZ4SafeDecompressor library = LZ4Factory.safeInstance().safeDecompressor();

    @Override
    public int decompress(byte[] block, int at, int size, byte[] target, int to, int room) {
      int length = library.decompress(block, at, size, target, to, room);
      if (hasDistanceZero(block, at, at + size)) {
        throw new LZ4Exception("distance zero");
      }
      return length;
    }

    /** Walks over a block that is known to be whole. */
    private static boolean hasDistanceZero(byte[] block, int at, int end) {
      int in = at;
      while (true) {
        int token = block[in++];
        int literals = token >>> 4 & 15;
        if (literals == 15) {
          do {
            literals += block[in] & 0xff;
          } while (block[in++] == -1);
        }
        in += literals;
        if (in == end) {
          return false;
        }
        if (block[in] == 0 && block[in + 1] == 0) {
          return true;
        }
        in += 2;
        if ((token & 15) == 15) {
          while (block[in++] == -1) {
            // the length goes on
          }
        }
      }
    }

    @Override
    public int decompress(ByteBuffer block, int at, int size, ByteBuffer target, int to, int room) {
      throw new UnsupportedOperationException("arrays only");
    }
  }

  // What the fuzzer begins with.

  static Stream<byte[]> frames() {
    List<byte[]> frames = new ArrayList<>();
    for (byte[] plain : samples()) {
      frames.add(frame(plain, FLG.Bits.BLOCK_INDEPENDENCE));
      frames.add(
          frame(
              plain,
              FLG.Bits.BLOCK_INDEPENDENCE,
              FLG.Bits.BLOCK_CHECKSUM,
              FLG.Bits.CONTENT_CHECKSUM,
              FLG.Bits.CONTENT_SIZE));
    }
    return frames.stream();
  }

  static Stream<byte[]> blocks() {
    return singleBlocks()
        .flatMap(
            block -> {
              byte[] linked =
                  ByteBuffer.allocate(2 + 4 + block.length + 4)
                      .order(ByteOrder.LITTLE_ENDIAN)
                      .putShort((short) 0)
                      .putInt(block.length)
                      .put(block)
                      .array();
              byte[] independent = linked.clone();
              independent[0] = 0x20;
              return Stream.of(linked, independent);
            });
  }

  static Stream<byte[]> singleBlocks() {
    return Stream.concat(
        samples().stream().map(LZ4Factory.safeInstance().fastCompressor()::compress),
        // Matches of distance zero, and of one before the beginning.
        Stream.of(
            new byte[] {0x10, 'a', 0, 0, 0x50, 'a', 'b', 'c', 'd', 'e'},
            new byte[] {0x10, 'a', 2, 0, 0x50, 'a', 'b', 'c', 'd', 'e'}));
  }

  private static List<byte[]> samples() {
    return List.of(
        new byte[0],
        new byte[300],
        "abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc xyz".getBytes(US_ASCII),
        "1,0000000000000,2,0000000000000,3,0000000000000,4,00000000,5,0"
            .getBytes(StandardCharsets.UTF_16BE));
  }

  private static byte[] frame(byte[] plain, FLG.Bits... flags) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream out =
        new LZ4FrameOutputStream(bytes, BLOCKSIZE.SIZE_64KB, plain.length, flags)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
