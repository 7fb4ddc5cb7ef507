package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.ProxyRule;
import io.github.lakewire.jdbc.internal.tls.TlsContexts;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpResponse;
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

  /** Name of the step that has credentials ready for the proxy. */
  private static final String LOGIN = "lakewire.login";

  private static final int SOCKET_BUFFER = 1 << 16;
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int MOST_HEADERS = 200;

  /** What a request takes on its way, while the server's patience ends. */
  private static final long MARGIN_MILLIS = 1000;

  private static final TimeValue OLDEST = TimeValue.ofHours(1);

  private final PoolingHttpClientConnectionManager connections;
  private final CloseableHttpClient client;
  private final TimeValue longestIdle;

  /**
   * @param tls null refuses encrypted connections
   */
  PooledClient(
      TlsContexts.@Nullable ClientTls tls,
      Duration connectTimeout,
      Duration idle,
      ProxyRule proxy,
      LeastRate rate,
      AddressCheck.Rule addresses) {
    Timeout connect = connectTimeout.isZero() ? Timeout.DISABLED : Timeout.of(connectTimeout);
    connections =
        connections(tls == null ? PooledClient::refuse : strategy(tls), connect, rate, addresses);
    longestIdle = TimeValue.of(idle);
    client = client(proxy, connect);
  }

  private static TlsSocketStrategy strategy(TlsContexts.ClientTls tls) {
    TlsSocketStrategy strategy = new DefaultClientTlsStrategy(tls.context());
    return (socket, target, port, attachment, context) -> {
      context.setAttribute(IoErrors.CERTIFICATE, tls.certificate());
      return strategy.upgrade(socket, target, port, attachment, context);
    };
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
    connections.closeIdle(longestIdle);
  }

  void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private static PoolingHttpClientConnectionManager connections(
      TlsSocketStrategy tls, Timeout limit, LeastRate rate, AddressCheck.Rule addresses) {
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

  /** How long a connection may be kept after a response. */
  private TimeValue keepAlive(HttpResponse response, HttpContext context) {
    long said =
        DefaultConnectionKeepAliveStrategy.INSTANCE
            .getKeepAliveDuration(response, context)
            .toMilliseconds();
    long longest = longestIdle.toMilliseconds();
    long margin = Math.min(MARGIN_MILLIS, said / 2);
    long kept = said < 0 ? longest : Math.min(said - margin, longest);
    // To the library, zero is no limit.
    return TimeValue.ofMilliseconds(Math.max(1, kept));
  }

  private CloseableHttpClient client(ProxyRule proxy, Timeout connect) {
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setKeepAliveStrategy(this::keepAlive)
        .setRequestExecutor(new KeptConnection.Sender(connect))
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableContentCompression()
        .disableDefaultUserAgent()
        .disableConnectionState()
        .setRoutePlanner(new ProxyPlanner(proxy))
        .addExecInterceptorBefore(
            ChainElement.PROTOCOL.name(),
            LOGIN,
            (request, scope, chain) -> {
              ProxyCredentials.sendAtOnce(scope.clientContext);
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
            })
        .setDefaultCredentialsProvider(new ProxyCredentials())
        .setDefaultAuthSchemeRegistry(ProxyCredentials.schemes())
        .build();
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
}
