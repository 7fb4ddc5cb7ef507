package io.github.lakewire.jdbc.internal.types;

/**
 * One column of a result.
 *
 * @param name the label, as the server sent it; may repeat in a result, may be any text
 * @param comment the column's comment, "" when there is none
 * @param nullability what the server says; it may still send nulls, or none
 */
public record ColumnInfo(String name, SqlType sqlType, String comment, Nullability nullability) {

  public ColumnType type() {
    return sqlType.type();
  }

  /** Returns the whole type, for example {@code DECIMAL(10,2)} or {@code ARRAY<INT>}. */
  public String typeName() {
    return sqlType.text();
  }

  /** Returns the digits of DECIMAL and the length of CHAR and VARCHAR, else 0. */
  public int precision() {
    return sqlType.precision();
  }

  /** Returns the scale of DECIMAL, else 0. */
  public int scale() {
    return sqlType.scale();
  }

  public ColumnInfo withComment(String text) {
    return new ColumnInfo(name, sqlType, text, nullability);
  }
}
