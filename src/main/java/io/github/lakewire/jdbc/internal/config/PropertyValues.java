package io.github.lakewire.jdbc.internal.config;

import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a URL and Properties say of single properties, for the getters of a data source: as a
 * connection would read it, and the default where it would not understand it.
 */
public final class PropertyValues {
  private final PropertySources given;

  /** Reads both. Never fails; a URL may be null or half typed. */
  public PropertyValues(@Nullable String url, Properties properties) {
    given = PropertySources.read(url == null ? "" : url, properties);
  }

  /** Returns the documented name for any spelling of a property; other names as they are. */
  public static String canonicalName(String name) {
    ConnectionProperty property = ConnectionProperty.find(name.strip());
    return property == null ? name.strip() : property.propertyName();
  }

  /** Whether it is given at all. */
  public boolean isGiven(ConnectionProperty property) {
    return given.text(property) != null;
  }

  /** Returns the text that was given, else the default, else null. */
  public @Nullable String text(ConnectionProperty property) {
    String text = given.text(property);
    return text == null ? property.defaultValue() : text;
  }

  /** Returns whether a property with a default is on. */
  public boolean flag(ConnectionProperty property) {
    return Boolean.TRUE.equals(value(property));
  }

  /** Returns a whole number, or a time in seconds, parts of seconds rounded up. */
  public int number(ConnectionProperty property) {
    Object value = value(property);
    if (value instanceof Duration time) {
      return Math.toIntExact(time.plusNanos(999_999_999).toSeconds());
    }
    return value instanceof Long whole ? Math.toIntExact(whole) : 0;
  }

  private @Nullable Object value(ConnectionProperty property) {
    String text = given.text(property);
    if (text != null) {
      try {
        return property.kind().parse(text);
      } catch (IllegalArgumentException wrong) {
        // Connecting reports the error; a getter cannot.
      }
    }
    String defaultValue = property.defaultValue();
    return defaultValue == null ? null : property.kind().parse(defaultValue);
  }
}
