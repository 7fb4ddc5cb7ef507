package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.config.PropertyValues;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings behind all properties of a data source: the URL, and the connection properties that
 * were set one by one. The latter go before those in the URL.
 *
 * @since 0.1.0
 */
abstract class DataSourceProperties implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable String url;
  private final TreeMap<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * The time-out that {@link LakewireDataSource#setLoginTimeout} set, which bounds connecting only;
   * 0 leaves that to the connection property.
   */
  private int loginTimeout;

  private transient @Nullable TokenProvider tokenProvider;

  /**
   * Sets any connection property, session setting or header by its name.
   *
   * @param name any name that a URL may have; all names of a property mean the same setting
   * @param value as in a URL, without percent escapes; null removes the setting
   */
  public void setConnectionProperty(String name, @Nullable String value) {
    String key = PropertyValues.canonicalName(name);
    if (key.equals(ConnectionProperty.LOGIN_TIMEOUT.propertyName())) {
      loginTimeout = 0;
    }
    if (value == null) {
      given.remove(key);
    } else {
      given.put(key, value);
    }
  }

  /** Returns the JDBC URL as it was set, secrets included; null unless set. */
  public @Nullable String getUrl() {
    return url;
  }

  /** Sets the JDBC URL. Its properties apply where they are not set one by one. */
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

  final void setText(ConnectionProperty property, @Nullable String value) {
    setConnectionProperty(property.propertyName(), value);
  }

  final void setNumber(ConnectionProperty property, int value) {
    setText(property, Integer.toString(value));
  }

  final void setFlag(ConnectionProperty property, boolean value) {
    setText(property, value ? "1" : "0");
  }

  final @Nullable String text(ConnectionProperty property) {
    return values().text(property);
  }

  final int number(ConnectionProperty property) {
    return values().number(property);
  }

  final boolean flag(ConnectionProperty property) {
    return values().flag(property);
  }

  /** The connection properties as a connection would read them, but for the object. */
  final PropertyValues values() {
    return new PropertyValues(url, texts());
  }

  private Properties texts() {
    Properties texts = new Properties();
    texts.putAll(given);
    return texts;
  }

  /** A copy of what was set one by one, the object instead of the class where both are. */
  final Properties properties() {
    Properties properties = texts();
    if (tokenProvider != null) {
      properties.put(ConnectionProperty.TOKEN_PROVIDER.propertyName(), tokenProvider);
    }
    return properties;
  }

  /** What was set one by one, by name. */
  final Map<String, String> given() {
    return Map.copyOf(given);
  }

  final void loginWithin(int seconds) {
    loginTimeout = seconds;
  }

  final int loginWithin() {
    return loginTimeout;
  }

  final void tokenProviderObject(@Nullable TokenProvider provider) {
    tokenProvider = provider;
  }

  final @Nullable TokenProvider tokenProviderObject() {
    return tokenProvider;
  }
}
