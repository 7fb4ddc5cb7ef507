package io.github.lakewire.jdbc.internal.text;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map that does not change, in the order of its entries; what its text is, its kinds say. */
public abstract class ReadOnlyMap<K extends @Nullable Object>
    extends AbstractMap<K, @Nullable Object> {
  private final Map<K, @Nullable Object> entries;

  /**
   * @param entries not changed afterwards
   */
  protected ReadOnlyMap(Map<K, @Nullable Object> entries) {
    this.entries = entries;
  }

  @Override
  public final @Nullable Object get(@Nullable Object key) {
    return entries.get(key);
  }

  @Override
  public final boolean containsKey(@Nullable Object key) {
    return entries.containsKey(key);
  }

  @Override
  public final Set<Map.Entry<K, @Nullable Object>> entrySet() {
    return Collections.unmodifiableMap(entries).entrySet();
  }
}
