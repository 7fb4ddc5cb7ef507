package io.github.lakewire.jdbc.internal.session;

/**
 * What a server can do, from its protocol version and its OpenSession answer (PROTOCOL section 3).
 *
 * @param databricks false for Hive, Spark's own Thrift server, Kyuubi
 * @param catalogs whether there is more than one catalog
 */
public record Capabilities(
    boolean databricks,
    boolean directResults,
    boolean cloudFetch,
    boolean catalogs,
    boolean arrow,
    boolean lz4,
    boolean parameters) {}
