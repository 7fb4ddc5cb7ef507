package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The WHERE clause of a query of the driver's own. Names of catalogs, schemas, tables and routines
 * are stored in lower case, whatever case they were given in; a column is compared with them as it
 * is, so that the server can look them up. Names of columns are in any case.
 */
final class Conditions {
  /** Not the backslash, which means more than one thing in Spark's literals. */
  private static final char ESCAPE = '!';

  private final List<String> conditions = new ArrayList<>();

  /** Adds that a column is a name; null is no condition. */
  Conditions is(String column, @Nullable String name) {
    if (name == null) {
      return this;
    }
    String given = Identifiers.literal(name);
    String stored = Identifiers.literal(name.toLowerCase(Locale.ROOT));
    return and(
        given.equals(stored)
            ? column + " = " + stored
            : column + " IN (" + stored + ", " + given + ")");
  }

  /**
   * Adds that a column matches an argument of JDBC, as far as LIKE can say that: whoever reads the
   * rows has to look at the names again.
   */
  Conditions matches(String column, SearchPattern pattern) {
    String name = pattern.name();
    return name == null ? matchesInAnyCase(column, pattern) : is(column, name);
  }

  /** Adds that a column matches an argument of JDBC, whatever case its values are in. */
  Conditions matchesInAnyCase(String column, SearchPattern pattern) {
    if (pattern.matchesAll()) {
      return this;
    }
    String like = Identifiers.literal(pattern.like(ESCAPE));
    return and("lower(" + column + ") LIKE lower(" + like + ") ESCAPE '" + ESCAPE + "'");
  }

  /** Adds a condition as SQL. */
  Conditions and(String condition) {
    conditions.add(condition);
    return this;
  }

  /** Returns the conditions alone. */
  String all() {
    return String.join(" AND ", conditions);
  }

  /** Returns the clause, with a space before it; "" when there is no condition. */
  String where() {
    return conditions.isEmpty() ? "" : " WHERE " + all();
  }
}
