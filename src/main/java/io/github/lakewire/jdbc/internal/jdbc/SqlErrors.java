package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.config.ConfigProblem;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.ServerError;
import io.github.lakewire.jdbc.internal.fault.SqlState;
import java.sql.BatchUpdateException;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes every {@code SQLException} of the driver: the narrowest standard class for the kind of
 * failure, or for the class of the server's SQLState; the cause is kept.
 */
public final class SqlErrors {
  /** An option was not understood and is ignored: a warning, as other drivers have it. */
  static final String INVALID_OPTION = "01S00";

  /** Something else was done than what was asked for. */
  static final String OPTION_CHANGED = "01S02";

  /** A warning of the server, of no particular kind. */
  static final String GENERAL_WARNING = "01000";

  /** Codes that HikariCP takes for a broken connection, whatever the SQLState says. */
  private static final Set<Integer> EVICTING_CODES = Set.of(500150, 2399, 1105);

  private SqlErrors() {}

  /**
   * Turns what a lower layer threw into a {@code SQLException}. A {@code RuntimeException} there is
   * a fault of the driver, most likely met with damaged bytes: it must not escape through JDBC, and
   * says nothing of the state of the connection.
   */
  static SQLException from(Exception failure) {
    if (failure instanceof SQLException sql) {
      return sql;
    }
    if (failure instanceof Fault fault) {
      return from(fault);
    }
    return new SQLException(
        "The driver failed unexpectedly, on damaged data or through a defect of its own: "
            + failure,
        SqlState.GENERAL_ERROR.code(),
        failure);
  }

  static SQLException from(Fault fault) {
    return from(fault, fault.sqlState());
  }

  /** As {@link #from(Exception)}, for a connection that could not be made (always 08001 then). */
  public static SQLException atConnect(Exception failure) {
    if (failure instanceof ConfigProblem) {
      return new SQLNonTransientConnectionException(
          failure.getMessage(), SqlState.CANNOT_CONNECT.code(), failure);
    }
    if (failure instanceof Fault fault
        && (fault.kind() == Fault.Kind.TIMED_OUT || fault.kind() == Fault.Kind.TRANSPORT)) {
      return from(fault, SqlState.CANNOT_CONNECT.code());
    }
    return from(failure);
  }

  private static SQLException from(Fault fault, String state) {
    String message = message(fault);
    int code = vendorCode(fault.serverError());
    return switch (fault.kind()) {
      case CANNOT_CONNECT, TRANSPORT ->
          new SQLTransientConnectionException(message, state, code, fault);
      case CANNOT_CONNECT_EVER, REJECTED, SESSION_GONE, PROTOCOL ->
          new SQLNonTransientConnectionException(message, state, code, fault);
      case UNAUTHORIZED -> new SQLInvalidAuthorizationSpecException(message, state, code, fault);
      case TIMED_OUT -> new SQLTimeoutException(message, state, code, fault);
      case UNSUPPORTED -> new SQLFeatureNotSupportedException(message, state, code, fault);
      case CANCELLED, SERVER, DATA -> byState(message, state, code, fault);
    };
  }

  private static SQLException byState(String message, String state, int code, Throwable cause) {
    return switch (state.substring(0, 2)) {
      case "08" ->
          switch (state) {
            case "08003", "08004", "08P01" ->
                new SQLNonTransientConnectionException(message, state, code, cause);
            default -> new SQLTransientConnectionException(message, state, code, cause);
          };
      case "0A" -> new SQLFeatureNotSupportedException(message, state, code, cause);
      case "22" -> new SQLDataException(message, state, code, cause);
      case "23" -> new SQLIntegrityConstraintViolationException(message, state, code, cause);
      case "28" -> new SQLInvalidAuthorizationSpecException(message, state, code, cause);
      case "40" -> new SQLTransactionRollbackException(message, state, code, cause);
      case "42" -> new SQLSyntaxErrorException(message, state, code, cause);
      default ->
          state.equals("HYT00") || state.equals("57KD0")
              ? new SQLTimeoutException(message, state, code, cause)
              : new SQLException(message, state, code, cause);
    };
  }

