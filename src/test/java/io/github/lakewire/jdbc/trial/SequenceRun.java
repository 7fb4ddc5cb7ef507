package io.github.lakewire.jdbc.trial;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import io.github.lakewire.jdbc.trial.Findings.Duty;
import io.github.lakewire.jdbc.trial.Notes.Claim;
import io.github.lakewire.jdbc.trial.Sequence.Step;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** One sequence: the client, and the comparison with its server. */
final class SequenceRun {
  private static final Duration FAREWELL = Duration.ofSeconds(8);
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);

  /** With all time-outs and retries one after the other. */
  private static final long LONGEST_MILLIS = 60_000;

  private final Sequence sequence;
  private final Findings findings;
  private final Executor threads;
  private final ScheduledExecutorService clock;
  private final Notes notes;
  private final Warehouse warehouse;
  private final FaultScript faults;

  SequenceRun(
      Sequence sequence, Findings findings, Executor threads, ScheduledExecutorService clock) {
    this.sequence = sequence;
    this.findings = findings;
    this.threads = threads;
    this.clock = clock;
    this.notes = new Notes(findings, sequence.gatewaysLie());
    this.warehouse = new Warehouse(sequence::plan, sequence.faults().store());
    this.faults = new FaultScript(sequence.faults());
  }

  void run() throws IOException, InterruptedException {
    Findings.Watch start = notes.watch();
    try (TrialServer server = new TrialServer(warehouse, faults, threads)) {
      boolean listening = sequence.faults().store() != Store.REFUSING;
      int store = listening ? server.port() : RawSocketServer.refusingPort();
      warehouse.storeAt("http://127.0.0.1:" + store + "/store");
      Client client = new Client(server);
      List<Step> steps = sequence.steps();
      for (Step step : steps.subList(0, steps.size() - 1)) {
        client.run(step);
        checkClosed(step);
      }
      faults.end();
      Step last = steps.get(steps.size() - 1);
      client.succeed(last);
      checkClosed(last);
      client.close();
      if (!warehouse.awaitSessionsClosed(FAREWELL)) {
        notes.wrong("left open at the end: " + warehouse);
      }
      if (!warehouse.awaitEnds(LONGEST_STATEMENT)) {
        notes.wrong("still running: " + warehouse);
      }
      notes.claims().forEach(claim -> notes.compare(claim, warehouse.executions(claim.key())));
    }
    notes.measured(Duty.SLOWEST_SEQUENCE, start, LONGEST_MILLIS);
    findings.sequenceDone();
    if (!notes.wrong().isEmpty()) {
      findings.wrong("sequence " + sequence.seed(), sequence, notes.wrong());
    }
  }

  private void checkClosed(Step step) {
    if (!warehouse.awaitOperationsClosed(FAREWELL)) {
      notes.wrong("left open after " + step + ": " + warehouse + ", " + notes.claims());
    }
  }

  /** The application. */
  private final class Client {
    private final TrialServer server;
    private @Nullable Connection connection;

    Client(TrialServer server) {
      this.server = server;
    }

    /** Runs a step, with a new connection when there is none. */
    void run(Step step) throws InterruptedException {
      if (sequence.faults().closing()) {
        // The ends of the connections have reached this side when the other side has none open.
        if (!server.awaitUsedConnectionsClosed()) {
          notes.wrong("a connection stays open behind its last response");
        }
      }
      Connection open = connection;
      try {
        if (open == null || open.isClosed()) {
          open = DriverManager.getConnection(server.url() + sequence.options(), "token", "t");
          connection = open;
        }
      } catch (SQLException e) {
        connection = null;
        step.keys().forEach(key -> notes.claim(new Claim(key, step.kind().isWrite(), e, false)));
        if (e instanceof LakewireException failure
            && failure.outcome() != ExecutionOutcome.NOT_EXECUTED) {
          notes.wrong(failure.outcome() + " of a statement that was not sent: " + e);
        }
        return;
      }
      new StepRun(open, step, notes, clock).run();
    }

    /**
     * Runs a step while nothing goes wrong any more. It may fail once when the driver closes the
     * connection because of what was before; a pool would then make another one.
     */
    void succeed(Step step) throws InterruptedException {
      SQLException failure = failure(step);
      if (failure != null && isUsable()) {
        notes.wrong("fails although all is well: " + failure);
      } else if (failure != null) {
        SQLException again = failure(step);
        if (again != null) {
          notes.wrong("fails in a new connection: " + again);
        }
      }
    }

    private @Nullable SQLException failure(Step step) throws InterruptedException {
      run(step);
      List<Claim> claims = notes.claims();
      return claims.get(claims.size() - 1).failure();
    }

    private boolean isUsable() {
      try {
        return connection != null && !connection.isClosed();
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    void close() {
      Connection open = connection;
      if (open == null) {
        return;
      }
      Findings.Watch start = notes.watch();
      try {
        open.close();
      } catch (SQLException e) {
        notes.wrong("close failed: " + e);
      }
      notes.measured(Duty.SLOWEST_CLOSE, start, 5_000);
    }
  }
}
