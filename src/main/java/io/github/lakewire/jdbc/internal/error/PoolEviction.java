package io.github.lakewire.jdbc.internal.error;

import java.util.Set;

/**
 * What connection pools take for a dead connection, whatever the error is about: HikariCP, DBCP2,
 * c3p0 and Vibur throw the connection away then, and the last two all others with it.
 */
public final class PoolEviction {
  /** The standard's state for what is not supported. */
  public static final String NOT_SUPPORTED = "0A000";

  private static final String CONNECTION_CLASS = "08";
  private static final Set<String> STATES =
      Set.of(NOT_SUPPORTED, "57P01", "57P02", "57P03", "01002", "JZ0C0", "JZ0C1");
  private static final Set<Integer> CODES = Set.of(500150, 2399, 1105);

  private PoolEviction() {}

  /** Whether some pool drops the connection at this SQLState. */
  public static boolean isState(String sqlState) {
    return sqlState.startsWith(CONNECTION_CLASS) || STATES.contains(sqlState);
  }

  /** Returns the vendor code, or 0 for one at which some pool drops the connection. */
  public static int keptCode(int vendorCode) {
    return CODES.contains(vendorCode) ? 0 : vendorCode;
  }
}
