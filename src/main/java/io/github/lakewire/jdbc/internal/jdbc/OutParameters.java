package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.parameter.BoundSql;
import io.github.lakewire.jdbc.internal.parameter.LakewireParameterMetaData;
import io.github.lakewire.jdbc.internal.parameter.SqlParameter;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.routine.OutParameter;
import io.github.lakewire.jdbc.internal.routine.RoutineNames;
import io.github.lakewire.jdbc.internal.routine.SessionVariables;
import io.github.lakewire.jdbc.internal.routine.SessionVariables.Variable;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The OUT and INOUT parameters of one call: session variables, which stand in the places of their
 * markers. They are declared before the first call, set before each, and read when the first value
 * is asked for.
 */
final class OutParameters {
  private final LakewirePreparedStatement call;
  private final RoutineNames names;
  private final SessionVariables pool;

  /** By their markers, which count from 0. */
  private final SortedMap<Integer, OutParameter> registered = new TreeMap<>();

  /** Of the last call that has come to its end. They belong to the thread that calls. */
  private final SortedMap<Integer, Variable> variables = new TreeMap<>();

  /**
   * The markers whose values the last call has set, in the order of the columns they are read in.
   */
  private List<Integer> called = List.of();

  private @Nullable LakewireResultSet row;
  private volatile @Nullable Operation current;
  private volatile boolean cancelled;

  /** Whether a thread executes the call, which {@link #close} must not take variables from. */
  private boolean calling;

  private boolean closed;

  OutParameters(LakewirePreparedStatement call, RoutineNames names, SessionVariables pool) {
    this.call = call;
    this.names = names;
    this.pool = pool;
  }

  void register(int marker, OutParameter parameter) {
    registered.put(marker, parameter);
  }

  @Nullable OutParameter registered(int marker) {
    return registered.get(marker);
  }

  /** What is known of a parameter: the type that it has or is registered with, and its mode. */
  LakewireParameterMetaData.Parameter describe(
      @Nullable OutParameter out, @Nullable SqlParameter in) throws SQLException {
    if (out == null) {
      return LakewireParameterMetaData.Parameter.in(in);
    }
    String type = ownType(out);
    return new LakewireParameterMetaData.Parameter(
        type != null ? type : in != null ? in.type() : null,
        in == null ? ParameterMetaData.parameterModeOut : ParameterMetaData.parameterModeInOut);
  }

  boolean isEmpty() {
    return registered.isEmpty();
  }

  /** Forgets the values of the last call. */
  void forget() {
    called = List.of();
    LakewireResultSet last = row;
    row = null;
    if (last != null) {
      last.closeByOwner();
    }
  }

  /**
   * Executes the call, all of it within its time-out. The values have the time-out for themselves:
   * nobody knows when they are asked for.
   */
  void call(ExecuteMethod method) throws SQLException {
    Deadline end = Deadline.in(call.timeout());
    begin();
    boolean over = true;
    try {
      List<@Nullable String> places = beforeCall(end);
      Duration left = left(end);
      over = false;
      call.executeWith(method, places, left);
      over = true;
      called = List.copyOf(registered.keySet());
    } catch (SQLException e) {
      over |= outcome(e) != ExecutionOutcome.UNKNOWN;
      throw e;
    } finally {
      end(over);
    }
  }

  private static ExecutionOutcome outcome(SQLException failure) {
    return failure instanceof LakewireException told ? told.outcome() : ExecutionOutcome.UNKNOWN;
  }

  private synchronized void begin() {
    calling = true;
  }

  /**
   * @param over whether nothing that was sent may still set the variables; they are never used
   *     again otherwise
   */
  private synchronized void end(boolean over) {
    calling = false;
    if (!over) {
      variables.clear();
    } else if (closed) {
      giveBack();
    }
  }

  private void giveBack() {
    variables.values().forEach(pool::giveBack);
    variables.clear();
  }

  /** What is left of the time; zero where there is no limit. */
  private static Duration left(Deadline end) throws SQLException {
    return ErrorBoundary.within(
        () -> {
          Duration left = end.isNone() ? Duration.ZERO : end.remaining();
          end.check("the preparation of the call, which was not sent,");
          return left;
        });
  }

  /**
   * Declares and sets the variables of a call.
   *
   * @return what stands in the place of each marker, null for a value
   */
  private List<@Nullable String> beforeCall(Deadline end) throws SQLException {
    cancelled = false;
    @Nullable String[] places = new @Nullable String[call.markers().count()];
    for (int marker : registered.keySet()) {
      places[marker] = "";
    }
    call.current(Arrays.asList(places));
    Session session = call.openSession();
    List<String> assignments = new ArrayList<>();
    List<SqlParameter> values = new ArrayList<>();
    for (Map.Entry<Integer, OutParameter> entry : registered.entrySet()) {
      int marker = entry.getKey();
      String type = type(marker, entry.getValue());
      Variable variable = declared(session, marker, type);
      boolean isNew = variable == null;
      if (variable == null) {
        variable = pool.name(session, type);
        run(
            ParameterMarkers.of("DECLARE OR REPLACE VARIABLE " + variable.name() + " " + type),
            List.of(),
            end);
      }
      variables.put(marker, variable);
      places[marker] = variable.name();
      SqlParameter value = call.value(marker);
      if (value != null) {
        values.add(value);
        assignments.add(variable.name() + " = CAST(? AS " + type + ")");
      } else if (!isNew) {
        // It may be an INOUT parameter, which must not see what an earlier call left.
        assignments.add(variable.name() + " = NULL");
      }
    }
    if (!assignments.isEmpty()) {
      run(ParameterMarkers.of("SET VARIABLE " + String.join(", ", assignments)), values, end);
    }
    requireNotCancelled();
    return Arrays.asList(places);
  }

