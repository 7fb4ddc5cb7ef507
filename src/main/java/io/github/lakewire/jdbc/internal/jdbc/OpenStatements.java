package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.routine.SessionVariables;
import io.github.lakewire.jdbc.internal.sql.JdbcEscapes;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.CallableStatement;
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
  private final SessionVariables variables = new SessionVariables();

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
    return prepare(
        ErrorBoundary.within(() -> ParameterMarkers.of(translate(sql, true, Duration.ZERO))),
        wantsKeys);
  }

  private LakewirePreparedStatement prepare(ParameterMarkers markers, boolean wantsKeys) {
    LakewirePreparedStatement statement =
        new LakewirePreparedStatement(connection, markers, wantsKeys);
    open.add(statement);
    return statement;
  }

  /** A call, whose markers may be named. */
  CallableStatement prepareCall(@Nullable String sql) throws SQLException {
    connection.requireOpen();
    ParameterMarkers markers =
        ErrorBoundary.within(
            () -> {
              ParameterMarkers positional = ParameterMarkers.of(translateCall(sql));
              return positional.count() > 0 ? positional : positional.named();
            });
    boolean function = sql != null && JdbcEscapes.returnsValue(sql);
    return LakewireCallableStatement.of(prepare(markers, false), function, variables);
  }

  /**
   * Translates JDBC escapes, if wanted.
   *
   * @param atMost for a question to the server; zero is no limit of the user's
   */
  Rewriting translate(@Nullable String sql, boolean escapes, Duration atMost) throws SQLException {
    return translate(
        sql,
        text -> escapes ? JdbcEscapes.rewrite(text, () -> hasTime(atMost)) : Rewriting.of(text));
  }

  /** Translates JDBC escapes, those of calls that return a value included. */
  Rewriting translateCall(@Nullable String sql) throws SQLException {
    return translate(sql, text -> JdbcEscapes.rewriteCall(text, () -> hasTime(Duration.ZERO)));
  }

  /** Whether the server has the type TIME, for which it may be asked. */
  boolean hasTime(Duration atMost) throws DriverException {
    try {
      connection.transactions().beforeQuestion(Namespace.Bounds.in(atMost));
    } catch (SQLException e) {
      throw DriverException.of(e.getCause() == null ? e : e.getCause());
    }
    return connection.session().hasTime(atMost);
  }

  private interface Translation {
    Rewriting of(String sql) throws DriverException;
  }

  private Rewriting translate(@Nullable String sql, Translation translation) throws SQLException {
    if (sql == null) {
      throw SqlExceptions.invalidArgument("The SQL text is null");
    }
    try {
      return translation.of(sql);
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
