package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.text.ReadOnlyMap;
import io.github.lakewire.jdbc.internal.text.StructValue;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value whose text is that of a STRUCT and of a MAP alike, from a server that does not say which:
 * it is both. It does not change, and outlives the result that it came from.
 */
public final class StructOrMap extends ReadOnlyMap<String> implements Struct {
  private final LakewireStruct struct;

  StructOrMap(StructValue value) {
    this(new LakewireStruct(SqlType.of(ColumnType.STRUCT), value));
  }

  private StructOrMap(LakewireStruct struct) {
    super(fields(struct));
    this.struct = struct;
  }

  private static Map<String, @Nullable Object> fields(LakewireStruct struct) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    @Nullable Object[] attributes = struct.attributes();
    for (int i = 0; i < attributes.length; i++) {
      fields.put(struct.value().names().get(i), attributes[i]);
    }
    return fields;
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

  /** JSON. */
  @Override
  public String toString() {
    return struct.toString();
  }
}
