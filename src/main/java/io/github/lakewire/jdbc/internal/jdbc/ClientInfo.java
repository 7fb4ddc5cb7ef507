package io.github.lakewire.jdbc.internal.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The client information of a connection: JDBC's three names, mirrored. Thread-safe. */
final class ClientInfo {
  /** The one that the server hears of, in the User-Agent. */
  static final String APPLICATION_NAME = "ApplicationName";

  private static final List<String> NAMES =
      List.of(APPLICATION_NAME, "ClientHostname", "ClientUser");

  private final Map<String, String> values = new TreeMap<>();

  /** Returns the proper spelling, null for a name that is not one of them. */
  static @Nullable String find(@Nullable String name) {
    for (String known : NAMES) {
      if (name != null && known.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return known;
      }
    }
    return null;
  }

  synchronized void set(String name, @Nullable String value) {
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }

  synchronized @Nullable String get(String name) {
    return values.get(name);
  }

  synchronized void clear() {
    values.clear();
  }

  synchronized Properties all() {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }
}
