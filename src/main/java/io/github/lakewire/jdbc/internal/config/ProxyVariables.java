package io.github.lakewire.jdbc.internal.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The proxies that the environment names, for all programs that look there. */
final class ProxyVariables {
  /** Scheme, user and password, host, port; the last {@code @} ends a password. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:(.*)@)?(\\[[^\\]]*\\]|[^:/@]+)(?::(\\d{1,5}))?/?");

  private static final int PORT_OF_HTTP = 80;

  private final Map<String, String> variables;
  private final Consumer<String> warnings;

  /**
   * @param warnings takes sentences about variables that cannot be used
   */
  ProxyVariables(ProcessEnvironment environment, Consumer<String> warnings) {
    this.variables = environment.variables();
    this.warnings = warnings;
  }

  /** Returns the proxy for encrypted connections, or null. */
  ProxyRule.@Nullable Named https() {
    return named("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
  }

  /** Returns the proxy for other connections, or null. */
  ProxyRule.@Nullable Named http() {
    // A program that serves a CGI request has got HTTP_PROXY from whoever sent the request.
    return variables.containsKey("REQUEST_METHOD")
        ? named("http_proxy", "all_proxy", "ALL_PROXY")
        : named("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY");
  }

  private ProxyRule.@Nullable Named named(String... names) {
    String name = given(names);
    if (name == null) {
      return null;
    }
    HttpProxy proxy = proxy(name, variables.get(name).strip());
    String except = given("no_proxy", "NO_PROXY");
    return proxy == null
        ? null
        : new ProxyRule.Named(
            proxy, DirectHosts.ofVariable(except == null ? null : variables.get(except)));
  }

  private @Nullable String given(String... names) {
    return List.of(names).stream()
        .filter(name -> !variables.getOrDefault(name, "").isBlank())
        .findFirst()
        .orElse(null);
  }

  /** Its text is not repeated: it may hold a password. */
  private @Nullable HttpProxy proxy(String name, String text) {
    Matcher parts = ADDRESS.matcher(text);
    if (!parts.matches()) {
      return unusable(name, "is no address of a proxy such as http://proxy.example:8080");
    }
    String scheme = parts.group(1);
    if (scheme != null && !scheme.equalsIgnoreCase("http")) {
      return unusable(
          name,
          "names a proxy of another kind than http://, and only HTTP proxies are supported; set"
              + " proxyHost for an HTTP proxy, or useSystemProxy=0");
    }
    String host = parts.group(3).replaceAll("[\\[\\]]", "");
    int port = parts.group(4) == null ? PORT_OF_HTTP : Integer.parseInt(parts.group(4));
    if (!UrlParser.isHost(host) || port < 1 || port > 65535) {
      return unusable(name, "is no address of a proxy such as http://proxy.example:8080");
    }
    return new HttpProxy(host, port, "environment variable " + name, login(parts.group(2)));
  }

  private @Nullable HttpProxy unusable(String name, String why) {
    warnings.accept("The environment variable " + name + " is ignored: it " + why);
    return null;
  }

  private static ProxyLogin login(@Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) {
      return ProxyLogin.NONE;
    }
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    String password = colon < 0 ? "" : userInfo.substring(colon + 1);
    return new ProxyLogin(ProxyLogin.Scheme.BASIC, decoded(user), new Secret(decoded(password)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that stands for itself.
      return text;
    }
  }
}
