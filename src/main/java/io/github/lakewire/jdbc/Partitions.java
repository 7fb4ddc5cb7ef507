package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.links.HttpLinkServer;
import io.github.lakewire.jdbc.internal.links.HttpLinkSource;
import io.github.lakewire.jdbc.internal.partition.LakewirePartition;
import io.github.lakewire.jdbc.internal.partition.WorkspaceLinks;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Partitions of a result in a process that reads them, and where their links are renewed.
 *
 * @since 0.1.0
 */
public final class Partitions {
  private Partitions() {}

  /**
   * Reads a partition.
   *
   * @param bytes as {@link ResultPartition#toBytes} returned them
   * @throws SQLException {@code HY024} for bytes that are damaged, or of another version
   */
  public static ResultPartition read(byte[] bytes) throws SQLException {
    return ErrorBoundary.within(() -> LakewirePartition.read(bytes));
  }

  /**
   * Renews links directly from the workspace, where the worker has credentials: by the handle that
   * is in the partition. Nothing is sent before a link is to be renewed, and only to the workspace
   * of the URL, which must be that of the partition.
   *
   * @param url as for {@link java.sql.DriverManager#getConnection(String, Properties)}
   * @throws SQLException {@code 08001} for a wrong URL or wrong properties
   */
  public static LinkSource linksFromWorkspace(String url, Properties properties)
      throws SQLException {
    try {
      return WorkspaceLinks.of(url, properties);
    } catch (ConfigException e) {
      throw SqlExceptions.atConnect(e);
    }
  }

  /**
   * Renews links from the server of the coordinator.
   *
   * @param address of {@link LinkServer#address}
   * @param key of {@link LinkServer#key}
   * @param properties connection properties that say how it is reached: time-outs, trust store
   * @throws SQLException {@code 08001} for wrong properties
   */
  public static LinkSource linksFrom(URI address, String key, Properties properties)
      throws SQLException {
    return HttpLinkSource.of(address, key, properties);
  }

  /**
   * Starts a server that renews links.
   *
   * @param address to listen at; port 0 is any free one. Workers must be able to reach it
   * @param tls for HTTPS; null for HTTP, which shows links and key to those who see the network
   * @throws SQLException {@code 08001} when it cannot listen there
   */
  public static LinkServer startLinkServer(InetSocketAddress address, @Nullable SSLContext tls)
      throws SQLException {
    return HttpLinkServer.start(address, tls);
  }
}
