package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.thrift.TSparkDirectResults;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered along with the handle (protocol.md, "Direct results"); each part may be
 * missing.
 *
 * @param closed whether the server has closed the operation itself: nothing is left to close
 */
public record DirectResults(
    @Nullable OperationStatus status,
    @Nullable ResultMetadata metadata,
    @Nullable FetchedPage firstPage,
    boolean closed) {

  static final DirectResults NONE = new DirectResults(null, null, null, false);

  static DirectResults from(@Nullable TSparkDirectResults direct, ResponseBody body)
      throws TProtocolException {
    if (direct == null) {
      return NONE;
    }
    return new DirectResults(
        direct.getOperationStatus() == null
            ? null
            : OperationStatus.from(direct.getOperationStatus()),
        direct.getResultSetMetadata() == null
            ? null
            : ResultMetadata.from(direct.getResultSetMetadata(), body),
        direct.getResultSet() == null ? null : FetchedPage.from(direct.getResultSet(), body),
        closed(direct));
  }

  private static boolean closed(TSparkDirectResults direct) throws TProtocolException {
    if (direct.getCloseOperation() == null) {
      return false;
    }
    ServerStatus status = ServerStatus.optional(direct.getCloseOperation().getStatus());
    return status == null || !status.isError();
  }

  /** Fails when the metadata or the first page says that it is an error. */
  public void checkParts(@Nullable String queryId) throws DriverException {
    if (metadata != null) {
      metadata.check(queryId);
    }
    if (firstPage != null) {
      firstPage.check(queryId);
    }
  }
}
