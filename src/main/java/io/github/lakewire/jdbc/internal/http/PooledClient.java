package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One HTTP client and its connections. */
final class PooledClient {
  /** Far more than requests at once; a queue here would make a cancel wait for what it cancels. */
  private static final int MOST_CONNECTIONS = 4096;

  private static final int SOCKET_BUFFER = 1 << 16;
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int MOST_HEADERS = 200;

  /** Below the idle limits of the usual load balancers. */
  private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(120);

  private static final TimeValue OLDEST = TimeValue.ofHours(1);

  private final PoolingHttpClientConnectionManager connections;
  private final CloseableHttpClient client;

  /**
   * @param tls null refuses encrypted connections
   */
  PooledClient(
      @Nullable SSLContext tls,
      Duration connect,
      ConnectionConfig.@Nullable Proxy proxy,
      LeastRate rate,
      AddressCheck.Rule addresses) {
    connections =
        connections(tls == null ? PooledClient::refuse : strategy(tls), connect, rate, addresses);
    client = client(connections, proxy);
  }

  private static TlsSocketStrategy strategy(SSLContext tls) {
    return new DefaultClientTlsStrategy(tls);
  }

  private static SSLSocket refuse(
      Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
      throws SSLException {
    throw new SSLException("Encryption was not asked for");
  }

  CloseableHttpClient client() {
    return client;
  }

  void closeIdle() {
    connections.closeExpired();
    connections.closeIdle(LONGEST_IDLE);
  }

  void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private static PoolingHttpClientConnectionManager connections(
      TlsSocketStrategy tls, Duration connect, LeastRate rate, AddressCheck.Rule addresses) {
    Timeout limit = connect.isZero() ? Timeout.DISABLED : Timeout.of(connect);
    Http1Config http =
        Http1Config.custom()
            .setBufferSize(SOCKET_BUFFER)
            .setMaxLineLength(LONGEST_HEADER)
            .setMaxHeaderCount(MOST_HEADERS)
            .build();
    AtomicLong number = new AtomicLong();
    return new ConnectionsBuilder(addresses)
        .setTlsSocketStrategy(tls)
        .setConnectionFactory(
            unused -> new KeptConnection("lakewire-" + number.incrementAndGet(), http, rate))
        .setDefaultConnectionConfig(
            org.apache.hc.client5.http.config.ConnectionConfig.custom()
                .setConnectTimeout(limit)
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
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
            .setRequestExecutor(new KeptConnection.Sender())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableDefaultUserAgent()
            .disableConnectionState()
            .setRoutePlanner(
                proxy == null ? new SystemDefaultRoutePlanner(null) : new ChosenProxy(proxy))
            .addExecInterceptorBefore(
                ChainElement.CONNECT.name(),
                AddressCheck.DIRECT,
                (request, scope, chain) -> {
                  if (scope.route.getProxyHost() == null) {
                    scope.clientContext.setAttribute(AddressCheck.DIRECT, true);
                  }
                  return chain.proceed(request, scope);
                })
            .addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(),
                SharedClients.CONNECTED,
                (request, scope, chain) -> {
                  if (scope.clientContext.getAttribute(SharedClients.WANTED)
                          instanceof BooleanSupplier wanted
                      && !wanted.getAsBoolean()) {
                    throw new InterruptedIOException("no longer wanted");
                  }
                  scope.clientContext.setAttribute(SharedClients.CONNECTED, true);
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

  /** Makes connections over sockets that can be looked at, and to addresses that are allowed. */
  private static final class ConnectionsBuilder extends PoolingHttpClientConnectionManagerBuilder {
    private final AddressCheck.Rule addresses;

    ConnectionsBuilder(AddressCheck.Rule addresses) {
      this.addresses = addresses;
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        @Nullable SchemePortResolver ports, @Nullable DnsResolver names, TlsSocketStrategy tls) {
      return new AddressCheck(addresses, tls);
    }
  }

  /** The proxy of the settings, but for the hosts on its list. */
  private static final class ChosenProxy extends DefaultRoutePlanner {
    private final @Nullable HttpHost proxy;
    private final List<Pattern> ignored;

    ChosenProxy(ConnectionConfig.Proxy proxy) {
      super(null);
      this.proxy =
          proxy.equals(ConnectionConfig.Proxy.NONE)
              ? null
              : new HttpHost("http", proxy.host(), proxy.port());
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
