package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.session.StatementRequest;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import java.util.ArrayList;
import java.util.List;
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
record SqlParameter(String type, @Nullable String text, @Nullable List<SqlParameter> parts) {
  SqlParameter(String type, @Nullable String text) {
    this(type, text, null);
  }

  /** Whether the value stands in the SQL text: there are no such parameters (PROTOCOL 6.5). */
  boolean inline() {
    return type.equals("BINARY") || parts != null;
  }

  boolean isNull() {
    return text == null;
  }

  /**
   * The value beside the text.
   *
   * @param name of a named marker, null for a positional one
   */
  StatementRequest.Parameter toRequest(@Nullable String name) {
    return new StatementRequest.Parameter(name, type, text);
  }

  /** The value as SQL text. */
  String literal(TypedLiterals literals) throws Fault {
    if (parts == null) {
      return literals.write(type, text);
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
