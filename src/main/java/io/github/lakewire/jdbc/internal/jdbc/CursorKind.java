package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The one kind of cursor there is: forward-only, read-only, held over commit. Other kinds that JDBC
 * names get this one and a warning (JDBC 4.3, section 15.2).
 */
final class CursorKind {
  static final int OFFERED_HOLDABILITY = ResultSet.HOLD_CURSORS_OVER_COMMIT;

  private CursorKind() {}

  static void check(int type, int concurrency, int holdability, WarningChain warnings)
      throws SQLException {
    if (type < ResultSet.TYPE_FORWARD_ONLY || type > ResultSet.TYPE_SCROLL_SENSITIVE) {
      throw SqlExceptions.invalidArgument("No such type of result set: " + type);
    }
    if (concurrency != ResultSet.CONCUR_READ_ONLY && concurrency != ResultSet.CONCUR_UPDATABLE) {
      throw SqlExceptions.invalidArgument("No such concurrency of result sets: " + concurrency);
    }
    checkHoldability(holdability, warnings);
    if (type != ResultSet.TYPE_FORWARD_ONLY) {
      warnings.add(SqlExceptions.OPTION_CHANGED, "Result sets are forward-only");
    }
    if (concurrency != ResultSet.CONCUR_READ_ONLY) {
      warnings.add(SqlExceptions.OPTION_CHANGED, "Result sets are read-only");
    }
  }

  static void checkHoldability(int holdability, WarningChain warnings) throws SQLException {
    if (holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      warnings.add(SqlExceptions.OPTION_CHANGED, "Result sets stay open over commit");
    } else if (holdability != OFFERED_HOLDABILITY) {
      throw SqlExceptions.invalidArgument("No such holdability: " + holdability);
    }
  }
}
