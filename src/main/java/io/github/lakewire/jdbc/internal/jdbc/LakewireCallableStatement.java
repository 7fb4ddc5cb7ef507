package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.parameter.LakewireParameterMetaData;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.routine.OutParameter;
import io.github.lakewire.jdbc.internal.routine.RoutineNames;
import io.github.lakewire.jdbc.internal.routine.SessionVariables;
import io.github.lakewire.jdbc.internal.sql.RoutineCall;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a procedure, or of a function for its value: a prepared statement with OUT parameters
 * and parameters by name. A proxy, for the 121 methods that {@code CallableStatement} adds are
 * those of {@code PreparedStatement} by name, and those of {@code ResultSet}, of the row of OUT
 * values.
 */
final class LakewireCallableStatement implements InvocationHandler {
  private final LakewirePreparedStatement prepared;
  private final RoutineNames names;
  private final OutParameters outs;

  /** Whether parameter 1 is the value of a function, and the first marker parameter 2. */
  private final boolean function;

  private @Nullable OutParameter value;
  private @Nullable LakewireResultSet valueRow;

  private LakewireCallableStatement(
      LakewirePreparedStatement prepared,
      RoutineNames names,
      boolean function,
      SessionVariables variables) {
    this.prepared = prepared;
    this.names = names;
    this.outs = new OutParameters(prepared, names, variables);
    this.function = function;
  }

  /**
   * Makes the call that the user is given, and that the results of the statement name.
   *
   * @param function whether the statement asks for the value of a function
   */
  static CallableStatement of(
      LakewirePreparedStatement prepared, boolean function, SessionVariables variables)
      throws SQLException {
    RoutineNames names =
        new RoutineNames(
            prepared.getConnection(),
            prepared.markers().names(),
            RoutineCall.of(prepared.markers()),
            function);
    CallableStatement call =
        (CallableStatement)
            Proxy.newProxyInstance(
                LakewireCallableStatement.class.getClassLoader(),
                new Class<?>[] {CallableStatement.class, QueryMonitor.class},
                new LakewireCallableStatement(prepared, names, function, variables));
    prepared.presentAs(call);
    return call;
  }

  @Override
  public @Nullable Object invoke(Object call, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    if (method.getDeclaringClass() == CallableStatement.class) {
      prepared.requireOpen();
      return ofCall(method, given);
    }
    if (given.length == 0) {
      return withoutArguments(method);
    }
    return switch (method.getName()) {
      case "equals" -> call == given[0];
      case "unwrap" -> isInstance(given[0], call) ? call : delegate(method, given);
      case "isWrapperFor" ->
          isInstance(given[0], call) || prepared.isWrapperFor((Class<?>) given[0]);
      default -> delegate(method, isSetter(method) ? atMarker(given) : given);
    };
  }

