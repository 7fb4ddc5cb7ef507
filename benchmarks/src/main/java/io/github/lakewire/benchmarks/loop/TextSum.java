package io.github.lakewire.benchmarks.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads text in place. All bytes are added up, eight at a time, because a driver cannot hand out a
 * string without reading all of it; what the text adds to the sum of values is its first character.
 */
final class TextSum {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Keeps the additions from being optimised away. */
  long allBytes;

  /** The first character of {@code bytes[at, end)}, which is not empty. */
  int value(byte[] bytes, int at, int end) {
    long sum = 0;
    int i = at;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      sum += (long) LONG.get(bytes, i);
    }
    for (; i < end; i++) {
      sum += bytes[i];
    }
    allBytes += sum;
    return firstCharacter(bytes, at);
  }

  /** The first character of UTF-8 text; the canned text begins with one of two bytes at most. */
  private static int firstCharacter(byte[] bytes, int at) {
    int first = bytes[at];
    return first >= 0 ? first : ((first & 0x1F) << 6) | (bytes[at + 1] & 0x3F);
  }
}
