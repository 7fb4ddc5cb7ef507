package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.fault.SqlState;
import io.github.lakewire.jdbc.internal.results.ColumnType;
import io.github.lakewire.jdbc.internal.results.SqlType;
import io.github.lakewire.jdbc.internal.results.StructValue;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY, MAP and STRUCT values as parameters. Types come from the object where it names them
 * ({@code createArrayOf}, {@code createStruct}), and otherwise from the values, which must then
 * agree.
 */
final class NestedParameters {
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
      throw SqlErrors.invalidArgument(
          "A parameter is nested more than " + DEEPEST + " levels deep, or contains itself");
    }
    if (value instanceof LakewireStruct struct) {
      SqlType own = struct.type();
      return struct(own.parts().isEmpty() ? type : own, struct.value(), depth);
    } else if (value instanceof Struct struct) {
      SqlType own = SqlType.parse(struct.getSQLTypeName());
      return struct(own, NestedObjects.struct(own, struct.getAttributes()), depth);
    } else if (value instanceof StructValue struct) {
      return struct(type, struct, depth);
    } else if (value instanceof LakewireArray array) {
      return array(array.element(), array.values(), depth);
    } else if (value instanceof Array array) {
      SqlType element = SqlType.parse(array.getBaseTypeName());
      return array(element, elements(array.getArray()), depth);
    } else if (value instanceof Map<?, ?> map) {
      return map(type, map, depth);
    } else if (value instanceof Collection<?>
        || (value.getClass().isArray() && !(value instanceof byte[] || value instanceof char[]))) {
      return array(type.part(0), elements(value), depth);
    }
    return null;
  }

  private static List<?> elements(@Nullable Object value) throws SQLException {
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    } else if (value instanceof Object[] array) {
      return Arrays.asList(array);
    } else if (value == null || !value.getClass().isArray()) {
      throw SqlErrors.invalidArgument("The elements of an array are none");
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
    return new SqlParameter("ARRAY<" + type(element, parts, 0, 1) + ">", "array", parts);
  }

  private static SqlParameter map(SqlType type, Map<?, ?> map, int depth) throws SQLException {
    List<SqlParameter> parts = new ArrayList<>(2 * map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      parts.add(part(type.part(0), entry.getKey(), depth));
      parts.add(part(type.part(1), entry.getValue(), depth));
    }
    String key = type(type.part(0), parts, 0, 2);
    String value = type(type.part(1), parts, 1, 2);
    return new SqlParameter("MAP<" + key + ", " + value + ">", "map", parts);
  }

  private static SqlParameter struct(SqlType type, StructValue struct, int depth)
      throws SQLException {
    List<SqlParameter> parts = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < struct.names().size(); i++) {
      String name = struct.names().get(i);
      SqlParameter value = part(type.part(i), struct.attributes().get(i), depth);
      parts.add(ParameterValues.string(name));
      parts.add(value);
      fields.add(Identifiers.quote(name) + ": " + type(type.part(i), List.of(value), 0, 1));
    }
    return new SqlParameter("STRUCT<" + String.join(", ", fields) + ">", "named_struct", parts);
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
      case TIMESTAMP_NTZ -> TargetTypes.toWallClock(value);
      default -> TargetTypes.convert(value, type.type().jdbcCode(), type.column("").scale());
    };
  }

  /** The text of a known type, made anew of what was understood, or the one that the parts have. */
  private static String type(SqlType known, List<SqlParameter> parts, int from, int step)
      throws SQLException {
    if (known.type() != ColumnType.OTHER) {
      return text(known, parts, from, step);
    } else if (!known.text().isEmpty()) {
      throw SqlErrors.invalidArgument("The type of an element is not known: " + known.text());
    }
    String common = "VOID";
    for (int i = from; i < parts.size(); i += step) {
      String own = parts.get(i).type();
      String merged = CommonType.of(common, own);
      if (merged == null) {
        throw SqlErrors.of(
            SqlState.RESTRICTED_CONVERSION,
            "The elements of a parameter have several types, " + common + " and " + own);
      }
      common = merged;
    }
    return common;
  }

  private static String text(SqlType type, List<SqlParameter> parts, int from, int step)
      throws SQLException {
    return switch (type.type()) {
      case ARRAY, MAP, STRUCT -> {
        if (!type.parts().isEmpty()) {
          List<String> inner = new ArrayList<>();
          for (SqlType.Part part : type.parts()) {
            String name =
                type.type() == ColumnType.STRUCT ? Identifiers.quote(part.name()) + ": " : "";
            inner.add(name + type(part.type(), List.of(), 0, 1));
          }
          yield type.type().name() + "<" + String.join(", ", inner) + ">";
        }
        yield type(SqlType.UNKNOWN, parts, from, step);
      }
      // Lengths belong to columns.
      case CHAR, VARCHAR -> "STRING";
      case INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
      case INTERVAL_DAY_TIME -> "INTERVAL DAY TO SECOND";
      case TIME -> SqlParameter.TIME;
      case DECIMAL -> {
        var decimal = type.column("");
        yield "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
      }
      default -> type.type().name();
    };
  }
}
