package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sql.SettingChange;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the session has the type TIME. No version tells (it may be a setting), so the server is
 * asked, with one request, when a time of day is to be sent for the first time.
 */
public final class TimeSupport {
  /** Spark's TIME has six digits behind the second at most. */
  public static final String TYPE = "TIME(6)";

  private static final Duration ASKING = Duration.ofSeconds(60);
  private static final String LITERAL = "TIME '00:00:00'";

  private final Session session;
  private volatile @Nullable Boolean known;

  TimeSupport(Session session) {
    this.session = session;
  }

  /** To be called before a statement is executed: it may change whether there is the type. */
  void beforeExecute(String sql) {
    if (known != null && SettingChange.of(sql) != null) {
      known = null;
    }
  }

  /** As {@link Session#hasTime}. */
  boolean isThere(Duration atMost) throws DriverException {
    Boolean answer = known;
    if (answer == null) {
      answer = ask(Deadline.in(ASKING).earliest(Deadline.in(atMost)));
    }
    return answer;
  }

  /**
   * Asks about literals and parameters alike: a server that takes only one of them is taken to have
   * neither.
   */
  private boolean ask(Deadline deadline) throws DriverException {
    boolean parameters = session.capabilities().parameters();
    StatementRequest request =
        new StatementRequest(
            parameters ? "SELECT " + LITERAL + ", ?" : "SELECT " + LITERAL,
            parameters
                ? List.of(new StatementRequest.Parameter(null, TYPE, "00:00:00"))
                : List.of(),
            Duration.ZERO,
            0,
            0);
    Operation operation = session.statement(request);
    try {
      operation.execute(deadline);
      known = true;
      return true;
    } catch (DriverException exception) {
      if (exception.kind() != DriverException.Kind.SERVER) {
        // The user's statement was not sent.
        throw exception.inExecution(ExecutionOutcome.NOT_EXECUTED, false);
      }
      if (isRefusal(exception.sqlState())) {
        known = false;
      }
      return false;
    } finally {
      operation.close();
    }
  }

  /** Whether the server has answered; otherwise it is asked again later. */
  private static boolean isRefusal(String state) {
    return state.startsWith("0A")
        || state.startsWith("42")
        || state.equals(SqlState.NOT_SUPPORTED.code());
  }
}
