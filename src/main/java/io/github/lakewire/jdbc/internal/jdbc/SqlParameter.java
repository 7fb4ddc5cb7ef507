package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.session.StatementRequest;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import org.jspecify.annotations.Nullable;

/**
 * The value of a marker.
 *
 * @param type SQL type name, with precision where it has one
 * @param text what the server casts to the type, null for NULL; of an inline value, the SQL text
 *     that takes the marker's place
 * @param inline whether the value stands in the SQL text: the protocol has no binary parameters
 *     (PROTOCOL section 6.5)
 */
record SqlParameter(String type, @Nullable String text, boolean inline) {
  SqlParameter(String type, @Nullable String text) {
    this(type, text, false);
  }

  StatementRequest.Parameter toRequest() {
    return new StatementRequest.Parameter(null, type, text);
  }

  /** The value as SQL text, for servers that take no parameters. */
  String literal(TypedLiterals literals) throws Fault {
    // NULL of an inline type is SQL text already.
    boolean isNull = text == null || (inline && !text.startsWith("X'"));
    return literals.write(type, isNull ? null : text);
  }

  /** Never shows the value. */
  @Override
  public String toString() {
    return "SqlParameter[" + type + "]";
  }
}
