package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.text.ReadOnlyMap;
import io.github.lakewire.jdbc.internal.text.ValueFormatter;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A MAP value in memory, of the objects that JDBC gives for keys and values; it does not change,
 * and outlives the result that it came from.
 */
final class LakewireMap extends ReadOnlyMap<@Nullable Object> {
  private final SqlType type;
  private final Map<?, ?> value;

  /**
   * @param value as results have it, of the type; not changed afterwards
   */
  LakewireMap(SqlType type, Map<?, ?> value) {
    super(objects(type, value));
    this.type = type;
    this.value = value;
  }

  private static Map<@Nullable Object, @Nullable Object> objects(SqlType type, Map<?, ?> value) {
    Map<@Nullable Object, @Nullable Object> objects = new LinkedHashMap<>();
    value.forEach(
        (key, entry) ->
            objects.put(
                NestedObjects.of(type.part(0), key), NestedObjects.of(type.part(1), entry)));
    return objects;
  }

  /** The value as results have it. */
  Map<?, ?> value() {
    return value;
  }

  /** JSON. */
  @Override
  public String toString() {
    return ValueFormatter.of(value, type);
  }
}
