package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TNamespace;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TProtocolVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSession asks for.
 *
 * @param dialect whose form of the request
 * @param settings session settings by name
 * @param catalog initial catalog; only Databricks is told
 * @param schema initial schema; only Databricks is told
 */
public record OpenRequest(
    Dialect dialect,
    Map<String, String> settings,
    @Nullable String catalog,
    @Nullable String schema) {

  /** Whose protocol versions and fields are used. */
  public enum Dialect {
    DATABRICKS,
    /** Hive, Spark's own Thrift server, Kyuubi. */
    HIVE
  }

  TOpenSessionReq toThrift() {
    TOpenSessionReq request = new TOpenSessionReq().setConfiguration(Map.copyOf(settings));
    if (dialect == Dialect.HIVE) {
      return request.setClient_protocol(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
    }
    request
        .setClient_protocol(TProtocolVersion.HIVE_JDBC_WORKAROUND)
        .setClient_protocol_i64(ProtocolVersions.NEWEST)
        .setCanUseMultipleCatalogs(true);
    if (catalog != null || schema != null) {
      TNamespace namespace = new TNamespace();
      if (catalog != null) {
        namespace.setCatalogName(catalog);
      }
      if (schema != null) {
        namespace.setSchemaName(schema);
      }
      request.setInitialNamespace(namespace);
    }
    return request;
  }
}
