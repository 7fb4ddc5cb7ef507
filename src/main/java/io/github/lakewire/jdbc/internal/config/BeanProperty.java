package io.github.lakewire.jdbc.internal.config;

import io.github.lakewire.jdbc.internal.config.PropertyType.Flag;
import io.github.lakewire.jdbc.internal.config.PropertyType.Time;
import io.github.lakewire.jdbc.internal.config.PropertyType.Whole;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A connection property as a property of the data source.
 *
 * @param name as it stands behind get and set: AuthFlow of Auth_Flow
 * @param type int, where times are in seconds; boolean; else String
 */
public record BeanProperty(String name, Class<?> type) {

  /** Returns the bean property of a connection property. */
  public static BeanProperty of(ConnectionProperty property) {
    String name =
        Arrays.stream(property.propertyName().split("_"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    return new BeanProperty(name, typeOf(property));
  }

  private static Class<?> typeOf(ConnectionProperty property) {
    if (property.kind() instanceof Whole || property.kind() instanceof Time) {
      return int.class;
    }
    // Without a default, absent is a third value; numbers of bytes have units.
    boolean twoValues = property.kind() instanceof Flag && property.defaultValue() != null;
    return twoValues ? boolean.class : String.class;
  }
}
