package io.github.lakewire.jdbc.internal.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
  /** Gives a few bytes at a time, as a socket does. */
  private static InputStream trickle(byte[] bytes) {
    Random random = new Random(1);
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
      }
    };
  }

  private static int read(InputStream in, long announced, long limit) throws Exception {
    return BodyReader.read(
        in, announced, limit, BodyReaderTest::tooLong, byte[]::new, (body, length) -> length);
  }

  private static DriverException tooLong(long bytes) {
    return new DriverException(DriverException.Kind.TOO_LARGE, bytes + " bytes");
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 65535, 65536, 65537, 200_000})
  void readsWhatIsThereAnnouncedOrNot(int size) throws Exception {
    byte[] bytes = random(size);
    int announced =
        BodyReader.read(
            trickle(bytes),
            size,
            size,
            BodyReaderTest::tooLong,
            byte[]::new,
            (body, length) -> {
              assertArrayEquals(bytes, body);
              return length;
            });
    assertEquals(size, announced);
    int grown =
        BodyReader.read(
            trickle(bytes),
            -1,
            size,
            BodyReaderTest::tooLong,
            byte[]::new,
            (body, length) -> {
              assertArrayEquals(bytes, Arrays.copyOf(body, length));
              assertTrue(body.length <= Math.max(65536, 2 * size));
              return length;
            });
    assertEquals(size, grown);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 1L << 31, Long.MAX_VALUE})
  void announcedLengthsOverTheLimitAreNotEvenRead(long announced) {
    InputStream unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("read");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            throw new AssertionError("read");
          }
        };
    DriverException exception =
        assertThrows(DriverException.class, () -> read(unread, announced, 10));
    assertEquals(DriverException.Kind.TOO_LARGE, exception.kind());
  }

  @Test
  void bodiesThatGrowOverTheLimitAreGivenUp() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            return length;
          }
        };
    assertThrows(DriverException.class, () -> read(endless, -1, 100_000));
    assertThrows(DriverException.class, () -> read(endless, -1, 0));
  }

  @Test
  void whatIsAnnouncedIsNotAllocatedBeforeAPartOfItIsThere() throws Exception {
    long announced = Integer.MAX_VALUE - 64;
    assertEquals(10, read(new java.io.ByteArrayInputStream(random(10)), announced, announced));
    assertEquals(
        15 << 20, read(new java.io.ByteArrayInputStream(random(15 << 20)), announced, announced));
  }

  @Test
  void arraysThatAreThereAlreadyAreUsedAtOnce() throws Exception {
    byte[] kept = new byte[300_000];
    ArrayAllocator arrays =
        new ArrayAllocator() {
          @Override
          public byte[] take(int length) {
            throw new AssertionError("another one is made");
          }

          @Override
          public byte[] takeKept(int length) {
            return kept;
          }
        };
    byte[] bytes = random(200_000);
    byte[] body =
        BodyReader.read(
            trickle(bytes),
            bytes.length,
            bytes.length,
            BodyReaderTest::tooLong,
            arrays,
            (received, length) -> received);
    assertSame(kept, body);
    assertArrayEquals(bytes, Arrays.copyOf(body, bytes.length));
  }
}
