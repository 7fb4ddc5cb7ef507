package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TSessionHandle;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/** A session on the server; opaque. */
public final class SessionHandle {
  private final HandleIdentifier identifier;

  private SessionHandle(HandleIdentifier identifier) {
    this.identifier = identifier;
  }

  static SessionHandle from(@Nullable TSessionHandle handle, ResponseBody body)
      throws TProtocolException {
    return new SessionHandle(
        HandleIdentifier.from(handle == null ? null : handle.getSessionId(), body));
  }

  TSessionHandle toThrift() {
    return new TSessionHandle().setSessionId(identifier.toThrift());
  }

  /** Returns the session's id as UUID text. */
  public String id() {
    return identifier.toString();
  }

  @Override
  public String toString() {
    return id();
  }
}
