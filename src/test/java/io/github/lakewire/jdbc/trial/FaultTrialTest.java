package io.github.lakewire.jdbc.trial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of statements and faults: what the driver says of each statement is compared
 * with what the server has done. CONTRIBUTING.md has the commands for more of them and for one
 * alone.
 */
@Tag("long")
class FaultTrialTest {
  private static final long FIRST = Long.getLong("trial.first", 1);
  private static final int SEQUENCES = Integer.getInteger("trial.sequences", 500);

  /** 0 repeats the first one, for what depends on the moment. */
  private static final int STEP = Integer.getInteger("trial.step", 1);

  private static final int THREADS = Integer.getInteger("trial.threads", 40);

  /** Far more than any sequence takes. */
  private static final long LONGEST_SECONDS = 90;

  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc");

  private final Findings findings = new Findings();
  private final Map<Thread, Sequence> running = new ConcurrentHashMap<>();
  private final Map<Thread, Long> since = new ConcurrentHashMap<>();

  /** What users are told in the log is not repeated here. */
  @BeforeEach
  void quiet() {
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void loud() {
    findings.close();
    LOGGER.setUseParentHandlers(true);
  }

  @Test
  void whatIsSaidOfStatementsIsTrue() throws Exception {
    ExecutorService servers = Executors.newCachedThreadPool(named("trial-server"));
    ExecutorService clients = Executors.newFixedThreadPool(THREADS, named("trial-client"));
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(8, named("trial-clock"));
    AtomicInteger next = new AtomicInteger();
    try {
      warmUp(servers, clock);
      for (int i = 0; i < THREADS; i++) {
        // One after the other, as the first times of everything take long.
        clients.execute(() -> runAll(next, servers, clock));
        TimeUnit.MILLISECONDS.sleep(50);
      }
      clients.shutdown();
      while (!clients.awaitTermination(1, TimeUnit.SECONDS)) {
        assertTrue(since.values().stream().allMatch(FaultTrialTest::isInTime), this::stacks);
      }
    } finally {
      clients.shutdownNow();
      clock.shutdownNow();
      servers.shutdownNow();
    }
    System.out.println(findings.table());
    assertTrue(findings.isEmpty(), findings::failures);
  }

  /** Loading classes takes longer than the time-outs, where many threads wait for it. */
  private static void warmUp(ExecutorService servers, ScheduledExecutorService clock)
      throws IOException, InterruptedException {
    try (Findings unused = new Findings()) {
      new SequenceRun(Sequence.calm(), unused, servers, clock).run();
    }
  }

  private void runAll(AtomicInteger next, ExecutorService servers, ScheduledExecutorService clock) {
    Thread thread = Thread.currentThread();
    for (int i = next.getAndIncrement(); i < SEQUENCES; i = next.getAndIncrement()) {
      Sequence sequence = Sequence.of(FIRST + (long) i * STEP);
      running.put(thread, sequence);
      since.put(thread, System.nanoTime());
      try {
        new SequenceRun(sequence, findings, servers, clock).run();
      } catch (IOException | InterruptedException | RuntimeException | Error e) {
        findings.wrong(
            "sequence " + sequence.seed(), sequence, List.of("the trial itself failed: " + e));
      }
      since.remove(thread);
    }
  }

  private static boolean isInTime(long start) {
    return System.nanoTime() - start < TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
  }

  /** Where those hang that do. */
  private String stacks() {
    return since.entrySet().stream()
        .filter(entry -> !isInTime(entry.getValue()))
        .map(
            entry ->
                "it hangs: "
                    + running.get(entry.getKey())
                    + Stream.of(entry.getKey().getStackTrace())
                        .map(frame -> "\n      at " + frame)
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
