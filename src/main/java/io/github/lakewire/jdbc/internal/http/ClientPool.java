package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The two HTTP clients of all connections with the same proxy, trust and connect time-out, and the
 * thread that watches them. Counted: the last to leave closes it.
 */
final class ClientPool {
  /** Set in the context of an exchange once its connection, tunnel and TLS included, is there. */
  static final String CONNECTED = "lakewire.connected";

  private static final Map<Key, ClientPool> POOLS = new ConcurrentHashMap<>();

  /** Far more than requests at once; a queue here would make a cancel wait for what it cancels. */
  private static final int MOST_CONNECTIONS = 4096;

  private static final int SOCKET_BUFFER = 1 << 16;
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int MOST_HEADERS = 200;

  /** Below the idle limits of the usual load balancers. */
  private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(120);

  private static final TimeValue OLDEST = TimeValue.ofHours(1);
  private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

  private record Key(
      ConnectionConfig.@Nullable Proxy proxy, ConnectionConfig.Tls tls, Duration connect) {}

  private final Key key;
  private final Watchdog watchdog = new Watchdog();
  private final PoolingHttpClientConnectionManager workspaceConnections;
  private final PoolingHttpClientConnectionManager storageConnections;
  private final CloseableHttpClient workspace;
  private final CloseableHttpClient storage;
  private int users = 1;

  private ClientPool(Key key) throws Fault {
    this.key = key;
    SSLContext workspaceTls = TlsContexts.forWorkspace(key.tls());
    SSLContext storageTls = TlsContexts.forStorage(key.tls());
    workspaceConnections = connections(workspaceTls, key.connect());
    storageConnections = connections(storageTls, key.connect());
    workspace = client(workspaceConnections, key.proxy());
    storage = client(storageConnections, key.proxy());
    watchdog.every(30, this::closeIdle);
  }

  /** Joins the pool for these settings, or makes it. */
  static ClientPool acquire(ConnectionConfig config) throws Fault {
    Key key = new Key(config.proxy(), config.tls(), config.limits().connect());
    while (true) {
      ClientPool pool = POOLS.get(key);
      if (pool == null) {
        ClientPool made = new ClientPool(key);
        if (POOLS.putIfAbsent(key, made) == null) {
          return made;
        }
        made.release();
      } else if (pool.join()) {
        return pool;
      }
    }
  }

  /** Closes every pool at once, when the driver is taken out of service. */
  static void closeAll() {
    for (ClientPool pool : List.copyOf(POOLS.values())) {
      synchronized (pool) {
        pool.users = 0;
      }
      POOLS.remove(pool.key, pool);
      pool.shutDown();
    }
  }

  private synchronized boolean join() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Leaves the pool. */
  void release() {
    synchronized (this) {
      if (users == 0 || --users > 0) {
        return;
      }
    }
    POOLS.remove(key, this);
    shutDown();
  }

  private void shutDown() {
    watchdog.close();
    workspace.close(CloseMode.IMMEDIATE);
    storage.close(CloseMode.IMMEDIATE);
  }

  private void closeIdle() {
    workspaceConnections.closeExpired();
    workspaceConnections.closeIdle(LONGEST_IDLE);
    storageConnections.closeExpired();
    storageConnections.closeIdle(LONGEST_IDLE);
  }

  /** The client for the workspace; the caller adds the credentials to each request. */
  CloseableHttpClient workspace() {
    return workspace;
  }

  /** The client that never had the workspace's credentials. */
  CloseableHttpClient storage() {
    return storage;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  private static PoolingHttpClientConnectionManager connections(SSLContext tls, Duration connect) {
    Timeout limit = connect.isZero() ? Timeout.DISABLED : Timeout.of(connect);
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setBufferSize(SOCKET_BUFFER)
                        .setMaxLineLength(LONGEST_HEADER)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build())
                .build())
        .setDefaultConnectionConfig(
            org.apache.hc.client5.http.config.ConnectionConfig.custom()
                .setConnectTimeout(limit)
                .setValidateAfterInactivity(TRUSTED_IDLE)
                .setTimeToLive(OLDEST)
                .build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(limit).build())
        .setConnPoolPolicy(PoolReusePolicy.LIFO)
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .build();
  }

  private static CloseableHttpClient client(
      PoolingHttpClientConnectionManager connections, ConnectionConfig.@Nullable Proxy proxy) {
    HttpClientBuilder builder =
        HttpClientBuilder.create()
            .setConnectionManager(connections)
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableDefaultUserAgent()
            .disableConnectionState()
            .setRoutePlanner(
                proxy == null ? new SystemDefaultRoutePlanner(null) : new ChosenProxy(proxy))
            .addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(),
                CONNECTED,
                (request, scope, chain) -> {
                  scope.clientContext.setAttribute(CONNECTED, true);
                  return chain.proceed(request, scope);
                });
    Secret password = proxy == null ? null : proxy.password();
    if (proxy != null && proxy.user() != null && password != null) {
      BasicCredentialsProvider credentials = new BasicCredentialsProvider();
      credentials.setCredentials(
          new AuthScope(proxy.host(), proxy.port()),
          new UsernamePasswordCredentials(proxy.user(), password.reveal().toCharArray()));
      builder.setDefaultCredentialsProvider(credentials);
    }
    return builder.build();
  }

  /** The proxy of the options, but for the hosts on its list. */
  private static final class ChosenProxy extends DefaultRoutePlanner {
    private final HttpHost proxy;
    private final List<Pattern> ignored;

    ChosenProxy(ConnectionConfig.Proxy proxy) {
      super(null);
      this.proxy = new HttpHost("http", proxy.host(), proxy.port());
      this.ignored =
          proxy.ignored().stream()
              .map(name -> "\\Q" + name.toLowerCase(Locale.ROOT).replace("*", "\\E.*\\Q") + "\\E")
              .map(Pattern::compile)
              .toList();
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
      String name = target.getHostName().toLowerCase(Locale.ROOT);
      return ignored.stream().anyMatch(pattern -> pattern.matcher(name).matches()) ? null : proxy;
    }
  }
}
