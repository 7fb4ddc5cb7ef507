package io.github.lakewire.jdbc.internal.thrift;

import org.jspecify.annotations.Nullable;

/**
 * What a call is addressed to, hence what is lost when the server does not know the handle.
 *
 * @param queryId of the operation, for messages
 */
record CallTarget(Kind kind, @Nullable String queryId) {
  static final CallTarget OPENING = new CallTarget(Kind.OPENING, null);
  static final CallTarget SESSION = new CallTarget(Kind.SESSION, null);

  enum Kind {
    /** Nothing yet: OpenSession. */
    OPENING,
    SESSION,
    OPERATION
  }

  static CallTarget operation(@Nullable String queryId) {
    return new CallTarget(Kind.OPERATION, queryId);
  }
}
