package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TNamespace;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TProtocolVersion;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSession asks for.
 *
 * @param dialect whose form of the request
 * @param settings session settings by name
 * @param catalog initial catalog; sent to Databricks only
 * @param schema initial schema; sent to Databricks only
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

  private static final String HIVE_SETTING = "set:hiveconf:";

  /** Names of Databricks that Spark has other names for. */
  private static final Map<String, String> SPARK_NAMES =
      Map.of("timezone", "spark.sql.session.timeZone", "ansi_mode", "spark.sql.ansi.enabled");

  /**
   * The settings as Hive's own clients send them: Spark's server passes only those on to the
   * engine, and Hive and Kyuubi take them as they take bare names.
   */
  private Map<String, String> hiveSettings() {
    Map<String, String> prefixed = new HashMap<>();
    settings.forEach(
        (name, value) ->
            prefixed.put(
                name.startsWith(HIVE_SETTING)
                    ? name
                    : HIVE_SETTING + SPARK_NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), name),
                value));
    return prefixed;
  }

  TOpenSessionReq toThrift() {
    if (dialect == Dialect.HIVE) {
      return new TOpenSessionReq()
          .setConfiguration(hiveSettings())
          .setClient_protocol(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
    }
    TOpenSessionReq request = new TOpenSessionReq().setConfiguration(Map.copyOf(settings));
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
