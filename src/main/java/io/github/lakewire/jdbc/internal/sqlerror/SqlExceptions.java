package io.github.lakewire.jdbc.internal.sqlerror;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.PoolEviction;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.error.ServerText;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.DetailedExceptions.Parts;
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
public final class SqlExceptions {
  /**
   * A connection property was not understood and is ignored: a warning, as other drivers have it.
   */
  public static final String INVALID_OPTION = "01S00";

  /** Something else was done than what was asked for. */
  public static final String OPTION_CHANGED = "01S02";

  /** A warning of the server, of no particular kind. */
  public static final String GENERAL_WARNING = "01000";

  private SqlExceptions() {}

  /**
   * Turns what a lower layer threw into a {@code SQLException}. Nothing else escapes through JDBC,
   * no {@code RuntimeException} and no {@code Error}.
   */
  public static SQLException from(Throwable failure) {
    return failure instanceof SQLException sql ? sql : from(DriverException.of(failure));
  }

  /** As {@link #from(Throwable)}; in an open session, where 08001 would empty whole pools. */
  public static SQLException from(DriverException exception) {
    return switch (exception.kind()) {
      case CANNOT_CONNECT, CANNOT_CONNECT_EVER ->
          from(exception, SqlState.CONNECTION_FAILURE.code());
      default -> from(exception, exception.sqlState());
    };
  }

  /** As {@link #from(Exception)}, for a connection that could not be made (always 08001 then). */
  public static SQLException atConnect(Throwable failure) {
    if (failure instanceof ConfigException) {
      return from(
          new DriverException(
              DriverException.Kind.CANNOT_CONNECT_EVER,
              String.valueOf(failure.getMessage()),
              failure),
          SqlState.CANNOT_CONNECT.code());
    }
    if (failure instanceof DriverException exception) {
      // It is the request for a session that may have arrived: there is no statement yet.
      exception.inExecution(ExecutionOutcome.NOT_EXECUTED, false);
      return switch (exception.kind()) {
        case TIMED_OUT, TRANSPORT, READ_TIMEOUT -> from(exception, SqlState.CANNOT_CONNECT.code());
        default -> from(exception, exception.sqlState());
      };
    }
    return from(failure);
  }

  private static SQLException from(DriverException exception, String state) {
    ServerError error = exception.serverError();
    int code = error == null ? 0 : PoolEviction.keptCode(error.vendorCode());
    Parts parts =
        new Parts(
            exception.getMessage(),
            state,
            code,
            exception,
            exception.details(),
            exception.outcome());
    return switch (exception.kind()) {
      case CANNOT_CONNECT_EVER -> new DetailedExceptions.NonTransientConnectionException(parts);
      case TIMED_OUT -> new DetailedExceptions.TimeoutException(parts);
      default -> byState(parts);
    };
  }

  private static SQLException byState(Parts parts) {
    return switch (parts.state().substring(0, 2)) {
      case "08" ->
          switch (parts.state()) {
            // A transaction that may be committed must not be repeated.
            case "08003", "08004", "08007", "08P01" ->
                new DetailedExceptions.NonTransientConnectionException(parts);
            default -> new DetailedExceptions.TransientConnectionException(parts);
          };
      case "0A" -> new DetailedExceptions.NotSupportedException(parts);
      case "22" -> new DetailedExceptions.DataException(parts);
      case "23" -> new DetailedExceptions.IntegrityException(parts);
      case "28" -> new DetailedExceptions.AuthorizationException(parts);
      case "40" ->
          // A caller that repeats what was rolled back must not repeat what may have been written.
          parts.state().equals(SqlState.COMPLETION_UNKNOWN.code())
              ? new DetailedExceptions.GeneralException(parts)
              : new DetailedExceptions.RollbackException(parts);
      case "42" -> new DetailedExceptions.SyntaxException(parts);
      default ->
          switch (parts.state()) {
            case "57012" -> new DetailedExceptions.TransientException(parts);
            case "HYC00" -> new DetailedExceptions.NotSupportedException(parts);
            case "HYT00" -> new DetailedExceptions.TimeoutException(parts);
            default -> new DetailedExceptions.GeneralException(parts);
          };
    };
  }

