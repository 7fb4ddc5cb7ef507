package io.github.lakewire.jdbc.internal.results;

import java.util.List;

/**
 * A SQL type with the types that it is made of.
 *
 * @param text the type's full text, as in {@link ColumnInfo#typeName}; a DECIMAL that does not say
 *     precision and scale, as users write it, says none here
 * @param parts the element of an ARRAY, key and value of a MAP, the fields of a STRUCT; empty for
 *     other types, and where the server named only {@code ARRAY}, {@code MAP} or {@code STRUCT}
 */
public record SqlType(ColumnType type, String text, List<Part> parts) {
  /** A type of which nothing is known. */
  public static final SqlType UNKNOWN = new SqlType(ColumnType.OTHER, "", List.of());

  public SqlType {
    parts = List.copyOf(parts);
  }

  /**
   * A type inside a type.
   *
   * @param name of a STRUCT's field, in its own case; "" in ARRAY and MAP
   */
  public record Part(String name, SqlType type) {}

  /** Reads the text of a type, in any case. What cannot be understood is {@code OTHER}. */
  public static SqlType parse(String text) {
    return new TypeParser(text).parse();
  }

  static SqlType of(ColumnInfo column) {
    return switch (column.type()) {
      case ARRAY, MAP, STRUCT -> parse(column.typeName());
      default -> new SqlType(column.type(), column.typeName(), List.of());
    };
  }

  /** Returns the type inside, or {@link #UNKNOWN} when the server did not name it. */
  public SqlType part(int index) {
    return index < parts.size() ? parts.get(index).type() : UNKNOWN;
  }

  /** Describes a column of this type. */
  public ColumnInfo column(String name) {
    return TypeText.column(name, text, "");
  }
}
