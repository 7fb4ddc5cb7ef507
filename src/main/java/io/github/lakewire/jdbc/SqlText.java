package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.parameter.BoundSql;
import io.github.lakewire.jdbc.internal.parameter.ParameterValues;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Writes values and names as parts of Databricks SQL, for programs that make statements. What a
 * value or a name says never becomes syntax, however the server is set up.
 *
 * @since 0.1.0
 */
public final class SqlText {
  /** Instants in UTC, local times as TIMESTAMP_NTZ: the text does not depend on any time zone. */
  private static final TypedLiterals LITERALS = new TypedLiterals(null);

  private SqlText() {}

  /**
   * Writes a value as a literal of the type that a parameter of its Java class has: {@code Integer}
   * is INT, {@code java.time.Instant} is TIMESTAMP, {@code java.time.LocalDateTime} is
   * TIMESTAMP_NTZ, {@code byte[]} is BINARY, and so on; {@code java.time.LocalTime} is TIME(6),
   * which older servers do not know. Collections, maps, arrays and structs are literals of their
   * elements. null is NULL without a type. Fractions of a microsecond are cut off.
   *
   * @return an expression that can stand wherever a value can. As part of another expression it
   *     needs no parentheses
   * @throws SQLException {@code HYC00} for a class that has no literal; {@code 22003} or the like
   *     for a value that its type cannot hold
   */
  public static String literal(@Nullable Object value) throws SQLException {
    return BoundSql.literal(ParameterValues.of(value), LITERALS);
  }

  /**
   * Writes a name of one or several parts, each between backticks.
   *
   * @param parts catalog, schema, table, or column and fields; at least one
   * @throws SQLException {@code HY024} for an empty part, and for one with <code>${</code> in it,
   *     which Spark replaces within backticks too
   */
  public static String identifier(String... parts) throws SQLException {
    if (parts.length == 0) {
      throw SqlExceptions.invalidArgument("A name needs at least one part");
    }
    StringJoiner name = new StringJoiner(".");
    for (String part : parts) {
      if (part.isEmpty()) {
        throw SqlExceptions.invalidArgument("A part of the name is empty");
      }
      name.add(ErrorBoundary.within(() -> Identifiers.quote(part)));
    }
    return name.toString();
  }
}
