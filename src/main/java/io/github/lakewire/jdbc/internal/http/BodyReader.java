package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/**
 * Reads a body straight into the array that is handed on: of the announced size when there is one,
 * growing otherwise. The limit is checked before anything is allocated.
 */
final class BodyReader {
  private static final int FIRST_GUESS = 1 << 16;

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
      IntFunction<byte[]> arrays,
      Receiver<T> receiver)
      throws IOException, DriverException {
    int most = (int) Math.min(limit, Integer.MAX_VALUE - 64);
    if (announced > most) {
      throw tooLong.apply(announced);
    }
    byte[] bytes =
        announced >= 0 ? arrays.apply((int) announced) : new byte[Math.min(FIRST_GUESS, most)];
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
        bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(256, bytes.length * 2L)));
        bytes[length++] = (byte) next;
      }
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        return receiver.receive(bytes, length);
      }
      length += count;
    }
  }
}
