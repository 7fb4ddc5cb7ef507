package io.github.lakewire.jdbc.trial;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Faults that come in bursts: seconds in which much goes wrong, and some more in which nothing. */
final class FaultBursts implements FaultSource {
  private static final long CALM_MILLIS = 5_000;
  private static final long PERIOD_MILLIS = 8_000;
  private static final int PERCENT = 25;

  private static final List<String> METHODS =
      List.of("OpenSession", "CloseSession", "CloseOperation", "CancelOperation");

  private final SplittableRandom random = new SplittableRandom(1);
  private final Faults faults = new Faults(random);
  private final long start = System.nanoTime();
  private boolean over;

  @Override
  public synchronized boolean resetsUnread() {
    return isBurst() && random.nextInt(100) < 2;
  }

  @Override
  public synchronized @Nullable Fault of(String method) {
    // Sessions are needed to do anything, and what closes them is repeated most.
    int percent = METHODS.contains(method) ? PERCENT / 3 : PERCENT;
    return isBurst() && random.nextInt(100) < percent ? faults.of(method) : null;
  }

  private boolean isBurst() {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return !over && millis % PERIOD_MILLIS > CALM_MILLIS;
  }

  /** Whether nothing has gone wrong for a while, and nothing will for a moment. */
  synchronized boolean isCalm() {
    long phase = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) % PERIOD_MILLIS;
    return over || (phase > CALM_MILLIS - 1_000 && phase < CALM_MILLIS - 500);
  }

  synchronized void end() {
    over = true;
  }
}
