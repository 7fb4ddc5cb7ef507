package io.github.lakewire.benchmarks.loop;

/** Bytes in a buffer that is used again and again. */
final class Body {

  byte[] array = new byte[1 << 16];
  int length;

  /** Makes room for this many bytes, dropping what was there. */
  void reset(int newLength) {
    if (array.length < newLength) {
      array = new byte[newLength + (newLength >> 3)];
    }
    length = newLength;
  }
}
