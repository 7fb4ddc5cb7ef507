package io.github.lakewire.jdbc.internal.config;

import io.github.lakewire.jdbc.TokenProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What Properties, URL, profile and environment say, sorted by property but not yet parsed. Of two
 * that name a property, the one that comes first in this sentence wins; an empty value counts as
 * absent, because tools send empty fields of their dialogs.
 *
 * <p>Profile and environment are for the host that they name: for any other they say nothing, so
 * that no token goes to a host that it is not meant for, and no connection changes because of a
 * variable that is set for another tool.
 */
final class PropertySources {
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc.internal.config");

  private final Map<ConnectionProperty, String> properties =
      new EnumMap<>(ConnectionProperty.class);
  private final Map<ConnectionProperty, String> sources = new EnumMap<>(ConnectionProperty.class);
  private final Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> foreign = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  /** Why tokens of profile and environment were not taken. */
  private final List<String> tokensLeft = new ArrayList<>();

  /** The user before the host in the URL, which may be a misplaced token; null when absent. */
  private @Nullable String userInUrl;

  /** What Properties and URL say. */
  private final Set<ConnectionProperty> explicit = EnumSet.noneOf(ConnectionProperty.class);

  private boolean profileUnread;

  private @Nullable Path home;

  /** The provider that was given as an object. */
  private @Nullable TokenProvider tokenProvider;

  private PropertySources() {}

  /** Reads URL and Properties alone. Never fails; the Properties are not changed. */
  static PropertySources read(String url, @Nullable Properties properties) {
    return read(url, properties, ProcessEnvironment.NONE);
  }

  /** Reads all sources; the file of profiles only when one is named. Never fails. */
  static PropertySources read(
      String url, @Nullable Properties properties, ProcessEnvironment environment) {
    PropertySources given = new PropertySources();
    JdbcUrl parts = JdbcUrl.parse(url);
    given.userInUrl = parts.user();
    given.home = environment.home();
    given.tokenProvider = properties == null ? null : providerIn(properties);
    given.addExplicit(layerOf(properties == null ? new Properties() : properties));
    given.addExplicit(layerOf(parts));
    boolean hostGiven = given.text(ConnectionProperty.HOST) != null;
    String profile = given.text(ConnectionProperty.PROFILE);
    if (profile == null && !hostGiven) {
      profile = environment.profile();
    }
    if (profile != null && profile.chars().noneMatch(Character::isISOControl)) {
      given.addProfile(environment, profile);
    }
    PropertyLayer variables = environment.layer();
    if (!hostGiven || variables.text(ConnectionProperty.HOST) != null) {
      given.addForHost(variables);
    } else if (variables.properties().keySet().stream().anyMatch(ConnectionProperty::credential)) {
      given.tokensLeft.add(
          "the token of the environment is not used, as it is for no host that is named there");
    }
    given.foreign.forEach(given::hint);
    return given;
  }

  private static PropertyLayer layerOf(JdbcUrl url) {
    PropertyLayer layer = new PropertyLayer("URL", true);
    layer.note(url);
    layer.put(ConnectionProperty.HOST, url.host());
    layer.put(ConnectionProperty.PORT, url.port());
    layer.put(ConnectionProperty.SCHEMA, url.schema());
    layer.put(ConnectionProperty.HTTP_PATH, url.httpPath());
    layer.put(ConnectionProperty.USER, url.user());
    layer.put(ConnectionProperty.PASSWORD, url.password());
    url.properties().forEach(entry -> layer.take(entry.getKey(), entry.getValue()));
    layer.splitHost();
    return layer;
  }

  private static PropertyLayer layerOf(Properties properties) {
    PropertyLayer layer = new PropertyLayer("Properties", false);
    for (Map.Entry<String, String> entry : inOrder(textsOf(properties))) {
      layer.take(entry.getKey(), entry.getValue());
    }
    layer.splitHost();
    return layer;
  }

