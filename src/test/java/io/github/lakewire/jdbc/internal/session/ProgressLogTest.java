package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.testkit.CapturedLog;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class ProgressLogTest {
  private final AtomicLong clock = new AtomicLong(TimeUnit.DAYS.toNanos(-1));
  private final ProgressLog progress = new ProgressLog(clock::get);

  private void after(long seconds, OperationState state) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    progress.responded(() -> "q-1", state, null);
  }

  @Test
  void aLongWaitIsToldEveryTenSecondsAndAfterwards() {
    try (CapturedLog log = new CapturedLog()) {
      after(0, OperationState.PENDING);
      for (int second = 0; second < 35; second++) {
        after(1, OperationState.PENDING);
        assertTrue(progress.isPending());
      }
      after(1, OperationState.RUNNING);
      assertFalse(progress.isPending());
      after(60, OperationState.RUNNING);
      after(0, OperationState.FINISHED);
      List<String> told = log.messages(Level.INFO);
      assertEquals(3, told.size(), told.toString());
      assertEquals(
          "Query q-1 waits: it is queued, or the warehouse is starting, after 10000 ms",
          told.get(0));
    }
    assertTrue(progress.warning().orElseThrow().contains("waited 35 s"));
  }

  @Test
  void aShortWaitAndALongRunAreNot() {
    try (CapturedLog log = new CapturedLog()) {
      after(1, OperationState.PENDING);
      after(8, OperationState.PENDING);
      after(1, OperationState.RUNNING);
      after(600, OperationState.RUNNING);
      assertEquals(List.of(), log.messages(Level.INFO));
      assertFalse(log.messages(Level.FINE).isEmpty());
    }
    assertTrue(progress.warning().isEmpty());
  }
}