  /** A failure that the JDBC layer itself found. */
  public static SQLException of(SqlState state, String message) {
    return of(state, message, null);
  }

  /**
   * A failure with its cause.
   *
   * @param cause when it is a failure of a statement, what is known of its outcome is kept
   */
  public static SQLException of(SqlState state, String message, @Nullable Throwable cause) {
    DriverException met = cause instanceof DriverException exception ? exception : null;
    String ofOutcome = met == null ? "" : met.outcomeSentence();
    return byState(
        new Parts(
            ofOutcome.isEmpty() ? message : message + "; " + ofOutcome,
            state.code(),
            0,
            cause,
            met == null ? DetailedExceptions.NOTHING : met.details(),
            met == null ? ExecutionOutcome.NOT_EXECUTED : met.outcome()));
  }

  /** A failure that another process has found with the result of a statement. */
  public static SQLException ofState(String state, String message) {
    return byState(
        new Parts(message, state, 0, null, DetailedExceptions.NOTHING, ExecutionOutcome.EXECUTED));
  }

  /**
   * A transaction that may be committed or not.
   *
   * @param why the beginning of the message
   * @param failure which alone would look like one that can be repeated; null when there is none
   */
  public static SQLException commitUnknown(String why, @Nullable SQLException failure) {
    return unanswered(
        SqlState.TRANSACTION_UNKNOWN,
        why
            + ": whether the transaction is committed is not known, look for its effect before you"
            + " repeat any of it; the connection is closed",
        failure);
  }

  /**
   * A ROLLBACK that failed, or whose answer is lost: the end of the session has the same effect.
   */
  public static SQLException rollbackUnknown(SQLException failure) {
    return unanswered(
        SqlState.CONNECTION_FAILURE,
        "ROLLBACK has failed, or its answer is lost; the connection is closed, and the server rolls"
            + " back what is still open with the session",
        failure);
  }

  private static SQLException unanswered(
      SqlState state, String message, @Nullable SQLException failure) {
    Throwable cause = failure == null ? null : failure.getCause();
    DriverException met = cause instanceof DriverException exception ? exception : null;
    return byState(
        new Parts(
            message,
            state.code(),
            0,
            met == null ? failure : met,
            met == null ? DetailedExceptions.NOTHING : met.details(),
            ExecutionOutcome.UNKNOWN));
  }

  public static SQLException invalidArgument(String message) {
    return of(SqlState.INVALID_ARGUMENT, message);
  }

  public static SQLException notSupported(String what) {
    return of(SqlState.NOT_SUPPORTED, "Lakewire does not support " + what);
  }

  public static SQLException connectionClosed() {
    return connectionClosed(null);
  }

  public static SQLException connectionClosed(@Nullable Throwable cause) {
    return of(SqlState.CONNECTION_GONE, "The connection is closed", cause);
  }

  public static SQLException closed(String what) {
    return closed(what, null);
  }

  public static SQLException closed(String what, @Nullable Throwable cause) {
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
  public static SQLException batch(SQLException failure, long[] counts, int failed) {
    String entries =
        failed == 1
            ? "Entry " + (counts.length + 1)
            : "The entries " + (counts.length + 1) + " to " + (counts.length + failed);
    LakewireException known = failure instanceof LakewireException own ? own : null;
    SQLException batch =
        new DetailedExceptions.BatchException(
            new Parts(
                entries + " of the batch failed: " + failure.getMessage(),
                failure.getSQLState(),
                failure.getErrorCode(),
                failure,
                known == null ? DetailedExceptions.NOTHING : known.details(),
                known == null ? ExecutionOutcome.UNKNOWN : known.outcome()),
            counts);
    batch.setNextException(failure);
    return batch;
  }

  public static SQLClientInfoException clientInfo(
      SQLException failure, Map<String, ClientInfoStatus> properties) {
    return new DetailedExceptions.ClientInfoException(failure, properties);
  }

  static SQLWarning warning(String state, String message) {
    return new SQLWarning(ServerText.whole(message), state);
  }
}