  private static String message(Fault fault) {
    String message = String.valueOf(fault.getMessage());
    ServerError error = fault.serverError();
    if (error == null) {
      return message;
    }
    StringBuilder text = new StringBuilder(message);
    if (error.errorClass() != null && !message.contains(error.errorClass())) {
      text.append(" [").append(error.errorClass()).append(']');
    }
    if (error.queryId() != null && !message.contains(error.queryId())) {
      text.append(" (query ").append(error.queryId()).append(')');
    }
    return text.toString();
  }

  private static int vendorCode(@Nullable ServerError error) {
    return error == null || EVICTING_CODES.contains(error.vendorCode()) ? 0 : error.vendorCode();
  }

  /** A failure that the JDBC layer itself found. */
  static SQLException of(SqlState state, String message) {
    return switch (state) {
      case NOT_SUPPORTED -> new SQLFeatureNotSupportedException(message, state.code());
      case CONNECTION_GONE, CONNECTION_REJECTED ->
          new SQLNonTransientConnectionException(message, state.code());
      case NUMERIC_OUT_OF_RANGE,
          INVALID_DATETIME,
          INVALID_CHARACTER_VALUE,
          INVALID_PARAMETER_VALUE ->
          new SQLDataException(message, state.code());
      case SYNTAX_ERROR -> new SQLSyntaxErrorException(message, state.code());
      case TIMEOUT -> new SQLTimeoutException(message, state.code());
      default -> new SQLException(message, state.code());
    };
  }

  static SQLException of(SqlState state, String message, Throwable cause) {
    SQLException exception = of(state, message);
    exception.initCause(cause);
    return exception;
  }

  static SQLException invalidArgument(String message) {
    return of(SqlState.INVALID_ARGUMENT, message);
  }

  static SQLException notSupported(String what) {
    return of(SqlState.NOT_SUPPORTED, "Lakewire does not support " + what);
  }

  static SQLException connectionClosed() {
    return of(SqlState.CONNECTION_GONE, "The connection is closed");
  }

  static SQLException closed(String what) {
    return of(SqlState.OBJECT_CLOSED, "The " + what + " is closed");
  }

  /**
   * What a call met whose object was closed meanwhile: that is the reason, unless the connection
   * went with it, which pools and tools have to know.
   */
  static SQLException closedMeanwhile(String what, Exception failure) {
    return failure instanceof Fault fault && fault.kind() == Fault.Kind.SESSION_GONE
        ? from(fault)
        : closed(what);
  }

  static SQLException notWrapped(@Nullable Class<?> type, Object by) {
    return invalidArgument(
        by.getClass().getSimpleName()
            + " is no wrapper for "
            + (type == null ? null : type.getName()));
  }

  /**
   * The end of a batch.
   *
   * @param counts of the entries before those that failed
   * @param failed how many entries failed together, as one statement
   */
  static SQLException batch(SQLException failure, long[] counts, int failed) {
    String entries =
        failed == 1
            ? "Entry " + (counts.length + 1)
            : "The entries " + (counts.length + 1) + " to " + (counts.length + failed);
    BatchUpdateException batch =
        new BatchUpdateException(
            entries
                + " of the batch failed"
                + (isUncertain(failure) ? ", and may have been written nevertheless: " : ": ")
                + failure.getMessage(),
            failure.getSQLState(),
            failure.getErrorCode(),
            counts,
            failure);
    batch.setNextException(failure);
    return batch;
  }

  /** Whether the server may have done what it did not answer to. */
  private static boolean isUncertain(SQLException failure) {
    if (!(failure.getCause() instanceof Fault fault)) {
      return false;
    }
    return switch (fault.kind()) {
      case TRANSPORT, TIMED_OUT, CANCELLED, SESSION_GONE, PROTOCOL -> true;
      default -> false;
    };
  }

  static SQLClientInfoException clientInfo(
      SQLException failure, Map<String, ClientInfoStatus> properties) {
    return new SQLClientInfoException(
        failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), properties, failure);
  }

  static SQLWarning warning(String state, String message) {
    return new SQLWarning(message, state);
  }
}
