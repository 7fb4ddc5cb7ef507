package io.github.lakewire.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The network between server and client, as the server imitates it.
 *
 * @param delayMillis wait before each answer
 * @param bytesPerSecond most that one connection carries; 0 is no limit
 */
record Link(long delayMillis, long bytesPerSecond) {

  static final Link FREE = new Link(0, 0);

  private static final int SLICE = 64 * 1024;

  /** Waits out the delay of one answer. */
  void pause() {
    if (delayMillis > 0) {
      parkUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis));
    }
  }

  void write(SocketChannel channel, ByteBuffer[] answer) throws IOException {
    if (bytesPerSecond == 0) {
      while (Arrays.stream(answer).anyMatch(ByteBuffer::hasRemaining)) {
        channel.write(answer);
      }
      return;
    }
    long start = System.nanoTime();
    long sent = 0;
    for (ByteBuffer part : answer) {
      while (part.hasRemaining()) {
        ByteBuffer slice = part.slice(part.position(), Math.min(SLICE, part.remaining()));
        part.position(part.position() + slice.remaining());
        sent += slice.remaining();
        while (slice.hasRemaining()) {
          channel.write(slice);
        }
        parkUntil(start + (long) (sent * 1e9 / bytesPerSecond));
      }
    }
  }

  private static void parkUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
