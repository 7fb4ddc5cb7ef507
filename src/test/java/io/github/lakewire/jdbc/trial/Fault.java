package io.github.lakewire.jdbc.trial;

import org.jspecify.annotations.Nullable;

/**
 * What befalls one request.
 *
 * @param executed whether the server has done what was asked before it goes wrong
 * @param code the HTTP status of {@link Kind#STATUS} and {@link Kind#REDIRECT}; 0 otherwise
 * @param retryAfter the header of that name, with {@link Kind#STATUS}
 * @param text what a status or an error says; "" is nothing
 */
record Fault(boolean executed, Kind kind, int code, @Nullable String retryAfter, String text) {

  static final String GONE = "RESOURCE_DOES_NOT_EXIST";

  /** What the client gets. */
  enum Kind {
    /** The connection is reset as soon as the first byte of the request is there. */
    RESET_UNREAD,
    RESET,
    HANG_UP,
    /** Nothing, until the client goes away. */
    SILENCE,
    CUT_IN_STATUS_LINE,
    CUT_IN_HEADER,
    CUT_IN_BODY,
    RESET_IN_BODY,
    SILENCE_IN_BODY,
    /** All of the response, a byte at a time. */
    TRICKLE,
    /** A good response, and then the end of the connection, without a word before. */
    CLOSE_BEHIND,
    /** A whole HTTP response with half of the message or file. */
    SHORT,
    STATUS,
    REDIRECT,
    /** 200 and HTML. */
    PAGE,
    /** 200 and bytes that are no message. */
    GARBAGE,
    /** A status of Thrift that is an error. */
    THRIFT_ERROR,
    /** An exception of Thrift, as a server makes of an unexpected failure. */
    THRIFT_EXCEPTION,
    INVALID_OPERATION,
    INVALID_SESSION;

    /** Whether the client finds out by waiting. */
    boolean isSlow() {
      return this == SILENCE || this == SILENCE_IN_BODY || this == TRICKLE;
    }
  }

  static Fault of(boolean executed, Kind kind) {
    return new Fault(executed, kind, 0, null, "");
  }

  static Fault status(boolean executed, int code, @Nullable String retryAfter, String text) {
    return new Fault(executed, Kind.STATUS, code, retryAfter, text);
  }

  /** Whether it says that the session is gone. */
  boolean deniesSession() {
    return kind == Kind.INVALID_SESSION;
  }

  /** Whether it says that the operation is gone, or the session where there is no operation. */
  boolean deniesSubject() {
    return kind == Kind.INVALID_OPERATION || text.contains(GONE);
  }

  @Override
  public String toString() {
    return (executed ? "executed, then " : "")
        + kind
        + (code == 0 ? "" : " " + code)
        + (retryAfter == null ? "" : " Retry-After: " + retryAfter)
        + (text.isEmpty() ? "" : " \"" + text + '"');
  }
}
