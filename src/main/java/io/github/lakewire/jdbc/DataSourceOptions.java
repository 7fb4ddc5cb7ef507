package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.Option;
import io.github.lakewire.jdbc.internal.config.OptionValues;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one store behind all properties of a data source: the URL, and the options set one by one,
 * which go before those of the URL.
 */
abstract class DataSourceOptions implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable String url;
  private final TreeMap<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * The time-out that {@link LakewireDataSource#setLoginTimeout} set, which bounds connecting
   * alone; 0 leaves that to the option.
   */
  private int loginTimeout;

  /**
   * Sets any option of the connection by its name; null takes it back.
   *
   * @param name any spelling that a URL may have; they all mean the same property
   */
  public void setConnectionProperty(String name, @Nullable String value) {
    String key = OptionValues.canonicalName(name);
    if (key.equals(Option.LOGIN_TIMEOUT.optionName())) {
      loginTimeout = 0;
    }
    if (value == null) {
      options.remove(key);
    } else {
      options.put(key, value);
    }
  }

  /** Returns the JDBC URL. */
  public @Nullable String getUrl() {
    return url;
  }

  /** Sets the JDBC URL. Its options hold where they are not set here. */
  public void setUrl(@Nullable String url) {
    this.url = url;
  }

  /** Returns the JDBC URL, by the name that some containers use. */
  public @Nullable String getURL() {
    return url;
  }

  /** Sets the JDBC URL, by the name that some containers use. */
  public void setURL(@Nullable String url) {
    this.url = url;
  }

  final void setText(Option option, @Nullable String value) {
    setConnectionProperty(option.optionName(), value);
  }

  final void setNumber(Option option, int value) {
    setText(option, Integer.toString(value));
  }

  final void setFlag(Option option, boolean value) {
    setText(option, value ? "1" : "0");
  }

  final @Nullable String text(Option option) {
    return values().text(option);
  }

  final int number(Option option) {
    return values().number(option);
  }

  final boolean flag(Option option) {
    return values().flag(option);
  }

  /** The options as a connection would read them. */
  final OptionValues values() {
    return new OptionValues(url, properties());
  }

  /** A copy of what was set one by one. */
  final Properties properties() {
    Properties properties = new Properties();
    properties.putAll(options);
    return properties;
  }

  /** What was set one by one, by name. */
  final Map<String, String> options() {
    return Map.copyOf(options);
  }

  final void loginWithin(int seconds) {
    loginTimeout = seconds;
  }

  final int loginWithin() {
    return loginTimeout;
  }
}
