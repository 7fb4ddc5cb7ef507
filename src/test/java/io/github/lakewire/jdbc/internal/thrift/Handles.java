package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.http.HttpCall;
import io.github.lakewire.jdbc.internal.tracing.TraceHeaders;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TSessionHandle;
import java.nio.ByteBuffer;
import org.apache.thrift.TException;

/** Handles made by hand, without a server. */
final class Handles {
  /** What the operation's handle prints. */
  static final String ID = "00000000-0000-0001-0000-000000000002";

  private Handles() {}

  static SessionHandle session() throws TException {
    return SessionHandle.from(new TSessionHandle().setSessionId(identifier()), body());
  }

  static OperationHandle operation() throws TException {
    return OperationHandle.from(
        new TOperationHandle().setOperationId(identifier()), body(), TraceHeaders.NONE);
  }

  private static ResponseBody body() throws TException {
    byte[] bytes = ByteBuffer.allocate(16).putLong(1).putLong(2).array();
    return new ResponseBody(new HttpCall.Response(bytes, bytes.length, "r"));
  }

  private static THandleIdentifier identifier() {
    // As BodyProtocol reads binaries: position and length.
    byte[] place = ByteBuffer.allocate(8).putInt(0).putInt(16).array();
    return new THandleIdentifier().setGuid(place).setSecret(place);
  }
}
