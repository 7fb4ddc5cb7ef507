package io.github.lakewire.jdbc.internal.text;

import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A MAP value: default Java objects in the server's order, which do not change. Its text is JSON.
 */
public final class MapValue extends ReadOnlyMap<@Nullable Object> {
  private final SqlType type;

  /**
   * @param type of the map
   * @param entries not changed afterwards
   */
  public MapValue(SqlType type, Map<@Nullable Object, @Nullable Object> entries) {
    super(entries);
    this.type = type;
  }

  @Override
  public String toString() {
    return ValueFormatter.of(this, type);
  }
}
