package io.github.lakewire.jdbc.internal.ipc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decoder against lz4-java's compressors, and against damage. */
class Lz4FrameReaderTest {
  private static final int WINDOW = 32 << 20;

  static Stream<List<FLG.Bits>> flags() {
    List<List<FLG.Bits>> combinations = new ArrayList<>();
    for (int mask = 0; mask < 8; mask++) {
      List<FLG.Bits> flags = new ArrayList<>(List.of(FLG.Bits.BLOCK_INDEPENDENCE));
      if ((mask & 1) != 0) {
        flags.add(FLG.Bits.BLOCK_CHECKSUM);
      }
      if ((mask & 2) != 0) {
        flags.add(FLG.Bits.CONTENT_CHECKSUM);
      }
      if ((mask & 4) != 0) {
        flags.add(FLG.Bits.CONTENT_SIZE);
      }
      combinations.add(flags);
    }
    return combinations.stream();
  }

  @ParameterizedTest
  @MethodSource("flags")
  void framesOfEveryKindComeBack(List<FLG.Bits> flags) throws Exception {
    Random random = new Random(7);
    for (BLOCKSIZE size : BLOCKSIZE.values()) {
      for (byte[] plain : samples(random)) {
        byte[] frame = frame(plain, size, flags);
        assertArrayEquals(plain, decodeAll(frame, plain.length));
        assertArrayEquals(plain, decodeInSteps(frame, plain.length, random));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("flags")
  void aHelperChangesNothingButTheTime(List<FLG.Bits> flags) throws Exception {
    Random random = new Random(11);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Executor closed =
          task -> {
            throw new RejectedExecutionException("closed");
          };
      for (Executor helper : List.<Executor>of(thread, Runnable::run, task -> {}, closed)) {
        for (byte[] plain : samples(random)) {
          byte[] frame = frame(plain, BLOCKSIZE.SIZE_64KB, flags);
          assertArrayEquals(plain, decodeInSteps(frame, plain.length, random, helped(helper)));
        }
      }
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void theHelperIsAskedForEveryOtherBlockWhereTheyAreIndependent() throws Exception {
    List<Runnable> asked = new ArrayList<>();
    byte[] plain = text(10 * 65_536);
    byte[] frame = frame(plain, BLOCKSIZE.SIZE_64KB, List.of());
    assertArrayEquals(
        plain, decodeInSteps(frame, plain.length, new Random(12), helped(asked::add)));
    assertEquals(5, asked.size());

    asked.clear();
    byte[] linked = linkedFrame(plain);
    assertArrayEquals(
        plain, decodeInSteps(linked, plain.length, new Random(13), helped(asked::add)));
    assertEquals(0, asked.size());
  }

  @Test
  void theHelperIsNotAskedForMemoryThatIsNotFree() throws Exception {
    List<Runnable> asked = new ArrayList<>();
    byte[] plain = text(10 * 65_536);
    byte[] frame = frame(plain, BLOCKSIZE.SIZE_64KB, List.of());
    BufferSource full =
        new BufferSource() {
          @Override
          public byte[] takeBuffer(int length) {
            return new byte[length];
          }

          @Override
          public boolean isFree(long bytes) {
            return false;
          }
        };
    Lz4FrameReader decoder = new Lz4FrameReader(WINDOW, full, asked::add, 1);
    decoder.reset(frame, 0, frame.length, plain.length);
    while (decoder.require(1)) {
      decoder.advance(decoder.available());
    }
    assertEquals(0, asked.size());
    assertEquals(65_536, decoder.array().length);
  }

  @Test
  void aBlockShorterThanItMightBeLeavesNoGap() throws Exception {
    byte[] plain = text(200_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream out =
        new LZ4FrameOutputStream(
            bytes, BLOCKSIZE.SIZE_64KB, FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_CHECKSUM)) {
      for (int at = 0; at < plain.length; at += 50_000) {
        out.write(plain, at, 50_000);
        out.flush();
      }
    }
    byte[] frame = bytes.toByteArray();
    assertArrayEquals(
        plain, decodeInSteps(frame, plain.length, new Random(14), helped(Runnable::run)));
  }

  @Test
  void whatTheHelperMeetsIsSaidInItsTurn() throws Exception {
    byte[] plain = text(2 * 65_536);
    byte[] frame = frame(plain, BLOCKSIZE.SIZE_64KB, List.of(FLG.Bits.BLOCK_CHECKSUM));
    frame[frame.length - 20] ^= 1;
    Lz4FrameReader decoder = helped(Runnable::run);
    decoder.reset(frame, 0, frame.length, plain.length);
    assertTrue(decoder.require(65_536));
    assertEquals(65_536, decoder.available());
    DriverException exception = assertThrows(DriverException.class, () -> decoder.require(65_537));
    assertTrue(exception.getMessage().contains("block checksum"), exception.getMessage());
  }

  private static Lz4FrameReader helped(Executor helper) {
    return new Lz4FrameReader(WINDOW, BufferSource.unpooled(), helper, 1);
  }

  @Test
  void blocksMayReferToTheBlocksBefore() throws Exception {
    Random random = new Random(8);
    for (byte[] plain : samples(random)) {
      byte[] frame = linkedFrame(plain);
      assertArrayEquals(plain, decodeAll(frame, plain.length));
      assertArrayEquals(plain, decodeInSteps(frame, plain.length, random));
    }
  }

  @Test
  void framesFollowEachOtherAndSkippableOnesAreSkipped() throws Exception {
    byte[] first = "first frame, first frame".getBytes(StandardCharsets.UTF_8);
    byte[] second = "second frame".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(frame(first, BLOCKSIZE.SIZE_64KB, List.of(FLG.Bits.BLOCK_INDEPENDENCE)));
    putInt(bytes, 0x184D2A53);
    putInt(bytes, 5);
    bytes.write(new byte[5]);
    bytes.write(linkedFrame(second));
    assertArrayEquals(
        "first frame, first framesecond frame".getBytes(StandardCharsets.UTF_8),
        decodeAll(bytes.toByteArray(), 100));
  }

  @Test
  void theOutputNeverExceedsWhatWasAnnounced() throws Exception {
    byte[] frame =
        frame(new byte[100_000], BLOCKSIZE.SIZE_64KB, List.of(FLG.Bits.BLOCK_INDEPENDENCE));
    assertEquals(100_000, decodeAll(frame, 100_000).length);
    assertThrows(DriverException.class, () -> decodeAll(frame, 99_999));
  }

  @Test
  void theWindowNeverExceedsItsLimit() throws Exception {
    byte[] frame =
        frame(new byte[1 << 20], BLOCKSIZE.SIZE_64KB, List.of(FLG.Bits.BLOCK_INDEPENDENCE));
    Lz4FrameReader decoder = new Lz4FrameReader(200_000, BufferSource.unpooled(), null);
    decoder.reset(frame, 0, frame.length, Long.MAX_VALUE);
    for (int i = 0; i < (1 << 20); i += 1024) {
      assertTrue(decoder.require(1024));
      assertTrue(decoder.array().length <= 200_000);
      decoder.advance(1024);
    }
    assertFalse(decoder.require(1));

    decoder.reset(frame, 0, frame.length, Long.MAX_VALUE);
    DriverException exception = assertThrows(DriverException.class, () -> decoder.require(250_000));
    assertEquals(DriverException.Kind.OUT_OF_MEMORY, exception.kind());
  }

  @Test
  void aSmallBlockTakesNoRoomForALargeOne() throws Exception {
    byte[] frame = frame("little".getBytes(StandardCharsets.UTF_8), BLOCKSIZE.SIZE_4MB, List.of());
    Lz4FrameReader decoder = new Lz4FrameReader(WINDOW, BufferSource.unpooled(), null);
    decoder.reset(frame, 0, frame.length, Long.MAX_VALUE);
    assertTrue(decoder.require(6));
    assertTrue(decoder.array().length < 10_000);
  }

  @Test
  void aFrameCutOffAnywhereIsRefused() throws Exception {
    byte[] frame = frame(text(3_000), BLOCKSIZE.SIZE_64KB, List.of(FLG.Bits.BLOCK_INDEPENDENCE));
    for (int length = 1; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      DriverException exception = assertThrows(DriverException.class, () -> decodeAll(cut, 10_000));
      assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    }
  }

  @Test
  void flippedBytesAreNoticedWhereThereAreChecksums() throws Exception {
    byte[] plain = text(20_000);
    List<FLG.Bits> flags = List.of(FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_CHECKSUM);
    byte[] frame = frame(plain, BLOCKSIZE.SIZE_64KB, flags);
    Random random = new Random(9);
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = frame.clone();
      damaged[random.nextInt(frame.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        // One in 256 damaged headers has the right checksum by chance, and some of them say nothing
        // that matters: then the content is whole.
        assertArrayEquals(plain, decodeAll(damaged, 1 << 20));
      } catch (DriverException expected) {
        assertEquals(DriverException.Kind.PROTOCOL, expected.kind());
      }
    }
  }

  @Test
  void damagedBlocksNeitherEscapeTheirRoomNorLeakWhatWasThere() throws Exception {
    Random random = new Random(10);
    LZ4Factory factory = LZ4Factory.safeInstance();
    for (int i = 0; i < 20_000; i++) {
      byte[] plain = text(1 + random.nextInt(400));
      byte[] block = factory.fastCompressor().compress(plain);
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        block[random.nextInt(block.length)] = (byte) random.nextInt(256);
      }
      int before = 50;
      byte[] target = new byte[before + plain.length + 50];
      Arrays.fill(target, (byte) 0x5a);
      try {
        int end =
            Lz4Block.decode(block, 0, block.length, target, before, before + plain.length, before);
        assertTrue(end <= before + plain.length);
        byte[] other = new byte[plain.length];
        int length = decodeWithLibrary(factory, block, other);
        if (length >= 0) {
          assertArrayEquals(Arrays.copyOf(other, length), Arrays.copyOfRange(target, before, end));
        }
      } catch (DriverException expected) {
        assertEquals(DriverException.Kind.PROTOCOL, expected.kind());
      }
      for (int j = 0; j < before; j++) {
        assertEquals(0x5a, target[j]);
        assertEquals(0x5a, target[target.length - 1 - j]);
      }
    }
  }

  @Test
  void matchesOfDistanceZeroOrBeforeTheStartAreRefused() {
    byte[] zero = {0x10, 'a', 0, 0, 0x50, 'a', 'b', 'c', 'd', 'e'};
    byte[] before = {0x10, 'a', 2, 0, 0x50, 'a', 'b', 'c', 'd', 'e'};
    for (byte[] block : List.of(zero, before)) {
      assertThrows(
          DriverException.class,
          () -> Lz4Block.decode(block, 0, block.length, new byte[100], 10, 100, 10));
    }
  }

  private static int decodeWithLibrary(LZ4Factory factory, byte[] block, byte[] target) {
    try {
      return factory.safeDecompressor().decompress(block, target);
    } catch (net.jpountz.lz4.LZ4Exception e) {
      return -1;
    }
  }

  private static List<byte[]> samples(Random random) {
    byte[] noise = new byte[150_000];
    random.nextBytes(noise);
    byte[] numbers = new byte[300_000];
    for (int i = 0; i < numbers.length; i++) {
      int width = 1 << (i / 60_000);
      numbers[i] = (byte) (i % width == 0 ? i / width / 7 : 0);
    }
    byte[] mixed = new byte[400_000];
    for (int at = 0; at < mixed.length; ) {
      int length = Math.min(mixed.length - at, 1 + random.nextInt(300));
      int distance = 1 + random.nextInt(at == 0 ? 1 : Math.min(at, 70_000));
      for (int i = 0; i < length; i++, at++) {
        mixed[at] =
            at < distance || random.nextInt(40) == 0
                ? (byte) random.nextInt(256)
                : mixed[at - distance];
      }
    }
    return List.of(
        new byte[0], new byte[] {1}, new byte[200_000], text(90_000), noise, numbers, mixed);
  }

  private static byte[] text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append("row ").append(i * 7919 % 1000).append(',');
    }
    return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] frame(byte[] plain, BLOCKSIZE size, List<FLG.Bits> flags)
      throws IOException {
    List<FLG.Bits> all = new ArrayList<>(flags);
    if (!all.contains(FLG.Bits.BLOCK_INDEPENDENCE)) {
      all.add(FLG.Bits.BLOCK_INDEPENDENCE);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream out =
        new LZ4FrameOutputStream(bytes, size, plain.length, all.toArray(new FLG.Bits[0]))) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /**
   * A frame of linked blocks, which lz4-java cannot write: matches into the block before are made
   * by hand, the rest is stored.
   */
  private static byte[] linkedFrame(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    putInt(out, 0x184D2204);
    byte[] descriptor = {0x40, 0x40};
    out.write(descriptor);
    int hash = XXHashFactory.safeInstance().hash32().hash(descriptor, 0, 2, 0);
    out.write(hash >>> 8 & 0xff);
    for (int at = 0; at < plain.length; ) {
      int length = matchBefore(plain, at);
      if (length >= 20) {
        // No literals, a match at the greatest distance, then five literals to end the block.
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int rest = length - 4 - 15;
        block.write(0x0f);
        block.write(DISTANCE & 0xff);
        block.write(DISTANCE >>> 8);
        for (; rest >= 255; rest -= 255) {
          block.write(255);
        }
        block.write(rest);
        int literals = Math.min(5, plain.length - at - length);
        block.write(literals << 4);
        block.write(plain, at + length, literals);
        putInt(out, block.size());
        out.write(block.toByteArray());
        at += length + literals;
      } else {
        int stored = Math.min(plain.length - at, 1_000);
        putInt(out, stored | 0x80000000);
        out.write(plain, at, stored);
        at += stored;
      }
    }
    putInt(out, 0);
    return out.toByteArray();
  }

  private static final int DISTANCE = 65_535;

  private static int matchBefore(byte[] plain, int at) {
    int length = 0;
    while (at >= DISTANCE
        && at + length < plain.length
        && length < 60_000
        && plain[at + length] == plain[at + length - DISTANCE]) {
      length++;
    }
    return length;
  }

  private static byte[] decodeAll(byte[] frame, int most) throws DriverException {
    Lz4FrameReader decoder = new Lz4FrameReader(WINDOW, BufferSource.unpooled(), null);
    decoder.reset(frame, 0, frame.length, most);
    decoder.requireAll();
    return Arrays.copyOfRange(
        decoder.array(), decoder.position(), decoder.position() + decoder.available());
  }

  private static byte[] decodeInSteps(byte[] frame, int length, Random random)
      throws DriverException {
    Lz4FrameReader alone = new Lz4FrameReader(WINDOW, BufferSource.unpooled(), null);
    return decodeInSteps(frame, length, random, alone);
  }

  private static byte[] decodeInSteps(
      byte[] frame, int length, Random random, Lz4FrameReader decoder) throws DriverException {
    decoder.reset(frame, 0, frame.length, length);
    byte[] plain = new byte[length];
    for (int at = 0; at < length; ) {
      int step = Math.min(length - at, 1 + random.nextInt(30_000));
      if (!decoder.require(step)) {
        fail("ended at " + at);
      }
      System.arraycopy(decoder.array(), decoder.position(), plain, at, step);
      decoder.advance(step);
      at += step;
    }
    decoder.drain();
    assertFalse(decoder.require(1));
    return plain;
  }

  private static void putInt(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(value >>> shift);
    }
  }
}
