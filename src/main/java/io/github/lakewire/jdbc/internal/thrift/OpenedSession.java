package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TNamespace;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TProtocolVersion;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSession answered.
 *
 * @param protocolVersion one that the driver speaks; see {@link ProtocolVersions}
 * @param catalog current catalog, when the server said it
 * @param schema current schema, when the server said it
 * @param multipleCatalogs false when the server said that there is only one
 */
public record OpenedSession(
    SessionHandle handle,
    int protocolVersion,
    @Nullable String catalog,
    @Nullable String schema,
    boolean multipleCatalogs) {

  static OpenedSession from(TOpenSessionResp response, ResponseBody body)
      throws TProtocolException {
    TProtocolVersion version = response.getServerProtocolVersion();
    TNamespace namespace = response.getInitialNamespace();
    return new OpenedSession(
        SessionHandle.from(response.getSessionHandle(), body),
        // A version without a name here is newer than the driver, which speaks its own newest then.
        version == null
            ? ProtocolVersions.NEWEST
            : Math.min(version.getValue(), ProtocolVersions.NEWEST),
        namespace == null ? null : namespace.getCatalogName(),
        namespace == null ? null : namespace.getSchemaName(),
        !response.isSetCanUseMultipleCatalogs() || response.isCanUseMultipleCatalogs());
  }
}
