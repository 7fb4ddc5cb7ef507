package io.github.lakewire.jdbc.internal.auth;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The token of all connections with the same sign-in, obtained anew before it expires: at most one
 * is obtained at a time, in a daemon thread of its own, while requests go on with the one before.
 * They wait only where there is none, each for as long as it may. A failure is told to those who
 * wait, and not kept; the next attempt comes a second later at the earliest.
 */
final class TokenCache {
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc.internal.auth");

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** Between attempts to renew a token that is still valid. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final int MOST_DOUBLINGS = 5;

  private final TokenSource source;
  private final InstantSource clock;
  private final Pause sleep;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable HeldToken held;

  /** Guarded by the lock, as what follows. */
  private @Nullable Renewal underWay;

  /** The thread that did not end in time, and is waited for. */
  private @Nullable Thread stuck;

  private int failures;
  private Instant lastFailure = Instant.MIN;

  /** Lets a time pass. */
  interface Pause {
    void await(Duration time) throws InterruptedException;
  }

  TokenCache(TokenSource source, InstantSource clock, Pause pause) {
    this.source = source;
    this.clock = clock;
    this.sleep = pause;
  }

  /** The headers of a token that is valid now; waits only where there is none. */
  Map<String, String> headers(Wait wait) throws DriverException {
    HeldToken now = held;
    Instant instant = clock.instant();
    if (now == null || !now.isUsable(instant)) {
      return next(now, wait).headers();
    }
    if (now.isDue(instant)) {
      begin(now, false);
    }
    return now.headers();
  }

  /** Whether there are other headers than those that the server has refused; waits for them. */
  boolean renew(Map<String, String> refused, Wait wait) throws DriverException {
    HeldToken now = held;
    Instant instant = clock.instant();
    if (now != null && !now.headers().equals(refused)) {
      return true;
    }
    if (now != null
        && now.isUsable(instant)
        && instant.isBefore(now.obtained().plus(source.keptThoughRefused()))) {
      // The next one would be refused as well.
      return false;
    }
    return !next(now, wait).headers().equals(refused);
  }

  /** Ends what is under way: the driver is taken out of service. */
  void close() {
    lock.lock();
    try {
      if (underWay != null) {
        underWay.giveUp("The driver was taken out of service");
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the token after the one that was seen. */
  private HeldToken next(@Nullable HeldToken seen, Wait wait) throws DriverException {
    Renewal renewal = begin(seen, true);
    return renewal == null ? requireNonNull(held) : renewal.await(wait);
  }

  /**
   * The renewal under way, or a new one; null when there is another token by now, or none begins.
   *
   * @param seen what it is to replace
   * @param wanted whether somebody waits for it; otherwise it may come later
   */
  private @Nullable Renewal begin(@Nullable HeldToken seen, boolean wanted) throws DriverException {
    lock.lock();
    try {
      HeldToken now = held;
      if (now != null && now != seen) {
        return null;
      }
      Renewal current = underWay;
      if (current != null && current.end.hasPassed()) {
        // Where the token before is still good, nobody waits for this one.
        current.giveUp(String.valueOf(tooLong().getMessage()));
      }
      if (underWay != null) {
        return underWay;
      }
      Duration pause = pause(wanted);
      boolean waits = stuck != null && stuck.isAlive();
      if (!wanted && (waits || !pause.isZero())) {
        return null;
      }
      if (waits) {
        throw tooLong();
      }
      underWay = new Renewal(pause);
      underWay.start();
      return underWay;
    } finally {
      lock.unlock();
    }
  }

  /** What is left of the pause after a failure. */
  private Duration pause(boolean wanted) {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration longer = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration whole =
        wanted ? FIRST_PAUSE : longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    Duration left = whole.minus(Duration.between(lastFailure, clock.instant()));
    // A clock that was set back must not make it longer.
    return left.isNegative() ? Duration.ZERO : left.compareTo(whole) < 0 ? left : whole;
  }

  private DriverException tooLong() {
    return new DriverException(
        DriverException.Kind.CANNOT_CONNECT,
        "No token of "
            + source.name()
            + " within "
            + source.limit().toSeconds()
            + " seconds; nothing was sent");
  }

  /** One token that is being obtained. */
  private final class Renewal implements Runnable {
    private final CompletableFuture<HeldToken> result = new CompletableFuture<>();
    private final Duration pause;
    private final Deadline end;
    private final Thread thread;

    /** The thread is started by {@link #start}. */
    Renewal(Duration pause) {
      this.pause = pause;
      this.end = Deadline.in(source.limit().plus(pause));
      this.thread = new Thread(null, this, "lakewire-sign-in", 0, false);
      thread.setDaemon(true);
      // The application that connected first must stay collectable.
      thread.setContextClassLoader(null);
    }

    void start() {
      thread.start();
    }

    HeldToken await(Wait wait) throws DriverException {
      Deadline patience = Deadline.in(source.patience());
      try {
        return wait.earliest(end)
            .earliest(patience)
            .until(result, "obtaining a token of " + source.name());
      } catch (DriverException e) {
        if (e.kind() != DriverException.Kind.TIMED_OUT) {
          throw e;
        }
        if (end.hasPassed()) {
          giveUp(String.valueOf(tooLong().getMessage()));
          throw tooLong();
        }
        String instruction = source.instruction();
        throw instruction.isEmpty()
            ? e
            : new DriverException(e.kind(), e.getMessage() + "; " + instruction, e.getCause());
      }
    }

    void giveUp(String why) {
      lock.lock();
      try {
        if (underWay == this) {
          underWay = null;
          stuck = thread;
          failed();
        }
      } finally {
        lock.unlock();
      }
      thread.interrupt();
      result.completeExceptionally(new DriverException(DriverException.Kind.CANNOT_CONNECT, why));
    }

    @Override
    public void run() {
      try {
        sleep.await(pause);
        succeed(HeldToken.of(source.obtain(end), clock.instant()));
      } catch (InterruptedException e) {
        fail(
            new DriverException(
                DriverException.Kind.CANNOT_CONNECT, "Obtaining a token was ended", e));
      } catch (Throwable e) {
        fail(DriverException.of(e));
      }
    }

    private void succeed(HeldToken token) {
      lock.lock();
      try {
        if (underWay == this) {
          underWay = null;
          held = token;
          failures = 0;
        }
      } finally {
        lock.unlock();
      }
      result.complete(token);
    }

    private void fail(DriverException met) {
      HeldToken before = held;
      lock.lock();
      try {
        if (underWay == this) {
          underWay = null;
          failed();
        }
      } finally {
        lock.unlock();
      }
      LOGGER.log(
          before != null && before.isUsable(clock.instant()) ? Level.INFO : Level.FINE,
          "No new token of " + source.name() + ": " + met.getMessage());
      result.completeExceptionally(met);
    }
  }

  private void failed() {
    failures++;
    lastFailure = clock.instant();
  }
}
