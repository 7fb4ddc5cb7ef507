package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.types.SqlType;
import org.jspecify.annotations.Nullable;

/** A type as the metadata describes it, of columns and of parameters alike. */
record DescribedType(SqlType type) {

  /**
   * Reads the text of a type.
   *
   * @param nestedAsText whether nested types are described as text
   */
  static DescribedType parse(String text, boolean nestedAsText) {
    SqlType type = SqlType.parse(text);
    return new DescribedType(nestedAsText ? type.nestedAsText() : type);
  }

  int code() {
    return type.type().jdbcCode();
  }

  String name() {
    return type.jdbcName();
  }

  /** Returns what JDBC calls size or precision, null where there is none. */
  @Nullable Integer size() {
    return type.size() == 0 ? null : Integer.valueOf(type.size());
  }

  @Nullable Integer octets() {
    return type.octets();
  }

  @Nullable Short scale() {
    Integer digits = type.digits();
    return digits == null ? null : Short.valueOf(digits.shortValue());
  }

  @Nullable Short radix() {
    return type.type().isNumber() ? Short.valueOf((short) 10) : null;
  }
}
