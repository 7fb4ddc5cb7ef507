package io.github.lakewire.jdbc.internal.jdbc;

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
  private static final int MAX_PRECISION = 38;

  private CommonType() {}

  /** Returns the common type, or null when there is none. */
  static @Nullable String of(String one, String other) {
    if (one.equals(other) || other.equals("VOID")) {
      return one;
    } else if (one.equals("VOID")) {
      return other;
    }
    int width = WHOLE.indexOf(one);
    int otherWidth = WHOLE.indexOf(other);
    if (width >= 0 && otherWidth >= 0) {
      return WHOLE.get(Math.max(width, otherWidth));
    }
    Matcher decimal = DECIMAL.matcher(one);
    Matcher otherDecimal = DECIMAL.matcher(other);
    return decimal.matches() && otherDecimal.matches() ? decimal(decimal, otherDecimal) : null;
  }

  private static @Nullable String decimal(Matcher one, Matcher other) {
    int scale = Math.max(number(one, 2), number(other, 2));
    int digits = Math.max(number(one, 1) - number(one, 2), number(other, 1) - number(other, 2));
    return digits + scale > MAX_PRECISION
        ? null
        : "DECIMAL(" + (digits + scale) + "," + scale + ")";
  }

  private static int number(Matcher type, int group) {
    return Integer.parseInt(type.group(group));
  }
}