  /** Own entries of any type and inherited defaults, as text. */
  private static Map<String, String> textsOf(Properties properties) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (value != null) {
        texts.put(name, value);
      }
    }
    properties.forEach(
        (name, value) -> {
          if (name instanceof String text) {
            texts.put(
                text,
                value instanceof char[] chars
                    ? new String(chars)
                    : value instanceof TokenProvider
                        ? value.getClass().getName()
                        : String.valueOf(value));
          }
        });
    return texts;
  }

  private static @Nullable TokenProvider providerIn(Properties properties) {
    for (Map.Entry<Object, Object> entry : properties.entrySet()) {
      if (entry.getValue() instanceof TokenProvider provider
          && entry.getKey() instanceof String name
          && ConnectionProperty.find(name.strip()) == ConnectionProperty.TOKEN_PROVIDER) {
        return provider;
      }
    }
    return null;
  }

  /**
   * Aliases first and the documented spelling last, so that it wins: a Properties has no order. One
   * case is different: a password that came with the name of a user is less likely to be a token
   * than a property named token.
   */
  private static List<Map.Entry<String, String>> inOrder(Map<String, String> texts) {
    boolean user =
        texts.entrySet().stream()
            .anyMatch(
                entry ->
                    ConnectionProperty.find(entry.getKey().strip()) == ConnectionProperty.USER
                        && !entry.getValue().isBlank()
                        && !entry.getValue().strip().equalsIgnoreCase(ConnectionProperty.TOKEN));
    List<Map.Entry<String, String>> entries = new ArrayList<>(texts.entrySet());
    entries.sort(
        Comparator.comparing(
            entry ->
                user && entry.getKey().strip().equalsIgnoreCase(ConnectionProperty.TOKEN)
                    ? 2
                    : isDocumented(entry.getKey()) ? 1 : 0));
    return entries;
  }

  private static boolean isDocumented(String name) {
    ConnectionProperty property = ConnectionProperty.find(name.strip());
    return property != null && property.propertyName().equalsIgnoreCase(name.strip());
  }

  /** Adds what the application said itself. */
  private void addExplicit(PropertyLayer layer) {
    layer.properties().forEach((property, text) -> add(property, text, layer));
    explicit.addAll(layer.properties().keySet());
    layer.settings().forEach(settings::putIfAbsent);
    layer.headers().forEach(headers::putIfAbsent);
    layer.foreign().forEach(foreign::putIfAbsent);
    problems.addAll(layer.problems());
    // Those of the URL, which is the older habit, stay in front.
    warnings.addAll(0, layer.warnings());
    unknown.addAll(0, layer.unknown());
  }

  private void addProfile(ProcessEnvironment environment, String name) {
    try {
      addForHost(ProfileFile.profile(environment, name));
    } catch (ConfigException e) {
      profileUnread = true;
      problems.add(e.getMessage());
    }
  }

  /** Adds what is known of a host, if it is known of the one that is connected to. */
  private void addForHost(PropertyLayer layer) {
    String host = text(ConnectionProperty.HOST);
    String own = layer.text(ConnectionProperty.HOST);
    boolean credentialGiven = properties.keySet().stream().anyMatch(ConnectionProperty::credential);
    boolean sameHost = host == null || (host.equals(own) && portOf(layer::text).equals(port()));
    boolean trusted = sameHost && own != null;
    if (!trusted && layer.properties().keySet().stream().anyMatch(ConnectionProperty::credential)) {
      tokensLeft.add(
          "the token of the "
              + layer.source()
              + " is not used, as it is for "
              + (own == null ? "no host that is named there" : "another host"));
    }
    if (!sameHost && own != null) {
      LOGGER.log(Level.FINE, "The {0} is for another host", layer.source());
      return;
    }
    layer
        .properties()
        .forEach(
            (property, text) -> {
              if (!property.credential() || (trusted && !credentialGiven)) {
                add(property, text, layer);
              }
            });
    warnings.addAll(layer.warnings());
  }

  private String port() {
    return portOf(this::text);
  }

  private static String portOf(Function<ConnectionProperty, @Nullable String> texts) {
    return Objects.requireNonNullElse(
        texts.apply(ConnectionProperty.PORT),
        Objects.requireNonNull(ConnectionProperty.PORT.defaultValue()));
  }

  private void add(ConnectionProperty property, String text, PropertyLayer layer) {
    String before = properties.putIfAbsent(property, text);
    if (before == null) {
      sources.put(property, layer.source());
    } else if (!before.equals(text)) {
      LOGGER.log(
          Level.FINE,
          "Connection property {0} of the {1} is overridden by the {2}",
          new Object[] {property.propertyName(), layer.source(), sources.get(property)});
    }
  }

  /** Its value is not repeated: what looks like a property may be a part of a password. */
  private void hint(String name, String value) {
    String hint = ForeignProperties.hint(name, value);
    if (hint != null) {
      warnings.add("Connection property " + name + " has no effect in this driver: " + hint);
    }
  }

  /** Returns what was given for a property, or null. */
  @Nullable String text(ConnectionProperty property) {
    return properties.get(property);
  }

  /** Whether the application said it itself, and not a profile or the environment. */
  boolean isExplicit(ConnectionProperty property) {
    return explicit.contains(property);
  }

  /** Returns what may be shown of what was given for a property, or null. */
  @Nullable String shown(ConnectionProperty property) {
    String text = text(property);
    boolean hidden =
        property.secret()
            || (property == ConnectionProperty.USER
                && text != null
                && text.equals(userInUrl)
                && !text.equalsIgnoreCase(ConnectionProperty.TOKEN));
    return hidden ? null : text;
  }

  /** Returns the session settings without a row of their own, by name. */
  Map<String, String> settings() {
    return settings;
  }

  /** Returns the further HTTP headers by name. */
  Map<String, String> headers() {
    return headers;
  }

  /** Returns what is wrong with URL and profile as such. */
  List<String> problems() {
    return problems;
  }

  /** Returns what was ignored. */
  List<String> warnings() {
    return warnings;
  }

  /** Returns the names that nobody knows. */
  List<String> unknown() {
    return unknown;
  }

  /** Whether there is a profile that could not be read: what is missing may stand there. */
  boolean profileUnread() {
    return profileUnread;
  }

  /** Returns what was given for a property of another driver, or null. */
  @Nullable String foreign(String name) {
    return foreign.get(name);
  }

  /** Returns the home folder of the user, or null. */
  @Nullable Path home() {
    return home;
  }

  /** Returns the provider that was given as an object, or null. */
  @Nullable TokenProvider tokenProvider() {
    return tokenProvider;
  }

  /** Returns why tokens of profile and environment were not taken. */
  List<String> tokensLeft() {
    return tokensLeft;
  }
}
