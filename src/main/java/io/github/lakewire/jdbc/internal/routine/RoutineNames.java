package io.github.lakewire.jdbc.internal.routine;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sql.RoutineCall;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parameter of the called routine each marker is for: as the call says it, with named markers
 * or with {@code name => ?}; else as the server says it, which is asked at most once.
 */
public final class RoutineNames {
  private final Connection connection;
  private final List<String> markers;
  private final RoutineCall call;
  private final boolean function;
  private @Nullable DeclaredParameters declared;

  /**
   * @param markers the names of named markers; none when they are positional
   */
  public RoutineNames(
      Connection connection, List<String> markers, RoutineCall call, boolean function) {
    this.connection = connection;
    this.markers = markers;
    this.call = call;
    this.function = function;
  }

  /**
   * Returns the marker of a parameter, from 0.
   *
   * @throws SQLException 07009 when no marker of the call is for it
   */
  public int markerOf(@Nullable String name) throws SQLException {
    int found = name == null ? -1 : find(name);
    if (found < 0) {
      throw SqlExceptions.of(
          SqlState.INVALID_INDEX, "No marker of the call is for a parameter " + name);
    }
    return found;
  }

  private int find(String name) throws SQLException {
    for (int i = 0; i < markers.size(); i++) {
      if (markers.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    boolean positional = false;
    for (RoutineCall.Argument argument : call.arguments()) {
      if (argument.marker() >= 0 && name.equalsIgnoreCase(argument.name())) {
        return argument.marker();
      }
      positional |= argument.marker() >= 0 && argument.name() == null;
    }
    int place = positional ? declared().indexOf(name) : -1;
    if (place < 0 || place >= call.arguments().size()) {
      return -1;
    }
    RoutineCall.Argument argument = call.arguments().get(place);
    return argument.name() == null ? argument.marker() : -1;
  }

  /** Returns the type that the routine declares for a marker; null where the server tells none. */
  public @Nullable String typeOf(int marker) throws SQLException {
    for (int i = 0; i < call.arguments().size(); i++) {
      RoutineCall.Argument argument = call.arguments().get(i);
      if (argument.marker() == marker) {
        String name = argument.name();
        return declared().typeAt(name == null ? i : declared().indexOf(name));
      }
    }
    return null;
  }

  private DeclaredParameters declared() throws SQLException {
    if (declared == null) {
      declared = DeclaredParameters.ask(connection, call.routine(), function);
    }
    return declared;
  }
}
