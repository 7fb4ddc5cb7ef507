package io.github.lakewire.jdbc.internal.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What one source says: Properties, URL, a profile, or the environment. */
final class PropertyLayer {
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc.internal.config");

  private final String source;

  /** Whether the source has an order, so that the later of two wins as in other drivers. */
  private final boolean ordered;

  private final Map<ConnectionProperty, String> properties =
      new EnumMap<>(ConnectionProperty.class);
  private final Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> foreign = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** The spellings by which the source gave the properties. */
  private final Map<ConnectionProperty, String> takenAs = new EnumMap<>(ConnectionProperty.class);

  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  /**
   * @param source for people, to stand after "the"
   */
  PropertyLayer(String source, boolean ordered) {
    this.source = source;
    this.ordered = ordered;
  }

  /** Takes what stands in the place of a property; absent and blank texts are nothing. */
  void put(ConnectionProperty property, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    String before = properties.put(property, value.strip());
    if (before != null && !before.equals(value.strip())) {
      LOGGER.log(
          Level.FINE, "Connection property {0} is given more than once", property.propertyName());
    }
  }

  /** Takes a property, setting or header by any of its names. */
  void take(String rawName, String value) {
    String name = rawName.strip();
    ConnectionProperty property = ConnectionProperty.find(name);
    String prefix = sessionPrefix(name);
    if (property != null) {
      warnOfContradiction(property, name, value);
      put(property, value);
    } else if (startsWith(name, ConnectionProperty.HEADER_PREFIX)) {
      headers.put(name.substring(ConnectionProperty.HEADER_PREFIX.length()), value.strip());
    } else if (name.equalsIgnoreCase(ConnectionProperty.SESSION_CONFIGURATION)) {
      settings(value);
    } else if (prefix != null) {
      setting(name.substring(prefix.length()), value);
    } else if (startsWith(name, ConnectionProperty.SPARK_PREFIX)) {
      setting(name, value);
    } else if (ForeignProperties.isKnown(name)) {
      foreign.put(name, value);
    } else {
      unknown.add(name);
    }
  }

  private static @Nullable String sessionPrefix(String name) {
    for (String prefix : ConnectionProperty.SESSION_PREFIXES) {
      if (startsWith(name, prefix)) {
        return prefix;
      }
    }
    return null;
  }

  /** Adds a warning when the source gives a property twice with different values. */
  private void warnOfContradiction(ConnectionProperty property, String name, String value) {
    if (value.isBlank()) {
      return;
    }
    String other = takenAs.put(property, name);
    boolean replaces =
        ordered && isOfficial(property, name) && other != null && isOfficial(property, other);
    if (other != null && !replaces && !value.strip().equals(properties.get(property))) {
      warnings.add(
          "Connection properties "
              + other
              + " and "
              + name
              + " mean the same and have different values; "
              + name
              + " is used");
    }
  }

  private static boolean isOfficial(ConnectionProperty property, String name) {
    return name.equalsIgnoreCase(property.propertyName())
        || name.equalsIgnoreCase(property.officialName());
  }

  private void settings(String list) {
    try {
      SettingList.parse(list).forEach(entry -> setting(entry.getKey(), entry.getValue()));
    } catch (IllegalArgumentException e) {
      problems.add(
          "Connection property "
              + ConnectionProperty.SESSION_CONFIGURATION
              + " is wrong: expected name=value pairs separated by commas, or a flat JSON object");
    }
  }

  private void setting(String name, String value) {
    ConnectionProperty property = ConnectionProperty.find(name);
    if (property != null && property.group() == ConnectionProperty.Group.SESSION) {
      put(property, value);
    } else if (!name.isEmpty() && !value.isBlank()) {
      settings.put(name, value.strip());
    }
  }

  /** Adds what is wrong with the URL, and what of it is ignored. */
  void note(JdbcUrl url) {
    problems.addAll(url.problems());
    warnings.addAll(url.warnings());
  }

  /**
   * Puts the parts of a host that was given with scheme, port, path or workspace in their places,
   * and the host into lower case.
   */
  void splitHost() {
    String text = properties.get(ConnectionProperty.HOST);
    if (text == null) {
      return;
    }
    if (!UrlParser.isHost(text)) {
      JdbcUrl parts = JdbcUrl.ofHost(text);
      String host = parts.host();
      boolean queryOnly =
          parts.properties().stream()
              .allMatch(
                  entry ->
                      ConnectionProperty.find(entry.getKey()) == ConnectionProperty.WORKSPACE_ID);
      if (host == null || !parts.problems().isEmpty() || parts.user() != null || !queryOnly) {
        return;
      }
      if (parts.schema() != null) {
        warnings.add("The path in connection property host is ignored");
      }
      warnings.addAll(parts.warnings());
      text = host;
      putIfAbsent(ConnectionProperty.PORT, parts.port());
      putIfAbsent(ConnectionProperty.HTTP_PATH, parts.httpPath());
      parts
          .properties()
          .forEach(entry -> putIfAbsent(ConnectionProperty.WORKSPACE_ID, entry.getValue()));
    }
    properties.put(ConnectionProperty.HOST, text.toLowerCase(Locale.ROOT));
  }

  private void putIfAbsent(ConnectionProperty property, @Nullable String value) {
    if (properties.get(property) == null) {
      put(property, value);
    }
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Returns the name of the source for people. */
  String source() {
    return source;
  }

  @Nullable String text(ConnectionProperty property) {
    return properties.get(property);
  }

  Map<ConnectionProperty, String> properties() {
    return Collections.unmodifiableMap(properties);
  }

  Map<String, String> settings() {
    return settings;
  }

  Map<String, String> foreign() {
    return foreign;
  }

  Map<String, String> headers() {
    return headers;
  }

  List<String> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }

  List<String> unknown() {
    return unknown;
  }
}
