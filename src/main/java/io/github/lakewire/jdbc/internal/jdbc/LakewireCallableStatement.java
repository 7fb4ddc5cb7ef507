package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A call of a procedure: a prepared statement with IN parameters by number, and what the procedure
 * returns is rows. All that {@code CallableStatement} adds to it, OUT parameters and parameters by
 * name, is refused. A proxy, for otherwise these would be 121 methods that all do the same.
 */
final class LakewireCallableStatement implements InvocationHandler {
  private final LakewirePreparedStatement prepared;

  private LakewireCallableStatement(LakewirePreparedStatement prepared) {
    this.prepared = prepared;
  }

  /** Makes the call that the user is given, and that the results of the statement name. */
  static CallableStatement of(LakewirePreparedStatement prepared) {
    CallableStatement call =
        (CallableStatement)
            Proxy.newProxyInstance(
                LakewireCallableStatement.class.getClassLoader(),
                new Class<?>[] {CallableStatement.class, QueryMonitor.class},
                new LakewireCallableStatement(prepared));
    prepared.presentAs(call);
    return call;
  }

  @Override
  public @Nullable Object invoke(Object call, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == CallableStatement.class) {
      throw unsupported(method);
    }
    Object first = arguments == null ? null : arguments[0];
    return switch (method.getName()) {
      case "equals" -> call == first;
      case "unwrap" -> isInstance(first, call) ? call : delegate(method, arguments);
      case "isWrapperFor" -> isInstance(first, call) || prepared.isWrapperFor((Class<?>) first);
      default -> delegate(method, arguments);
    };
  }

  private static boolean isInstance(@Nullable Object type, Object call) {
    return type instanceof Class<?> wanted && wanted.isInstance(call);
  }

  private @Nullable Object delegate(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(prepared, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private SQLException unsupported(Method method) throws SQLException {
    prepared.requireOpen();
    return SqlExceptions.notSupported(
        method.getName().startsWith("set")
            ? "parameters by name; set them by number"
            : "OUT parameters: procedures of Databricks return rows");
  }
}
