package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.HttpProxy;
import io.github.lakewire.jdbc.internal.config.ProxyLogin;
import io.github.lakewire.jdbc.internal.config.Secret;
import java.util.List;
import org.apache.hc.client5.http.auth.AuthSchemeFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.auth.BasicSchemeFactory;
import org.apache.hc.client5.http.impl.auth.DigestSchemeFactory;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Gives the proxy of an exchange its credentials, and nobody else. */
final class ProxyCredentials implements CredentialsProvider {
  /** In this order, where a proxy leaves the choice. */
  static final List<String> PREFERRED =
      List.of(NegotiateScheme.NAME, StandardAuthScheme.DIGEST, StandardAuthScheme.BASIC);

  @Override
  public @Nullable Credentials getCredentials(AuthScope scope, HttpContext context) {
    HttpProxy proxy = ProxyPlanner.chosen(context);
    boolean ofProxy =
        proxy != null
            && scope.getPort() == proxy.port()
            && proxy.host().equalsIgnoreCase(scope.getHost());
    if (proxy == null || !ofProxy) {
      return null;
    }
    return proxy.login().scheme() == ProxyLogin.Scheme.NEGOTIATE
            && NegotiateScheme.NAME.equalsIgnoreCase(scope.getSchemeName())
        ? new NegotiateScheme.Login(proxy.login())
        : password(proxy.login());
  }

  /** What a proxy may ask for. */
  static Lookup<AuthSchemeFactory> schemes() {
    return RegistryBuilder.<AuthSchemeFactory>create()
        .register(NegotiateScheme.NAME, context -> new NegotiateScheme())
        .register(StandardAuthScheme.DIGEST, DigestSchemeFactory.INSTANCE)
        .register(StandardAuthScheme.BASIC, BasicSchemeFactory.INSTANCE)
        .build();
  }

  /**
   * Has user and password sent with the first request of a connection: to be asked for them first
   * costs a connection with many proxies.
   */
  static void sendAtOnce(HttpClientContext context) {
    HttpProxy proxy = ProxyPlanner.chosen(context);
    Credentials credentials = proxy == null ? null : password(proxy.login());
    if (proxy == null || credentials == null) {
      return;
    }
    HttpHost host = ProxyPlanner.host(proxy);
    BasicScheme scheme = new BasicScheme();
    scheme.initPreemptive(credentials);
    context.resetAuthExchange(host, scheme);
  }

  private static @Nullable Credentials password(ProxyLogin login) {
    Secret password = login.password();
    return login.scheme() != ProxyLogin.Scheme.BASIC || login.user() == null
        ? null
        : new UsernamePasswordCredentials(
            login.user(), (password == null ? "" : password.reveal()).toCharArray());
  }
}
