package io.github.lakewire.spark;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.LinkServer;
import io.github.lakewire.jdbc.Partitions;
import io.github.lakewire.jdbc.ResultPartitions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Renews links for the executors of an application, in Spark's driver: through {@link
 * LakewirePlugin} where Spark has it, else by one HTTP server, which is started for the first
 * result and stopped with the application. Thread-safe.
 */
final class LinkCoordinator {
  /** A port that firewalls let through; 0, the default, is any free one. */
  static final String PORT = "spark.lakewire.linkPort";

  /**
   * Spark allows one application at a time in a JVM, and any number after another. Their ids are
   * not known yet when plugins are made.
   */
  private static final Map<SparkContext, LinkCoordinator> APPLICATIONS = new ConcurrentHashMap<>();

  private final SparkContext context;
  private final SparkConf conf;
  private final boolean plugin;
  private final Map<String, ResultPartitions> results = new ConcurrentHashMap<>();
  private @Nullable LinkServer server;
  private boolean closed;

  private LinkCoordinator(SparkContext context, boolean plugin) {
    this.context = context;
    this.conf = context.getConf();
    this.plugin = plugin;
    context.addSparkListener(
        new SparkListener() {
          @Override
          public void onApplicationEnd(SparkListenerApplicationEnd end) {
            close();
          }
        });
  }

  /** Returns the coordinator of the application that runs in this JVM. */
  static LinkCoordinator current() {
    return of(SparkSession.active().sparkContext(), false);
  }

  /** Makes the coordinator of an application that has the plugin, before any other asks for it. */
  static LinkCoordinator withPlugin(SparkContext context) {
    return of(context, true);
  }

  private static LinkCoordinator of(SparkContext context, boolean plugin) {
    return APPLICATIONS.computeIfAbsent(
        context, application -> new LinkCoordinator(application, plugin));
  }

  /**
   * Renews the links of a result until it or the application ends.
   *
   * @return what executors get
   * @throws SQLException {@code 08001} when no server can be started
   */
  synchronized LinkRoute register(ResultPartitions result) throws SQLException {
    if (closed) {
      throw new SQLException("Spark's application has ended", "08003");
    }
    if (plugin) {
      results.put(result.queryId(), result);
      return new LinkRoute.Plugin();
    }
    String host = conf.get("spark.driver.host");
    if (server == null) {
      InetSocketAddress address =
          new InetSocketAddress(conf.get("spark.driver.bindAddress", host), conf.getInt(PORT, 0));
      server = Partitions.startLinkServer(address, null);
    }
    server.add(result);
    results.put(result.queryId(), result);
    return new LinkRoute.Http(reachable(server.address(), host), server.key());
  }

  /** Executors reach the driver by another name than the one it listens at. */
  private static URI reachable(URI address, String host) throws SQLException {
    try {
      return new URI(
          address.getScheme(), null, host, address.getPort(), address.getPath(), null, null);
    } catch (URISyntaxException e) {
      throw new SQLException("spark.driver.host is no name of a host", "08001", e);
    }
  }

  /** Renews no more links of a result: it has been closed. */
  void forget(ResultPartitions result) {
    results.remove(result.queryId(), result);
  }

  /**
   * Answers an executor.
   *
   * @throws SQLException {@code 02000} when the result is not, or no longer, known here
   */
  byte[] renew(LinkRequest request) throws SQLException {
    ResultPartitions result = results.get(request.queryId());
    if (result == null) {
      throw new SQLException(
          "The result of query " + request.queryId() + " is no longer kept by Spark's driver",
          "02000");
    }
    return result.renew(request);
  }

  /** Stops the server and closes the results that are still there. May be repeated. */
  void close() {
    LinkServer stopped;
    synchronized (this) {
      closed = true;
      stopped = server;
      server = null;
    }
    APPLICATIONS.remove(context, this);
    if (stopped != null) {
      stopped.close();
    }
    results.values().forEach(ResultPartitions::close);
    results.clear();
  }
}
