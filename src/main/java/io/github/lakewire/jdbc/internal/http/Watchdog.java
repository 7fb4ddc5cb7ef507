package io.github.lakewire.jdbc.internal.http;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends exchanges that outlive their deadline or whose thread was interrupted: blocking socket I/O
 * notices neither, and a server that sends a byte now and then never reaches the read time-out. One
 * daemon thread, owned by the {@link SharedClients}.
 */
final class Watchdog implements AutoCloseable {
  /** How late an interruption may be noticed. Most exchanges are over before the first check. */
  private static final long LOOK_MILLIS = 100;

  private final ScheduledThreadPoolExecutor scheduler;

  Watchdog() {
    scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(null, task, "lakewire-http-watchdog", 0, false);
              thread.setDaemon(true);
              // The application that connected first must stay collectable, its thread locals too.
              thread.setContextClassLoader(null);
              return thread;
            });
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** What can be ended from outside. */
  interface Watched {
    /** Ends the exchange if the deadline has passed or the thread is interrupted. */
    void check();

    /** Returns the milliseconds until the deadline. */
    long remainingMillis();
  }

  /** Checks an exchange until the watch is closed. */
  Watch watch(Watched watched) {
    Watch watch = new Watch(watched);
    watch.schedule();
    return watch;
  }

  /** Repeats a task for as long as the watchdog lives. */
  void every(long seconds, Runnable task) {
    Future<?> unused = scheduler.scheduleWithFixedDelay(task, seconds, seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  /** One exchange under watch. */
  final class Watch implements AutoCloseable {
    private final Watched watched;
    private volatile boolean closed;
    private volatile Future<?> next;

    private Watch(Watched watched) {
      this.watched = watched;
    }

    private void schedule() {
      long delay = Math.max(1, Math.min(LOOK_MILLIS, watched.remainingMillis() + 1));
      next = scheduler.schedule(this::look, delay, TimeUnit.MILLISECONDS);
    }

    private void look() {
      if (closed) {
        return;
      }
      watched.check();
      if (!closed && !scheduler.isShutdown()) {
        schedule();
      }
    }

    @Override
    public void close() {
      closed = true;
      Future<?> task = next;
      if (task != null) {
        task.cancel(false);
      }
    }
  }
}
