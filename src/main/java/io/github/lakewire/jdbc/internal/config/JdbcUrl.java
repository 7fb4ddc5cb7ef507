package io.github.lakewire.jdbc.internal.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A URL taken apart: {@code jdbc:databricks://host[:port][/schema][;name=value]*}, with {@code
 * token:<token>@} before the host and {@code ?name=value&name=value} instead of semicolons as users
 * of SQLAlchemy write it. All of it but the prefix may be missing.
 *
 * @param host without the brackets of an IPv6 address; null when absent
 * @param port as written, null when absent
 * @param httpPath of a web address that names compute; null when absent
 * @param user before the host, null when absent; as secret as the password, for which it may have
 *     been taken
 * @param password before the host, null when absent
 * @param properties in the order of the URL, names as written; a name may occur again
 * @param problems what is wrong with it, by part and never by its text
 */
public record JdbcUrl(
    @Nullable String host,
    @Nullable String port,
    @Nullable String schema,
    @Nullable String httpPath,
    @Nullable String user,
    @Nullable String password,
    List<Map.Entry<String, String>> properties,
    List<String> problems,
    List<String> warnings) {
  private static final String PREFIX = "jdbc:databricks:";

  /** What a URL with a host looks like. */
  static final String SHAPE = PREFIX + "//<host>[:<port>][/<schema>];httpPath=<path>;...";

  /** The HTTP path of a warehouse, up to its identifier. */
  static final String WAREHOUSES = "/sql/1.0/warehouses/";

  /** Whether the driver is responsible for this URL; looks at nothing but its beginning. */
  public static boolean accepts(@Nullable String url) {
    if (url == null || !url.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      return false;
    }
    String rest = url.substring(PREFIX.length());
    return rest.isEmpty() || rest.startsWith("//") || rest.startsWith(";") || rest.startsWith("?");
  }

  /** Takes a URL apart. Never fails: what is wrong stands in {@link #problems}. */
  static JdbcUrl parse(String url) {
    return accepts(url)
        ? new UrlParser(url.substring(PREFIX.length())).parse()
        : new JdbcUrl(
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of("The URL must look like " + SHAPE),
            List.of());
  }

  /** Takes apart what was given as a host: a name, or the address of a page of the workspace. */
  static JdbcUrl ofHost(String host) {
    int fragment = host.indexOf('#');
    return parse(PREFIX + "//" + (fragment < 0 ? host : host.substring(0, fragment)));
  }

  /** Renders a URL without secrets that is accepted when the token is added again. */
  public static String render(ConnectionConfig config) {
    ConnectionConfig.Endpoint endpoint = config.endpoint();
    Map<ConnectionProperty, String> options = new LinkedHashMap<>();
    options.put(ConnectionProperty.HTTP_PATH, endpoint.httpPath());
    if (!endpoint.tls()) {
      options.put(ConnectionProperty.SSL, "0");
    }
    if (config.session().catalog() != null) {
      options.put(ConnectionProperty.CATALOG, config.session().catalog());
    }
    if (config.session().schema() != null) {
      options.put(ConnectionProperty.SCHEMA, config.session().schema());
    }
    StringBuilder url = new StringBuilder(PREFIX).append("//");
    boolean literal = endpoint.host().indexOf(':') >= 0;
    url.append(literal ? "[" + endpoint.host() + "]" : endpoint.host());
    url.append(':').append(endpoint.port());
    options.forEach(
        (property, value) ->
            url.append(';').append(property.propertyName()).append('=').append(encode(value)));
    return url.toString();
  }

  private static String encode(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      // A blank at the end would be trimmed; the others mean something in a URL of ours.
      boolean special = c == ';' || c == '%' || c == '{' || c <= ' ';
      if (special || (c == '?' && !value.startsWith("?o=", i))) {
        out.append(String.format("%%%02X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Everything else may hold a secret. */
  @Override
  public String toString() {
    return "JdbcUrl[" + host + "]";
  }
}
