package io.github.lakewire.jdbc.trial;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.trial.Findings.Duty;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one client has seen: what the driver said of each key, and what is wrong. Thread-safe. */
final class Notes {
  /** The sentence of errors.md for a write whose outcome is not known. */
  private static final String SENTENCE =
      "whether the statement was executed is not known: look for its effect before you repeat it";

  /** What the driver and the trial need beyond the time that is to be kept, on a busy machine. */
  private static final long SLACK = 3_000;

  private final Findings findings;
  private final boolean gatewaysLie;
  private final List<Claim> claims = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  /**
   * @param gatewaysLie whether gateways say of statements that they were refused when they were
   *     not: what they say of queries is believed, as the user trusts them less for writes only
   */
  Notes(Findings findings, boolean gatewaysLie) {
    this.findings = findings;
    this.gatewaysLie = gatewaysLie;
  }

  /**
   * What the driver said of a key.
   *
   * @param failure null for success
   * @param sent false for rows of a batch behind those that failed, and without a connection
   */
  record Claim(String key, boolean write, @Nullable SQLException failure, boolean sent) {}

  synchronized void claim(Claim claim) {
    SQLException failure = claim.failure();
    // A pool that has no connection says so with an exception of its own.
    if (claim.sent() && failure != null && !(failure instanceof LakewireException)) {
      wrong("no LakewireException: " + failure);
    } else {
      claims.add(claim);
    }
  }

  synchronized void wrong(String what) {
    wrong.add(what);
  }

  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }

  synchronized List<Claim> claims() {
    return List.copyOf(claims);
  }

  Findings.Watch watch() {
    return findings.watch();
  }

  /** Notes how long something took, which is wrong when that was too long. */
  void measured(Duty duty, Findings.Watch watch, long longestMillis) {
    long took = watch.stop(duty);
    if (took > longestMillis + SLACK) {
      wrong(duty + " took " + took + " ms");
    }
  }

  /** Compares what was said of a key with how often it was executed. */
  void compare(Claim claim, int executions) {
    String key = claim.key();
    SQLException failure = claim.failure();
    if (!claim.sent()) {
      findings.unsent();
      if (executions > 0) {
        wrong(key + " was not sent, and was executed");
      }
      return;
    }
    ExecutionOutcome said =
        failure instanceof LakewireException ofDriver ? ofDriver.outcome() : null;
    boolean believed = gatewaysLie && !claim.write();
    int refused = said == ExecutionOutcome.NOT_EXECUTED ? 0 : Math.min(1, executions);
    String lie = findings.compare(claim.write(), said, believed ? refused : executions);
    if (lie != null) {
      wrong(key + ": " + lie + (failure == null ? "" : ": " + failure));
    }
    if (failure != null && claim.write()) {
      String message = String.valueOf(failure.getMessage());
      if ((said == ExecutionOutcome.UNKNOWN) != message.contains(SENTENCE)) {
        wrong(key + ": " + said + " and the message " + message);
      }
      if (message.contains("run it again")) {
        wrong(key + ": a write must not be repeated so: " + message);
      }
    }
  }
}
