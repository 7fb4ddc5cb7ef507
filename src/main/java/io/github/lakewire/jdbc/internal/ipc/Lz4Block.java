package io.github.lakewire.jdbc.internal.ipc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.Arrays;

/**
 * Decodes one LZ4 block. Copies go by eight bytes where there is room for that, so bytes between
 * the end of the output and the end of its room may be scribbled on; nothing outside the room is
 * ever written, and nothing before the history is ever read.
 */
final class Lz4Block {
  private static final int MIN_MATCH = 4;
  private static final int LENGTH_MASK = 15;

  /** Token, literals rounded up, distance: what a short sequence may touch of the input. */
  private static final int SHORT_SEQUENCE = 1 + 16 + 2;

  /** What it may touch of the output: 14 literals, then a match of 18. */
  private static final int SHORT_OUTPUT = 14 + 18;

  private Lz4Block() {}

  /**
   * Decodes {@code source[in, inEnd)} to {@code target[out, outEnd)}.
   *
   * @param history where in the target the bytes begin that matches may refer to
   * @return the end of the output
   */
  static int decode(
      byte[] source, int in, int inEnd, byte[] target, int out, int outEnd, int history)
      throws DriverException {
    int shortIn = inEnd - SHORT_SEQUENCE;
    int shortOut = outEnd - SHORT_OUTPUT;
    while (true) {
      // Nearly all sequences are short, far from both ends, and repeat nothing that overlaps:
      // copies of fixed length, most of them longer than needed, are faster than a loop.
      while (in <= shortIn && out <= shortOut) {
        int token = source[in];
        int literals = token >>> 4 & LENGTH_MASK;
        int length = token & LENGTH_MASK;
        int next = in + 1 + literals;
        if (literals == LENGTH_MASK || length == LENGTH_MASK) {
          break;
        }
        copyLong(source, in + 1, target, out);
        copyLong(source, in + 9, target, out + 8);
        int distance = (short) LittleEndian.SHORT.get(source, next) & 0xffff;
        int from = out + literals - distance;
        if (distance < Long.BYTES || from < history) {
          break;
        }
        in = next + 2;
        out += literals;
        copyLong(target, from, target, out);
        copyLong(target, from + 8, target, out + 8);
        LittleEndian.SHORT.set(target, out + 16, (short) LittleEndian.SHORT.get(target, from + 16));
        out += length + MIN_MATCH;
      }

      if (in >= inEnd) {
        throw damaged();
      }
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
      if (literals > inEnd - in || literals > outEnd - out) {
        throw damaged();
      }
      System.arraycopy(source, in, target, out, literals);
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
  }

  private static void copyMatch(byte[] target, int out, int outEnd, int distance, int length) {
    int from = out - distance;
    int end = out + length;
    if (distance >= length) {
      System.arraycopy(target, from, target, out, length);
    } else if (distance == 1) {
      Arrays.fill(target, out, end, target[from]);
    } else if (end > outEnd - Long.BYTES) {
      while (out < end) {
        target[out++] = target[from++];
      }
    } else if (distance >= Long.BYTES) {
      for (; out < end; out += Long.BYTES, from += Long.BYTES) {
        copyLong(target, from, target, out);
      }
    } else {
      repeat(target, out, end, distance);
    }
  }

  /** Repeats the two to seven bytes before {@code out}: columns of small or equal numbers. */
  private static void repeat(byte[] target, int out, int end, int distance) {
    long bytes = (long) LittleEndian.LONG.get(target, out - distance);
    long pattern = bytes & (1L << distance * 8) - 1;
    for (int filled = distance; filled < Long.BYTES; filled *= 2) {
      pattern |= pattern << filled * 8;
    }
    int whole = Long.BYTES / distance * distance;
    for (; out < end; out += whole) {
      LittleEndian.LONG.set(target, out, pattern);
    }
  }

  private static void copyLong(byte[] source, int from, byte[] target, int to) {
    LittleEndian.LONG.set(target, to, (long) LittleEndian.LONG.get(source, from));
  }

  private static DriverException damaged() {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "The server's LZ4 data is damaged: impossible block");
  }
}
