package io.github.lakewire.jdbc.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.http.Authorization;
import io.github.lakewire.jdbc.internal.http.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a token is obtained anew, who waits for it, and what a failure means. */
class TokenCacheTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Time passes when the test says so. */
  private static final class Clock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  /** Gives what the test puts in, and waits for it. */
  private static final class Source implements TokenSource {
    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private Duration limit = LONG;
    private Duration patience = LONG;
    private String instruction = "";

    @Override
    public SignedToken obtain(Deadline deadline) throws DriverException {
      asked.incrementAndGet();
      try {
        Object answer = answers.take();
        if (answer instanceof DriverException failure) {
          throw failure;
        }
        return (SignedToken) answer;
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw new DriverException(Kind.CANCELLED, "interrupted", e);
      }
    }

    @Override
    public Duration limit() {
      return limit;
    }

    @Override
    public Duration patience() {
      return patience;
    }

    @Override
    public String instruction() {
      return instruction;
    }

    @Override
    public String name() {
      return "the test";
    }
  }

  private final Clock clock = new Clock();
  private final Source source = new Source();
  private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
  private final TokenCache cache = new TokenCache(source, clock, pauses::add);

  private SignedToken token(String value, Duration lifetime) {
    return new SignedToken(Authorization.bearer(value), clock.now.plus(lifetime));
  }

  private static Wait wait(Duration time) {
    return Wait.until(Deadline.in(time));
  }

  private String now() throws DriverException {
    return text(cache.headers(wait(LONG)));
  }

  private static String text(Map<String, String> headers) {
    return String.valueOf(headers.get("Authorization"));
  }

  /** Asks until the renewal that goes on beside has ended. */
  private void awaitToken(String value) throws Exception {
    long end = System.nanoTime() + LONG.toNanos();
    while (!now().equals("Bearer " + value)) {
      assertTrue(System.nanoTime() < end, "the token stays " + now());
      Thread.onSpinWait();
    }
  }

  private static DriverException failure(Kind kind, String text) {
    return new DriverException(kind, text);
  }

  @Test
  void oneTokenServesAllRequestsOfItsLifetime() throws Exception {
    source.answers.add(token("a", Duration.ofHours(1)));
    for (int i = 0; i < 5; i++) {
      assertEquals("Bearer a", now());
      clock.pass(Duration.ofMinutes(10));
    }
    assertEquals(1, source.asked.get());
  }

  @Test
  void nextTokenIsObtainedFiveMinutesAheadAndNobodyWaits() throws Exception {
    source.answers.add(token("a", Duration.ofHours(1)));
    assertEquals("Bearer a", now());
    clock.pass(Duration.ofMinutes(54));
    assertEquals("Bearer a", now());
    assertEquals(1, source.asked.get());
    clock.pass(Duration.ofMinutes(2));
    // The source does not answer yet, and the requests go on.
    for (int i = 0; i < 5; i++) {
      assertEquals("Bearer a", now());
    }
    source.answers.add(token("b", Duration.ofHours(1)));
    awaitToken("b");
    assertEquals(2, source.asked.get());
  }

  @Test
  void shortTokensAreRenewedAfterThreeQuartersOfTheirLifetime() throws Exception {
    source.answers.add(token("a", Duration.ofSeconds(4)));
    assertEquals("Bearer a", now());
    clock.pass(Duration.ofMillis(2900));
    assertEquals("Bearer a", now());
    assertEquals(1, source.asked.get());
    clock.pass(Duration.ofMillis(200));
    source.answers.add(token("b", Duration.ofSeconds(4)));
    awaitToken("b");
  }

  @Test
  void expiredTokenIsWaitedFor() throws Exception {
    source.answers.add(token("a", Duration.ofSeconds(4)));
    assertEquals("Bearer a", now());
    clock.pass(Duration.ofSeconds(4));
    source.answers.add(token("b", Duration.ofSeconds(4)));
    assertEquals("Bearer b", now());
  }

  @Test
  void tokenWithoutExpiryIsKept() throws Exception {
    source.answers.add(new SignedToken(Authorization.bearer("a"), null));
    assertEquals("Bearer a", now());
    clock.pass(Duration.ofDays(400));
    assertEquals("Bearer a", now());
    assertEquals(1, source.asked.get());
  }

  @Test
  void manyWhoWaitCauseOneRequest() throws Exception {
    List<CompletableFuture<String>> waiting = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      CompletableFuture<String> got = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                begun.countDown();
                try {
                  got.complete(now());
                } catch (DriverException e) {
                  got.completeExceptionally(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      waiting.add(got);
    }
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    source.answers.add(token("a", Duration.ofHours(1)));
    for (CompletableFuture<String> got : waiting) {
      assertEquals("Bearer a", got.get(20, TimeUnit.SECONDS));
    }
    assertEquals(1, source.asked.get());
  }

  @Test
  void eachWaitsAsLongAsItMay() throws Exception {
    DriverException late =
        assertThrows(DriverException.class, () -> cache.headers(wait(Duration.ofMillis(20))));
    assertEquals(Kind.TIMED_OUT, late.kind());
    CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);
    DriverException cancelled =
        assertThrows(
            DriverException.class, () -> cache.headers(new Wait(Deadline.in(LONG), stopped)));
    assertEquals(Kind.CANCELLED, cancelled.kind());
    Thread.currentThread().interrupt();
    DriverException interrupted = assertThrows(DriverException.class, () -> now());
    assertTrue(Thread.interrupted());
    assertEquals(Kind.CANCELLED, interrupted.kind());
    // The one request goes on for those who come later.
    source.answers.add(token("a", Duration.ofHours(1)));
    assertEquals("Bearer a", now());
    assertEquals(1, source.asked.get());
  }

  @Test
  void failureToRenewAValidTokenIsNoError() throws Exception {
    source.answers.add(token("a", Duration.ofHours(1)));
    assertEquals("Bearer a", now());
    clock.pass(Duration.ofMinutes(56));
    source.answers.add(failure(Kind.CANNOT_CONNECT, "down"));
    assertEquals("Bearer a", now());
    long end = System.nanoTime() + LONG.toNanos();
    while (source.asked.get() < 2 || !source.answers.isEmpty()) {
      assertTrue(System.nanoTime() < end);
      Thread.onSpinWait();
    }
    // Within the pause nobody asks again.
    assertEquals("Bearer a", now());
    assertEquals("Bearer a", now());
    clock.pass(Duration.ofSeconds(40));
    source.answers.add(token("b", Duration.ofHours(1)));
    awaitToken("b");
    assertEquals(3, source.asked.get());
  }

  @Test
  void failureIsToldToThoseWhoWaitAndNotKept() throws Exception {
    source.answers.add(failure(Kind.UNAUTHORIZED, "no such client"));
    DriverException first = assertThrows(DriverException.class, this::now);
    assertEquals(Kind.UNAUTHORIZED, first.kind());
    assertEquals("no such client", first.getMessage());
    clock.pass(Duration.ofSeconds(1));
    source.answers.add(token("a", Duration.ofHours(1)));
    assertEquals("Bearer a", now());
  }

  @Test
  void secondAttemptComesASecondAfterAFailure() throws Exception {
    source.answers.add(failure(Kind.CANNOT_CONNECT, "down"));
    assertThrows(DriverException.class, this::now);
    source.answers.add(token("a", Duration.ofHours(1)));
    assertEquals("Bearer a", now());
    assertEquals(List.of(Duration.ZERO, Duration.ofSeconds(1)), List.copyOf(pauses));
  }

  @Test
  void refusedTokenIsReplacedOnce() throws Exception {
    source.answers.add(token("a", Duration.ofHours(1)));
    Map<String, String> refused = cache.headers(wait(LONG));
    clock.pass(Duration.ofSeconds(10));
    source.answers.add(token("b", Duration.ofHours(1)));
    assertTrue(cache.renew(refused, wait(LONG)));
    assertEquals("Bearer b", now());
    // Another connection was refused with the old one, too.
    assertTrue(cache.renew(refused, wait(LONG)));
    assertEquals(2, source.asked.get());
    clock.pass(Duration.ofSeconds(10));
    source.answers.add(token("b", Duration.ofHours(1)));
    assertFalse(cache.renew(cache.headers(wait(LONG)), wait(LONG)));
  }

  @Test
  void newTokenThatIsRefusedIsNotReplacedAtOnce() throws Exception {
    source.answers.add(token("a", Duration.ofHours(1)));
    Map<String, String> refused = cache.headers(wait(LONG));
    source.answers.add(token("b", Duration.ofHours(1)));
    clock.pass(Duration.ofSeconds(9));
    assertFalse(cache.renew(refused, wait(LONG)));
    assertEquals(1, source.asked.get());
    clock.pass(Duration.ofSeconds(1));
    assertTrue(cache.renew(refused, wait(LONG)));
  }

  @Test
  void newTokenThatHasExpiredMeanwhileIsReplaced() throws Exception {
    source.answers.add(token("a", Duration.ofSeconds(4)));
    Map<String, String> refused = cache.headers(wait(LONG));
    clock.pass(Duration.ofSeconds(4));
    source.answers.add(token("b", Duration.ofHours(1)));
    assertTrue(cache.renew(refused, wait(LONG)));
  }

  @Test
  void renewalThatNobodyWaitsForEndsInTimeToo() throws Exception {
    source.answers.add(token("a", Duration.ofHours(1)));
    assertEquals("Bearer a", now());
    source.limit = Duration.ofMillis(1);
    clock.pass(Duration.ofMinutes(56));
    long end = System.nanoTime() + LONG.toNanos();
    while (source.interrupted.getCount() > 0) {
      assertEquals("Bearer a", now());
      assertTrue(System.nanoTime() < end, "it goes on");
      Thread.onSpinWait();
    }
  }

  @Test
  void sourceThatDoesNotAnswerIsInterruptedAndNotAskedTwiceAtATime() throws Exception {
    source.limit = Duration.ofMillis(50);
    DriverException late = assertThrows(DriverException.class, this::now);
    assertEquals(Kind.CANNOT_CONNECT, late.kind());
    assertTrue(String.valueOf(late.getMessage()).contains("the test"), late.getMessage());
    assertTrue(source.interrupted.await(20, TimeUnit.SECONDS));
    assertEquals(1, source.asked.get());
    source.limit = LONG;
    clock.pass(Duration.ofSeconds(1));
    source.answers.add(token("a", Duration.ofHours(1)));
    long end = System.nanoTime() + LONG.toNanos();
    while (true) {
      // The thread that was interrupted may still be on its way out.
      try {
        assertEquals("Bearer a", now());
        break;
      } catch (DriverException e) {
        assertTrue(System.nanoTime() < end, e.toString());
      }
    }
  }

  @Test
  void endOfTheDriverEndsTheWait() throws Exception {
    CompletableFuture<DriverException> met = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> met.complete(assertThrows(DriverException.class, () -> now())),
            "waits-for-token");
    thread.setDaemon(true);
    thread.start();
    long end = System.nanoTime() + LONG.toNanos();
    while (source.asked.get() == 0) {
      assertTrue(System.nanoTime() < end);
      Thread.onSpinWait();
    }
    cache.close();
    assertEquals(Kind.CANNOT_CONNECT, met.get(20, TimeUnit.SECONDS).kind());
    assertTrue(source.interrupted.await(20, TimeUnit.SECONDS));
  }

  @Test
  void whoHasWaitedLongEnoughIsToldWhatToDoAndTheTokenIsThereLater() throws Exception {
    source.patience = Duration.ofMillis(50);
    source.instruction = "open the door";
    DriverException ended = assertThrows(DriverException.class, this::now);
    assertEquals(Kind.TIMED_OUT, ended.kind());
    assertTrue(ended.getMessage().endsWith("; open the door"), ended.getMessage());
    source.patience = LONG;
    source.answers.add(token("late", LONG));
    assertEquals("Bearer late", now());
    assertEquals(1, source.asked.get(), "the source was asked once");
  }
}
