package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.TimeSupport;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a marker.
 *
 * @param type SQL type name, with precision where it has one
 * @param text what the server casts to the type, null for NULL; of BINARY hexadecimal digits; of a
 *     nested value the function that makes it of its parts
 * @param parts the elements of an ARRAY, keys and values of a MAP, names and values of a STRUCT, in
 *     turns; null for other types
 */
public record SqlParameter(String type, @Nullable String text, @Nullable List<SqlParameter> parts) {

  private static final int TIME_LENGTH = "00:00:00.000000".length();

  /** A name in backticks, or the type, which is never part of another word. */
  private static final Pattern TIME_OR_NAME = Pattern.compile("(`[^`]*`)|TIME\\(\\d\\)");

  private static final BigDecimal MOST_ROWS = BigDecimal.valueOf(Integer.MAX_VALUE);

  public SqlParameter(String type, @Nullable String text) {
    this(type, text, null);
  }

  /**
   * Whether the value stands in the SQL text: there are no such parameters (protocol.md,
   * "Parameters").
   */
  boolean inline() {
    return type.equals("BINARY") || parts != null;
  }

  /** Whether the value is a time of day, or has one in it. */
  public boolean hasTime() {
    return type.contains("TIME(")
        && TIME_OR_NAME.matcher(type).results().anyMatch(match -> match.group(1) == null);
  }

  /** The value for a server without TIME: texts instead. */
  public SqlParameter withoutTime() {
    return new SqlParameter(
        TIME_OR_NAME
            .matcher(type)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(match.group(1) == null ? "STRING" : match.group(1))),
        text,
        parts == null ? null : parts.stream().map(SqlParameter::withoutTime).toList());
  }

  public boolean isNull() {
    return text == null;
  }

  /** The value as LIMIT and OFFSET take it: as an INT when it is a whole number that fits. */
  public SqlParameter asRowCount() {
    boolean number =
        switch (type) {
          case "TINYINT", "SMALLINT", "BIGINT" -> true;
          default -> type.startsWith("DECIMAL");
        };
    if (!number || text == null) {
      return this;
    }
    BigDecimal value = new BigDecimal(text);
    boolean fits = value.stripTrailingZeros().scale() <= 0 && value.abs().compareTo(MOST_ROWS) <= 0;
    return fits ? new SqlParameter("INT", value.toBigInteger().toString()) : this;
  }

  /**
   * The value beside the text.
   *
   * @param name of a named marker, null for a positional one
   */
  StatementRequest.Parameter toRequest(@Nullable String name) {
    return new StatementRequest.Parameter(name, type, ownText());
  }

  /**
   * More digits than the type has are cut off, because servers may differ in what they make of
   * them.
   */
  private @Nullable String ownText() {
    return text != null && type.equals(TimeSupport.TYPE) && text.length() > TIME_LENGTH
        ? text.substring(0, TIME_LENGTH)
        : text;
  }

  /** The value as SQL text. */
  String literal(TypedLiterals literals) throws DriverException {
    if (parts == null) {
      return literals.write(type, ownText());
    }
    List<String> arguments = new ArrayList<>(parts.size());
    for (SqlParameter part : parts) {
      arguments.add(part.literal(literals));
    }
    // The cast gives empty ones their type, and all elements the same.
    return "CAST(" + text + "(" + String.join(", ", arguments) + ") AS " + type + ")";
  }

  /** Never shows the value. */
  @Override
  public String toString() {
    return "SqlParameter[" + type + "]";
  }
}
