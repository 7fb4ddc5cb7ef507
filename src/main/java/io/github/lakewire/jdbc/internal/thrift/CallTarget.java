package io.github.lakewire.jdbc.internal.thrift;

import org.jspecify.annotations.Nullable;

/**
 * What a call is addressed to, hence what is lost when the server does not know the handle.
 *
 * @param id of the session or the operation, for messages
 */
record CallTarget(Kind kind, @Nullable String id) {
  static final CallTarget OPENING = new CallTarget(Kind.OPENING, null);

  enum Kind {
    /** Nothing yet: OpenSession. */
    OPENING,
    SESSION,
    OPERATION,
    /** An operation that another session may have made. */
    OTHERS
  }

  static CallTarget session(String id) {
    return new CallTarget(Kind.SESSION, id);
  }

  static CallTarget operation(@Nullable String queryId) {
    return new CallTarget(Kind.OPERATION, queryId);
  }

  static CallTarget operation(OperationHandle handle) {
    return new CallTarget(handle.isForeign() ? Kind.OTHERS : Kind.OPERATION, handle.id());
  }

  @Nullable String queryId() {
    return kind == Kind.OPERATION || kind == Kind.OTHERS ? id : null;
  }

  @Nullable String sessionId() {
    return kind == Kind.SESSION ? id : kind == Kind.OTHERS ? "" : null;
  }
}
