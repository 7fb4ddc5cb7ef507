package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.parameter.ParameterClock;
import io.github.lakewire.jdbc.internal.sql.QueryText;
import io.github.lakewire.jdbc.internal.sql.StatementKind;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens between beginRequest and endRequest, and how it is undone. A place and settings are
 * set back, one statement each, and an open transaction is rolled back. Whatever else a statement
 * may leave in a session (variables, temporary views, all that a script can do) ends with the
 * session, in whose place comes a new one. Thread-safe.
 */
final class PooledRequest {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.jdbc");

  /**
   * Giving a connection back to its pool must not take long. The server is up: it has just been
   * used.
   */
  private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(30);

  /** More than that are not remembered. */
  private static final int MOST_SET_UP = 100;

  private final LakewireConnection connection;
  private final Namespace namespace;
  private final SessionSettingsTracker settings;
  private final ParameterClock clock;
  private final ClientInfo clientInfo;
  private final SchemaCache schemas;
  private final Duration timeout;

  /**
   * Statements outside of requests, which prepare the session for all later requests. They are
   * executed again in a new session.
   */
  private final List<String> setUp = new ArrayList<>();

  private boolean inRequest;
  private boolean leftState;

  /**
   * @param timeout of a new session; zero is none of the user's
   */
  PooledRequest(
      LakewireConnection connection,
      Namespace namespace,
      SessionSettingsTracker settings,
      ParameterClock clock,
      ClientInfo clientInfo,
      SchemaCache schemas,
      Duration timeout) {
    this.connection = connection;
    this.namespace = namespace;
    this.settings = settings;
    this.clock = clock;
    this.clientInfo = clientInfo;
    this.schemas = schemas;
    this.timeout =
        timeout.isZero() || timeout.compareTo(LONGEST_RENEWAL) > 0 ? LONGEST_RENEWAL : timeout;
  }

  /** Begins a request. What changed in one that was not ended is still remembered. */
  synchronized void begin() throws SQLException {
    if (!inRequest) {
      inRequest = true;
      leftState = false;
      namespace.beginRequest();
      settings.beginRequest();
      clientInfo.beginRequest();
      connection.transactions().beginRequest();
    }
  }

  /**
   * To be called before a statement of the user is executed: even when it fails it may leave
   * something in the session.
   */
  void beforeExecute(String sql, Namespace.Bounds bounds) throws SQLException {
    forgetChanged(sql);
    StatementKind kind = StatementKind.of(sql);
    connection.transactions().beforeExecute(sql, kind, bounds);
    synchronized (this) {
      if (inRequest && kind.mayLeaveState()) {
        leftState = true;
      }
    }
    namespace.beforeExecute(kind, bounds);
    if (settings.beforeExecute(sql)) {
      String zone = namespace.zone(bounds);
      if (zone != null) {
        settings.zoneIs(zone);
      }
    }
  }

  /**
   * To be called after a statement of the user was executed.
   *
   * @param failure null when it did not fail
   * @param whole whether the text is all of it
   */
  void afterExecute(String sql, @Nullable Throwable failure, boolean whole) {
    boolean well = failure == null;
    forgetChanged(sql);
    StatementKind kind = StatementKind.of(sql);
    namespace.afterExecute(kind);
    clock.afterExecute(sql, kind, well);
    if (well && whole) {
      settings.afterExecute(sql);
    }
    connection.transactions().afterExecute(kind, failure);
    synchronized (this) {
      if (well && whole && !inRequest && kind.preparesSession() && setUp.size() < MOST_SET_UP) {
        setUp.add(sql);
      }
    }
  }

  /** What a statement may change is not known any more, from its beginning to its end. */
  private void forgetChanged(String sql) {
    if (!schemas.isEmpty() && QueryText.mayChangeObjects(sql)) {
      schemas.clear();
    }
  }

  /** Undoes what the request has changed; when that fails, the connection is closed. */
  void end() throws SQLException {
    schemas.reset();
    boolean renew;
    synchronized (this) {
      if (!inRequest) {
        return;
      }
      renew = leftState || connection.transactions().mayBeLeftOpen();
      inRequest = false;
      leftState = false;
    }
    clientInfo.endRequest();
    try {
      List<String> undoing = settings.endRequest();
      boolean ended = connection.transactions().endRequest(renew, timeout);
      if (renew || !ended || !setBack(undoing)) {
        renew();
      }
    } catch (SQLException | DriverException | RuntimeException | Error e) {
      // The next borrower must not find what this one left.
      connection.close();
      throw SqlExceptions.connectionClosed(e);
    } finally {
      namespace.forgetRequest();
    }
  }

  /** Sets back what can be set back; false when something could not be. */
  private boolean setBack(List<String> statements) throws SQLException {
    if (statements.contains(SessionSettingsTracker.ONLY_BY_OPENING)) {
      return false;
    }
    try {
      for (String statement : statements) {
        undo(statement);
      }
      return namespace.endRequest();
    } catch (SQLException e) {
      connection.requireOpen();
      LOG.log(Level.FINE, RetoldException.logged(e), () -> connection + " could not be set back");
      return false;
    }
  }

  private void renew() throws DriverException, SQLException {
    String before = connection.session().id();
    namespace.renew(Deadline.in(timeout));
    LOG.fine(() -> "Session " + connection.session().id() + " takes the place of " + before);
    connection.transactions().renewed();
    connection.statements().dropResults();
    clock.opened(connection.session().settings());
    for (String statement : settings.sinceOpening()) {
      undo(statement);
    }
    for (String statement : List.copyOf(setUp)) {
      namespace.execute(statement);
      connection.transactions().setUpAgain(StatementKind.of(statement));
    }
    namespace.endRequest();
  }

  private void undo(String statement) throws SQLException {
    namespace.execute(statement);
    clock.afterExecute(statement, StatementKind.OTHER, true);
  }
}
