package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.text.MapValue;
import io.github.lakewire.jdbc.internal.text.StructValue;
import io.github.lakewire.jdbc.internal.text.ValueFormatter;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between the values that results are made of ({@code java.time}, List, Map) and the objects that
 * JDBC gives for them, at each depth of a nested value: what {@code getObject} returns for a column
 * of a type it also returns for an element of that type.
 */
public final class NestedObjects {
  private NestedObjects() {}

  /** The JDBC object of a value; the type gives nested objects the names of their types. */
  static @Nullable Object of(SqlType type, @Nullable Object value) {
    if (value instanceof List<?> list) {
      return new LakewireArray(type.part(0), list);
    } else if (value instanceof StructValue struct) {
      return struct.mayBeMap() ? new StructOrMap(struct) : new LakewireStruct(type, struct);
    } else if (value instanceof Map<?, ?> map) {
      return new LakewireMap(type, map);
    } else if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    } else if (value instanceof LocalDate date) {
      return JdbcTemporals.date(date, null);
    } else if (value instanceof LocalTime time) {
      return JdbcTemporals.time(time, null);
    } else if (value instanceof LocalDateTime local) {
      return JdbcTemporals.timestamp(local, null);
    } else if (value instanceof OffsetDateTime dateTime) {
      return JdbcTemporals.timestamp(dateTime.toInstant());
    } else if (value instanceof Period || value instanceof Duration) {
      return ValueFormatter.of(value);
    }
    return value;
  }

  static @Nullable Object[] of(SqlType type, List<?> values) {
    @Nullable Object[] objects = new Object[values.size()];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = of(type, values.get(i));
    }
    return objects;
  }

  /** The type of elements whose server names none: by their values, where these agree. */
  static SqlType typeOf(List<?> values) {
    @Nullable SqlType type = null;
    for (Object value : values) {
      SqlType own = value == null ? null : typeOf(value);
      if (own != null && type != null && !own.equals(type)) {
        return SqlType.parse("STRING");
      }
      type = own == null ? type : own;
    }
    return type == null ? SqlType.parse("VOID") : type;
  }

  private static SqlType typeOf(Object value) {
    String name = "STRING";
    if (value instanceof Boolean) {
      name = "BOOLEAN";
    } else if (value instanceof Long) {
      name = "BIGINT";
    } else if (value instanceof Double) {
      name = "DOUBLE";
    } else if (value instanceof BigDecimal decimal) {
      name = "DECIMAL(38," + Math.max(0, decimal.scale()) + ")";
    } else if (value instanceof LocalDate) {
      name = "DATE";
    } else if (value instanceof LocalTime) {
      name = "TIME(9)";
    } else if (value instanceof LocalDateTime) {
      name = "TIMESTAMP";
    } else if (value instanceof List) {
      name = "ARRAY";
    } else if (value instanceof StructValue) {
      name = "STRUCT";
    } else if (value instanceof Map) {
      name = "MAP";
    }
    return SqlType.parse(name);
  }

  /** The value of an object that a user made, as results have it. */
  static @Nullable Object valueOf(SqlType type, @Nullable Object object) throws SQLException {
    if (object instanceof LakewireArray array) {
      return list(type.part(0), array.values());
    } else if (object instanceof Array array) {
      return valueOf(type, array.getArray());
    } else if (object instanceof LakewireStruct struct) {
      return valueOf(type, struct.value());
    } else if (object instanceof StructValue struct) {
      requireFields(type, struct.attributes().size());
      return struct;
    } else if (object instanceof StructOrMap either && type.type() != ColumnType.MAP) {
      return valueOf(type, either.value());
    } else if (object instanceof LakewireMap map) {
      return map.value();
    } else if (object instanceof Struct struct && type.type() != ColumnType.MAP) {
      return struct(type, struct.getAttributes());
    } else if (object instanceof Object[] array) {
      return valueOf(type, Arrays.asList(array));
    } else if (object instanceof List<?> list) {
      return type.type() == ColumnType.STRUCT
          ? struct(type, list.toArray())
          : list(type.part(0), list);
    } else if (object instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        values.put(valueOf(type.part(0), entry.getKey()), valueOf(type.part(1), entry.getValue()));
      }
      return new MapValue(type, values);
    } else if (object instanceof Date date) {
      return JdbcTemporals.localDate(date, null);
    } else if (object instanceof Time time) {
      return JdbcTemporals.localTime(time, null);
    } else if (object instanceof Timestamp timestamp) {
      return switch (type.type()) {
        case TIMESTAMP_NTZ -> JdbcTemporals.localDateTime(timestamp, null);
        case STRING, CHAR, VARCHAR -> timestamp.toString();
        default ->
            JdbcTemporals.instant(timestamp).atZone(ZoneId.systemDefault()).toOffsetDateTime();
      };
    }
    return object;
  }

  public static List<@Nullable Object> list(SqlType element, List<?> objects) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(objects.size());
    for (Object object : objects) {
      values.add(valueOf(element, object));
    }
    return values;
  }

  /** Fields that the type does not name are called as Spark calls columns without a name. */
  public static StructValue struct(SqlType type, @Nullable Object[] attributes)
      throws SQLException {
    requireFields(type, attributes.length);
    List<String> names = new ArrayList<>(attributes.length);
    List<@Nullable Object> values = new ArrayList<>(attributes.length);
    for (int i = 0; i < attributes.length; i++) {
      names.add(i < type.parts().size() ? type.parts().get(i).name() : "col" + (i + 1));
      values.add(valueOf(type.part(i), attributes[i]));
    }
    return new StructValue(type, names, values);
  }

  /** Fails when a type names its fields, and they are not so many. */
  public static void requireFields(SqlType type, int attributes) throws SQLException {
    int fields = type.parts().size();
    if (type.type() == ColumnType.STRUCT && fields > 0 && fields != attributes) {
      throw SqlExceptions.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "A " + type.text() + " has " + fields + " attributes, not " + attributes);
    }
  }
}
