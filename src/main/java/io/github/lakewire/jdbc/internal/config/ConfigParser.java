package io.github.lakewire.jdbc.internal.config;

import io.github.lakewire.jdbc.internal.sql.SettingChange;
import io.github.lakewire.jdbc.internal.text.QueryTagText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

  private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");
  private static final Pattern WORKSPACE_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  /** Paths that name the workspace themselves. */
  private static final Pattern WITH_WORKSPACE = Pattern.compile(".*(?:/o/0*[1-9]\\d*/|[?&]o=).*");

  private final PropertySources given;
  private final CheckedProperties checked;
  private final NetworkParser network;

  private ConfigParser(PropertySources given, ProcessEnvironment environment) {
    this.given = given;
    this.checked = new CheckedProperties(given);
    this.network = new NetworkParser(checked, environment);
    boolean strict = checked.value(ConnectionProperty.STRICT, Boolean.class);
    for (String name : given.unknown()) {
      String text = NearestName.unknown(name, strict);
      if (strict) {
        checked.problem(text);
      } else {
        checked.warn(text);
      }
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
    return new ConfigParser(PropertySources.read(url, properties, environment), environment)
        .read(true);
  }

  /**
   * As {@link #parse(String, Properties)}, for work that needs no credentials: none are missed, and
   * those that are given are not looked at. The sign-in is {@link SignIn.None}.
   */
  public static ConnectionConfig parseWithoutSignIn(String url, @Nullable Properties properties)
      throws ConfigException {
    return parseWithoutSignIn(url, properties, ProcessEnvironment.NONE);
  }

  /** As above, with what the environment says of proxies. */
  public static ConnectionConfig parseWithoutSignIn(
      String url, @Nullable Properties properties, ProcessEnvironment environment)
      throws ConfigException {
    return new ConfigParser(PropertySources.read(url, properties, environment), environment)
        .read(false);
  }

  private ConnectionConfig read(boolean signsIn) throws ConfigException {
    ConnectionConfig.Endpoint endpoint = endpoint();
    ConnectionConfig config =
        new ConnectionConfig(
            endpoint,
            signsIn ? SignInParser.read(given, checked, endpoint) : new SignIn.None(),
            network.tls(),
            session(),
            fetch(),
            limits(),
            Math.toIntExact(checked.value(ConnectionProperty.BATCH_INSERT_SIZE, Long.class)),
            checked.value(ConnectionProperty.NATIVE_BATCHES, Boolean.class),
            checked.value(ConnectionProperty.METADATA_CACHE, Duration.class),
            transactions(),
            checked.optional(ConnectionProperty.USER_AGENT_ENTRY, String.class),
            network.proxies(endpoint),
            localFolders(),
            checked.warnings());
    checked.throwProblems();
    return config;
  }

  private List<Path> localFolders() {
    String text = checked.optional(ConnectionProperty.ALLOWED_LOCAL_PATHS, String.class);
    List<Path> folders = new ArrayList<>();
    for (String name : text == null ? new String[0] : text.split(",")) {
      try {
        Path folder = Path.of(name.strip());
        if (!folder.isAbsolute()) {
          checked.wrong(ConnectionProperty.ALLOWED_LOCAL_PATHS);
        }
        folders.add(folder);
      } catch (InvalidPathException e) {
        checked.wrong(ConnectionProperty.ALLOWED_LOCAL_PATHS);
      }
    }
    return List.copyOf(folders);
  }

  private boolean transactions() {
    Boolean ignored = checked.optional(ConnectionProperty.IGNORE_TRANSACTIONS, Boolean.class);
    boolean asked = checked.value(ConnectionProperty.TRANSACTIONS, Boolean.class);
    return given.text(ConnectionProperty.TRANSACTIONS) == null && ignored != null
        ? !ignored
        : asked;
  }

  private ConnectionConfig.Endpoint endpoint() {
    // Read already, and looked at here.
    checked.optional(ConnectionProperty.PROFILE, String.class);
    String host = host();
    if (host == null && given.text(ConnectionProperty.HOST) == null && given.problems().isEmpty()) {
      checked.missing(
          ConnectionProperty.HOST,
          "write it into the URL, jdbc:databricks://<host>;..., or name a profile, or set"
              + " DATABRICKS_HOST");
    }
    String path = httpPath();
    boolean tls = checked.value(ConnectionProperty.SSL, Boolean.class);
    ConnectionConfig.Endpoint endpoint =
        new ConnectionConfig.Endpoint(
            host == null ? "" : host,
            Math.toIntExact(checked.value(ConnectionProperty.PORT, Long.class)),
            tls,
            path,
            headers());
    if (!tls && host != null && !endpoint.isLocalByName()) {
      checked.warn(
          "Connection property ssl is 0: the token travels unencrypted to a host that is not"
              + " local");
    }
    return endpoint;
  }

  private @Nullable String host() {
    String host = checked.optional(ConnectionProperty.HOST, String.class);
    if (host == null || UrlParser.isHost(host)) {
      return host;
    }
    checked.problem(
        "Connection property host is wrong: expected "
            + ConnectionProperty.HOST.format()
            + (host.regionMatches(true, 0, "http:", 0, 5) ? "; leave out http://" : ""));
    return null;
  }

  private String httpPath() {
    String path = checked.optional(ConnectionProperty.HTTP_PATH, String.class);
    if (path == null) {
      if (given.text(ConnectionProperty.HTTP_PATH) == null) {
        checked.missing(
            ConnectionProperty.HTTP_PATH,
            "copy it from the connection details of the SQL warehouse");
      }
      return "/";
    }
    if (SCHEME.matcher(path).matches() || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      checked.wrong(ConnectionProperty.HTTP_PATH);
      return "/";
    }
    return inWorkspace(path.startsWith("/") ? path : "/" + path);
  }

  /** On a host that several workspaces share, the path says which one is meant. */
  private String inWorkspace(String path) {
    String workspace = checked.optional(ConnectionProperty.WORKSPACE_ID, String.class);
    if (workspace == null || WITH_WORKSPACE.matcher(path).matches()) {
      return path;
    }
    if (!WORKSPACE_ID.matcher(workspace).matches()) {
      checked.wrong(ConnectionProperty.WORKSPACE_ID);
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
                checked.problem(
                    "A connection property http.header.<name> has a name or value that HTTP does"
                        + " not allow");
              } else if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                checked.problem(
                    "Connection property http.header."
                        + name
                        + ": the driver sets this header itself");
              } else {
                headers.put(name, value);
              }
            });
    return Collections.unmodifiableMap(headers);
  }

  private ConnectionConfig.SessionDefaults session() {
    Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    settings.putAll(given.settings());
    for (ConnectionProperty property : ConnectionProperty.values()) {
      if (property.group() == ConnectionProperty.Group.SESSION) {
        String value = checked.optional(property, String.class);
        if (value != null) {
          settings.put(property.propertyName(), value);
        }
      }
    }
    checkTags(settings.get(ConnectionProperty.QUERY_TAGS.propertyName()));
    String zone = ConnectionProperty.TIMEZONE.propertyName();
    boolean zoneOfServer = ConnectionProperty.ZONE_OF_SERVER.equalsIgnoreCase(settings.get(zone));
    if (zoneOfServer) {
      settings.remove(zone);
    }
    boolean named = settings.keySet().stream().anyMatch(SettingChange::isZone);
    return new ConnectionConfig.SessionDefaults(
        checked.optional(ConnectionProperty.CATALOG, String.class),
        checked.optional(ConnectionProperty.SCHEMA, String.class),
        Collections.unmodifiableMap(settings),
        !zoneOfServer && !named);
  }

  private void checkTags(@Nullable String tags) {
    try {
      QueryTagText.parse(tags == null ? "" : tags);
    } catch (IllegalArgumentException e) {
      checked.problem(
          "Connection property "
              + ConnectionProperty.QUERY_TAGS.propertyName()
              + " is wrong: "
              + e.getMessage());
    }
  }

  private ConnectionConfig.Fetch fetch() {
    long memory = checked.withinHeap(ConnectionProperty.MEMORY, 6);
    return new ConnectionConfig.Fetch(
        checked.value(ConnectionProperty.ARROW, Boolean.class),
        checked.value(ConnectionProperty.LZ4, Boolean.class),
        checked.value(ConnectionProperty.CLOUD_FETCH, Boolean.class),
        checked.value(ConnectionProperty.COMPLEX_TYPES, Boolean.class),
        checked.value(ConnectionProperty.MAX_ROWS_PER_PAGE, Long.class),
        checked.value(ConnectionProperty.MAX_BYTES_PER_PAGE, Long.class),
        Math.toIntExact(checked.value(ConnectionProperty.DOWNLOAD_THREADS, Long.class)),
        memory,
        checked.value(ConnectionProperty.KEEP_ALIVE, Duration.class),
        checked.value(ConnectionProperty.KEEP_ALIVE_LIMIT, Duration.class));
  }

  private ConnectionConfig.Limits limits() {
    return new ConnectionConfig.Limits(
        checked.value(ConnectionProperty.CONNECT_TIMEOUT, Duration.class),
        checked.value(ConnectionProperty.LOGIN_TIMEOUT, Duration.class),
        checked.value(ConnectionProperty.SOCKET_TIMEOUT, Duration.class),
        checked.value(ConnectionProperty.LEAST_RATE, Long.class),
        checked.value(ConnectionProperty.CLOSE_TIMEOUT, Duration.class),
        checked.value(ConnectionProperty.RETRY_TIMEOUT, Duration.class),
        checked.value(ConnectionProperty.RETRY_WRITES, String.class).equals("refused"),
        checked.withinHeap(ConnectionProperty.MAX_MESSAGE_SIZE, 2),
        checked.value(ConnectionProperty.IDLE_EXPIRY, Duration.class));
  }
}
