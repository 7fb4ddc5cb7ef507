package io.github.lakewire.jdbc.internal.config;

import static java.util.stream.Collectors.joining;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Tls.Revocation;
import io.github.lakewire.jdbc.internal.sql.SettingChange;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what was given into a configuration, gathering every problem instead of the first. */
public final class ConfigParser {
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "cookie",
          "expect",
          "host",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");
  private static final String PAT = "3";

  /** Types of trust stores that are in files. */
  private static final Set<String> IN_FILES = Set.of("JKS", "PKCS12", "PEM");

  private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");
  private static final Pattern WORKSPACE_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  /** Paths that name the workspace themselves. */
  private static final Pattern WITH_WORKSPACE = Pattern.compile(".*(?:/o/0*[1-9]\\d*/|[?&]o=).*");

  private final PropertySources given;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ConfigParser(PropertySources given) {
    this.given = given;
    problems.addAll(given.problems());
    warnings.addAll(given.warnings());
    boolean strict = value(ConnectionProperty.STRICT, Boolean.class);
    for (String name : given.unknown()) {
      (strict ? problems : warnings).add(NearestName.unknown(name, strict));
    }
  }

  /** Reads URL and Properties alone, as where there is no environment and no home folder. */
  public static ConnectionConfig parse(String url, @Nullable Properties properties)
      throws ConfigException {
    return parse(url, properties, ProcessEnvironment.NONE);
  }

  /**
   * Reads Properties, URL, profile and environment; of two that name a property the first wins.
   * Nothing is read but the Databricks configuration file, if a profile of it is named.
   *
   * @param properties not changed; values of any type and inherited defaults are read
   * @throws ConfigException naming everything that is wrong or missing
   */
  public static ConnectionConfig parse(
      String url, @Nullable Properties properties, ProcessEnvironment environment)
      throws ConfigException {
    return new ConfigParser(PropertySources.read(url, properties, environment)).read();
  }

  private ConnectionConfig read() throws ConfigException {
    ConnectionConfig.Endpoint endpoint = endpoint();
    Secret token = token();
    ConnectionConfig config =
        new ConnectionConfig(
            endpoint,
            token,
            tls(),
            session(),
            fetch(),
            limits(),
            Math.toIntExact(value(ConnectionProperty.BATCH_INSERT_SIZE, Long.class)),
            value(ConnectionProperty.METADATA_CACHE, Duration.class),
            optional(ConnectionProperty.USER_AGENT_ENTRY, String.class),
            proxy(),
            List.copyOf(warnings));
    if (!problems.isEmpty()) {
      throw new ConfigException(
          problems.size() == 1
              ? problems.get(0)
              : problems.size()
                  + " problems with the connection settings: "
                  + String.join("; ", problems));
    }
    return config;
  }

  private ConnectionConfig.Endpoint endpoint() {
    // Read already, and looked at here.
    optional(ConnectionProperty.PROFILE, String.class);
    String host = host();
    if (host == null && given.text(ConnectionProperty.HOST) == null && given.problems().isEmpty()) {
      missing(
          ConnectionProperty.HOST,
          "write it into the URL, jdbc:databricks://<host>;..., or name a profile, or set"
              + " DATABRICKS_HOST");
    }
    String path = httpPath();
    boolean tls = value(ConnectionProperty.SSL, Boolean.class);
    ConnectionConfig.Endpoint endpoint =
        new ConnectionConfig.Endpoint(
            host == null ? "" : host,
            Math.toIntExact(value(ConnectionProperty.PORT, Long.class)),
            tls,
            path,
            headers());
    if (!tls && host != null && !endpoint.isLocalByName()) {
      warnings.add(
          "Connection property ssl is 0: the token travels unencrypted to a host that is not"
              + " local");
    }
    return endpoint;
  }

