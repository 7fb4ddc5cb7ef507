package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.tracing.TraceHeaders;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients of connections with the same needs: one with the workspace's credentials, one
 * that never had any, for presigned links. Pools are shared and counted; daemon threads only.
 */
public final class HttpTransport implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  private final SharedClients pool;
  private final ConnectionConfig config;
  private final Authorization authorization;
  private final RetryPolicy policy;
  private final HttpChannel channel;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Runnable end = this::endUser;
  private volatile Runnable user = () -> {};

  private HttpTransport(
      SharedClients pool,
      ConnectionConfig config,
      Authorization authorization,
      Duration firstPause) {
    this.pool = pool;
    this.config = config;
    this.authorization = authorization;
    Duration login = config.limits().login();
    this.policy =
        new RetryPolicy(
            firstPause, LONGEST_PAUSE, config.limits().retry(), login.isZero() ? NO_LIMIT : login);
    this.channel = new EndpointChannel(pool, config, authorization, policy);
  }

  /**
   * Joins or makes the stack for these settings. No I/O but reading the trust store.
   *
   * @param authorization what signs its requests; closed with it, also when there will be none
   * @throws DriverException CANNOT_CONNECT_EVER when the trust store cannot be used
   */
  public static HttpTransport acquire(ConnectionConfig config, Authorization authorization)
      throws DriverException {
    return acquire(config, authorization, FIRST_PAUSE);
  }

  /**
   * As {@link #acquire(ConnectionConfig, Authorization)}, with another back-off after a first
   * failure.
   */
  static HttpTransport acquire(
      ConnectionConfig config, Authorization authorization, Duration firstPause)
      throws DriverException {
    return acquire(config, authorization, firstPause, LeastRate.WINDOW);
  }

  /** As above, with another time over which rates are measured. */
  static HttpTransport acquire(
      ConnectionConfig config,
      Authorization authorization,
      Duration firstPause,
      Duration rateWindow)
      throws DriverException {
    HttpTransport stack = null;
    try {
      stack =
          new HttpTransport(
              SharedClients.acquire(config, rateWindow), config, authorization, firstPause);
      return stack;
    } finally {
      if (stack == null) {
        authorization.close();
      }
    }
  }

  /**
   * Joins or makes the stack for the files of a workspace, which itself is not asked.
   *
   * @param authorization signs nothing, as the workspace is not asked
   * @param local whether files may be at addresses of this machine or its own network
   */
  public static HttpTransport forFiles(
      ConnectionConfig config, Authorization authorization, boolean local) throws DriverException {
    return new HttpTransport(
        SharedClients.forFiles(config, local), config, authorization, FIRST_PAUSE);
  }

  /** Closes the pools of all stacks and ends their users, when the driver is deregistered. */
  public static void closeAll() {
    SharedClients.closeAll();
  }

  /** The channel to the server's Thrift endpoint. */
  public HttpChannel channel() {
    return channel;
  }

  /**
   * A downloader for one result set; aborting it does not touch others.
   *
   * @param queryId of the result, for log lines and messages
   * @param timeouts asked for each download that begins; a zero read time-out leaves it at the
   *     longest that makes sense
   */
  public LinkDownloader downloader(@Nullable String queryId, Supplier<CallTimeouts> timeouts) {
    return new PresignedDownloader(
        RequestContext.download(queryId), pool, config, policy, timeouts);
  }

  /**
   * A transfer of a file of a volume; aborting it does not touch others.
   *
   * @param sessionId for log lines
   * @param timeouts asked when a transfer begins
   */
  public StoreTransfer transfer(String sessionId, Supplier<CallTimeouts> timeouts) {
    return new StoreTransfer(
        new RequestContext("VolumeFile", sessionId, null, TraceHeaders.NONE),
        pool,
        config,
        policy,
        timeouts);
  }

  /** Sets what ends, at once and without a request, when the driver is taken out of service. */
  public void endsWithDriver(Runnable task) {
    user = task;
    pool.addEnd(end);
  }

  private void endUser() {
    user.run();
  }

  /** Leaves the stack; the last one closes the pools. Never throws; may be repeated. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pool.removeEnd(end);
      pool.release();
      authorization.close();
    }
  }
}
