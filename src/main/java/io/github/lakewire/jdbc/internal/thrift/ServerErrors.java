package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.ErrorPlace;
import io.github.lakewire.jdbc.internal.error.HttpError;
import io.github.lakewire.jdbc.internal.error.PoolEviction;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.error.ThriftRefusal;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the server reports, as exceptions: the one place that decides their kind (protocol.md,
 * "Errors in a status").
 */
final class ServerErrors {
  /** The statement ran longer than the server allows. */
  static final String SERVER_TIMEOUT = "57KD0";

  private static final String NO_CONNECTION = "08003";

  /** Of HTTP: what the call is addressed to is gone. */
  private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";

  /** The words of Hive, Spark and Kyuubi, also behind the names of their exceptions. */
  private static final String BEGINNING =
      "\\s*+(?:(?!java\\.lang\\.RuntimeException)(?:[\\w$]++\\.)++[\\w$]++: ){0,3}+";

  private static final String DRIVER_LOST =
      "The process of the server that runs the statements has ended, and this session with it;"
          + " connect again: ";

  private static final String NOT_INITIALIZED =
      "(?:requirement failed: )?Session handle:? (?:SessionHandle )?\\[[^]\\n]{1,100}+\\]"
          + " has not been initialized";

  private static final Pattern SESSION_LOST =
      Pattern.compile(
          BEGINNING + "(?:Invalid SessionHandle(?:: Session|:? \\[|$)|" + NOT_INITIALIZED + ")");

  /** Its nodes are not there yet, or have no folder for the session. */
  private static final Pattern STARTING =
      Pattern.compile(
          BEGINNING
              + "(?:"
              + NOT_INITIALIZED
              + "|(?:Couldn't|Could not|Cannot|Failed to|Unable to) create (?:the )?directory:?"
              + " \\S{1,500}_resources\\b)");

  private static final Pattern OPERATION_LOST =
      Pattern.compile(BEGINNING + "Invalid OperationHandle(?:: Operation|:? \\[|$)");

  private ServerErrors() {}

  /** The exception for a response whose status is an error. */
  static DriverException ofStatus(ServerFailure failure, boolean invalidHandle, CallTarget target) {
    String text = ErrorText.forPeople(failure, "The server reported an error without saying which");
    DriverException exception =
        switch (invalidHandle ? lostBy(target) : lost(failure, target)) {
          case SESSION ->
              DriverException.server(Kind.SESSION_GONE, error(sessionGone(text), failure));
          case OPERATION -> operationGone(text);
          case NOTHING ->
              refusesThrift(failure) ? ThriftRefusal.exception() : ordinary(text, failure, target);
        };
    return (isOfStart(failure, target) ? exception.ofStart() : exception).inQuery(target.queryId());
  }

  /** Whether the words are those of a session whose compute is not up yet. */
  private static boolean isOfStart(ServerFailure failure, CallTarget target) {
    String message = failure.message() == null ? failure.display() : failure.message();
    return target.queryId() == null
        && message != null
        && STARTING.matcher(message).lookingAt()
        && isWithoutReason(failure);
  }

  private static DriverException ordinary(String text, ServerFailure failure, CallTarget target) {
    String state = ErrorText.sqlState(failure);
    ServerError error = error(text, failure);
    if (SERVER_TIMEOUT.equals(state)) {
      return DriverException.server(Kind.TIMED_OUT, error);
    }
    Kind kind = ErrorKinds.of(state, error.errorClass(), failure);
    if (target.kind() == CallTarget.Kind.OPENING) {
      Kind whileOpening = state == null ? Kind.REJECTED : Kind.SERVER;
      boolean later = kind == Kind.OUTAGE || kind == Kind.SESSION_GONE;
      return DriverException.server(later ? Kind.CANNOT_CONNECT : whileOpening, error);
    }
    if (kind == Kind.SESSION_GONE) {
      return DriverException.server(kind, error.withMessage(DRIVER_LOST + text)).mayHaveArrived();
    }
    return kind == null ? alive(error) : DriverException.server(kind, error);
  }

  /**
   * An error in a session that is still open. What it says of a connection is about another one, to
   * a federated database or a service that the server called: pools must not take it for ours.
   */
  private static DriverException alive(ServerError error) {
    String state = String.valueOf(error.sqlState());
    if (!PoolEviction.isState(state)) {
      return DriverException.server(error);
    }
    return switch (state) {
      case PoolEviction.NOT_SUPPORTED -> DriverException.server(error);
      case "08003", "08004", "08P01", "01002" ->
          DriverException.server(SqlState.GENERAL_ERROR, error);
      case "08007" -> DriverException.server(SqlState.COMPLETION_UNKNOWN, error);
      default -> DriverException.server(Kind.OUTAGE, error);
    };
  }

