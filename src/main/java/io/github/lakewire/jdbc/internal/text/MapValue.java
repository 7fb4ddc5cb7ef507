package io.github.lakewire.jdbc.internal.text;

import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A MAP value: default Java objects in the server's order, which do not change. Its text is JSON.
 */
public final class MapValue extends AbstractMap<@Nullable Object, @Nullable Object> {
  private final SqlType type;
  private final Map<@Nullable Object, @Nullable Object> entries;

  /**
   * @param type of the map
   * @param entries not changed afterwards
   */
  public MapValue(SqlType type, Map<@Nullable Object, @Nullable Object> entries) {
    this.type = type;
    this.entries = entries;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return entries.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries.containsKey(key);
  }

  @Override
  public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
    return Collections.unmodifiableMap(entries).entrySet();
  }

  @Override
  public String toString() {
    return ValueFormatter.of(entries, type);
  }
}
