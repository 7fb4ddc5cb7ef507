package io.github.lakewire.jdbc.internal.types;

/** Whether a column can hold NULL, with JDBC's code for it. */
public enum Nullability {
  NO_NULLS(0),
  NULLABLE(1),
  /** Not known. */
  UNKNOWN(2);

  private final int jdbcCode;

  Nullability(int jdbcCode) {
    this.jdbcCode = jdbcCode;
  }

  /** Returns the code that {@code ResultSetMetaData} and {@code DatabaseMetaData} share. */
  public int jdbcCode() {
    return jdbcCode;
  }
}
