package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.text.StructValue;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value whose text is that of a STRUCT and of a MAP alike, from a server that does not say which:
 * it is both. It does not change, and outlives the result that it came from.
 */
public final class StructOrMap extends AbstractMap<String, @Nullable Object> implements Struct {
  private final LakewireStruct struct;
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  StructOrMap(StructValue value) {
    struct = new LakewireStruct(SqlType.of(ColumnType.STRUCT), value);
    @Nullable Object[] attributes = struct.attributes();
    for (int i = 0; i < attributes.length; i++) {
      fields.put(struct.value().names().get(i), attributes[i]);
    }
  }

  /** The value as results have it. */
  public StructValue value() {
    return struct.value();
  }

  @Override
  public String getSQLTypeName() {
    return struct.getSQLTypeName();
  }

  @Override
  public @Nullable Object[] getAttributes() throws SQLException {
    return struct.getAttributes();
  }

  @Override
  public @Nullable Object[] getAttributes(@Nullable Map<String, Class<?>> types)
      throws SQLException {
    return struct.getAttributes(types);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return fields.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return fields.containsKey(key);
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return Collections.unmodifiableMap(fields).entrySet();
  }

  /** JSON. */
  @Override
  public String toString() {
    return struct.toString();
  }
}
