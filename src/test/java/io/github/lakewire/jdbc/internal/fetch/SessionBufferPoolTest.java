package io.github.lakewire.jdbc.internal.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What one result leaves for the next. */
public class SessionBufferPoolTest {
  private static final int LENGTH = 100_000;
  private static final long LIMIT = 4L * LENGTH;

  private final List<FutureTask<?>> timers = new ArrayList<>();
  private final SessionBufferPool session =
      new SessionBufferPool(
          LIMIT,
          task -> {
            FutureTask<?> timer = new FutureTask<>(task, null);
            timers.add(timer);
            return timer;
          });

  /** Keeps nothing. */
  public static SessionBufferPool none() {
    return new SessionBufferPool(0, task -> new FutureTask<>(task, null));
  }

  /** Takes arrays as a result does, and ends. */
  private List<byte[]> result(int... lengths) {
    MemoryBudget memory = new MemoryBudget(LIMIT, session);
    List<byte[]> taken = new ArrayList<>();
    for (int length : lengths) {
      taken.add(memory.take(length, 0));
    }
    taken.forEach(memory::giveBack);
    memory.dropSpare();
    return taken;
  }

  @Test
  void theNextResultUsesWhatTheLastOneLeft() {
    List<byte[]> first = result(LENGTH, 2 * LENGTH);
    List<byte[]> second = result(2 * LENGTH, LENGTH);
    assertSame(first.get(0), second.get(1));
    assertSame(first.get(1), second.get(0));
  }

  @Test
  void anAnswerBeforeTheResultUsesItToo() {
    byte[] left = result(LENGTH).get(0);
    assertSame(left, session.take(LENGTH));
    assertNotSame(left, session.take(LENGTH));
  }

  @Test
  void twoResultsNeverShareAnArray() {
    byte[] left = result(LENGTH).get(0);
    MemoryBudget one = new MemoryBudget(LIMIT, session);
    MemoryBudget other = new MemoryBudget(LIMIT, session);
    assertSame(left, one.take(LENGTH, 0));
    assertNotSame(left, other.take(LENGTH, 0));
  }

  @Test
  void keepsNoMoreThanOneResultMayHold() {
    MemoryBudget one = new MemoryBudget(LIMIT, session);
    MemoryBudget other = new MemoryBudget(LIMIT, session);
    for (MemoryBudget memory : List.of(one, other)) {
      List<byte[]> taken = List.of(memory.take(LENGTH, 0), memory.take(LENGTH, 0));
      taken.forEach(memory::giveBack);
    }
    one.dropSpare();
    other.dropSpare();
    assertTrue(session.bytes() > 2 * LENGTH && session.bytes() <= LIMIT, "" + session.bytes());
  }

  @Test
  void whatWasLeftCountsInTheNextResult() {
    result(LENGTH, LENGTH, LENGTH);
    MemoryBudget memory = new MemoryBudget(LIMIT, session);
    memory.take(LENGTH, 0);
    assertEquals(0, session.bytes());
    memory.take(3 * LENGTH, 0);
    assertTrue(memory.total() <= LIMIT + 65_536, "" + memory.total());
  }

  @Test
  void dropsWhatIsNotUsedForSomeSeconds() {
    result(LENGTH);
    timers.get(0).run();
    assertEquals(0, session.bytes());
  }

  @Test
  void theTimeBeginsAgainWithEachResult() {
    result(LENGTH);
    result(LENGTH);
    assertTrue(timers.get(0).isCancelled());
    timers.get(0).run();
    assertTrue(session.bytes() > 0);
    timers.get(1).run();
    assertEquals(0, session.bytes());
  }

  @Test
  void smallResultsStartNoTimeAndPutOffNone() {
    byte[] left = result(LENGTH).get(0);
    result(1_000, 500);
    assertEquals(1, timers.size());
    assertSame(left, session.take(LENGTH));
  }

  @Test
  void aClosedSessionKeepsNothing() {
    result(LENGTH);
    session.close();
    assertEquals(0, session.bytes());
    result(LENGTH);
    assertEquals(0, session.bytes());
  }
}
