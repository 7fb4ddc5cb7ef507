package io.github.lakewire.warehouse.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** Compute that takes a while to start, from the first request on. */
final class StartingCompute {
  private final Duration time;
  private final Answer answer;
  private long begin;
  private boolean asked;

  StartingCompute(Duration time, Answer answer) {
    this.time = time;
    this.answer = answer;
  }

  /** What is answered meanwhile. */
  enum Answer {
    HTTP_503("503"),
    HTTP_503_LATER("503-later"),
    SESSION("session"),
    FOLDER("folder"),
    OPEN("open");

    private final String option;

    Answer(String option) {
      this.option = option;
    }

    static Answer of(String option) {
      for (Answer answer : values()) {
        if (answer.option.equals(option.toLowerCase(Locale.ROOT))) {
          return answer;
        }
      }
      throw new IllegalArgumentException("Unknown answer of starting compute: " + option);
    }
  }

  /** Whether compute is not up yet. */
  synchronized boolean isUnderWay() {
    if (!asked) {
      asked = true;
      begin = System.nanoTime();
    }
    return System.nanoTime() - begin < time.toNanos();
  }

  /** Refuses OpenSession, when compute is not up yet. */
  void open() {
    if (!isUnderWay()) {
      return;
    }
    switch (answer) {
      case HTTP_503, HTTP_503_LATER -> throw unavailable();
      case OPEN -> throw notInitialized(UUID.randomUUID());
      case SESSION, FOLDER -> {}
    }
  }

  /** Refuses whatever is sent in a session that was opened while compute was not up. */
  void use(WarehouseSession session) {
    if (!session.isOpenedWhileStarting()) {
      return;
    }
    switch (answer) {
      case SESSION -> throw notInitialized(session.id());
      case FOLDER ->
          throw new RefusedException(
              "HY000",
              "Couldn't create directory /local_disk0/tmp/hive/" + session.id() + "_resources");
      default -> {}
    }
  }

  private HttpFault unavailable() {
    return new HttpFault(
        503,
        "TEMPORARILY_UNAVAILABLE",
        "TEMPORARILY_UNAVAILABLE: Cluster 0123-456789-abcdefgh is temporarily unavailable.",
        answer == Answer.HTTP_503_LATER ? Duration.ofSeconds(1) : null);
  }

  private static RefusedException notInitialized(UUID id) {
    return new RefusedException(
        "HY000",
        "requirement failed: Session handle: SessionHandle ["
            + id
            + "] has not been initialized or had already closed.");
  }
}
