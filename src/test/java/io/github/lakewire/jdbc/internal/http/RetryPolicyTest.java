package io.github.lakewire.jdbc.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.http.RetryPolicy.Cause;
import io.github.lakewire.jdbc.internal.http.RetryPolicy.Failure;
import io.github.lakewire.jdbc.internal.http.RetryPolicy.RetryState;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          Duration.ofSeconds(900));

  private static final Duration LEFT = Duration.ofSeconds(120);

  private static Duration next(Repeat repeat, Failure failure) {
    return next(repeat, failure, new RetryState());
  }

  private static Duration next(Repeat repeat, Failure failure, RetryState state) {
    return POLICY.next(repeat, failure, state, LEFT, 1);
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
    assertEquals(always, next(Repeat.A_FEW_TIMES, failure) != null);
    assertEquals(notArrived, next(Repeat.IF_NOT_ARRIVED, failure) != null);
    assertNull(next(Repeat.IF_NOT_SENT, failure));
    assertEquals(starting, next(Repeat.WHILE_STARTING, failure) != null);
  }

  @Test
  void unavailableThatDidNothingIsRepeatedForWrites() {
    assertEquals(
        Duration.ofSeconds(7),
        next(Repeat.IF_NOT_ARRIVED, Failure.status(503, Duration.ofSeconds(7), false)));
    assertEquals(
        Duration.ofSeconds(1), next(Repeat.IF_NOT_ARRIVED, Failure.status(503, null, true)));
    assertNull(next(Repeat.IF_NOT_SENT, Failure.status(503, Duration.ofSeconds(7), true)));
    assertNull(next(Repeat.IF_NOT_ARRIVED, Failure.status(502, Duration.ofSeconds(7), true)));
  }

  @Test
  void backOffDoublesUpToAMinuteAndJittersDownToHalf() {
    Failure busy = Failure.status(503, null, false);
    for (Repeat repeat : new Repeat[] {Repeat.ALWAYS, Repeat.A_FEW_TIMES}) {
      RetryState state = new RetryState();
      for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
        assertEquals(Duration.ofSeconds(seconds), next(repeat, busy, state));
      }
    }
    assertEquals(
        Duration.ofMillis(500), POLICY.next(Repeat.ALWAYS, busy, new RetryState(), LEFT, 0));
  }

  /** Compute may be up right after it was asked. */
  @Test
  void startingComputeIsAskedEveryTenSeconds() {
    RetryState state = new RetryState();
    for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
      assertEquals(
          Duration.ofSeconds(seconds),
          next(Repeat.WHILE_STARTING, Failure.status(503, null, false), state));
    }
    assertEquals(
        Duration.ofSeconds(50),
        next(Repeat.WHILE_STARTING, Failure.status(503, Duration.ofSeconds(50), false), state));
  }

  @Test
  void serverThatAsksForNoPauseGetsOne() {
    for (Repeat repeat : EnumSet.complementOf(EnumSet.of(Repeat.IF_NOT_SENT))) {
      RetryState state = new RetryState();
      for (int seconds : new int[] {1, 2, 4, 8, 16}) {
        assertEquals(
            Duration.ofSeconds(seconds),
            next(repeat, Failure.status(429, Duration.ZERO, false), state));
      }
      assertEquals(
          Duration.ofSeconds(40),
          next(repeat, Failure.status(429, Duration.ofSeconds(40), false), state));
      assertEquals(
          Duration.ofSeconds(60),
          next(repeat, Failure.status(429, Duration.ofSeconds(40), false), state));
    }
  }

  /** The last attempt is at the end of the time, not some back-off before it. */
  @Test
  void timeIsUsedToItsEndAndNotBeyond() {
    Failure busy = Failure.status(503, null, false);
    RetryState state = new RetryState();
    for (int seconds : new int[] {1, 2, 4, 8, 16}) {
      assertEquals(Duration.ofSeconds(seconds), next(Repeat.ALWAYS, busy, state));
    }
    assertEquals(
        Duration.ofSeconds(5), POLICY.next(Repeat.ALWAYS, busy, state, Duration.ofSeconds(5), 1));
    for (Duration left : new Duration[] {Duration.ZERO, Duration.ofMillis(-1)}) {
      for (Cause cause : new Cause[] {Cause.BROKEN, Cause.READ_TIMEOUT, Cause.NOT_CONNECTED}) {
        assertNull(POLICY.next(Repeat.ALWAYS, Failure.of(cause), new RetryState(), left, 1));
      }
      assertNull(POLICY.next(Repeat.ALWAYS, busy, new RetryState(), left, 1));
    }
  }

  @Test
  void pauseThatIsAskedForIsNotCutShort() {
    Failure busy = Failure.status(429, Duration.ofSeconds(50), false);
    assertEquals(Duration.ofSeconds(50), next(Repeat.ALWAYS, busy));
    assertNull(POLICY.next(Repeat.ALWAYS, busy, new RetryState(), Duration.ofSeconds(49), 1));
    assertNull(next(Repeat.ALWAYS, Failure.status(503, Duration.ofDays(1), false)));
  }

  @Test
  void startingHasABudgetOfItsOwn() {
    Failure starting = Failure.status(503, null, false);
    assertEquals(Duration.ofSeconds(900), POLICY.budget(Repeat.WHILE_STARTING, starting));
    assertEquals(Duration.ofSeconds(120), POLICY.budget(Repeat.ALWAYS, starting));
    assertEquals(
        Duration.ofSeconds(120),
        POLICY.budget(Repeat.WHILE_STARTING, Failure.status(500, null, false)));
  }

  /** An outage may look like anything, and may take turns. */
  @Test
  void requestsInAConversationAreRepeatedHoweverOftenTheyFail() {
    RetryState state = new RetryState();
    for (int i = 0; i < 50; i++) {
      assertNotNull(next(Repeat.ALWAYS, Failure.status(500, null, false), state));
      assertNotNull(next(Repeat.ALWAYS, Failure.of(Cause.BROKEN), state));
      assertNotNull(next(Repeat.ALWAYS, Failure.of(Cause.READ_TIMEOUT), state));
      assertNotNull(next(Repeat.ALWAYS, Failure.of(Cause.NOT_CONNECTED), state));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"STATUS", "BROKEN", "READ_TIMEOUT"})
  void nobodyIsWaitedForWhoMayNotBeThere(Cause cause) {
    Failure failure = cause == Cause.STATUS ? Failure.status(500, null, false) : Failure.of(cause);
    for (Repeat repeat : new Repeat[] {Repeat.A_FEW_TIMES, Repeat.WHILE_STARTING}) {
      RetryState state = new RetryState();
      for (int i = 0; i < 5; i++) {
        assertNotNull(next(repeat, Failure.status(429, null, false), state));
      }
      for (int i = 0; i < 3; i++) {
        assertNotNull(next(repeat, failure, state));
      }
      assertNull(next(repeat, failure, state));
    }
  }

  @Test
  void missedConnectionsAreRepeatedButNotWhileConnecting() {
    Failure missed = Failure.of(Cause.NOT_CONNECTED);
    assertNull(next(Repeat.WHILE_STARTING, missed));
    for (Repeat repeat : EnumSet.complementOf(EnumSet.of(Repeat.WHILE_STARTING))) {
      RetryState state = new RetryState();
      for (int seconds : new int[] {1, 2, 4}) {
        assertEquals(Duration.ofSeconds(seconds), next(repeat, missed, state));
      }
      assertEquals(repeat == Repeat.A_FEW_TIMES, next(repeat, missed, state) == null);
    }
  }

  @Test
  void brokenConnectionsAreRepeatedAtOnceThenSlower() {
    for (Cause cause : new Cause[] {Cause.BROKEN, Cause.READ_TIMEOUT}) {
      Failure broken = Failure.of(cause);
      assertNull(next(Repeat.IF_NOT_ARRIVED, broken));
      assertNull(next(Repeat.IF_NOT_SENT, broken));
      RetryState state = new RetryState();
      for (int seconds : new int[] {0, 1, 2, 4}) {
        assertEquals(Duration.ofSeconds(seconds), next(Repeat.ALWAYS, broken, state));
      }
    }
  }

  @Test
  void finalFailuresAreNeverRepeated() {
    for (Repeat repeat : Repeat.values()) {
      assertNull(next(repeat, Failure.of(Cause.FINAL)));
      assertNull(next(repeat, Failure.of(Cause.NO_RESPONSE)));
    }
  }

  @Test
  void noBudgetIsNoRetry() {
    RetryPolicy none =
        new RetryPolicy(
            Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(900));
    for (Failure failure :
        new Failure[] {Failure.of(Cause.BROKEN), Failure.status(429, null, false)}) {
      assertNull(none.next(Repeat.ALWAYS, failure, new RetryState(), LEFT, 1));
    }
    // Nothing was sent, so that this is no repetition.
    assertEquals(
        Duration.ZERO,
        none.next(
            Repeat.IF_NOT_ARRIVED, Failure.of(Cause.NOT_SENT), new RetryState(), Duration.ZERO, 1));
  }
}