  private @Nullable String host() {
    String host = optional(ConnectionProperty.HOST, String.class);
    if (host == null || UrlParser.isHost(host)) {
      return host;
    }
    problems.add(
        "Connection property host is wrong: expected "
            + ConnectionProperty.HOST.format()
            + (host.regionMatches(true, 0, "http:", 0, 5) ? "; leave out http://" : ""));
    return null;
  }

  private String httpPath() {
    String path = optional(ConnectionProperty.HTTP_PATH, String.class);
    if (path == null) {
      if (given.text(ConnectionProperty.HTTP_PATH) == null) {
        missing(
            ConnectionProperty.HTTP_PATH,
            "copy it from the connection details of the SQL warehouse");
      }
      return "/";
    }
    if (SCHEME.matcher(path).matches() || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      problem(ConnectionProperty.HTTP_PATH);
      return "/";
    }
    return inWorkspace(path.startsWith("/") ? path : "/" + path);
  }

  /** On a host that several workspaces share, the path says which one is meant. */
  private String inWorkspace(String path) {
    String workspace = optional(ConnectionProperty.WORKSPACE_ID, String.class);
    if (workspace == null || WITH_WORKSPACE.matcher(path).matches()) {
      return path;
    }
    if (!WORKSPACE_ID.matcher(workspace).matches()) {
      problem(ConnectionProperty.WORKSPACE_ID);
      return path;
    }
    return path + (path.indexOf('?') < 0 ? "?o=" : "&o=") + workspace;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given
        .headers()
        .forEach(
            (name, value) -> {
              if (!HEADER_NAME.matcher(name).matches()
                  || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                problems.add(
                    "A connection property http.header.<name> has a name or value that HTTP does"
                        + " not allow");
              } else if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                problems.add(
                    "Connection property http.header."
                        + name
                        + ": the driver sets this header itself");
              } else {
                headers.put(name, value);
              }
            });
    return Collections.unmodifiableMap(headers);
  }

  private Secret token() {
    String mechanism = given.text(ConnectionProperty.AUTH_MECH);
    String flow = given.text(ConnectionProperty.AUTH_FLOW);
    boolean personal = mechanism == null || mechanism.equals(PAT);
    boolean passThrough = "11".equals(mechanism) && (flow == null || flow.equals("0"));
    if (!personal && !passThrough) {
      problems.add(
          "Connection properties AuthMech and Auth_Flow: only personal access tokens (AuthMech=3)"
              + " and OAuth access tokens passed through (AuthMech=11;Auth_Flow=0) are supported");
      return new Secret("");
    }
    Secret password = optional(ConnectionProperty.PASSWORD, Secret.class);
    Secret access = optional(ConnectionProperty.ACCESS_TOKEN, Secret.class);
    Secret first = passThrough ? access : password;
    Secret second = passThrough ? password : access;
    Secret token = first != null ? first : second;
    user(token != null);
    if (first != null && second != null && !first.equals(second)) {
      ConnectionProperty used =
          passThrough ? ConnectionProperty.ACCESS_TOKEN : ConnectionProperty.PASSWORD;
      warnings.add(
          "Connection properties "
              + ConnectionProperty.PASSWORD.propertyName()
              + " and "
              + ConnectionProperty.ACCESS_TOKEN.propertyName()
              + " are two different tokens; "
              + used.propertyName()
              + " is used");
    }
    if (token == null) {
      if (given.text(ConnectionProperty.PASSWORD) == null
          && given.text(ConnectionProperty.ACCESS_TOKEN) == null) {
        missing(
            passThrough ? ConnectionProperty.ACCESS_TOKEN : ConnectionProperty.PASSWORD,
            "generate a personal access token in the user settings of the workspace"
                + given.tokensLeft().stream().map(why -> " (" + why + ")").collect(joining()));
      }
      return new Secret("");
    }
    if (!Secret.isToken(token.reveal())) {
      problems.add("The token contains blanks or characters that no token has");
    }
    return token;
  }

  /** The token alone says who connects: tools fill in a user by habit. */
  private void user(boolean tokenGiven) {
    String user = given.text(ConnectionProperty.USER);
    if (user == null || user.equalsIgnoreCase(ConnectionProperty.TOKEN)) {
      return;
    }
    if (tokenGiven) {
      warnings.add(
          "Connection property user is ignored, as the token says who connects; leave it out, or"
              + " write the word token");
    } else {
      problems.add(
          "Connection property user must be the word token, or absent; the personal access token"
              + " itself belongs into password");
    }
  }

  private ConnectionConfig.Tls tls() {
    String store = optional(ConnectionProperty.TRUST_STORE, String.class);
    Path path = null;
    if (store != null) {
      try {
        path = Path.of(store);
      } catch (InvalidPathException e) {
        problem(ConnectionProperty.TRUST_STORE);
      }
    }
    String type = optional(ConnectionProperty.TRUST_STORE_TYPE, String.class);
    if (type != null && store == null && IN_FILES.contains(type.toUpperCase(Locale.ROOT))) {
      warnings.add("Connection property trustStoreType is ignored: there is no trustStore");
      type = null;
    }
    Boolean system = optional(ConnectionProperty.USE_SYSTEM_TRUST_STORE, Boolean.class);
    if (Boolean.TRUE.equals(system) && (store != null || type != null)) {
      warnings.add(
          "Connection property useSystemTrustStore is ignored: trustStore or its type is given");
    }
    if (Boolean.FALSE.equals(system)
        && store == null
        && System.getProperty("javax.net.ssl.trustStore") != null) {
      warnings.add(
          "Connection property useSystemTrustStore is 0, but javax.net.ssl.trustStore of the JVM"
              + " holds where there is no trustStore");
    }
    return new ConnectionConfig.Tls(
        path,
        optional(ConnectionProperty.TRUST_STORE_PASSWORD, Secret.class),
        type,
        optional(ConnectionProperty.TRUST_STORE_PROVIDER, String.class),
        revocation());
  }

  private Revocation revocation() {
    boolean accept = value(ConnectionProperty.ACCEPT_UNDETERMINED_REVOCATION, Boolean.class);
    if (!value(ConnectionProperty.CHECK_REVOCATION, Boolean.class)) {
      return Revocation.UNCHECKED;
    }
    return accept ? Revocation.WHERE_KNOWN : Revocation.REQUIRED;
  }

  private ConnectionConfig.@Nullable Proxy proxy() {
    Boolean wanted = optional(ConnectionProperty.USE_PROXY, Boolean.class);
    Boolean system = optional(ConnectionProperty.USE_SYSTEM_PROXY, Boolean.class);
    // Read in any case, so that errors in them are reported.
    String host = optional(ConnectionProperty.PROXY_HOST, String.class);
    int port = Math.toIntExact(value(ConnectionProperty.PROXY_PORT, Long.class));
    String ignored = optional(ConnectionProperty.PROXY_IGNORE, String.class);
    boolean anonymous = "0".equals(optional(ConnectionProperty.PROXY_AUTH, String.class));
    String user = optional(ConnectionProperty.PROXY_USER, String.class);
    Secret password = optional(ConnectionProperty.PROXY_PASSWORD, Secret.class);
    if (host == null && Boolean.TRUE.equals(wanted) && !Boolean.TRUE.equals(system)) {
      missing(ConnectionProperty.PROXY_HOST, "useProxy is 1");
    }
    if (host == null || Boolean.FALSE.equals(wanted)) {
      boolean direct = system == null ? Boolean.FALSE.equals(wanted) : !system;
      return direct ? ConnectionConfig.Proxy.NONE : null;
    }
    return new ConnectionConfig.Proxy(
        host,
        port,
        anonymous ? null : user,
        anonymous ? null : password,
        ignored == null
            ? List.of()
            : Arrays.stream(ignored.split("[,|]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
  }

  private ConnectionConfig.SessionDefaults session() {
    Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    settings.putAll(given.settings());
    for (ConnectionProperty property : ConnectionProperty.values()) {
      if (property.group() == ConnectionProperty.Group.SESSION) {
        String value = optional(property, String.class);
        if (value != null) {
          settings.put(property.propertyName(), value);
        }
      }
    }
    String zone = ConnectionProperty.TIMEZONE.propertyName();
    boolean zoneOfServer = ConnectionProperty.ZONE_OF_SERVER.equalsIgnoreCase(settings.get(zone));
    if (zoneOfServer) {
      settings.remove(zone);
    }
    boolean named = settings.keySet().stream().anyMatch(SettingChange::isZone);
    return new ConnectionConfig.SessionDefaults(
        optional(ConnectionProperty.CATALOG, String.class),
        optional(ConnectionProperty.SCHEMA, String.class),
        Collections.unmodifiableMap(settings),
        !zoneOfServer && !named);
  }

  /** A number of bytes; unless it was given, also no more than this part of the heap. */
  private long withinHeap(ConnectionProperty property, int part) {
    long bytes = value(property, Long.class);
    return given.text(property) == null
        ? Math.min(bytes, Math.max(1 << 20, Runtime.getRuntime().maxMemory() / part))
        : bytes;
  }

  private ConnectionConfig.Fetch fetch() {
    long memory = withinHeap(ConnectionProperty.MEMORY, 6);
    return new ConnectionConfig.Fetch(
        value(ConnectionProperty.ARROW, Boolean.class),
        value(ConnectionProperty.LZ4, Boolean.class),
        value(ConnectionProperty.CLOUD_FETCH, Boolean.class),
        value(ConnectionProperty.COMPLEX_TYPES, Boolean.class),
        value(ConnectionProperty.MAX_ROWS_PER_PAGE, Long.class),
        value(ConnectionProperty.MAX_BYTES_PER_PAGE, Long.class),
        Math.toIntExact(value(ConnectionProperty.DOWNLOAD_THREADS, Long.class)),
        memory,
        value(ConnectionProperty.KEEP_ALIVE, Duration.class),
        value(ConnectionProperty.KEEP_ALIVE_LIMIT, Duration.class));
  }

  private ConnectionConfig.Limits limits() {
    return new ConnectionConfig.Limits(
        value(ConnectionProperty.CONNECT_TIMEOUT, Duration.class),
        value(ConnectionProperty.LOGIN_TIMEOUT, Duration.class),
        value(ConnectionProperty.SOCKET_TIMEOUT, Duration.class),
        value(ConnectionProperty.LEAST_RATE, Long.class),
        value(ConnectionProperty.CLOSE_TIMEOUT, Duration.class),
        value(ConnectionProperty.RETRY_TIMEOUT, Duration.class),
        value(ConnectionProperty.RETRY_WRITES, String.class).equals("refused"),
        withinHeap(ConnectionProperty.MAX_MESSAGE_SIZE, 2));
  }

  /** The value of a property that has a default; the default, too, when the text is wrong. */
  private <T> T value(ConnectionProperty property, Class<T> type) {
    T value = optional(property, type);
    if (value != null) {
      return value;
    }
    String text = property.defaultValue();
    if (text == null) {
      throw new IllegalStateException(property + " has no default");
    }
    return type.cast(property.kind().parse(text));
  }

  private <T> @Nullable T optional(ConnectionProperty property, Class<T> type) {
    String text = given.text(property);
    if (text == null) {
      return null;
    }
    try {
      return type.cast(property.kind().parse(text));
    } catch (IllegalArgumentException e) {
      problem(property);
      return null;
    }
  }

  private void problem(ConnectionProperty property) {
    problems.add(
        "Connection property "
            + property.propertyName()
            + " is wrong: expected "
            + property.format());
  }

  private void missing(ConnectionProperty property, String remedy) {
    if (given.profileUnread()) {
      return;
    }
    problems.add("Connection property " + property.propertyName() + " is missing: " + remedy);
  }
}
