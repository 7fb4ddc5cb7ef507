package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.types.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * A type as the metadata describes it, of columns and of parameters alike.
 *
 * @param name as JDBC has it; one object for all rows of a type
 */
record DescribedType(SqlType type, String name) {

  /**
   * Reads the text of a type.
   *
   * @param nestedAsText whether nested types are described as text
   */
  static DescribedType parse(String text, boolean nestedAsText) {
    SqlType type = nestedAsText ? SqlType.parse(text).nestedAsText() : SqlType.parse(text);
    return new DescribedType(type, type.jdbcName());
  }

  int code() {
    return type.type().jdbcCode();
  }

  /** Returns what JDBC calls size or precision, null where there is none. */
  @Nullable Integer size() {
    return type.size() == 0 ? null : Integer.valueOf(type.size());
  }

  @Nullable Integer octets() {
    return type.octets();
  }

  @Nullable Integer digits() {
    return type.digits();
  }

  @Nullable Integer radix() {
    return type.type().isNumber() ? 10 : null;
  }
}
