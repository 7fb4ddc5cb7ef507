package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TProtocolVersion;

/** Numbers of the protocol versions that switch something on (protocol.md, "Protocol versions"). */
public final class ProtocolVersions {
  /** Below this, the server is not Databricks. */
  public static final int DATABRICKS_V1 = value(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V1);

  /** CloudFetch. */
  public static final int DATABRICKS_V3 = value(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V3);

  /** Several catalogs, initial namespace. */
  public static final int DATABRICKS_V4 = value(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V4);

  /** Arrow with its schema, metadata inside FetchResults. */
  public static final int DATABRICKS_V5 = value(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V5);

  /** LZ4. */
  public static final int DATABRICKS_V6 = value(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V6);

  /** Parameters. */
  public static final int DATABRICKS_V8 = value(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8);

  /** Batches of parameters. */
  public static final int DATABRICKS_V10 = value(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V10);

  /** The newest, which this driver asks for. */
  static final int NEWEST = DATABRICKS_V10;

  private ProtocolVersions() {}

  private static int value(TProtocolVersion version) {
    return version.getValue();
  }
}
