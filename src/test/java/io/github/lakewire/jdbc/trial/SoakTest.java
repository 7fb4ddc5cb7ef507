package io.github.lakewire.jdbc.trial;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.trial.Notes.Claim;
import io.github.lakewire.jdbc.trial.Sequence.Step;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Forty threads over a pool, for a minute, or for ten with the profile "soak", while faults come in
 * bursts: nothing grows, and nothing is left at the end.
 */
@Tag("long")
class SoakTest {
  private static final int SECONDS = Integer.getInteger("lakewire.soak.seconds", 60);
  private static final int THREADS = 40;
  private static final int CONNECTIONS = 30;
  private static final int THINKING_MILLIS = 250;

  /** After that no statement of the server is still running. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(15);

  private static final int MORE_THREADS = 30;
  private static final int MORE_SOCKETS = 30;
  private static final long MORE_HEAP = 16;

  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc");

  private final Findings findings = new Findings();
  private final FaultBursts faults = new FaultBursts();
  private final AtomicInteger keys = new AtomicInteger();
  private final Queue<Done> unchecked = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  /** A step whose claims have to be compared, when the server has settled. */
  private record Done(Step step, Notes notes, long nanos) {}

  /** What is counted, heap in MB after a collection. */
  private record Usage(int threads, int sockets, long heap, int sessions, int operations) {
    @Override
    public String toString() {
      return "%4d threads, %4d sockets, %4d MB of heap, %3d sessions, %3d operations"
          .formatted(threads, sockets, heap, sessions, operations);
    }
  }

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
  void nothingGrowsAndNothingIsLeft() throws Exception {
    ExecutorService servers = Executors.newCachedThreadPool(named("soak-server"));
    ExecutorService clients = Executors.newFixedThreadPool(THREADS, named("soak-client"));
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(4, named("soak-clock"));
    Warehouse warehouse = new Warehouse(SoakTest::plan, Store.GOOD);
    long before = ownThreads();
    try (TrialServer server = new TrialServer(warehouse, faults, servers)) {
      warehouse.storeAt("http://127.0.0.1:" + server.port() + "/store");
      Usage early;
      Usage late;
      try (HikariDataSource pool = pool(server)) {
        for (int i = 0; i < THREADS; i++) {
          int number = i;
          clients.execute(() -> work(pool, clock, number));
        }
        early = watch(server, warehouse, Math.min(SECONDS / 3, 60));
        late = watch(server, warehouse, SECONDS - Math.min(SECONDS / 3, 60));
        over = true;
        faults.end();
        clients.shutdown();
        assertTrue(clients.awaitTermination(60, TimeUnit.SECONDS), "a thread hangs");
        assertTrue(warehouse.awaitOperationsClosed(Duration.ofSeconds(10)), warehouse::toString);
      }
      assertTrue(warehouse.awaitSessionsClosed(Duration.ofSeconds(20)), warehouse::toString);
      assertTrue(server.awaitConnectionsClosed(), "connections are left");
      assertTrue(warehouse.awaitEnds(Duration.ofSeconds(20)), warehouse::toString);
      compare(warehouse, 0);
      Usage end = usage(server, warehouse);
      System.out.println(findings.table() + "at the end   " + end);
      assertTrue(findings.isEmpty(), findings::failures);
      assertAll(
          () -> assertTrue(late.threads() <= early.threads() + MORE_THREADS, "threads grow"),
          () -> assertTrue(late.sockets() <= early.sockets() + MORE_SOCKETS, "sockets grow"),
          () -> assertTrue(late.heap() <= early.heap() + MORE_HEAP, "the heap grows"),
          () -> assertTrue(late.sessions() <= CONNECTIONS + 10, "sessions grow"),
          () -> assertTrue(late.operations() <= THREADS + 10, "operations grow"),
          () -> assertTrue(end.heap() <= early.heap() + MORE_HEAP, "heap is left"),
          () -> assertEquals(0, end.sockets(), "sockets"),
          () -> assertEquals(0, end.sessions(), "sessions"),
          () -> assertEquals(0, end.operations(), "operations"),
          () -> assertEquals(before, ownThreads(), "threads of the driver"));
    } finally {
      over = true;
      clients.shutdownNow();
      clock.shutdownNow();
      servers.shutdownNow();
    }
  }

  private static HikariDataSource pool(TrialServer server) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        server.url()
            + ";retryTimeout=5;loginTimeout=10;connectTimeout=5;socketTimeout=2;downloadThreads=2"
            + ";batchInsertSize="
            + Sequence.BATCH_ROWS);
    config.setUsername("token");
    config.setPassword("t");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMaxLifetime(30_000);
    config.setConnectionTimeout(10_000);
    return new HikariDataSource(config);
  }

  /** How the statement of a key runs; the same for the same key. */
  private static StatementPlan plan(String key) {
    int number = Integer.parseInt(key.substring(1));
    return Sequence.step(number - 1 - (number - 1) % Sequence.MOST_KEYS).plan();
  }

  private void work(HikariDataSource pool, ScheduledExecutorService clock, int number) {
    try {
      while (!over) {
        Step step = Sequence.step(keys.getAndAdd(Sequence.MOST_KEYS));
        Notes notes = new Notes(findings, false);
        run(step, notes, pool, clock);
        unchecked.add(new Done(step, notes, System.nanoTime()));
        TimeUnit.MILLISECONDS.sleep(THINKING_MILLIS + number);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(
      Step step, Notes notes, HikariDataSource pool, ScheduledExecutorService clock)
      throws InterruptedException {
    Connection connection;
    try {
      connection = pool.getConnection();
    } catch (SQLException e) {
      step.keys().forEach(key -> notes.claim(new Claim(key, true, e, false)));
      return;
    }
    new StepRun(connection, step, notes, clock).run();
    try {
      connection.close();
    } catch (SQLException e) {
      // The pool sets it back before; one that was lost meanwhile it throws away.
      if (!"08003".equals(e.getSQLState())) {
        notes.wrong("a connection could not be given back: " + e);
      }
    }
  }

  /** Prints what is in use from time to time, and returns what it was in the calm at the end. */
  private Usage watch(TrialServer server, Warehouse warehouse, int seconds)
      throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Usage last = null;
    while (System.nanoTime() < until || last == null) {
      TimeUnit.MILLISECONDS.sleep(100);
      compare(warehouse, SETTLED_NANOS);
      if (faults.isCalm()) {
        last = usage(server, warehouse);
        System.out.println("soak         " + last);
        TimeUnit.MILLISECONDS.sleep(500);
      }
    }
    return last;
  }

  private void compare(Warehouse warehouse, long age) {
    for (Done done = unchecked.peek();
        done != null && System.nanoTime() - done.nanos() >= age;
        done = unchecked.peek()) {
      unchecked.remove();
      Notes notes = done.notes();
      notes.claims().forEach(claim -> notes.compare(claim, warehouse.executions(claim.key())));
      done.step().keys().forEach(warehouse::forget);
      findings.sequenceDone();
      if (!notes.wrong().isEmpty()) {
        findings.wrong("a step", done.step(), notes.wrong());
      }
    }
  }

  private static Usage usage(TrialServer server, Warehouse warehouse) {
    System.gc();
    return new Usage(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        server.openConnections(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
        warehouse.openSessions(),
        warehouse.openOperations());
  }

  private static long ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lakewire"))
        .count();
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
