package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.text.ValueFormatter;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A MAP value in memory, of the objects that JDBC gives for keys and values; it does not change,
 * and outlives the result that it came from.
 */
final class LakewireMap extends AbstractMap<@Nullable Object, @Nullable Object> {
  private final SqlType type;
  private final Map<?, ?> value;
  private final Map<@Nullable Object, @Nullable Object> objects = new LinkedHashMap<>();

  /**
   * @param value as results have it, of the type; not changed afterwards
   */
  LakewireMap(SqlType type, Map<?, ?> value) {
    this.type = type;
    this.value = value;
    value.forEach(
        (key, entry) ->
            objects.put(
                NestedObjects.of(type.part(0), key), NestedObjects.of(type.part(1), entry)));
  }

  /** The value as results have it. */
  Map<?, ?> value() {
    return value;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return objects.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return objects.containsKey(key);
  }

  @Override
  public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
    return Collections.unmodifiableMap(objects).entrySet();
  }

  /** JSON. */
  @Override
  public String toString() {
    return ValueFormatter.of(value, type);
  }
}
