package io.github.lakewire.jdbc.internal.error;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.ErrorDetails;
import io.github.lakewire.jdbc.ExecutionOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, before JDBC: the one checked exception of every package below {@code
 * internal.sqlerror}, which alone turns it into a {@code SQLException}.
 *
 * <p>Messages say what failed and, where there is one, the remedy. They never hold tokens, signed
 * URLs or parameter values.
 */
public final class DriverException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int MOST_CAUSES = 20;

  /** What a write says whose outcome is not known; errors.md quotes it. */
  private static final String MAY_BE_EXECUTED =
      "whether the statement was executed is not known: look for its effect before you repeat it";

  private static final String IS_EXECUTED =
      "the statement was executed, do not repeat it: only its result could not be read";

  private static final String ROLLED_BACK =
      "the server rolls back the transaction that was open: nothing of it is stored";

  /** What kind of failure; decides the class of the {@code SQLException}. */
  public enum Kind {
    /** No connection, and trying later may help: refused, unknown host, still starting. */
    CANNOT_CONNECT(SqlState.CANNOT_CONNECT),
    /** No connection, and trying later will not help: TLS trust, wrong protocol. */
    CANNOT_CONNECT_EVER(SqlState.CANNOT_CONNECT),
    /** 401, 403. */
    UNAUTHORIZED(SqlState.INVALID_AUTHORIZATION),
    /** The server does not want this session: wrong path, warehouse gone. */
    REJECTED(SqlState.CONNECTION_REJECTED),
    /** The session is closed or no longer known to the server. */
    SESSION_GONE(SqlState.CONNECTION_GONE),
    /** I/O failed in the middle of a session. */
    TRANSPORT(SqlState.CONNECTION_FAILURE),
    /** As TRANSPORT: nothing came before the read time-out. */
    READ_TIMEOUT(SqlState.CONNECTION_FAILURE),
    /** Bytes that make no sense: Thrift, Arrow, LZ4. */
    PROTOCOL(SqlState.PROTOCOL_VIOLATION),
    /** A deadline of the caller has passed. */
    TIMED_OUT(SqlState.TIMEOUT),
    /** Cancelled by the caller, or the calling thread was interrupted. */
    CANCELLED(SqlState.QUERY_CANCELLED),
    /** The server ran the request and reports an error. */
    SERVER(SqlState.GENERAL_ERROR),
    /** The driver failed, on damaged data or through a defect of its own. */
    DEFECT(SqlState.GENERAL_ERROR),
    /** The server ended the statement because another one wrote at the same time. */
    CONFLICT(SqlState.SERIALIZATION_FAILURE),
    /** Something that the server needs does not respond now; the session is still open. */
    OUTAGE(SqlState.RESOURCE_UNAVAILABLE),
    /** A value cannot be converted; the state says why. */
    DATA(SqlState.RESTRICTED_CONVERSION),
    /** The driver or the server cannot do this. */
    UNSUPPORTED(SqlState.NOT_SUPPORTED),
    /** There is no memory for it, of the heap or of Arrow's. */
    OUT_OF_MEMORY(SqlState.OUT_OF_MEMORY),
    /** It is larger than a connection property allows. */
    TOO_LARGE(SqlState.LIMIT_EXCEEDED);

    private final SqlState state;

    Kind(SqlState state) {
      this.state = state;
    }
  }

  private final Kind kind;
  private final String sqlState;
  private final transient @Nullable ServerError serverError;
  private transient @Nullable String queryId;
  private transient @Nullable String requestId;
  private @Nullable ExecutionOutcome outcome;

  /** Whether the statement may write, so that the message has to say what became of it. */
  private boolean ofWrite;

  /** Whether a transaction ends with it, without effect. */
  private boolean losesTransaction;

  /** Whether the server answered as one does that is starting. */
  private boolean ofStart;

  private transient @Nullable HttpError httpError;

  public DriverException(Kind kind, String message) {
    this(kind, message, null);
  }

  public DriverException(Kind kind, String message, @Nullable Throwable cause) {
    this(kind, requireNonNull(kind, "kind").state.code(), message, null, cause);
  }

  private DriverException(
      Kind kind,
      String sqlState,
      String message,
      @Nullable ServerError serverError,
      @Nullable Throwable cause) {
    super(ServerText.whole(requireNonNull(message, "message")), RetoldException.cause(cause));
    this.kind = kind;
    this.sqlState = sqlState;
    this.serverError = serverError;
  }

  /**
   * What was thrown, as the exception that it is or as what it means. A {@code RuntimeException} is
   * a fault of the driver, most likely met with damaged bytes, and an {@code Error} mostly a value
   * that the heap has no room for: neither says what became of a request.
   */
  public static DriverException of(Throwable failure) {
    if (failure instanceof DriverException exception) {
      return exception;
    }
    if (failure instanceof OutOfMemoryError error) {
      return outOfMemory(error);
    }
    return new DriverException(
            Kind.DEFECT,
            "The driver failed unexpectedly, on damaged data or through a defect of its own: "
                + failure,
            failure)
        .mayHaveArrived();
  }

  /** The heap has no room for something: most likely one large value, or the page that it is in. */
  private static DriverException outOfMemory(OutOfMemoryError error) {
    return new DriverException(
            Kind.OUT_OF_MEMORY,
            "The heap (-Xmx, "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB) has no room for this value, or for the page or file of the result that it"
                + " is in ("
                + error.getMessage()
                + "). What is larger than resultMemory needs room of its own, up to three times:"
                + " raise the heap, lower resultMemory where many results are open, or select"
                + " smaller values",
            error)
        .mayHaveArrived();
  }

  /** A failure of the server's own, with its SQLState, or {@code HY000} when it sent none. */
  public static DriverException server(ServerError error) {
    return server(Kind.SERVER, error);
  }

  /**
   * A server error whose kind is known better: a time-out, a cancelled operation, a lost session.
   */
  public static DriverException server(Kind kind, ServerError error) {
    String state = error.sqlState();
    if (kind != Kind.SERVER || state == null) {
      return new DriverException(kind, kind.state.code(), error.message(), error, null);
    }
    return state.equals(PoolEviction.NOT_SUPPORTED)
        ? server(SqlState.NOT_SUPPORTED, error)
        : new DriverException(kind, state, error.message(), error, null);
  }

  /** A failure of the server's own, with another SQLState than the server gave it. */
  public static DriverException server(SqlState state, ServerError error) {
    return new DriverException(Kind.SERVER, state.code(), error.message(), error, null);
  }

  /** A failure of a kind, with another state than that of the kind. */
  public DriverException(Kind kind, SqlState state, String message, @Nullable Throwable cause) {
    this(kind, state.code(), message, null, cause);
  }

  /** A value that cannot be converted, with the state that says why (22003, 22018, 07006 ...). */
  public static DriverException data(SqlState state, String message) {
    return new DriverException(Kind.DATA, state.code(), message, null, null);
  }

  /** The text with what is known beside it and not in it already; the one place that does this. */
  @Override
  public String getMessage() {
    StringBuilder text = new StringBuilder(String.valueOf(super.getMessage()));
    String ofOutcome = outcomeSentence();
    text.append(ofOutcome.isEmpty() ? "" : "; " + ofOutcome);
    text.append(losesTransaction ? "; " + ROLLED_BACK : "");
    if (serverError != null) {
      String state = missing(serverError.sqlState(), text);
      String errorClass = missing(serverError.errorClass(), text);
      if (!state.isEmpty() || !errorClass.isEmpty()) {
        text.append(state.isEmpty() ? " [" : " [SQLSTATE ").append(state);
        text.append(state.isEmpty() || errorClass.isEmpty() ? "" : ", ");
        text.append(errorClass).append(']');
      }
    }
    String query = missing(queryId, text);
    text.append(query.isEmpty() ? "" : " (query " + query + ")");
    String request = missing(requestId, text);
    text.append(request.isEmpty() ? "" : " (request " + request + ")");
    return text.toString();
  }

  private static String missing(@Nullable String part, StringBuilder text) {
    return part == null || text.indexOf(part) >= 0 ? "" : part;
  }

  /** Returns what is known of the failure beside its text and state. */
  public ErrorDetails details() {
    return serverError == null
        ? new ErrorDetails(null, 0, 0, queryId, requestId, null)
        : new ErrorDetails(
            serverError.errorClass(),
            serverError.line(),
            serverError.column(),
            queryId,
            requestId,
            serverError.sqlState());
  }

  /** The same failure in other words of the server. */
  public DriverException saying(ServerError error) {
    DriverException same = new DriverException(kind, sqlState, error.message(), error, getCause());
    same.queryId = queryId;
    same.requestId = requestId;
    same.outcome = outcome;
    same.ofWrite = ofWrite;
    same.losesTransaction = losesTransaction;
    same.httpError = httpError;
    same.ofStart = ofStart;
    same.setStackTrace(getStackTrace());
    return same;
  }

  /** Says which statement failed, unless that is known. */
  public DriverException inQuery(@Nullable String id) {
    if (queryId == null) {
      queryId = id;
    }
    return this;
  }

  /** Says that the session has ended with an open transaction, which its end rolls back. */
  public void losingTransaction() {
    losesTransaction = true;
  }

  /** Says which HTTP request failed, unless that is known; empty is not known. */
  public DriverException inRequest(@Nullable String id) {
    if (requestId == null && id != null && !id.isEmpty()) {
      requestId = id;
    }
    return this;
  }

  /** Says that the request may have reached the server, which may have executed it. */
  public DriverException mayHaveArrived() {
    outcome = ExecutionOutcome.UNKNOWN;
    return this;
  }

  /**
   * Says what is known of the statement; of a write, unless that was said before.
   *
   * @param mayWrite whether the message has to say so too, as the statement is no plain query
   */
  public DriverException inExecution(ExecutionOutcome known, boolean mayWrite) {
    if (!ofWrite) {
      outcome = known;
      ofWrite = mayWrite;
    }
    return this;
  }

  /**
   * Says that it was a statement of the driver's own, without which the user's was not sent.
   * Nothing that it may have left needs looking for.
   */
  public DriverException beforeExecution() {
    outcome = ExecutionOutcome.NOT_EXECUTED;
    ofWrite = false;
    return this;
  }

  /**
   * Whether the server itself says that it does not know whether the statement took effect: a state
   * for it, or a failure of something that the statement may have reached before.
   */
  public boolean leavesOutcomeOpen() {
    return kind == Kind.OUTAGE
        || (kind == Kind.SESSION_GONE && outcome == ExecutionOutcome.UNKNOWN)
        || sqlState.equals(SqlState.COMPLETION_UNKNOWN.code());
  }

  /** Returns whether the statement was executed; NOT_EXECUTED where there is none. */
  public ExecutionOutcome outcome() {
    if (outcome != null) {
      return outcome;
    }
    return leavesOutcomeOpen() ? ExecutionOutcome.UNKNOWN : ExecutionOutcome.NOT_EXECUTED;
  }

  /** Returns what the message says of the outcome; empty where it says nothing. */
  public String outcomeSentence() {
    if (!ofWrite) {
      return "";
    }
    return switch (outcome()) {
      case EXECUTED -> IS_EXECUTED;
      case NOT_EXECUTED -> "";
      case UNKNOWN -> MAY_BE_EXECUTED;
    };
  }

  /**
   * Says that the server answered as one does whose compute is starting: it has done nothing, and
   * may do it later.
   */
  public DriverException ofStart() {
    ofStart = true;
    return this;
  }

  /** Whether {@link #ofStart} was said. */
  public boolean isOfStart() {
    return ofStart;
  }

  /** Says that the server answered with an error of HTTP. */
  public DriverException withHttpError(HttpError error) {
    httpError = error;
    return this;
  }

  /** Returns the error of HTTP with which the server answered, or null. */
  public @Nullable HttpError httpError() {
    return httpError;
  }

  public Kind kind() {
    return kind;
  }

  /** Returns the five characters of the SQLState. */
  public String sqlState() {
    return sqlState;
  }

  /** Returns what the server said, or null when the failure is not the server's. */
  public @Nullable ServerError serverError() {
    return serverError;
  }

  /** Returns the id of the failed HTTP request, or null. */
  public @Nullable String requestId() {
    return requestId;
  }

  /**
   * The process that reads it back may have neither this driver nor its libraries, so the text of
   * the cause is kept.
   */
  private Object writeReplace() {
    return plain(this, 0);
  }

  private static Exception plain(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    Exception plain =
        new Exception(
            failure.toString(),
            cause == null || depth == MOST_CAUSES ? null : plain(cause, depth + 1));
    plain.setStackTrace(failure.getStackTrace());
    return plain;
  }
}
