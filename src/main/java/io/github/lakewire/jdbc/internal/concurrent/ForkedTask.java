package io.github.lakewire.jdbc.internal.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that another thread may do at the same time. The thread that needs the result does the work
 * itself when no other has begun it, so it never waits for a free thread.
 *
 * @param <T> its result
 */
public final class ForkedTask<T> {
  /** Only a guard: the work waits for nothing that has no deadline. */
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final FutureTask<T> task;

  private ForkedTask(FutureTask<T> task) {
    this.task = task;
  }

  /** Starts the work. */
  public static <T> ForkedTask<T> start(Executor executor, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // The connection is closed. The thread that needs the result does the work, and finds that
      // out there.
    }
    return new ForkedTask<>(task);
  }

  /** Returns the result, or throws what the work threw. */
  public T get() throws InterruptedException, ExecutionException {
    task.run();
    while (true) {
      try {
        return task.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        // it goes on
      }
    }
  }

  /**
   * The same for work that is soon done and must not be left behind: an interruption stays noted.
   */
  public T getUninterrupted() throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
