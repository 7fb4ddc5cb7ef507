package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.metadata.ClientInfoProperty;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;
import io.github.lakewire.jdbc.internal.text.QueryTagText;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The client information of a connection: the properties of {@link ClientInfoProperty}, kept and
 * given back, except the token, which goes to the session and cannot be read back. Thread-safe.
 */
final class ClientInfo {
  private static final int LONGEST_NAME_SHOWN = 100;

  private final CurrentSession session;
  private final BooleanSupplier closed;
  private final WarningChain warnings;
  private final Map<ClientInfoProperty, String> values = new EnumMap<>(ClientInfoProperty.class);
  private @Nullable Map<ClientInfoProperty, String> atRequestStart;

  ClientInfo(CurrentSession session, BooleanSupplier closed, WarningChain warnings) {
    this.session = session;
    this.closed = closed;
    this.warnings = warnings;
  }

  /** Sets one property; any other name leaves a warning, as JDBC demands. */
  synchronized void set(@Nullable String name, @Nullable String value)
      throws SQLClientInfoException {
    requireOpen(Set.of(String.valueOf(name)));
    ClientInfoProperty property = ClientInfoProperty.find(name);
    if (property == null) {
      warnUnknown(name);
      return;
    }
    check(Map.of(property, value == null ? "" : value));
    put(property, value);
  }

  /**
   * Sets what is given and clears the rest, but for the token. Nothing changes when a value is
   * refused.
   */
  synchronized void setAll(@Nullable Properties properties) throws SQLClientInfoException {
    Map<ClientInfoProperty, String> given = new EnumMap<>(ClientInfoProperty.class);
    Map<String, String> texts = texts(properties);
    requireOpen(texts.keySet());
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      ClientInfoProperty property = ClientInfoProperty.find(entry.getKey());
      if (property != null) {
        given.put(property, entry.getValue());
      }
    }
    check(given);
    for (String name : texts.keySet()) {
      if (ClientInfoProperty.find(name) == null) {
        warnUnknown(name);
      }
    }
    for (ClientInfoProperty property : ClientInfoProperty.values()) {
      if (property.readable() || given.containsKey(property)) {
        put(property, given.get(property));
      }
    }
  }

  private static Map<String, String> texts(@Nullable Properties properties) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (properties != null) {
      properties
          .stringPropertyNames()
          .forEach(name -> texts.put(name, String.valueOf(properties.getProperty(name))));
      properties.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    }
    return texts;
  }

  /** Refuses a token that no request could carry, and tags; other values are cut. */
  private static void check(Map<ClientInfoProperty, String> given) throws SQLClientInfoException {
    for (Map.Entry<ClientInfoProperty, String> entry : given.entrySet()) {
      String problem = problem(entry.getKey(), entry.getValue().strip());
      if (problem != null) {
        String name = entry.getKey().propertyName();
        Map<String, ClientInfoStatus> failed = new HashMap<>();
        given.keySet().forEach(p -> failed.put(p.propertyName(), ClientInfoStatus.REASON_UNKNOWN));
        failed.put(name, ClientInfoStatus.REASON_VALUE_INVALID);
        throw SqlExceptions.clientInfo(
            SqlExceptions.invalidArgument("Client information " + name + problem), failed);
      }
    }
  }

  /** What is wrong with a value, without the value; null for nothing. */
  private static @Nullable String problem(ClientInfoProperty property, String value) {
    if (property.mayBeCut()) {
      return null;
    }
    if (value.length() > property.maxLength()) {
      return " is longer than " + property.maxLength() + " characters";
    }
    if (property == ClientInfoProperty.QUERY_TAGS) {
      try {
        QueryTagText.parse(value);
        return null;
      } catch (IllegalArgumentException e) {
        return " is wrong: " + e.getMessage();
      }
    }
    if (value.isEmpty()) {
      return " must not be empty: a session cannot go on without a token";
    }
    return Secret.isToken(value) ? null : " contains blanks or characters that no token has";
  }

  private void put(ClientInfoProperty property, @Nullable String value) {
    if (property == ClientInfoProperty.ACCESS_TOKEN) {
      session.get().renewToken(new Secret(String.valueOf(value).strip()));
      return;
    }
    if (value == null) {
      values.remove(property);
    } else {
      values.put(property, cut(property, value));
    }
    if (property == ClientInfoProperty.APPLICATION_NAME) {
      session.get().setApplicationName(values.get(property));
    } else if (property == ClientInfoProperty.QUERY_TAGS) {
      session.get().setQueryTags(QueryTagText.parse(values.getOrDefault(property, "")));
    }
  }

  private String cut(ClientInfoProperty property, String value) {
    int most = property.maxLength();
    if (value.length() <= most || !property.mayBeCut()) {
      return value;
    }
    warnings.add(
        SqlExceptions.OPTION_CHANGED,
        "Client information " + property.propertyName() + " is cut to " + most + " characters");
    return value.substring(0, Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most);
  }

  private void warnUnknown(@Nullable String name) {
    String shown =
        name == null || name.length() <= LONGEST_NAME_SHOWN
            ? name
            : name.substring(0, LONGEST_NAME_SHOWN) + "...";
    warnings.add(SqlExceptions.INVALID_OPTION, "There is no client information named " + shown);
  }

  synchronized @Nullable String get(@Nullable String name) {
    ClientInfoProperty property = ClientInfoProperty.find(name);
    return property == null ? null : values.get(property);
  }

  synchronized Properties all() {
    Properties properties = new Properties();
    values.forEach((property, value) -> properties.setProperty(property.propertyName(), value));
    return properties;
  }

  /** Remembers what the next {@link #endRequest} goes back to. */
  synchronized void beginRequest() {
    atRequestStart = new EnumMap<>(values);
  }

  /** Goes back to where the request began; a new token stays. */
  synchronized void endRequest() {
    Map<ClientInfoProperty, String> start = atRequestStart;
    atRequestStart = null;
    if (start != null && !start.equals(values)) {
      for (ClientInfoProperty property : ClientInfoProperty.values()) {
        if (property.readable()) {
          put(property, start.get(property));
        }
      }
    }
  }

  /** Fails when the connection is closed; none of the values has been set then. */
  private void requireOpen(Set<String> names) throws SQLClientInfoException {
    if (closed.getAsBoolean()) {
      Map<String, ClientInfoStatus> failed = new HashMap<>();
      names.forEach(name -> failed.put(name, ClientInfoStatus.REASON_UNKNOWN));
      throw SqlExceptions.clientInfo(SqlExceptions.connectionClosed(), failed);
    }
  }
}
