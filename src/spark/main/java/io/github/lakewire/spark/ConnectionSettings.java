package io.github.lakewire.spark;

import io.github.lakewire.jdbc.LakewireDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where to connect, and as whom. It has secrets, and is therefore in nothing that Spark prints or
 * sends; its text has none of them.
 */
final class ConnectionSettings {
  /** The driver's property for the zone of a session. */
  static final String ZONE = "timezone";

  /**
   * Names of properties whose values are secret, in each spelling that the driver knows, and of
   * those that may hold anything: settings of the session, headers.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          ".*(password|passphrase|secret|pwd|access_?token|refresh_?token)|token"
              + "|session\\..*|ssp_.*|.*header.*");

  private static final Pattern NAME_IN_URL = Pattern.compile("[;?&]\\s*([A-Za-z0-9_.]+)\\s*=");
  private static final Pattern TOKEN_IN_URL = Pattern.compile("//[^/;?]*@");

  private static final Pattern ANSI_OFF = Pattern.compile("ansi(_mode|\\.enabled)\\s*=");

  private final String url;
  private final Map<String, String> properties;

  /**
   * @param url {@code jdbc:databricks://…}
   * @param properties connection properties of the driver by their names
   */
  ConnectionSettings(String url, Map<String, String> properties) {
    this.url = url;
    this.properties = Map.copyOf(properties);
  }

  static boolean isUrl(String url) {
    return new LakewireDriver().acceptsURL(url);
  }

  static boolean isSecret(String property) {
    return SECRET.matcher(property.toLowerCase(Locale.ROOT)).matches();
  }

  /** Whether there are credentials in the URL itself. */
  static boolean hasSecrets(String url) {
    return TOKEN_IN_URL.matcher(url).find()
        || NAME_IN_URL.matcher(url).results().anyMatch(found -> isSecret(found.group(1)));
  }

  /**
   * Opens a session.
   *
   * @param zone time zone of the session, which is that of the Spark session: otherwise filters and
   *     Spark itself would tell other dates of the same instants
   */
  Connection open(String zone) throws SQLException {
    Properties all = new Properties();
    // A mistyped name would otherwise be a mere warning, which nobody sees here.
    all.setProperty("strict", "1");
    all.setProperty("userAgentEntry", "lakewire-spark");
    properties.forEach(all::setProperty);
    all.setProperty(ZONE, zone);
    // Not through DriverManager, which does not see the class loader of Spark's user jars.
    Connection connection = new LakewireDriver().connect(url, all);
    if (connection == null) {
      throw new SQLException("The option url is no URL of Databricks", "08001");
    }
    return connection;
  }

  /**
   * Returns the URL for executors.
   *
   * @throws IllegalArgumentException when there are credentials in it
   */
  String urlWithoutSecrets() {
    if (!hasSecrets(url)) {
      return url;
    }
    throw new IllegalArgumentException(
        "Option linkRenewal=workspace needs a url without credentials: executors have their own;"
            + " use option token, or the environment of the executors");
  }

  /** Returns the connection properties that may be shown, and sent to executors. */
  Map<String, String> withoutSecrets() {
    Map<String, String> harmless = new TreeMap<>();
    properties.forEach(
        (name, value) -> {
          if (!isSecret(name)) {
            harmless.put(name, value);
          }
        });
    return harmless;
  }

  /** Returns what executors need to fetch files as this connection would. */
  Map<String, String> forExecutors(String zone) {
    Map<String, String> settings = new HashMap<>(withoutSecrets());
    settings.put(ZONE, zone);
    return settings;
  }

  /**
   * Whether the server fails where a sum does not fit, as far as that is known: SQL warehouses do,
   * unless they are told not to.
   */
  boolean isAnsi() {
    StringBuilder all = new StringBuilder(url);
    properties.forEach((name, value) -> all.append(';').append(name).append('=').append(value));
    String text = all.toString().toLowerCase(Locale.ROOT);
    return text.contains("/sql/1.0/warehouses/") && !ANSI_OFF.matcher(text).find();
  }

  /** Two reads of the same data by the same user are one. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ConnectionSettings that
        && url.equals(that.url)
        && properties.equals(that.properties);
  }

  @Override
  public int hashCode() {
    return url.hashCode();
  }

  @Override
  public String toString() {
    return "ConnectionSettings";
  }
}
