package io.github.lakewire.jdbc.internal.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What URL and Properties say, sorted by property but not yet parsed. Where both name a property
 * the Properties win; an empty value counts as absent, because tools send empty fields of their
 * dialogs.
 */
final class PropertySources {
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc.internal.config");

  /** What may be repeated in a warning: what looks like a name, not like a part of a token. */
  private static final Pattern NAME = Pattern.compile("(?!(?i:dapi))[A-Za-z][A-Za-z0-9_.-]{0,39}");

  private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}");

  private final Map<ConnectionProperty, String> properties =
      new EnumMap<>(ConnectionProperty.class);
  private final Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> foreign = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** The spellings by which the source that is being read gave the properties. */
  private final Map<ConnectionProperty, String> takenAs = new EnumMap<>(ConnectionProperty.class);

  /** Whether that source has an order, so that the later of two wins as in other drivers. */
  private boolean ordered = true;

  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private PropertySources() {}

  /** Reads both sources. Never fails; the Properties are not changed. */
  static PropertySources read(String url, @Nullable Properties properties) {
    PropertySources given = new PropertySources();
    JdbcUrl parts = JdbcUrl.parse(url);
    given.problems.addAll(parts.problems());
    given.warnings.addAll(parts.warnings());
    given.put(ConnectionProperty.HOST, parts.host());
    given.put(ConnectionProperty.PORT, parts.port());
    given.put(ConnectionProperty.SCHEMA, parts.schema());
    parts.properties().forEach(entry -> given.take(entry.getKey(), entry.getValue()));
    if (properties != null) {
      // What the Properties override is no contradiction.
      given.takenAs.clear();
      given.ordered = false;
      for (Map.Entry<String, String> entry : inOrder(textsOf(properties))) {
        given.take(entry.getKey(), entry.getValue());
      }
    }
    given.foreign.forEach(given::hint);
    return given;
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
                text, value instanceof char[] chars ? new String(chars) : String.valueOf(value));
          }
        });
    return texts;
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

  private void put(ConnectionProperty property, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    String before = properties.put(property, value.strip());
    if (before != null && !before.equals(value.strip())) {
      LOGGER.log(
          Level.FINE, "Connection property {0} is given more than once", property.propertyName());
    }
  }

  private void take(String rawName, String value) {
    String name = rawName.strip();
    ConnectionProperty property = ConnectionProperty.find(name);
    if (property != null) {
      warnOfContradiction(property, name, value);
      put(property, value);
    } else if (startsWith(name, ConnectionProperty.HEADER_PREFIX)) {
      headers.put(name.substring(ConnectionProperty.HEADER_PREFIX.length()), value.strip());
    } else if (startsWith(name, ConnectionProperty.SESSION_PREFIX)) {
      setting(name.substring(ConnectionProperty.SESSION_PREFIX.length()), value);
    } else if (startsWith(name, ConnectionProperty.SPARK_PREFIX)) {
      setting(name, value);
    } else if (ForeignProperties.isKnown(name)) {
      foreign.put(name, value);
    } else {
      unknown(name);
    }
  }

  /** Adds a warning when one source gives a property twice with different values. */
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

  private void setting(String name, String value) {
    ConnectionProperty property = ConnectionProperty.find(name);
    if (property != null && property.group() == ConnectionProperty.Group.SESSION) {
      put(property, value);
    } else if (!name.isEmpty() && !value.isBlank()) {
      settings.put(name, value.strip());
    }
  }

  /** Its value is not repeated: what looks like a property may be a part of a password. */
  private void hint(String name, String value) {
    String hint = ForeignProperties.hint(name, value);
    if (hint != null) {
      warnings.add("Connection property " + name + " has no effect in this driver: " + hint);
    }
  }

  private void unknown(String name) {
    if (!NAME.matcher(name).matches() || FOUR_DIGITS.matcher(name).find()) {
      warnings.add(
          "A connection property with an unusual name is ignored;"
              + " a semicolon within a value in the URL is written %3B");
      return;
    }
    String near = nearest(name);
    warnings.add(
        "Unknown connection property "
            + name
            + " is ignored"
            + (near == null ? "" : "; did you mean " + near + "?"));
  }

  private static @Nullable String nearest(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    int least = Math.max(1, wanted.length() / 3) + 1;
    TreeSet<String> candidates = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (ConnectionProperty property : ConnectionProperty.values()) {
      candidates.addAll(property.names());
    }
    for (String candidate : candidates) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /** Edits from one to the other: a letter more, less, other, or two neighbours swapped. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Returns what was given for a property, or null. */
  @Nullable String text(ConnectionProperty property) {
    return properties.get(property);
  }

  /** Returns the session settings without a row of their own, by name. */
  Map<String, String> settings() {
    return settings;
  }

  /** Returns the further HTTP headers by name. */
  Map<String, String> headers() {
    return headers;
  }

  /** Returns what is wrong with the URL as such. */
  List<String> problems() {
    return problems;
  }

  /** Returns what was ignored. */
  List<String> warnings() {
    return warnings;
  }
}
