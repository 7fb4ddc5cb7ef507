package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongFunction;

/**
 * Reads a body into the array that is handed on. A length that is announced is believed once a part
 * of it has arrived: a new array is never far larger than what is there, and little is copied. The
 * limit is checked before anything is allocated.
 */
final class BodyReader {
  private static final int FIRST_GUESS = 1 << 16;

  /** Bytes that have to arrive before more is allocated. */
  private static final int FIRST_PART = 1 << 14;

  /** How many times what has arrived is allocated at most, if so much is announced. */
  private static final long BELIEF = 64;

  /** Of the heap for a body that grows: the array that is full, and the longer one beside it. */
  private static final int PART_OF_HEAP = 2;

  private BodyReader() {}

  /** Takes over the body, which is in the first {@code length} bytes. */
  interface Receiver<T> {
    T receive(byte[] bytes, int length);
  }

  /**
   * Reads to the end of the stream, which releases its connection.
   *
   * @param announced the Content-Length, negative when there is none
   * @param limit most bytes to accept
   * @param tooLong says what is wrong with a body that is longer than the limit
   * @param arrays gives an array of at least the length asked for, when it is announced
   */
  static <T> T read(
      InputStream in,
      long announced,
      long limit,
      LongFunction<DriverException> tooLong,
      ArrayAllocator arrays,
      Receiver<T> receiver)
      throws IOException, DriverException {
    int most = (int) Math.min(limit, Integer.MAX_VALUE - 64);
    if (announced > most) {
      throw tooLong.apply(announced);
    }
    byte[] bytes =
        announced < 0 ? new byte[Math.min(FIRST_GUESS, most)] : first((int) announced, arrays);
    int length = 0;
    while (true) {
      if (length == bytes.length) {
        int next = in.read();
        if (next < 0) {
          return receiver.receive(bytes, length);
        }
        if (length >= most) {
          throw tooLong.apply(length + 1L);
        }
        byte[] longer =
            length < announced
                ? next((int) announced, length, arrays)
                : new byte[longer(length, most)];
        System.arraycopy(bytes, 0, longer, 0, length);
        bytes = longer;
        bytes[length++] = (byte) next;
      }
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        return receiver.receive(bytes, length);
      }
      length += count;
    }
  }

  private static int longer(int arrived, int most) throws DriverException {
    long heap = Runtime.getRuntime().maxMemory();
    long longer = Math.min(Math.max(256, arrived * 2L), heap / PART_OF_HEAP - arrived);
    if (longer <= arrived) {
      throw new DriverException(
          DriverException.Kind.OUT_OF_MEMORY,
          "The heap (-Xmx, %d MB) has no room for a response that does not say its length"
                  .formatted(heap >> 20)
              + " and has at least %d bytes: raise it, or select smaller values"
                  .formatted(arrived));
    }
    return (int) Math.min(most, longer);
  }

  private static byte[] first(int announced, ArrayAllocator arrays) {
    if (announced <= FIRST_PART) {
      return arrays.take(announced);
    }
    byte[] kept = arrays.takeKept(announced);
    return kept == null ? new byte[FIRST_PART] : kept;
  }

  private static byte[] next(int announced, int arrived, ArrayAllocator arrays) {
    return announced <= arrived * BELIEF
        ? arrays.take(announced)
        : new byte[(int) (arrived * BELIEF)];
  }
}
