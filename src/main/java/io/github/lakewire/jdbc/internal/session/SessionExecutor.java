package io.github.lakewire.jdbc.internal.session;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The daemon threads of one session: those that fetch ahead, and one for what is due later. None
 * exist before they are needed, and all are gone a while after, or when the session closes.
 *
 * <p>There is no limit of its own, since a queue here would let one result wait for another's slow
 * reader; each result brings a limited number of tasks ({@link
 * io.github.lakewire.jdbc.internal.fetch.FetchResources}).
 */
public final class SessionExecutor implements Executor, AutoCloseable {
  private static final long IDLE_SECONDS = 5;

  private final ThreadPoolExecutor fetching;
  private final ScheduledThreadPoolExecutor keepAlive;

  /**
   * Makes the pools, without threads.
   *
   * @param session named in the threads; of a result without a session, what stands for it
   */
  public SessionExecutor(String session) {
    fetching =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads("lakewire-fetch-" + session));
    keepAlive = new ScheduledThreadPoolExecutor(1, threads("lakewire-keep-alive-" + session));
    keepAlive.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    keepAlive.allowCoreThreadTimeOut(true);
    keepAlive.setRemoveOnCancelPolicy(true);
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(null, task, name + "-" + count.incrementAndGet(), 0, false);
      thread.setDaemon(true);
      // The application that happened to read first must stay collectable, its thread locals too.
      thread.setContextClassLoader(null);
      return thread;
    };
  }

  /** Runs a task at once, in a thread of its own. */
  @Override
  public void execute(Runnable task) {
    fetching.execute(task);
  }

  /** Repeats a task, which must not throw, until it is cancelled or the session closes. */
  public Future<?> every(Duration interval, Runnable task) {
    long nanos = interval.toNanos();
    return keepAlive.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Runs a task later, which must not throw, unless it is cancelled or the session closes. */
  public Future<?> once(Duration delay, Runnable task) {
    return keepAlive.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Returns how many tasks wait to be repeated. */
  int scheduled() {
    return keepAlive.getQueue().size();
  }

  /** Interrupts what runs and starts nothing more. */
  @Override
  public void close() {
    keepAlive.shutdownNow();
    fetching.shutdownNow();
  }
}
