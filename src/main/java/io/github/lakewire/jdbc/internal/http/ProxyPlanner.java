package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.HttpProxy;
import io.github.lakewire.jdbc.internal.config.ProxyLogin;
import io.github.lakewire.jdbc.internal.config.ProxyRule;
import io.github.lakewire.jdbc.internal.config.Secret;
import java.net.ProxySelector;
import java.util.Objects;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the proxy of each request, and notes it in the context of the exchange: that tells who is
 * meant by a failure, and who gets credentials.
 */
final class ProxyPlanner extends SystemDefaultRoutePlanner {
  private static final String CHOSEN = "lakewire.proxy";

  private final ProxyRule rule;

  ProxyPlanner(ProxyRule rule) {
    super(null);
    this.rule = rule;
  }

  /** Returns the proxy of an exchange that has begun; null when there is none. */
  static @Nullable HttpProxy chosen(HttpContext context) {
    return context.getAttribute(CHOSEN) instanceof HttpProxy proxy ? proxy : null;
  }

  @Override
  protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context)
      throws HttpException {
    HttpProxy proxy = choose(target, context);
    context.setAttribute(CHOSEN, proxy);
    return proxy == null ? null : host(proxy);
  }

  static HttpHost host(HttpProxy proxy) {
    return new HttpHost("http", proxy.host(), proxy.port());
  }

  private @Nullable HttpProxy choose(HttpHost target, HttpContext context) throws HttpException {
    if (rule instanceof ProxyRule.Named named) {
      return unlessDirect(named, target);
    }
    if (!(rule instanceof ProxyRule.OfSystem system)) {
      return null;
    }
    String scheme = target.getSchemeName();
    if (isSetInJvm(scheme)) {
      HttpHost proxy = super.determineProxy(target, context);
      return proxy == null ? null : ofJvm(proxy, scheme, system.login());
    }
    ProxyRule.Named named = scheme.equals("https") ? system.https() : system.http();
    HttpProxy proxy = named == null ? null : unlessDirect(named, target);
    return proxy == null || system.login() == null
        ? proxy
        : new HttpProxy(proxy.host(), proxy.port(), proxy.origin(), system.login());
  }

  private static @Nullable HttpProxy unlessDirect(ProxyRule.Named named, HttpHost target) {
    return named.direct().covers(target.getHostName(), target.getPort()) ? null : named.proxy();
  }

  /** Whether the JVM says what to do, and be it that there is no proxy for this host. */
  private static boolean isSetInJvm(String scheme) {
    return hasOwnSelector()
        || System.getProperty(scheme + ".proxyHost") != null
        || System.getProperty("socksProxyHost") != null
        || Boolean.getBoolean("java.net.useSystemProxies");
  }

  /** Whether the application chooses proxies by a selector of its own, or wants none at all. */
  static boolean hasOwnSelector() {
    ProxySelector selector = ProxySelector.getDefault();
    return selector == null || !selector.getClass().getName().startsWith("sun.net.");
  }

  private static HttpProxy ofJvm(HttpHost proxy, String scheme, @Nullable ProxyLogin login) {
    String property = scheme + ".proxyHost";
    String origin =
        !hasOwnSelector() && System.getProperty(property) != null
            ? "JVM property " + property
            : "proxy settings of the JVM";
    return new HttpProxy(
        proxy.getHostName(), proxy.getPort(), origin, login == null ? loginOfJvm(scheme) : login);
  }

  /** The JDK knows no such properties, but programs that use proxies have agreed on them. */
  private static ProxyLogin loginOfJvm(String scheme) {
    String user = System.getProperty(scheme + ".proxyUser");
    String password = System.getProperty(scheme + ".proxyPassword");
    return user == null
        ? ProxyLogin.NONE
        : new ProxyLogin(
            ProxyLogin.Scheme.BASIC, user, new Secret(Objects.requireNonNullElse(password, "")));
  }
}
