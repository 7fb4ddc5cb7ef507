package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.tls.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Looks step by step how far the way to the workspace goes, with the clients that connections use
 * and without credentials.
 */
public final class EndpointProbe implements AutoCloseable {
  private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

  private final ConnectionConfig config;
  private final SharedClients pool;
  private final HttpHost host;

  private EndpointProbe(ConnectionConfig config, SharedClients pool) {
    this.config = config;
    this.pool = pool;
    this.host =
        new HttpHost(
            config.endpoint().tls() ? "https" : "http",
            config.endpoint().host(),
            config.endpoint().port());
  }

  /**
   * A probe for these settings. No I/O but reading the trust store.
   *
   * @throws DriverException CANNOT_CONNECT_EVER when the trust store cannot be used
   */
  public static EndpointProbe of(ConnectionConfig config) throws DriverException {
    return new EndpointProbe(config, SharedClients.acquire(config));
  }

  /** A host and a port. */
  public record Place(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * What answered.
   *
   * @param protocol of TLS, such as TLSv1.3; null without TLS
   * @param chain the certificates of the server, its own first; empty without TLS
   */
  public record Answer(int status, @Nullable String protocol, List<X509Certificate> chain) {}

  /**
   * What the store of result files has sent to the connections with the same settings.
   *
   * @param host where the last file came from; null when none has come
   * @param begin of the first download, in the time of {@code System.nanoTime}
   * @param end of the last one
   */
  public record StoreTraffic(@Nullable String host, long files, long bytes, long begin, long end) {
    static final StoreTraffic NONE = new StoreTraffic(null, 0, 0, 0, 0);

    /** Returns the sum with a file that has just come. */
    StoreTraffic plus(String from, long length, long began) {
      return new StoreTraffic(
          from,
          files + 1,
          bytes + length,
          files == 0 || began - begin < 0 ? began : begin,
          System.nanoTime());
    }

    /** Returns the time from the begin of the first to the end of the last download. */
    public Duration time() {
      return Duration.ofNanos(end - begin);
    }
  }

  /** Returns the proxy on the way to the workspace; null without one. */
  public @Nullable Place proxy() throws DriverException {
    try {
      HttpHost proxy =
          new ProxyPlanner(config.proxies().workspace())
              .determineRoute(host, new HttpGet("/"), HttpClientContext.create())
              .getProxyHost();
      return proxy == null ? null : new Place(proxy.getHostName(), proxy.getPort());
    } catch (HttpException e) {
      throw new DriverException(
          DriverException.Kind.CANNOT_CONNECT_EVER, "The JVM's proxy settings cannot be used", e);
    }
  }

  /** Returns the addresses that a name stands for. */
  public List<InetAddress> addresses(Place place) throws DriverException {
    try {
      return List.of(InetAddress.getAllByName(place.host()));
    } catch (UnknownHostException e) {
      throw IoErrors.connecting(e, at(place), HttpClientContext.create()).exception();
    }
  }

  /** Opens a TCP connection and closes it; returns the address that took it. */
  public InetAddress connect(Place place, List<InetAddress> addresses) throws DriverException {
    IOException last = new UnknownHostException(place.host());
    for (InetAddress address : addresses) {
      try (Socket socket = KeptConnection.socket(null)) {
        socket.connect(
            new InetSocketAddress(address, place.port()), Math.toIntExact(step().toMillis()));
        return address;
      } catch (IOException e) {
        last = e;
      }
    }
    throw IoErrors.connecting(last, at(place), HttpClientContext.create()).exception();
  }

  /** Asks the workspace for its front page: the whole way, proxy and TLS included. */
  public Answer ask() throws DriverException {
    return ask(pool.workspace());
  }

  /** Returns the certificates that the server shows, whether they are trusted or not. */
  public List<X509Certificate> shownCertificates() {
    List<X509Certificate> shown = new ArrayList<>();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Witness(shown)}, null);
      PooledClient client =
          new PooledClient(
              new TlsContexts.ClientTls(context, null),
              step(),
              step(),
              config.proxies().workspace(),
              new LeastRate(config.limits().leastBytesPerSecond(), LeastRate.WINDOW),
              new Anywhere());
      try {
        Answer unused = ask(client.client());
      } finally {
        client.close();
      }
    } catch (GeneralSecurityException | DriverException e) {
      // As intended: the handshake goes no further than to the certificates.
      return shown;
    }
    return shown;
  }

  /** Returns what the store has sent to the connections with these settings so far. */
  public StoreTraffic storeTraffic() {
    return pool.storeTraffic();
  }

  private Answer ask(CloseableHttpClient client) throws DriverException {
    HttpGet request = new HttpGet("/");
    request.setHeader("User-Agent", UserAgent.of(config.userAgentEntry(), null));
    request.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.of(step()))
            .setConnectionRequestTimeout(Timeout.of(step()))
            .build());
    HttpClientContext context = HttpClientContext.create();
    Deadline deadline = Deadline.in(step().multipliedBy(2));
    Watchdog.Watch watch = pool.watchdog().watch(new Bound(request, deadline));
    try (ClassicHttpResponse response = client.executeOpen(host, request, context)) {
      AttemptFailedException ofProxy = ProxyErrors.answered(response, host, context);
      if (ofProxy != null) {
        throw ofProxy.exception();
      }
      SSLSession session = context.getSSLSession();
      Answer answer =
          new Answer(
              response.getCode(),
              session == null ? null : session.getProtocol(),
              session == null ? List.of() : certificates(session.getPeerCertificates()));
      // What else it sends is of no interest.
      request.cancel();
      return answer;
    } catch (IOException e) {
      throw IoErrors.of(e, host, context, step()).exception();
    } finally {
      watch.close();
    }
  }

  private static List<X509Certificate> certificates(Certificate[] chain) {
    return Stream.of(chain)
        .filter(X509Certificate.class::isInstance)
        .map(X509Certificate.class::cast)
        .toList();
  }

  private Duration step() {
    Duration connect = config.limits().connect();
    return connect.isZero() || connect.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : connect;
  }

  private static HttpHost at(Place place) {
    return new HttpHost("http", place.host(), place.port());
  }

  @Override
  public void close() {
    pool.release();
  }

  private record Bound(HttpGet request, Deadline deadline) implements Watchdog.Watched {
    @Override
    public void check() {
      if (deadline.hasPassed()) {
        request.cancel();
      }
    }

    @Override
    public long remainingMillis() {
      return deadline.remaining().toMillis();
    }
  }

  /** Writes down the certificates and trusts none. */
  private record Witness(List<X509Certificate> shown) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      shown.addAll(List.of(chain));
      throw new CertificateException("only looked at");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class Anywhere implements AddressCheck.Rule {
    @Override
    public boolean allows(InetAddress address) {
      return true;
    }

    @Override
    public void connected(InetAddress address) {
      // The connection is closed at once.
    }
  }
}
