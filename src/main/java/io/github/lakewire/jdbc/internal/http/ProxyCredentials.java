package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.HttpProxy;
import io.github.lakewire.jdbc.internal.config.ProxyLogin;
import io.github.lakewire.jdbc.internal.config.Secret;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Gives the proxy of an exchange its credentials, and nobody else. */
final class ProxyCredentials implements CredentialsProvider {
  @Override
  public @Nullable Credentials getCredentials(AuthScope scope, HttpContext context) {
    HttpProxy proxy = ProxyPlanner.chosen(context);
    return proxy != null
            && scope.getPort() == proxy.port()
            && proxy.host().equalsIgnoreCase(scope.getHost())
        ? credentials(proxy.login())
        : null;
  }

  /**
   * Has user and password sent with the first request of a connection: to be asked for them first
   * costs a connection with many proxies.
   */
  static void sendAtOnce(HttpClientContext context) {
    HttpProxy proxy = ProxyPlanner.chosen(context);
    Credentials credentials = proxy == null ? null : credentials(proxy.login());
    if (proxy == null || credentials == null) {
      return;
    }
    HttpHost host = ProxyPlanner.host(proxy);
    BasicScheme scheme = new BasicScheme();
    scheme.initPreemptive(credentials);
    context.resetAuthExchange(host, scheme);
  }

  private static @Nullable Credentials credentials(ProxyLogin login) {
    Secret password = login.password();
    return login.scheme() != ProxyLogin.Scheme.BASIC || login.user() == null
        ? null
        : new UsernamePasswordCredentials(
            login.user(), (password == null ? "" : password.reveal()).toCharArray());
  }
}
