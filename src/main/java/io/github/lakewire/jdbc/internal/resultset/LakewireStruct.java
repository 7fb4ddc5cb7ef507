package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.text.StructValue;
import io.github.lakewire.jdbc.internal.text.ValueFormatter;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A STRUCT value in memory; it does not change, and outlives the result that it came from. */
public final class LakewireStruct implements Struct {
  private final SqlType type;
  private final StructValue value;

  LakewireStruct(SqlType type, StructValue value) {
    this.type = type;
    this.value = value;
  }

  /** Makes one of a user's objects. */
  public static LakewireStruct of(
      @Nullable String typeText, @Nullable Object @Nullable [] attributes) throws SQLException {
    if (typeText == null || attributes == null) {
      throw SqlExceptions.invalidArgument("A struct needs the text of its type, and attributes");
    }
    SqlType type = SqlType.parse(typeText);
    return new LakewireStruct(type, NestedObjects.struct(type, attributes));
  }

  public SqlType type() {
    return type;
  }

  public StructValue value() {
    return value;
  }

  /** The full text of the type, {@code STRUCT<name: TYPE, name: TYPE>}. */
  @Override
  public String getSQLTypeName() {
    return type.equals(SqlType.UNKNOWN) ? "STRUCT" : type.text();
  }

  @Override
  public @Nullable Object[] getAttributes() throws SQLException {
    return ErrorBoundary.within(this::attributes);
  }

  /** As {@link #getAttributes}. */
  @Nullable Object[] attributes() {
    List<@Nullable Object> attributes = value.attributes();
    @Nullable Object[] objects = new Object[attributes.size()];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = NestedObjects.of(type.part(i), attributes.get(i));
    }
    return objects;
  }

  @Override
  public @Nullable Object[] getAttributes(@Nullable Map<String, Class<?>> types)
      throws SQLException {
    LakewireArray.requireNoTypeMap(types);
    return getAttributes();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LakewireStruct struct && value.equals(struct.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** JSON. */
  @Override
  public String toString() {
    return ValueFormatter.of(value, type);
  }
}
