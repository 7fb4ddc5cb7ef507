package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client information that a connection takes, one row each, in the order of the names: {@code
 * setClientInfo} accepts what stands here, and {@code getClientInfoProperties} lists it.
 */
public enum ClientInfoProperty {
  APPLICATION_NAME(
      "ApplicationName",
      HttpChannel.LONGEST_APPLICATION_NAME,
      "Name of the application, sent to the server in the User-Agent of later requests and shown in"
          + " the query history."),
  ACCESS_TOKEN(
      ConnectionProperty.ACCESS_TOKEN.officialName(),
      16384,
      "A new token for the session, used by every later request; can be set, but not read or"
          + " removed."),
  CLIENT_HOSTNAME(
      "ClientHostname",
      255,
      "Name of the machine that the application runs on; kept by the driver, not sent."),
  CLIENT_USER(
      "ClientUser",
      255,
      "Name of the user on whose behalf the application works; kept by the driver, not sent."),
  QUERY_TAGS(
      ConnectionProperty.QUERY_TAGS.propertyName(),
      16384,
      "Query tags of later statements, key:value,...; sent with each of them.");

  private final String propertyName;
  private final int maxLength;
  private final String description;

  ClientInfoProperty(String name, int maxLength, String description) {
    this.propertyName = name;
    this.maxLength = maxLength;
    this.description = description;
  }

  /** Finds a property by its name in any case; null when there is none. */
  public static @Nullable ClientInfoProperty find(@Nullable String name) {
    for (ClientInfoProperty property : values()) {
      if (property.propertyName.equalsIgnoreCase(name)) {
        return property;
      }
    }
    return null;
  }

  public String propertyName() {
    return propertyName;
  }

  /** Returns the most characters that are kept or sent. */
  public int maxLength() {
    return maxLength;
  }

  /** Whether a value that is too long is cut; of others a part would say something else. */
  public boolean mayBeCut() {
    return this != ACCESS_TOKEN && this != QUERY_TAGS;
  }

  /** Whether its value can be read back. */
  public boolean readable() {
    return this != ACCESS_TOKEN;
  }

  /** All of them, as {@code getClientInfoProperties} has its columns. */
  static List<Object[]> rows() {
    return Arrays.stream(values())
        .map(
            property ->
                new Object[] {property.propertyName, property.maxLength, "", property.description})
        .toList();
  }
}
