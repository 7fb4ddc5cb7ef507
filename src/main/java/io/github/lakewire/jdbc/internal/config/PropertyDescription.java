package io.github.lakewire.jdbc.internal.config;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One property as {@code DriverPropertyInfo} shows it.
 *
 * @param name the documented spelling
 * @param defaultValue the text that stands for an absent property
 * @param value what URL and Properties say now, or the default; null for secrets and when there is
 *     neither
 * @param choices empty when any value of the right shape will do
 * @param secret whether tools should hide what is typed
 */
public record PropertyDescription(
    String name,
    String description,
    boolean required,
    @Nullable String defaultValue,
    @Nullable String value,
    List<String> choices,
    boolean secret) {

  /**
   * Describes all properties. Never fails: a URL may be empty, foreign or half typed.
   *
   * @param url the URL so far, or null
   * @param properties the Properties so far, or null
   */
  public static List<PropertyDescription> list(
      @Nullable String url, @Nullable Properties properties) {
    PropertySources given = PropertySources.read(url == null ? "" : url, properties);
    return Arrays.stream(ConnectionProperty.values())
        .map(property -> describe(property, given))
        .toList();
  }

  private static PropertyDescription describe(ConnectionProperty property, PropertySources given) {
    String now = given.shown(property);
    return new PropertyDescription(
        property.propertyName(),
        property.description(),
        property.required(),
        property.defaultValue(),
        property.secret() ? null : now == null ? property.defaultValue() : now,
        property.choices(),
        property.secret());
  }
}
