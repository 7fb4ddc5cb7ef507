package io.github.lakewire.jdbc.trial;

import io.github.lakewire.jdbc.ExecutionOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the driver said of statements beside what became of them, and what is wrong. Thread-safe.
 */
final class Findings implements AutoCloseable {
  private static final int MOST_SHOWN = 20;
  private static final int SUCCESS = 0;

  /** Executions 0, 1 and more, for a success and each outcome of a failure. */
  private final int[][] writes = new int[1 + ExecutionOutcome.values().length][3];

  private final Metronome metronome = new Metronome();
  private final int[][] reads = new int[1 + ExecutionOutcome.values().length][3];
  private final Map<Duty, Integer> duties = new EnumMap<>(Duty.class);
  private final List<String> wrong = new ArrayList<>();
  private final List<Object> scripts = new ArrayList<>();
  private int sequences;
  private int unsent;

  /** What is measured besides. */
  enum Duty {
    SLOWEST_CANCEL,
    SLOWEST_QUERY_TIMEOUT,
    SLOWEST_CLOSE,
    SLOWEST_SEQUENCE
  }

  synchronized void sequenceDone() {
    sequences++;
  }

  /**
   * Compares what the driver said of a key with what the server has done.
   *
   * @param said null for success
   * @return what is wrong with it; null when nothing is
   */
  synchronized @Nullable String compare(
      boolean write, @Nullable ExecutionOutcome said, int executions) {
    int column = Math.min(executions, 2);
    (write ? writes : reads)[row(said)][column]++;
    boolean fits =
        switch (column) {
          case 0 -> said != null && said != ExecutionOutcome.EXECUTED;
          case 1 -> said != ExecutionOutcome.NOT_EXECUTED;
          default -> false;
        };
    return fits
        ? null
        : (said == null ? "success" : said) + " of what was executed " + executions + " times";
  }

  private static int row(@Nullable ExecutionOutcome said) {
    return said == null ? SUCCESS : 1 + said.ordinal();
  }

  /** Counts rows of a batch behind those that failed: nobody says anything of them. */
  synchronized void unsent() {
    unsent++;
  }

  /** A stop watch that stands still while the machine lets nobody run. */
  Watch watch() {
    return new Watch(System.nanoTime(), metronome.late());
  }

  /** Since when something is measured. */
  final class Watch {
    private final long start;
    private final long late;

    private Watch(long start, long late) {
      this.start = start;
      this.late = late;
    }

    /** Notes how long it took, and returns that. */
    long stop(Duty duty) {
      long delays = metronome.late() - late;
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start - delays);
      synchronized (Findings.this) {
        duties.merge(duty, (int) millis, Math::max);
      }
      return millis;
    }
  }

  @Override
  public void close() {
    metronome.close();
  }

  /**
   * Notes what is wrong.
   *
   * @param name of the sequence, which its script has too
   */
  synchronized void wrong(String name, Object script, List<String> what) {
    wrong.add(name + ": " + String.join("\n  ", what));
    scripts.add(script);
  }

  synchronized boolean isEmpty() {
    return wrong.isEmpty();
  }

  /** What is wrong, the first of it with all that is needed to repeat it. */
  synchronized String failures() {
    return wrong.size()
        + " sequences failed; one alone: -Dtrial.first=<number> -Dtrial.sequences=1\n"
        + String.join("\n", wrong)
        + scripts.stream()
            .limit(MOST_SHOWN)
            .map(script -> "\n" + script)
            .collect(Collectors.joining());
  }

  /** The table. */
  synchronized String table() {
    StringBuilder text =
        new StringBuilder()
            .append("%n%d sequences; executions on the server:%n".formatted(sequences))
            .append("%-28s%10s%10s%10s%n".formatted("", "0", "1", "more"));
    rows(text, "write", writes);
    rows(text, "read", reads);
    text.append("%-28s%10d%n".formatted("rows of a batch not sent", unsent));
    duties.forEach((duty, millis) -> text.append("%-28s%10d ms%n".formatted(duty, millis)));
    return text.toString();
  }

  private static void rows(StringBuilder text, String what, int[][] counts) {
    for (int row = 0; row < counts.length; row++) {
      String name = row == SUCCESS ? "success" : ExecutionOutcome.values()[row - 1].name();
      text.append(
          "%-28s%10d%10d%10d%n"
              .formatted(what + ", " + name, counts[row][0], counts[row][1], counts[row][2]));
    }
  }
}
