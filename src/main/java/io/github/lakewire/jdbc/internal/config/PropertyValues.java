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
    ConnectionProperty option = ConnectionProperty.find(name.strip());
    return option == null ? name.strip() : option.propertyName();
  }

  /** Whether it is given at all. */
  public boolean isGiven(ConnectionProperty option) {
    return given.text(option) != null;
  }

  /** Returns the text that was given, else the default, else null. */
  public @Nullable String text(ConnectionProperty option) {
    String text = given.text(option);
    return text == null ? option.defaultValue() : text;
  }

  /** Returns whether a property with a default is on. */
  public boolean flag(ConnectionProperty option) {
    return Boolean.TRUE.equals(value(option));
  }

  /** Returns a whole number, or a time in seconds, parts of seconds rounded up. */
  public int number(ConnectionProperty option) {
    Object value = value(option);
    if (value instanceof Duration time) {
      return Math.toIntExact(time.plusNanos(999_999_999).toSeconds());
    }
    return value instanceof Long whole ? Math.toIntExact(whole) : 0;
  }

  private @Nullable Object value(ConnectionProperty option) {
    String text = given.text(option);
    if (text != null) {
      try {
        return option.kind().parse(text);
      } catch (IllegalArgumentException wrong) {
        // Connecting reports the error; a getter cannot.
      }
    }
    String defaultValue = option.defaultValue();
    return defaultValue == null ? null : option.kind().parse(defaultValue);
  }
}
