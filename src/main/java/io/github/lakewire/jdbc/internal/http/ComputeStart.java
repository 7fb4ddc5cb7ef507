package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerText;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * One wait for compute that is starting: how long it is, what the log says meanwhile, and what is
 * said afterwards. For one thread.
 */
public final class ComputeStart {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.http");

  /** Between two lines of the log. */
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final String compute;
  private final long start = System.nanoTime();
  private Duration pause = FIRST_PAUSE;
  private boolean waited;
  private long nextLine;

  /**
   * Nothing is waited for yet.
   *
   * @param httpPath of the compute, which says what kind it is
   */
  public ComputeStart(String httpPath) {
    this.compute = httpPath.contains("/protocolv1/") ? "cluster" : "warehouse";
  }

  /** The server has answered that compute is not up yet, and is asked again. */
  public void waits(DriverException answer) {
    long elapsed = System.nanoTime() - start;
    if (!waited || elapsed >= nextLine) {
      nextLine = elapsed + INTERVAL.toNanos();
      LOG.info(
          () ->
              "Waiting for the %s to start, %s so far: %s"
                  .formatted(compute, sinceStart(), ServerText.line(answer.getMessage())));
    }
    waited = true;
  }

  /** The pause after such an answer: short at first, growing to ten seconds. */
  public Duration pauseAfter(DriverException answer) {
    waits(answer);
    Duration now = pause;
    Duration grown = now.multipliedBy(2);
    pause = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
    return now;
  }

  /**
   * What the user should know afterwards; empty when nothing was waited for.
   *
   * @param what has waited
   */
  public Optional<String> warning(String what) {
    return waited
        ? Optional.of(what + " waited " + sinceStart() + " for the " + compute + " to start")
        : Optional.empty();
  }

  /**
   * What is said when there is no more time.
   *
   * @param answer the last one of the server
   */
  public String unready(DriverException answer) {
    return ("The %s is STARTING, as far as its answers tell, and was not ready within %s; the"
            + " server said last: %s")
        .formatted(compute, sinceStart(), answer.getMessage());
  }

  private String sinceStart() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return elapsed.toSeconds() > 0 ? elapsed.toSeconds() + " s" : elapsed.toMillis() + " ms";
  }
}
