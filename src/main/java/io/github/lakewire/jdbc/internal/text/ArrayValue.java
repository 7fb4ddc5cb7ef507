package io.github.lakewire.jdbc.internal.text;

import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ARRAY value: default Java objects, which do not change. Its text is JSON. */
public final class ArrayValue extends AbstractList<@Nullable Object> {
  private final SqlType type;
  private final List<@Nullable Object> elements;

  /**
   * @param type of the array
   * @param elements not changed afterwards
   */
  public ArrayValue(SqlType type, List<@Nullable Object> elements) {
    this.type = type;
    this.elements = elements;
  }

  @Override
  public @Nullable Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public String toString() {
    return ValueFormatter.of(elements, type);
  }
}
