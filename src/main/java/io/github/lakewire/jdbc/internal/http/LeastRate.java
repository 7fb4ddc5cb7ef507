package io.github.lakewire.jdbc.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.time.Duration;

/**
 * How slow a response may be once it has begun. A server that sends a byte now and then never
 * reaches the read time-out, and holds its client for ever.
 *
 * @param bytesPerSecond zero is no limit
 * @param window time over which the rate is measured; two slow ones in a row are too slow, so that
 *     one interruption of the network is none
 */
record LeastRate(long bytesPerSecond, Duration window) {
  /** Two of them are a minute. */
  static final Duration WINDOW = Duration.ofSeconds(30);

  /** The response came too slowly. */
  static final class TooSlowException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private TooSlowException(LeastRate rate) {
      super(
          "sent less than "
              + rate.bytesPerSecond
              + " bytes a second for "
              + rate.window.multipliedBy(2).toSeconds()
              + " s");
    }
  }

  /**
   * A head or a body as it comes. Only waiting counts, and only after the first byte: what the
   * server does before it sends, and what the client does between two reads, is not slow sending.
   */
  final class Stream extends FilterInputStream {
    private boolean begun;
    private boolean ended;
    private boolean slow;
    private long waited;
    private long bytes;

    Stream(InputStream in) {
      super(in);
    }

    /** Whether all has come that there is. */
    boolean hasEnded() {
      return ended;
    }

    @Override
    public int read() throws IOException {
      long start = System.nanoTime();
      int value = in.read();
      count(value < 0 ? value : 1, start);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      long start = System.nanoTime();
      int count = in.read(buffer, offset, length);
      count(count, start);
      return count;
    }

    private void count(int count, long start) throws TooSlowException {
      if (count < 0) {
        ended = true;
        return;
      }
      if (!begun) {
        begun = true;
        return;
      }
      waited += System.nanoTime() - start;
      bytes += count;
      if (waited < window.toNanos()) {
        return;
      }
      boolean slowBefore = slow;
      slow = bytes < bytesPerSecond * (window.toNanos() / 1e9);
      if (slow && slowBefore) {
        throw new TooSlowException(LeastRate.this);
      }
      waited = 0;
      bytes = 0;
    }
  }
}
