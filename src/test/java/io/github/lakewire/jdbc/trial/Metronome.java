package io.github.lakewire.jdbc.trial;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds out for how long the machine has kept threads waiting that could have run, so that a busy
 * machine is not taken for a slow driver.
 */
final class Metronome implements AutoCloseable {
  private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(20);

  private final AtomicLong late = new AtomicLong();
  private final Thread thread = new Thread(this::beat, "trial-metronome");

  Metronome() {
    thread.setDaemon(true);
    thread.start();
  }

  private void beat() {
    try {
      for (long last = System.nanoTime(); ; last = System.nanoTime()) {
        TimeUnit.NANOSECONDS.sleep(BEAT);
        late.addAndGet(System.nanoTime() - last - BEAT);
      }
    } catch (InterruptedException e) {
      // The trial is over.
    }
  }

  /** All delays so far, in nanoseconds. */
  long late() {
    return late.get();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