  private @Nullable String ownType(OutParameter parameter) throws SQLException {
    return parameter.variableType(parameter.isTime() && call.hasTime());
  }

  private String type(int marker, OutParameter parameter) throws SQLException {
    String type = ownType(parameter);
    if (type == null) {
      type = names.typeOf(marker);
    }
    if (type == null) {
      throw SqlExceptions.invalidArgument(
          "The type of parameter "
              + (marker + 1)
              + " is not known, and the server does not tell it: register it with a scale or with"
              + " the name of an SQL type");
    }
    return type;
  }

  /** A variable that is declared already: that of the last call, or one that is free. */
  private @Nullable Variable declared(Session session, int marker, String type) {
    Variable last = variables.remove(marker);
    if (last != null && last.fits(session, type)) {
      return last;
    }
    if (last != null) {
      pool.giveBack(last);
    }
    return pool.take(session, type);
  }

  /**
   * The column in which {@link #row} has the value of a marker, from 1.
   *
   * @param number of the parameter, for messages
   */
  int column(int marker, int number) throws SQLException {
    int column = called.indexOf(marker);
    if (column >= 0) {
      return column + 1;
    }
    throw registered.containsKey(marker)
        ? SqlExceptions.of(
            SqlState.INVALID_CURSOR_STATE, "OUT parameters have values once the call is executed")
        : SqlExceptions.of(
            SqlState.INVALID_INDEX,
            "Parameter " + number + " is not registered as an OUT parameter");
  }

  /** The values of the last call, which are read from the server once; null before a call. */
  @Nullable LakewireResultSet row() throws SQLException {
    if (row == null && !called.isEmpty()) {
      row = read();
    }
    return row;
  }

  private LakewireResultSet read() throws SQLException {
    List<String> names = new ArrayList<>();
    for (int marker : called) {
      names.add(variables.get(marker).name());
    }
    Session session = call.openSession();
    if (variables.values().stream().anyMatch(variable -> variable.session() != session)) {
      throw SqlExceptions.of(
          SqlState.INVALID_CURSOR_STATE,
          "The session in which the call was executed has ended, and the values of its OUT"
              + " parameters with it");
    }
    Operation operation =
        operation(session, "SELECT " + String.join(", ", names), List.of(), call.timeout());
    try {
      operation.execute(Deadline.in(call.timeout()));
      RowCursor cursor = operation.openCursor();
      return onRow(
          new LakewireResultSet(
              ExecutionOwner.of(call.getConnection(), call.presented()),
              cursor.schema(),
              cursor,
              0,
              0));
    } catch (DriverException | RuntimeException | Error e) {
      operation.close();
      throw call.getConnection()
          .failed(DriverException.of(e).inExecution(ExecutionOutcome.EXECUTED, true));
    }
  }

  private static LakewireResultSet onRow(LakewireResultSet values) throws SQLException {
    try {
      values.next();
      return values;
    } catch (SQLException e) {
      values.closeByOwner();
      throw e;
    }
  }

  private void run(ParameterMarkers markers, List<SqlParameter> values, Deadline end)
      throws SQLException {
    requireNotCancelled();
    BoundSql text = call.text(markers, values);
    Operation operation =
        operation(call.openSession(), text.text().sent(), text.parameters(), left(end));
    try {
      operation.execute(end);
    } catch (DriverException | RuntimeException | Error e) {
      DriverException met = DriverException.of(e);
      if (met.outcome() == ExecutionOutcome.UNKNOWN) {
        // The server may still set them.
        variables.clear();
      }
      throw call.getConnection().failed(met.beforeExecution());
    } finally {
      operation.close();
    }
  }

  private Operation operation(
      Session session, String sql, List<StatementRequest.Parameter> parameters, Duration timeout)
      throws SQLException {
    call.getConnection()
        .transactions()
        .beforeQuestion(new Namespace.Bounds(Deadline.in(timeout), before -> current = before));
    Operation operation = session.statement(new StatementRequest(sql, parameters, timeout, 0, 0));
    current = operation;
    return operation;
  }

  private void requireNotCancelled() throws SQLException {
    if (cancelled) {
      throw SqlExceptions.of(
          SqlState.QUERY_CANCELLED, "The call was cancelled before it was sent to the server");
    }
  }

  /** From any thread. */
  void cancel() {
    cancelled = true;
    Operation last = current;
    if (last != null) {
      last.cancel();
    }
  }

  /** Leaves the variables to other calls; those of a call under way are left when it has ended. */
  void close() {
    forget();
    release();
  }

  private synchronized void release() {
    closed = true;
    if (!calling) {
      giveBack();
    }
  }
}
