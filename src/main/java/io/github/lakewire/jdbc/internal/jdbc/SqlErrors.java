package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.ErrorDetails;
import io.github.lakewire.jdbc.internal.config.ConfigProblem;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.PoolEviction;
import io.github.lakewire.jdbc.internal.fault.ServerError;
import io.github.lakewire.jdbc.internal.fault.SqlState;
import io.github.lakewire.jdbc.internal.jdbc.DetailedErrors.Parts;
import java.sql.BatchUpdateException;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Map;
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

  private SqlErrors() {}

  /**
   * Turns what a lower layer threw into a {@code SQLException}. A {@code RuntimeException} there is
   * a fault of the driver, most likely met with damaged bytes: it must not escape through JDBC, and
   * says nothing of the state of the connection. Nor must an {@code Error}, of which most by far
   * are values that the heap has no room for.
   */
  static SQLException from(Throwable failure) {
    if (failure instanceof SQLException sql) {
      return sql;
    }
    if (failure instanceof Fault fault) {
      return from(fault);
    }
    if (failure instanceof OutOfMemoryError error) {
      return from(Fault.outOfMemory(error));
    }
    return of(
        SqlState.GENERAL_ERROR,
        "The driver failed unexpectedly, on damaged data or through a defect of its own: "
            + failure,
        failure);
  }

  static SQLException from(Fault fault) {
    return from(fault, fault.sqlState());
  }

  /** As {@link #from(Exception)}, for a connection that could not be made (always 08001 then). */
  public static SQLException atConnect(Throwable failure) {
    if (failure instanceof ConfigProblem) {
      return from(
          new Fault(Fault.Kind.CANNOT_CONNECT_EVER, String.valueOf(failure.getMessage()), failure));
    }
    if (failure instanceof Fault fault) {
      return switch (fault.kind()) {
        case TIMED_OUT, TRANSPORT, SILENT -> from(fault, SqlState.CANNOT_CONNECT.code());
        default -> from(fault);
      };
    }
    return from(failure);
  }

  private static SQLException from(Fault fault, String state) {
    ServerError error = fault.serverError();
    ErrorDetails details =
        error == null
            ? new ErrorDetails(null, 0, 0, fault.queryId(), fault.requestId(), null)
            : new ErrorDetails(
                error.errorClass(),
                error.line(),
                error.column(),
                fault.queryId(),
                fault.requestId(),
                error.sqlState());
    Parts parts = new Parts(message(fault, details), state, vendorCode(error), fault, details);
    return switch (fault.kind()) {
      case CANNOT_CONNECT_EVER -> new DetailedErrors.LastingConnectionError(parts);
      case TIMED_OUT -> new DetailedErrors.TimeoutError(parts);
      default -> byState(parts);
    };
  }

  private static SQLException byState(Parts parts) {
    return switch (parts.state().substring(0, 2)) {
      case "08" ->
          switch (parts.state()) {
            case "08003", "08004", "08P01" -> new DetailedErrors.LastingConnectionError(parts);
            default -> new DetailedErrors.PassingConnectionError(parts);
          };
      case "0A" -> new DetailedErrors.NotSupportedError(parts);
      case "22" -> new DetailedErrors.DataError(parts);
      case "23" -> new DetailedErrors.IntegrityError(parts);
      case "28" -> new DetailedErrors.AuthorizationError(parts);
      case "40" ->
          // Whoever repeats what was rolled back must not repeat what may have been written.
          parts.state().equals(SqlState.COMPLETION_UNKNOWN.code())
              ? new DetailedErrors.GeneralError(parts)
              : new DetailedErrors.RollbackError(parts);
      case "42" -> new DetailedErrors.SyntaxError(parts);
      default ->
          switch (parts.state()) {
            case "57012" -> new DetailedErrors.PassingError(parts);
            case "HYC00" -> new DetailedErrors.NotSupportedError(parts);
            case "HYT00", "57KD0" -> new DetailedErrors.TimeoutError(parts);
            default -> new DetailedErrors.GeneralError(parts);
          };
    };
  }

  private static String message(Fault fault, ErrorDetails details) {
    StringBuilder text = new StringBuilder(String.valueOf(fault.getMessage()));
    add(text, " [", details.errorClass(), "]");
    add(text, " (query ", details.queryId(), ")");
    add(text, " (request ", details.requestId(), ")");
    return text.toString();
  }

  private static void add(StringBuilder text, String before, @Nullable String part, String after) {
    if (part != null && text.indexOf(part) < 0) {
      text.append(before).append(part).append(after);
    }
  }

  private static int vendorCode(@Nullable ServerError error) {
    return error == null ? 0 : PoolEviction.keptCode(error.vendorCode());
  }

  /** A failure that the JDBC layer itself found. */
  static SQLException of(SqlState state, String message) {
    return of(state, message, null);
  }

  static SQLException of(SqlState state, String message, @Nullable Throwable cause) {
    return byState(
        new Parts(message, state.code(), 0, cause, new ErrorDetails(null, 0, 0, null, null, null)));
  }

  static SQLException invalidArgument(String message) {
    return of(SqlState.INVALID_ARGUMENT, message);
  }

  static SQLException notSupported(String what) {
    return of(SqlState.NOT_SUPPORTED, "Lakewire does not support " + what);
  }

  static SQLException connectionClosed() {
    return connectionClosed(null);
  }

  static SQLException connectionClosed(@Nullable Throwable cause) {
    return of(SqlState.CONNECTION_GONE, "The connection is closed", cause);
  }

  static SQLException closed(String what) {
    return closed(what, null);
  }

  static SQLException closed(String what, @Nullable Throwable cause) {
    return of(SqlState.OBJECT_CLOSED, "The " + what + " is closed", cause);
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
      case TRANSPORT,
          SILENT,
          TIMED_OUT,
          CANCELLED,
          SESSION_GONE,
          PROTOCOL,
          OUT_OF_MEMORY,
          TOO_LARGE,
          OUTAGE ->
          true;
      default -> fault.sqlState().equals(SqlState.COMPLETION_UNKNOWN.code());
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
