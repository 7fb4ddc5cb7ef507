package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.sql.JdbcEscapes;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Makes the statements of a connection, and knows which of them are open. Thread-safe. */
final class OpenStatements {
  private final LakewireConnection connection;

  /** Weak, so that statements that were not closed can be collected. */
  private final Set<LakewireStatement> open =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  OpenStatements(LakewireConnection connection) {
    this.connection = connection;
  }

  LakewireStatement create() throws SQLException {
    connection.requireOpen();
    LakewireStatement statement = new LakewireStatement(connection);
    open.add(statement);
    return statement;
  }

  LakewirePreparedStatement prepare(@Nullable String sql, boolean wantsKeys) throws SQLException {
    connection.requireOpen();
    ParameterMarkers markers =
        ErrorBoundary.within(() -> ParameterMarkers.of(translate(sql, true, Duration.ZERO)));
    LakewirePreparedStatement statement =
        new LakewirePreparedStatement(connection, markers, wantsKeys);
    open.add(statement);
    return statement;
  }

  /**
   * Translates JDBC escapes, if wanted.
   *
   * @param atMost for a question to the server; zero is no limit of the user's
   */
  Rewriting translate(@Nullable String sql, boolean escapes, Duration atMost) throws SQLException {
    if (sql == null) {
      throw SqlExceptions.invalidArgument("The SQL text is null");
    }
    try {
      return escapes
          ? JdbcEscapes.rewrite(sql, () -> connection.session().hasTime(atMost))
          : Rewriting.of(sql);
    } catch (DriverException | Error e) {
      throw connection.failed(e);
    }
  }

  void closed(LakewireStatement statement) {
    open.remove(statement);
  }

  void closeAll() {
    all().forEach(LakewireStatement::close);
  }

  /** The open results have ended with their session; their statements can be used further. */
  void dropResults() {
    all().forEach(LakewireStatement::dropResult);
  }

  private List<LakewireStatement> all() {
    synchronized (open) {
      return List.copyOf(open);
    }
  }
}
