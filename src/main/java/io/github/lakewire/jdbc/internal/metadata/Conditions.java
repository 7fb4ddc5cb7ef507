package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The WHERE clause of a query of the driver's own: names are compared without regard to case. */
final class Conditions {
  /** Not the backslash, which means more than one thing in Spark's literals. */
  private static final char ESCAPE = '!';

  private final List<String> conditions = new ArrayList<>();

  /** Adds that a column is a name; null is no condition. */
  Conditions is(String column, @Nullable String name) {
    return name == null
        ? this
        : and("lower(" + column + ") = lower(" + Identifiers.literal(name) + ")");
  }

  /** Adds that a column matches an argument of JDBC. */
  Conditions matches(String column, SearchPattern pattern) {
    if (pattern.matchesAll()) {
      return this;
    }
    String name = pattern.name();
    return name != null
        ? is(column, name)
        : and(
            "lower("
                + column
                + ") LIKE lower("
                + Identifiers.literal(pattern.like(ESCAPE))
                + ") ESCAPE '"
                + ESCAPE
                + "'");
  }

  /** Adds a condition as SQL. */
  Conditions and(String condition) {
    conditions.add(condition);
    return this;
  }

  /** Returns the clause, with a space before it; "" when there is no condition. */
  String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }
}
