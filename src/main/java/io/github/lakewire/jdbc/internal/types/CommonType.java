package io.github.lakewire.jdbc.internal.types;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type that values of two types have in common, where the server would change neither value on
 * the way to it. All other pairs have none, for example text and numbers, which the server would
 * turn into numbers.
 */
public final class CommonType {
  private static final List<ColumnType> WHOLE =
      List.of(ColumnType.TINYINT, ColumnType.SMALLINT, ColumnType.INT, ColumnType.BIGINT);

  private CommonType() {}

  /** Returns the common type, or null when there is none. */
  public static @Nullable String of(String one, String other) {
    if (one.equals(other) || other.equals("VOID")) {
      return one;
    } else if (one.equals("VOID")) {
      return other;
    }
    SqlType common = of(SqlType.parse(one), SqlType.parse(other));
    return common == null ? null : common.text();
  }

  private static @Nullable SqlType of(SqlType one, SqlType other) {
    if (one.equals(other) || isOpen(other, one)) {
      return one;
    } else if (isOpen(one, other)) {
      return other;
    }
    int width = WHOLE.indexOf(one.type());
    int otherWidth = WHOLE.indexOf(other.type());
    if (width >= 0 && otherWidth >= 0) {
      return width > otherWidth ? one : other;
    } else if (one.type() != other.type()) {
      return null;
    }
    return one.type() == ColumnType.DECIMAL ? decimal(one, other) : nested(one, other);
  }

  /** Whether a type is that of no value: of nulls, or of the elements of empty arrays. */
  private static boolean isOpen(SqlType type, SqlType other) {
    return type.type() == ColumnType.VOID
        || (type.isBareDecimal() && other.type() == ColumnType.DECIMAL);
  }

  private static @Nullable SqlType nested(SqlType one, SqlType other) {
    List<SqlType.Part> parts = one.parts();
    if (parts.isEmpty() || parts.size() != other.parts().size()) {
      return null;
    }
    List<SqlType.Part> common = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      String name = parts.get(i).name();
      SqlType inner = of(one.part(i), other.part(i));
      if (inner == null || !name.equals(other.parts().get(i).name())) {
        return null;
      }
      common.add(new SqlType.Part(name, inner));
    }
    return one.withParts(common);
  }

  private static @Nullable SqlType decimal(SqlType one, SqlType other) {
    int scale = Math.max(one.scale(), other.scale());
    int digits = Math.max(one.precision() - one.scale(), other.precision() - other.scale());
    return digits + scale > ColumnType.DECIMAL.precision()
        ? null
        : SqlType.decimal(digits + scale, scale);
  }
}
