package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.resultset.LakewireArray;
import io.github.lakewire.jdbc.internal.resultset.LakewireStruct;
import io.github.lakewire.jdbc.internal.resultset.NestedObjects;
import io.github.lakewire.jdbc.internal.resultset.StructOrMap;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.text.StructValue;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY, MAP and STRUCT values as parameters. Types come from the object where it names them
 * ({@code createArrayOf}, {@code createStruct}), and otherwise from the values, which must then
 * agree ({@link DeclaredTypes}).
 */
public final class NestedParameters {
  /** Deeper than any server takes; a collection that contains itself ends here. */
  private static final int DEEPEST = 100;

  private NestedParameters() {}

  /** Makes a parameter of a nested value; null when the object is none. */
  static @Nullable SqlParameter of(Object value) throws SQLException {
    return of(SqlType.UNKNOWN, value, 0);
  }

  private static @Nullable SqlParameter of(SqlType type, Object value, int depth)
      throws SQLException {
    if (depth > DEEPEST) {
      throw SqlExceptions.invalidArgument(
          "A parameter is nested more than " + DEEPEST + " levels deep, or contains itself");
    }
    if (value instanceof LakewireStruct struct) {
      return struct(declared(type, ColumnType.STRUCT, struct.type()), struct.value(), depth);
    } else if (value instanceof StructOrMap either && type.type() != ColumnType.MAP) {
      return struct(type, either.value(), depth);
    } else if (value instanceof Struct struct && type.type() != ColumnType.MAP) {
      SqlType own = SqlType.parse(struct.getSQLTypeName());
      SqlType declared = declared(type, ColumnType.STRUCT, own);
      return struct(declared, NestedObjects.struct(declared, struct.getAttributes()), depth);
    } else if (value instanceof StructValue struct) {
      return struct(type, struct, depth);
    } else if (value instanceof LakewireArray array) {
      SqlType element = type.parts().isEmpty() ? array.element() : type.part(0);
      return array(element, array.values(), depth);
    } else if (value instanceof Array array) {
      SqlType own = SqlType.parse(array.getBaseTypeName());
      SqlType element = type.parts().isEmpty() ? own : type.part(0);
      return array(element, elements(array.getArray()), depth);
    } else if (value instanceof Map<?, ?> map) {
      return map(type, map, depth);
    } else if (value instanceof Collection<?>
        || (value.getClass().isArray() && !(value instanceof byte[] || value instanceof char[]))) {
      return array(type.part(0), elements(value), depth);
    }
    return null;
  }

  /** What is declared around a value says more than the value's own type. */
  private static SqlType declared(SqlType around, ColumnType kind, SqlType own) {
    return around.type() == kind && !around.parts().isEmpty() ? around : own;
  }

  private static List<?> elements(@Nullable Object value) throws SQLException {
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    } else if (value instanceof Object[] array) {
      return Arrays.asList(array);
    } else if (value == null || !value.getClass().isArray()) {
      throw SqlExceptions.invalidArgument("The elements of an array are none");
    }
    List<Object> boxed = new ArrayList<>();
    for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
      boxed.add(java.lang.reflect.Array.get(value, i));
    }
    return boxed;
  }

  private static SqlParameter array(SqlType element, List<?> values, int depth)
      throws SQLException {
    List<SqlParameter> parts = new ArrayList<>(values.size());
    for (Object value : values) {
      parts.add(part(element, value, depth));
    }
    String type = DeclaredTypes.complete(element, types(parts, 0, 1));
    SqlType common = SqlType.parse(type);
    parts.replaceAll(part -> DeclaredTypes.widened(part, common));
    return new SqlParameter("ARRAY<" + type + ">", "array", parts);
  }

  /** Makes an array of a user's objects. */
  public static LakewireArray array(@Nullable String elementType, Object @Nullable [] elements)
      throws SQLException {
    if (elementType == null || elements == null) {
      throw SqlExceptions.invalidArgument("An array needs the type of its elements, and elements");
    }
    SqlType element = SqlType.parse(elementType);
    List<?> values = NestedObjects.list(element, Arrays.asList(elements));
    return new LakewireArray(
        element.isBareDecimal() ? commonType(element, values) : element, values);
  }

  /** The type that holds all elements of an array, in what its own type leaves open. */
  static SqlType commonType(SqlType element, List<?> values) throws SQLException {
    return SqlType.parse(array(element, values, 0).type()).part(0);
  }

  private static SqlParameter map(SqlType type, Map<?, ?> map, int depth) throws SQLException {
    List<SqlParameter> parts = new ArrayList<>(2 * map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      parts.add(part(type.part(0), entry.getKey(), depth));
      parts.add(part(type.part(1), entry.getValue(), depth));
    }
    String key = DeclaredTypes.complete(type.part(0), types(parts, 0, 2));
    String value = DeclaredTypes.complete(type.part(1), types(parts, 1, 2));
    List<SqlType> common = List.of(SqlType.parse(key), SqlType.parse(value));
    for (int i = 0; i < parts.size(); i++) {
      parts.set(i, DeclaredTypes.widened(parts.get(i), common.get(i % 2)));
    }
    return new SqlParameter("MAP<" + key + ", " + value + ">", "map", parts);
  }

  private static SqlParameter struct(SqlType type, StructValue struct, int depth)
      throws SQLException {
    NestedObjects.requireFields(type, struct.attributes().size());
    List<SqlParameter> parts = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < struct.names().size(); i++) {
      String name = i < type.parts().size() ? type.parts().get(i).name() : struct.names().get(i);
      SqlParameter value = part(type.part(i), struct.attributes().get(i), depth);
      parts.add(ParameterValues.string(name));
      parts.add(value);
      fields.add(
          ErrorBoundary.within(() -> Identifiers.quote(name))
              + ": "
              + DeclaredTypes.complete(type.part(i), Set.of(value.type())));
    }
    return new SqlParameter("STRUCT<" + String.join(", ", fields) + ">", "named_struct", parts);
  }

  private static Set<String> types(List<SqlParameter> parts, int from, int step) {
    Set<String> types = new LinkedHashSet<>();
    for (int i = from; i < parts.size(); i += step) {
      types.add(parts.get(i).type());
    }
    return types;
  }

  private static SqlParameter part(SqlType type, @Nullable Object value, int depth)
      throws SQLException {
    if (value == null) {
      return ParameterValues.nullOf(Types.NULL);
    }
    SqlParameter nested = of(type, value, depth + 1);
    if (nested != null) {
      return nested;
    }
    return switch (type.type()) {
      case OTHER, VOID, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, VARIANT, GEOMETRY, GEOGRAPHY ->
          ParameterValues.of(value);
      case TIMESTAMP_NTZ -> ParameterConversions.toWallClock(value);
      case DECIMAL ->
          type.isBareDecimal()
              ? ParameterConversions.convert(value, Types.DECIMAL, -1)
              : ExactNumbers.decimal(value, type.precision(), type.scale());
      default -> ParameterConversions.convert(value, type.type().jdbcCode(), -1);
    };
  }
}
