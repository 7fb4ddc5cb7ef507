package io.github.lakewire.jdbc.internal.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForkedTaskTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  /** Work of another thread, which has begun and does not end by itself. */
  private ForkedTask<Thread> underWay() throws InterruptedException {
    ForkedTask<Thread> beside =
        ForkedTask.start(
            task -> new Thread(task).start(),
            () -> {
              begun.countDown();
              mayEnd.await();
              return Thread.currentThread();
            });
    begun.await();
    return beside;
  }

  @Test
  void whoWantsTheResultDoesTheWorkIfNoOtherHasBegun() throws Exception {
    assertSame(Thread.currentThread(), ForkedTask.start(task -> {}, Thread::currentThread).get());
    ForkedTask<Thread> refused =
        ForkedTask.start(
            task -> {
              throw new RejectedExecutionException("closed");
            },
            Thread::currentThread);
    assertSame(Thread.currentThread(), refused.get());
  }

  @Test
  void whatOneThreadHasBegunNoOtherDoes() throws Exception {
    ForkedTask<Thread> beside = underWay();
    mayEnd.countDown();
    Thread worker = beside.get();
    assertNotSame(Thread.currentThread(), worker);
    assertSame(worker, beside.get());
  }

  @Test
  void failuresComeToWhoAsks() {
    ForkedTask<Object> beside =
        ForkedTask.start(
            Runnable::run,
            () -> {
              throw new java.io.IOException("no");
            });
    assertEquals("no", assertThrows(ExecutionException.class, beside::get).getCause().getMessage());
  }

  @Test
  void anInterruptionEndsTheWait() throws Exception {
    ForkedTask<Thread> beside = underWay();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, beside::get);
    assertFalse(Thread.currentThread().isInterrupted());
    mayEnd.countDown();
  }

  @Test
  void anInterruptionStaysNotedWhereTheWorkMustNotBeLeft() throws Exception {
    ForkedTask<Thread> beside = underWay();
    Thread waiting = Thread.currentThread();
    Thread ender =
        new Thread(
            () -> {
              // The first wait ends at once; in the second one nobody is interrupted.
              while (waiting.isInterrupted() || waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              mayEnd.countDown();
            });
    waiting.interrupt();
    ender.start();
    assertNotSame(waiting, beside.getUninterrupted());
    assertTrue(Thread.interrupted());
    ender.join();
  }
}
