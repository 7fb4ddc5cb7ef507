package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;

/** A call of a procedure, with IN parameters by number; what it returns is rows. */
public final class LakewireCallableStatement extends UnsupportedNamedParameters {
  LakewireCallableStatement(LakewireConnection connection, ParameterMarkers markers) {
    super(connection, markers);
  }
}
