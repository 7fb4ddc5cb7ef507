package io.github.lakewire.jdbc.internal.http;

import java.io.IOException;
import java.io.Serial;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections, to addresses that a rule allows. The rule sees the very addresses that are
 * then connected to: a second look-up of the name could give others. What a proxy connects to is
 * the proxy's affair.
 */
final class AddressCheck extends DefaultHttpClientConnectionOperator {
  private final Rule rule;
  private final DefaultHttpClientConnectionOperator checked;

  AddressCheck(Rule rule, TlsSocketStrategy tls) {
    super(KeptConnection::socket, null, null, strategies(tls));
    this.rule = rule;
    this.checked =
        new DefaultHttpClientConnectionOperator(
            KeptConnection::socket, null, new CheckedNames(rule), strategies(tls));
  }

  private static Registry<TlsSocketStrategy> strategies(TlsSocketStrategy tls) {
    return RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build();
  }

  /** What one client may connect to. */
  interface Rule {
    boolean allows(InetAddress address);

    /** A connection, TLS included, is there. */
    void connected(InetAddress address);
  }

  /** The name stands for an address that is not allowed. */
  static final class ForbiddenAddressException extends UnknownHostException {
    @Serial private static final long serialVersionUID = 1L;

    private ForbiddenAddressException(String host) {
      super(host);
    }
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      @Nullable NamedEndpoint name,
      @Nullable Path socket,
      @Nullable InetSocketAddress local,
      Timeout limit,
      SocketConfig config,
      Object attachment,
      HttpContext context)
      throws IOException {
    if (ProxyPlanner.chosen(context) != null) {
      super.connect(connection, host, name, socket, local, limit, config, attachment, context);
      return;
    }
    checked.connect(connection, host, name, socket, local, limit, config, attachment, context);
    if (connection.getRemoteAddress() instanceof InetSocketAddress remote) {
      rule.connected(remote.getAddress());
    }
  }

  /**
   * Whether an address is this machine's own, or one that is only good on its own network, as those
   * are where clouds tell machines their secrets (169.254.169.254).
   */
  static boolean isLocal(InetAddress address) {
    InetAddress plain = unwrapped(address);
    return plain.isLoopbackAddress() || plain.isLinkLocalAddress() || plain.isAnyLocalAddress();
  }

  /** The IPv4 address within an IPv6 address: mapped, compatible, or translated (64:ff9b::/96). */
  private static InetAddress unwrapped(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    byte[] prefix = Arrays.copyOf(bytes, 12);
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    byte[] translated = {0, 0x64, -1, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    boolean wraps =
        Arrays.equals(prefix, mapped)
            || Arrays.equals(prefix, translated)
            || (Arrays.equals(prefix, new byte[12]) && !address.isLoopbackAddress());
    try {
      return wraps ? InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16)) : address;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** The JVM's look-up of names. One address that is not allowed makes the name suspicious. */
  private record CheckedNames(Rule rule) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      for (InetAddress address : addresses) {
        if (!rule.allows(address)) {
          throw new ForbiddenAddressException(host);
        }
      }
      return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }
  }
}