  private @Nullable Object withoutArguments(Method method) throws Throwable {
    switch (method.getName()) {
      case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
        return execute(method);
      }
      case "addBatch" -> requireNoOuts();
      case "getParameterMetaData" -> {
        return metaData();
      }
      case "cancel" -> {
        prepared.cancel();
        outs.cancel();
        return null;
      }
      case "close" -> {
        closeValue();
        outs.close();
      }
      default -> {}
    }
    return delegate(method, new Object[0]);
  }

  private static boolean isInstance(@Nullable Object type, Object call) {
    return type instanceof Class<?> wanted && wanted.isInstance(call);
  }

  private @Nullable Object delegate(Method method, @Nullable Object[] arguments) throws Throwable {
    return invokeOn(prepared, method, arguments);
  }

  private static @Nullable Object invokeOn(
      Object target, Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  // Executing.

  private @Nullable Object execute(Method method) throws Throwable {
    prepared.requireOpen();
    closeValue();
    outs.forget();
    if (function) {
      return executeFunction(method.getName());
    } else if (outs.isEmpty()) {
      return delegate(method, new Object[0]);
    }
    ExecuteMethod way =
        switch (method.getName()) {
          case "execute" -> ExecuteMethod.ANY;
          case "executeQuery" -> ExecuteMethod.QUERY;
          default -> ExecuteMethod.UPDATE;
        };
    outs.call(way);
    return switch (method.getName()) {
      case "execute" -> prepared.hasRows();
      case "executeQuery" -> prepared.rows();
      case "executeUpdate" -> StatementSettings.toInt(prepared.count());
      default -> prepared.count();
    };
  }

  /** The value is the OUT parameter 1: there are no rows for the user, and no count. */
  private Object executeFunction(String method) throws SQLException {
    if (method.equals("executeQuery")) {
      throw SqlExceptions.of(
          SqlState.WRONG_METHOD,
          "The call returns a value and no rows: use execute. It has not been sent");
    }
    prepared.executeWith(ExecuteMethod.ANY, List.of(), prepared.timeout());
    LakewireResultSet row = prepared.takeRows();
    valueRow = row;
    if (row != null) {
      row.next();
    }
    return switch (method) {
      case "execute" -> false;
      case "executeUpdate" -> 0;
      default -> 0L;
    };
  }

  private void closeValue() {
    LakewireResultSet last = valueRow;
    valueRow = null;
    if (last != null) {
      last.closeByOwner();
    }
  }

  private void requireNoOuts() throws SQLException {
    prepared.requireOpen();
    if (function || !outs.isEmpty()) {
      throw SqlExceptions.notSupported("batches of calls with OUT parameters");
    }
  }

  // Parameters.

  private static boolean isSetter(Method method) {
    return method.getDeclaringClass() == PreparedStatement.class
        && method.getName().startsWith("set")
        && method.getParameterTypes()[0] == int.class;
  }

  /** The arguments of a setter, whose marker is one less where parameter 1 is a value. */
  private @Nullable Object[] atMarker(@Nullable Object[] arguments) throws SQLException {
    if (!function) {
      return arguments;
    }
    int index = index(arguments[0]);
    if (index == 1) {
      prepared.requireOpen();
      throw SqlExceptions.of(
          SqlState.INVALID_INDEX, "Parameter 1 is the value of the function, which is not set");
    }
    return withFirst(arguments, index - 1);
  }

  private static int index(@Nullable Object argument) {
    return argument instanceof Integer number ? number : 0;
  }

  private static @Nullable Object[] withFirst(@Nullable Object[] arguments, Object first) {
    @Nullable Object[] changed = arguments.clone();
    changed[0] = first;
    return changed;
  }

  private LakewireParameterMetaData metaData() throws SQLException {
    prepared.requireOpen();
    List<LakewireParameterMetaData.Parameter> all = new ArrayList<>();
    if (function) {
      all.add(outs.describe(value, null));
    }
    for (int marker = 0; marker < prepared.markers().count(); marker++) {
      all.add(outs.describe(outs.registered(marker), prepared.value(marker)));
    }
    return new LakewireParameterMetaData(all);
  }

  // What CallableStatement adds.

  private @Nullable Object ofCall(Method method, @Nullable Object[] arguments) throws Throwable {
    if (method.getName().equals("wasNull")) {
      return lastRow().wasNull();
    }
    boolean byName = method.getParameterTypes()[0] == String.class;
    int marker =
        byName ? names.markerOf((String) arguments[0]) : index(arguments[0]) - (function ? 2 : 1);
    if (method.getName().equals("registerOutParameter")) {
      register(marker, arguments);
      return null;
    } else if (method.getName().startsWith("set")) {
      return delegate(twin(PreparedStatement.class, method), withFirst(arguments, marker + 1));
    }
    return get(marker, method, arguments);
  }

  private void register(int marker, @Nullable Object[] arguments) throws SQLException {
    Object type = arguments[1];
    Integer code = type instanceof SQLType named ? named.getVendorTypeNumber() : (Integer) type;
    if (code == null) {
      throw SqlExceptions.invalidArgument("The SQLType has no number");
    }
    Object more = arguments.length > 2 ? arguments[2] : null;
    OutParameter parameter =
        more instanceof Integer scale
            ? OutParameter.of(code, scale, null)
            : OutParameter.of(code, (String) more);
    if (function && marker == -1) {
      value = parameter;
      return;
    }
    prepared.requireMarker(marker + 1);
    if (function) {
      throw SqlExceptions.notSupported("OUT parameters of functions, which return a value only");
    }
    outs.register(marker, parameter);
  }

  private LakewireResultSet lastRow() throws SQLException {
    LakewireResultSet row = function ? valueRow : outs.row();
    if (row == null) {
      throw SqlExceptions.of(
          SqlState.INVALID_CURSOR_STATE, "OUT parameters have values once the call is executed");
    }
    return row;
  }

  private @Nullable Object get(int marker, Method method, @Nullable Object[] arguments)
      throws Throwable {
    boolean ofValue = function && marker == -1 && value != null;
    int column = ofValue ? 1 : outs.column(marker, function ? marker + 2 : marker + 1);
    LakewireResultSet row = lastRow();
    OutParameter parameter = ofValue ? value : outs.registered(marker);
    boolean plain = method.getName().equals("getObject") && arguments.length == 1;
    return plain && parameter != null && parameter.isDecimal()
        ? row.getBigDecimal(column)
        : invokeOn(row, twin(ResultSet.class, method), withFirst(arguments, column));
  }

  /** The method of the same name that takes a number where this one takes a number or a name. */
  private static Method twin(Class<?> type, Method method) throws NoSuchMethodException {
    Class<?>[] types = method.getParameterTypes().clone();
    types[0] = int.class;
    return type.getMethod(method.getName(), types);
  }
}
