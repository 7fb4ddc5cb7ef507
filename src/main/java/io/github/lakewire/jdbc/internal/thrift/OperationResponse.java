package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.tracing.TraceHeaders;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TOperationHandle;
import java.util.List;
import org.apache.thrift.protocol.TProtocolException;

/**
 * What ExecuteStatement or a metadata call answered. The state in {@code direct} may still be an
 * error, although the response as a whole is a success.
 *
 * @param direct without parts when there are no direct results
 * @param warnings what the server said along with success
 */
public record OperationResponse(
    OperationHandle handle, DirectResults direct, List<String> warnings) {

  /** What is known of an operation that was submitted before. */
  public static OperationResponse of(OperationHandle submitted) {
    return new OperationResponse(submitted, DirectResults.NONE, List.of());
  }

  static OperationResponse from(
      TExecuteStatementResp response, ResponseBody body, TraceHeaders trace)
      throws TProtocolException {
    TOperationHandle handle = response.getOperationHandle();
    if (handle == null) {
      throw new TProtocolException("success without an operation handle");
    }
    return new OperationResponse(
        OperationHandle.from(handle, body, trace),
        DirectResults.from(response.getDirectResults(), body),
        ServerStatus.required(response.getStatus()).warnings());
  }
}
