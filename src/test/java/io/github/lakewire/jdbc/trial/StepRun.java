package io.github.lakewire.jdbc.trial;

import static io.github.lakewire.jdbc.trial.Sequence.BATCH_ROWS;

import io.github.lakewire.jdbc.trial.Findings.Duty;
import io.github.lakewire.jdbc.trial.Notes.Claim;
import io.github.lakewire.jdbc.trial.Sequence.Disturbance;
import io.github.lakewire.jdbc.trial.Sequence.Kind;
import io.github.lakewire.jdbc.trial.Sequence.Step;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One statement or batch, and what disturbs it. */
final class StepRun {
  private final Connection connection;
  private final Step step;
  private final Notes notes;
  private final ScheduledExecutorService clock;
  private final Thread thread = Thread.currentThread();
  private @Nullable Future<?> disturbing;

  StepRun(Connection connection, Step step, Notes notes, ScheduledExecutorService clock) {
    this.connection = connection;
    this.step = step;
    this.notes = notes;
    this.clock = clock;
  }

  void run() throws InterruptedException {
    try {
      attempt();
    } catch (RuntimeException | Error e) {
      notes.wrong("no SQLException: " + e + " at " + List.of(e.getStackTrace()));
    } finally {
      Thread.interrupted();
    }
  }

  private void attempt() throws InterruptedException {
    try (Statement statement = statement()) {
      Findings.Watch start = notes.watch();
      disturb(statement);
      try {
        execute(statement);
      } finally {
        calm();
        if (step.disturbance() == Disturbance.QUERY_TIMEOUT) {
          notes.measured(Duty.SLOWEST_QUERY_TIMEOUT, start, 1_000L * statements());
        }
      }
    } catch (SQLException e) {
      failed(e);
    } finally {
      if (step.disturbance() == Disturbance.NETWORK_TIMEOUT) {
        endNetworkTimeout();
      }
    }
  }

  /** A time-out is that of each statement of a batch. */
  private int statements() {
    int keys = step.keys().size();
    return switch (step.kind()) {
      case BATCH -> keys;
      case ROWS_BATCH -> (keys + BATCH_ROWS - 1) / BATCH_ROWS;
      default -> 1;
    };
  }

  private Statement statement() throws SQLException {
    return switch (step.kind()) {
      case PREPARED_INSERT, ROWS_BATCH -> connection.prepareStatement("INSERT INTO t VALUES (?)");
      default -> connection.createStatement();
    };
  }

  private void execute(Statement statement) throws SQLException {
    List<String> keys = step.keys();
    switch (step.kind()) {
      case INSERT -> counted(statement.executeUpdate(insert(keys.get(0))));
      case EXECUTE_INSERT -> {
        if (statement.execute(insert(keys.get(0)))) {
          notes.wrong("an INSERT has rows");
        }
        counted(statement.getUpdateCount());
      }
      case PREPARED_INSERT -> {
        PreparedStatement prepared = (PreparedStatement) statement;
        prepared.setString(1, keys.get(0));
        counted(prepared.executeUpdate());
      }
      case CALL -> {
        boolean rows = statement.execute("CALL write_row('" + keys.get(0) + "')");
        succeeded(0);
        if (!rows) {
          notes.wrong("a CALL has no rows");
        } else {
          read(statement.getResultSet());
        }
      }
      case BATCH -> {
        for (String key : keys) {
          statement.addBatch(insert(key));
        }
        counted(statement.executeBatch());
      }
      case ROWS_BATCH -> {
        PreparedStatement prepared = (PreparedStatement) statement;
        for (String key : keys) {
          prepared.setString(1, key);
          prepared.addBatch();
        }
        counted(prepared.executeBatch());
      }
      case QUERY -> {
        read(statement.executeQuery("SELECT id FROM t WHERE run = '" + keys.get(0) + "'"));
        succeeded(0);
      }
    }
  }

  private String insert(String key) {
    return "INSERT INTO t VALUES ('" + key + "')";
  }

  private void counted(int... counts) {
    for (int i = 0; i < counts.length; i++) {
      succeeded(i);
      if (counts[i] != 1) {
        notes.wrong(step.keys().get(i) + ": the count is " + counts[i]);
      }
    }
  }

  private void succeeded(int key) {
    notes.claim(new Claim(step.keys().get(key), step.kind().isWrite(), null, true));
  }

  private void failed(SQLException failure) {
    List<String> keys = step.keys();
    int behind = keys.size();
    int first = 0;
    if (failure instanceof BatchUpdateException batch) {
      first = batch.getUpdateCounts().length;
      counted(batch.getUpdateCounts());
      int together = step.kind() == Kind.ROWS_BATCH ? BATCH_ROWS : 1;
      behind = Math.min(keys.size(), first + together);
    }
    for (int i = first; i < keys.size(); i++) {
      notes.claim(new Claim(keys.get(i), step.kind().isWrite(), failure, i < behind));
    }
  }

  /** Each row once and in order, or an exception. */
  private void read(ResultSet rows) throws SQLException {
    try (rows) {
      int all = step.plan().pages() * ServerRows.ROWS_PER_PAGE;
      for (int row = 0; row < all; row++) {
        if (!rows.next()) {
          notes.wrong("the rows end at " + row + " of " + all);
          return;
        }
        if (rows.getInt(1) != row) {
          notes.wrong("row " + row + " is " + rows.getInt(1));
          return;
        }
      }
      if (rows.next()) {
        notes.wrong("there are more than " + all + " rows");
      }
    }
  }

  private void disturb(Statement statement) throws SQLException {
    switch (step.disturbance()) {
      case NONE -> {}
      case QUERY_TIMEOUT -> statement.setQueryTimeout(1);
      case NETWORK_TIMEOUT -> connection.setNetworkTimeout(Runnable::run, 300);
      case INTERRUPT -> later(thread::interrupt);
      case CANCEL -> later(() -> stop(statement, statement::cancel));
      case CLOSE -> later(() -> stop(statement, statement::close));
    }
  }

  private void later(Runnable task) {
    disturbing = clock.schedule(task, step.after(), TimeUnit.MILLISECONDS);
  }

  private interface Stop {
    void run() throws SQLException;
  }

  private void stop(Statement statement, Stop stop) {
    Findings.Watch start = notes.watch();
    try {
      stop.run();
    } catch (SQLException e) {
      if (isOpen(statement)) {
        notes.wrong("it cannot be stopped: " + e);
      }
    }
    notes.measured(Duty.SLOWEST_CANCEL, start, 0);
  }

  /** It is closed along with its connection, when that turns out to be lost. */
  private static boolean isOpen(Statement statement) {
    try {
      return !statement.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  /** The disturbance does not come later than this; the thread stays interrupted. */
  private void calm() throws InterruptedException {
    Future<?> running = disturbing;
    if (running == null || running.cancel(false)) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    while (true) {
      try {
        running.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause());
      }
    }
    if (interrupted) {
      thread.interrupt();
    }
  }

  private void endNetworkTimeout() {
    try {
      if (!connection.isClosed()) {
        connection.setNetworkTimeout(Runnable::run, 0);
      }
    } catch (SQLException e) {
      // The session may just have been found to be lost.
      if (!"08003".equals(e.getSQLState())) {
        notes.wrong("the network time-out cannot be set: " + e);
      }
    }
  }
}
