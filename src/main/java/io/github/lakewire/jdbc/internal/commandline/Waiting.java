package io.github.lakewire.jdbc.internal.commandline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells whoever waits long that the program is still at work. One daemon thread. */
final class Waiting implements AutoCloseable {
  private final Writer err;
  private final Duration pause;
  private final ScheduledThreadPoolExecutor clock;
  private @Nullable Future<?> lines;

  Waiting(Writer err, Duration pause) {
    this.err = err;
    this.pause = pause;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "lakewire-waiting");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins a wait: its text is printed with the seconds gone, each time the pause has passed. */
  void begin(String text) {
    long start = System.nanoTime();
    lines =
        clock.scheduleAtFixedRate(
            () -> say(text, start), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void say(String text, long start) {
    try {
      err.write(
          text
              + " ("
              + Duration.ofNanos(System.nanoTime() - start).toSeconds()
              + " s)"
              + System.lineSeparator());
      err.flush();
    } catch (IOException e) {
      // Ends the task: there is nobody to tell.
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the wait. */
  void end() {
    Future<?> running = lines;
    if (running != null) {
      running.cancel(false);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