  private static boolean refusesThrift(ServerFailure failure) {
    String state = ErrorText.sqlState(failure);
    String errorClass = ErrorText.errorClass(failure);
    if ((state != null && ThriftRefusal.isCode(state))
        || (errorClass != null && ThriftRefusal.isCode(errorClass))) {
      return true;
    }
    return Stream.of(failure.message(), failure.display(), failure.details())
        .filter(Objects::nonNull)
        .anyMatch(ThriftRefusal::leads);
  }

  /** The exception of an operation that ended in a state other than FINISHED. */
  static DriverException ofState(
      OperationState state, ServerFailure failure, @Nullable String queryId) {
    String text =
        ErrorText.forPeople(
            failure,
            switch (state) {
              case CANCELED -> "The statement was cancelled";
              case TIMED_OUT -> "The server ended the statement: time-out";
              case CLOSED -> "The server closed the statement before it had finished";
              default -> "The statement failed, in state " + state;
            });
    DriverException exception =
        switch (state) {
          case CANCELED -> DriverException.server(Kind.CANCELLED, error(text, failure));
          case TIMED_OUT -> DriverException.server(Kind.TIMED_OUT, error(text, failure));
          default -> ordinary(text, failure, CallTarget.operation(queryId));
        };
    return exception.inQuery(queryId);
  }

  /**
   * A lost handle, or an outage that the server names, reported by HTTP status instead of a Thrift
   * one; other faults as they are.
   */
  static DriverException ofHttp(DriverException exception, CallTarget target) {
    HttpError error = exception.httpError();
    if (target.kind() == CallTarget.Kind.OPENING || error == null) {
      return exception;
    }
    String text = String.valueOf(exception.getMessage());
    if (exception.kind() == Kind.TRANSPORT && ErrorKinds.isOutage(error)) {
      return new DriverException(Kind.OUTAGE, text, exception).inRequest(exception.requestId());
    }
    if (exception.kind() != Kind.REJECTED) {
      return exception;
    }
    Lost lost = error.code().equals(MISSING) ? lostBy(target) : lost(error.reason());
    return switch (lost) {
      case SESSION ->
          new DriverException(Kind.SESSION_GONE, sessionGone(text), exception)
              .inRequest(exception.requestId());
      case OPERATION -> {
        DriverException gone = operationGone(text).inQuery(target.queryId());
        gone.addSuppressed(exception);
        yield gone.inRequest(exception.requestId());
      }
      case NOTHING -> exception;
    };
  }

  private enum Lost {
    SESSION,
    OPERATION,
    NOTHING
  }

  private static Lost lostBy(CallTarget target) {
    return switch (target.kind()) {
      case OPENING -> Lost.NOTHING;
      case SESSION -> Lost.SESSION;
      case OPERATION, OTHERS -> Lost.OPERATION;
    };
  }

  /**
   * Neither class nor state of its own: with one of them the error is about the statement, whatever
   * its text says. The text people are shown counts only where there is no other, as it may be one
   * that the user raised.
   */
  private static Lost lost(ServerFailure failure, CallTarget target) {
    if (target.kind() == CallTarget.Kind.OPENING || !isWithoutReason(failure)) {
      return Lost.NOTHING;
    }
    if (NO_CONNECTION.equals(failure.sqlState())) {
      return Lost.SESSION;
    }
    String message = failure.message() == null ? failure.display() : failure.message();
    return message == null ? Lost.NOTHING : lost(message);
  }

  private static boolean isWithoutReason(ServerFailure failure) {
    String state = ErrorText.sqlState(failure);
    return ErrorText.errorClass(failure) == null
        && (state == null || state.startsWith("08") || state.equals("HY000"));
  }

  private static Lost lost(String text) {
    if (SESSION_LOST.matcher(text).lookingAt()) {
      return Lost.SESSION;
    }
    return OPERATION_LOST.matcher(text).lookingAt() ? Lost.OPERATION : Lost.NOTHING;
  }

  private static String sessionGone(String text) {
    return "The server no longer knows this session; connect again: " + text;
  }

  private static DriverException operationGone(String text) {
    String message =
        "The server no longer has this statement's result, which was closed or idle for too long: "
            + text;
    // The server says 08000 here, at which pools would throw away a healthy connection.
    return DriverException.server(
        SqlState.INVALID_CURSOR_STATE, new ServerError(message, null, 0, null));
  }

  private static ServerError error(String text, ServerFailure failure) {
    String state = ErrorText.sqlState(failure);
    String errorClass = ErrorText.errorClass(failure);
    ErrorPlace place = ErrorText.place(failure);
    return new ServerError(
        ErrorHints.with(text, state, errorClass),
        state,
        failure.code(),
        errorClass,
        place == null ? 0 : place.line(),
        place == null ? 0 : place.column());
  }
}
