package io.github.lakewire.jdbc.internal.fetch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final int LIMIT = 1_000;

  private final MemoryBudget memory = new MemoryBudget(LIMIT, SessionBufferPoolTest.none());

  @Test
  void whatIsUsedOrPromisedIsNotFree() {
    assertTrue(memory.isFree(LIMIT));
    assertFalse(memory.isFree(LIMIT + 1));

    byte[] taken = memory.take(100, 0);
    memory.reserve(200);
    assertTrue(memory.isFree(LIMIT - taken.length - 200));
    assertFalse(memory.isFree(LIMIT - taken.length - 200 + 1));

    memory.unreserve(200);
    memory.giveBack(taken);
    assertTrue(memory.isFree(LIMIT));
  }
}
