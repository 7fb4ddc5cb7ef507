package io.github.lakewire.jdbc.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.http.RetryPolicy.Cause;
import io.github.lakewire.jdbc.internal.http.RetryPolicy.Failure;
import io.github.lakewire.jdbc.internal.http.RetryPolicy.RetryState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          Duration.ofSeconds(900));

  private static Duration next(Repeat repeat, Failure failure) {
    return POLICY.next(repeat, failure, new RetryState(), 1);
  }

  /** The table of protocol.md, "Retries": which statuses each kind of request repeats. */
  @ParameterizedTest
  @CsvSource({
    "400,false,false,false",
    "401,false,false,false",
    "403,false,false,false",
    "404,false,false,false",
    "303,false,false,false",
    "408,true,false,true",
    "429,true,true,true",
    "500,true,false,true",
    "501,false,false,false",
    "502,true,false,true",
    "503,true,false,true",
    "504,true,false,true"
  })
  void statusesAreRepeatedByKindOfRequest(
      int code, boolean always, boolean notArrived, boolean starting) {
    Failure failure = Failure.status(code, null, false);
    assertEquals(always, next(Repeat.ALWAYS, failure) != null);
    assertEquals(notArrived, next(Repeat.IF_NOT_ARRIVED, failure) != null);
    assertEquals(starting, next(Repeat.WHILE_STARTING, failure) != null);
  }

  @Test
  void unavailableThatDidNothingIsRepeatedForWrites() {
    assertEquals(
        Duration.ofSeconds(7),
        next(Repeat.IF_NOT_ARRIVED, Failure.status(503, Duration.ofSeconds(7), false)));
    assertEquals(
        Duration.ofSeconds(1), next(Repeat.IF_NOT_ARRIVED, Failure.status(503, null, true)));
    assertNull(next(Repeat.IF_NOT_ARRIVED, Failure.status(502, Duration.ofSeconds(7), true)));
  }

  @Test
  void backOffDoublesUpToAMinuteAndJittersDownToHalf() {
    RetryState tally = new RetryState();
    Failure busy = Failure.status(503, null, false);
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertEquals(Duration.ofSeconds(seconds), POLICY.next(Repeat.WHILE_STARTING, busy, tally, 1));
    }
    assertEquals(
        Duration.ofMillis(500), POLICY.next(Repeat.WHILE_STARTING, busy, new RetryState(), 0));
  }

  @Test
  void sumOfPausesIsBounded() {
    RetryState tally = new RetryState();
    Failure busy = Failure.status(429, Duration.ofSeconds(50), false);
    assertEquals(Duration.ofSeconds(50), POLICY.next(Repeat.ALWAYS, busy, tally, 1));
    assertEquals(Duration.ofSeconds(50), POLICY.next(Repeat.ALWAYS, busy, tally, 1));
    assertNull(POLICY.next(Repeat.ALWAYS, busy, tally, 1));
    assertNull(next(Repeat.ALWAYS, Failure.status(503, Duration.ofDays(1), false)));
  }

  @Test
  void startingHasABudgetOfItsOwn() {
    RetryState tally = new RetryState();
    Failure starting = Failure.status(503, Duration.ofMinutes(5), false);
    for (int i = 0; i < 3; i++) {
      assertEquals(Duration.ofMinutes(5), POLICY.next(Repeat.WHILE_STARTING, starting, tally, 1));
    }
    assertNull(POLICY.next(Repeat.WHILE_STARTING, starting, tally, 1));
  }

  @Test
  void serverFailuresAreRepeatedFourTimes() {
    RetryState tally = new RetryState();
    Failure failure = Failure.status(500, null, false);
    for (int i = 0; i < 4; i++) {
      assertEquals(Duration.ofSeconds(1L << i), POLICY.next(Repeat.ALWAYS, failure, tally, 1));
    }
    assertNull(POLICY.next(Repeat.ALWAYS, failure, tally, 1));
  }

  @Test
  void missedConnectionsAreRepeatedButNotWhileConnecting() {
    Failure missed = Failure.of(Cause.NOT_CONNECTED);
    assertNull(next(Repeat.WHILE_STARTING, missed));
    for (Repeat repeat : new Repeat[] {Repeat.ALWAYS, Repeat.IF_NOT_ARRIVED}) {
      RetryState tally = new RetryState();
      for (int seconds : new int[] {1, 2, 4}) {
        assertEquals(Duration.ofSeconds(seconds), POLICY.next(repeat, missed, tally, 1));
      }
      assertNull(POLICY.next(repeat, missed, tally, 1));
    }
  }

  @Test
  void brokenConnectionsAreRepeatedAtOnceThenSlower() {
    Failure broken = Failure.of(Cause.BROKEN);
    assertNull(next(Repeat.IF_NOT_ARRIVED, broken));
    RetryState tally = new RetryState();
    for (int seconds : new int[] {0, 1, 2}) {
      assertEquals(Duration.ofSeconds(seconds), POLICY.next(Repeat.ALWAYS, broken, tally, 1));
    }
    assertNull(POLICY.next(Repeat.ALWAYS, broken, tally, 1));
  }

  @Test
  void silenceIsRepeatedOnceAndFinalFailuresNever() {
    Failure silent = Failure.of(Cause.READ_TIMEOUT);
    RetryState tally = new RetryState();
    assertEquals(Duration.ZERO, POLICY.next(Repeat.ALWAYS, silent, tally, 1));
    assertNull(POLICY.next(Repeat.ALWAYS, silent, tally, 1));
    assertNull(next(Repeat.IF_NOT_ARRIVED, silent));
    for (Repeat repeat : Repeat.values()) {
      assertNull(next(repeat, Failure.of(Cause.FINAL)));
    }
  }

  @Test
  void noBudgetIsNoRetry() {
    RetryPolicy none =
        new RetryPolicy(
            Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(900));
    assertNull(none.next(Repeat.ALWAYS, Failure.of(Cause.BROKEN), new RetryState(), 1));
    assertNull(none.next(Repeat.ALWAYS, Failure.status(429, null, false), new RetryState(), 1));
  }
}
