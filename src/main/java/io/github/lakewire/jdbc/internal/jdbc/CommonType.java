package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.results.ColumnType;
import io.github.lakewire.jdbc.internal.results.SqlType;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type that values of two types have in common, where the server would change neither value on
 * the way to it. Everything else is left apart: text and numbers in one column, for one, which the
 * server would make numbers.
 */
final class CommonType {
  private static final List<String> WHOLE = List.of("TINYINT", "SMALLINT", "INT", "BIGINT");
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");

  private CommonType() {}

  /** Returns the common type, or null when there is none. */
  static @Nullable String of(String one, String other) {
    if (one.equals(other) || isOpen(other, one)) {
      return one;
    } else if (isOpen(one, other)) {
      return other;
    }
    int width = WHOLE.indexOf(one);
    int otherWidth = WHOLE.indexOf(other);
    if (width >= 0 && otherWidth >= 0) {
      return WHOLE.get(Math.max(width, otherWidth));
    }
    Matcher decimal = DECIMAL.matcher(one);
    Matcher otherDecimal = DECIMAL.matcher(other);
    if (decimal.matches() && otherDecimal.matches()) {
      return decimal(decimal, otherDecimal);
    }
    return one.endsWith(">") && other.endsWith(">")
        ? nested(SqlType.parse(one), SqlType.parse(other))
        : null;
  }

  /** Whether a type is that of no value: of nulls, or of the elements of empty arrays. */
  private static boolean isOpen(String type, String other) {
    return type.equals("VOID") || (type.equals("DECIMAL") && other.startsWith("DECIMAL("));
  }

  private static @Nullable String nested(SqlType one, SqlType other) {
    List<SqlType.Part> parts = one.parts();
    if (one.type() != other.type() || parts.size() != other.parts().size()) {
      return null;
    }
    List<String> common = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      String name = parts.get(i).name();
      String inner = of(one.part(i).text(), other.part(i).text());
      if (inner == null || !name.equals(other.parts().get(i).name())) {
        return null;
      }
      common.add(one.type() == ColumnType.STRUCT ? Identifiers.quote(name) + ": " + inner : inner);
    }
    return one.type().name() + "<" + String.join(", ", common) + ">";
  }

  private static @Nullable String decimal(Matcher one, Matcher other) {
    int scale = Math.max(number(one, 2), number(other, 2));
    int digits = Math.max(number(one, 1) - number(one, 2), number(other, 1) - number(other, 2));
    return digits + scale > ExactNumbers.MAX_PRECISION
        ? null
        : "DECIMAL(" + (digits + scale) + "," + scale + ")";
  }

  private static int number(Matcher type, int group) {
    return Integer.parseInt(type.group(group));
  }
}
