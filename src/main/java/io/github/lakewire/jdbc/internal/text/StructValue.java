package io.github.lakewire.jdbc.internal.text;

import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A STRUCT value: its fields in the type's order, and a map from their names. Two fields may have
 * the same name: the map's {@code get} finds the first. Its text is JSON.
 */
public final class StructValue extends AbstractMap<String, @Nullable Object> {
  private final SqlType type;
  private final List<String> names;
  private final List<@Nullable Object> values;

  /**
   * @param type of the struct, {@link SqlType#UNKNOWN} when it is not known
   * @param names as many as values; neither list is changed afterwards
   */
  public StructValue(SqlType type, List<String> names, List<@Nullable Object> values) {
    if (names.size() != values.size()) {
      throw new IllegalArgumentException("A struct needs a name for each value");
    }
    this.type = type;
    this.names = names;
    this.values = Collections.unmodifiableList(values);
  }

  /** Whether the server did not say that it is a STRUCT: its text may be that of a MAP as well. */
  public boolean mayBeMap() {
    return type.equals(SqlType.UNKNOWN);
  }

  /** Returns the names of the fields, in order. */
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** Returns the values of the fields, in order. */
  public List<@Nullable Object> attributes() {
    return values;
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        return IntStream.range(0, names.size())
            .<Map.Entry<String, @Nullable Object>>mapToObj(
                i -> new SimpleImmutableEntry<>(names.get(i), values.get(i)))
            .iterator();
      }

      @Override
      public int size() {
        return names.size();
      }
    };
  }

  @Override
  public String toString() {
    return ValueFormatter.of(this, type);
  }
}
