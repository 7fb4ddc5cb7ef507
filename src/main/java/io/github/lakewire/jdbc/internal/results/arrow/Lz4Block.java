package io.github.lakewire.jdbc.internal.results.arrow;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.util.Arrays;

/**
 * Decodes one LZ4 block. Copies go by eight bytes where there is room for that, so bytes between
 * the end of the output and the end of its room may be scribbled on; nothing outside the room is
 * ever written, and nothing before the history is ever read.
 */
final class Lz4Block {
  private static final int MIN_MATCH = 4;
  private static final int LENGTH_MASK = 15;

  private Lz4Block() {}

  /**
   * Decodes {@code source[in, inEnd)} to {@code target[out, outEnd)}.
   *
   * @param history where in the target the bytes begin that matches may refer to
   * @return the end of the output
   */
  static int decode(
      byte[] source, int in, int inEnd, byte[] target, int out, int outEnd, int history)
      throws Fault {
    while (in < inEnd) {
      int token = source[in++] & 0xff;
      int literals = token >>> 4;
      if (literals == LENGTH_MASK) {
        int more;
        do {
          if (in >= inEnd || literals > outEnd - out) {
            throw damaged();
          }
          more = source[in++] & 0xff;
          literals += more;
        } while (more == 0xff);
      }
      if (literals <= 16 && in + 16 <= inEnd && out + 16 <= outEnd) {
        copyLong(source, in, target, out);
        copyLong(source, in + 8, target, out + 8);
      } else {
        if (literals > inEnd - in || literals > outEnd - out) {
          throw damaged();
        }
        System.arraycopy(source, in, target, out, literals);
      }
      in += literals;
      out += literals;
      if (in == inEnd) {
        return out;
      }

      if (inEnd - in < 2) {
        throw damaged();
      }
      int distance = (short) LittleEndian.SHORT.get(source, in) & 0xffff;
      in += 2;
      int length = token & LENGTH_MASK;
      if (length == LENGTH_MASK) {
        int more;
        do {
          if (in >= inEnd || length > outEnd - out) {
            throw damaged();
          }
          more = source[in++] & 0xff;
          length += more;
        } while (more == 0xff);
      }
      length += MIN_MATCH;
      // Distance 0 would hand out what the array held before.
      if (distance == 0 || distance > out - history || length > outEnd - out) {
        throw damaged();
      }
      copyMatch(target, out, outEnd, distance, length);
      out += length;
    }
    throw damaged();
  }

  private static void copyMatch(byte[] target, int out, int outEnd, int distance, int length) {
    int from = out - distance;
    if (distance >= 8 && length <= outEnd - out - 8) {
      if (length > 64 && distance >= length) {
        System.arraycopy(target, from, target, out, length);
        return;
      }
      for (int i = 0; i < length; i += 8) {
        copyLong(target, from + i, target, out + i);
      }
    } else if (distance >= length) {
      System.arraycopy(target, from, target, out, length);
    } else if (distance == 1) {
      Arrays.fill(target, out, out + length, target[from]);
    } else if ((distance == 2 || distance == 4) && length <= outEnd - out - 8) {
      fillPattern(target, out, distance, length);
    } else {
      for (int i = 0; i < length; i++) {
        target[out + i] = target[from + i];
      }
    }
  }

  /** Repeats the two or four bytes before {@code out}: columns of small or equal numbers. */
  private static void fillPattern(byte[] target, int out, int distance, int length) {
    long pattern;
    if (distance == 2) {
      long two = (short) LittleEndian.SHORT.get(target, out - 2) & 0xffffL;
      pattern = two | two << 16 | two << 32 | two << 48;
    } else {
      long four = (int) LittleEndian.INT.get(target, out - 4) & 0xffffffffL;
      pattern = four | four << 32;
    }
    for (int i = 0; i < length; i += 8) {
      LittleEndian.LONG.set(target, out + i, pattern);
    }
  }

  private static void copyLong(byte[] source, int from, byte[] target, int to) {
    LittleEndian.LONG.set(target, to, (long) LittleEndian.LONG.get(source, from));
  }

  private static Fault damaged() {
    return new Fault(Fault.Kind.PROTOCOL, "The server's LZ4 data is damaged: impossible block");
  }
}
