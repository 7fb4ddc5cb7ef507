package io.github.lakewire.jdbc.internal.session;

import static io.github.lakewire.jdbc.internal.thrift.ProtocolVersions.DATABRICKS_V1;
import static io.github.lakewire.jdbc.internal.thrift.ProtocolVersions.DATABRICKS_V10;
import static io.github.lakewire.jdbc.internal.thrift.ProtocolVersions.DATABRICKS_V3;
import static io.github.lakewire.jdbc.internal.thrift.ProtocolVersions.DATABRICKS_V4;
import static io.github.lakewire.jdbc.internal.thrift.ProtocolVersions.DATABRICKS_V5;
import static io.github.lakewire.jdbc.internal.thrift.ProtocolVersions.DATABRICKS_V6;
import static io.github.lakewire.jdbc.internal.thrift.ProtocolVersions.DATABRICKS_V8;

import io.github.lakewire.jdbc.internal.thrift.OpenedSession;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server can do, from its protocol version and its OpenSession response (protocol.md,
 * "Protocol versions").
 *
 * @param databricks false for Hive, Spark's own Thrift server, Kyuubi
 * @param catalogs whether there is more than one catalog
 * @param nativeBatches whether a batch of an INSERT goes as one request, with a set of parameters
 *     for each entry
 */
public record Capabilities(
    boolean databricks,
    boolean directResults,
    boolean cloudFetch,
    boolean catalogs,
    boolean arrow,
    boolean lz4,
    boolean parameters,
    boolean nativeBatches) {

  /**
   * @param nativeBatches whether the user wants them
   */
  static Capabilities of(OpenedSession opened, boolean nativeBatches) {
    int version = opened.protocolVersion();
    return new Capabilities(
        version >= DATABRICKS_V1,
        version >= DATABRICKS_V1,
        version >= DATABRICKS_V3,
        version >= DATABRICKS_V4 && opened.multipleCatalogs(),
        version >= DATABRICKS_V5,
        version >= DATABRICKS_V6,
        version >= DATABRICKS_V8,
        nativeBatches && version >= DATABRICKS_V10);
  }

  /** How values reach the markers of a statement. */
  public ParameterForm parameterForm() {
    if (parameters) {
      return ParameterForm.NATIVE;
    }
    return databricks ? ParameterForm.LITERALS : ParameterForm.WALL_CLOCK_LITERALS;
  }

  /** What is missing, one sentence each. */
  List<String> limitations() {
    List<String> missing = new ArrayList<>();
    if (!databricks) {
      missing.add(
          "The server is not Databricks: rows come in columnar sets, the limit of rows and"
              + " query tags are not sent, and update counts depend on the server.");
    }
    if (databricks && !arrow) {
      missing.add("The server's protocol is old: rows come in columnar sets, not as Arrow.");
    }
    if (!catalogs) {
      missing.add("The server does not tell catalogs apart.");
    }
    if (!parameters) {
      missing.add(
          "The server does not take statement parameters: the values of prepared statements are"
              + " written into the text as literals.");
    }
    return List.copyOf(missing);
  }
}
