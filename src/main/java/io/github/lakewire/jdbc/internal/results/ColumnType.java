package io.github.lakewire.jdbc.internal.results;

/** The SQL types of Databricks, with their JDBC type code as plain int (no java.sql here). */
public enum ColumnType {
  BOOLEAN(16),
  TINYINT(-6),
  SMALLINT(5),
  INT(4),
  BIGINT(-5),
  /** 32 bits; JDBC's REAL. */
  FLOAT(7),
  DOUBLE(8),
  DECIMAL(3),
  STRING(12),
  CHAR(1),
  VARCHAR(12),
  BINARY(-2),
  DATE(91),
  /** A time of day without a zone; the scale is its fraction's digits. */
  TIME(92),
  /** A moment; shown in the session's zone. */
  TIMESTAMP(93),
  /** A local date and time without a zone. */
  TIMESTAMP_NTZ(93),
  INTERVAL_YEAR_MONTH(1111),
  INTERVAL_DAY_TIME(1111),
  ARRAY(2003),
  MAP(2000),
  STRUCT(2002),
  VARIANT(1111),
  /** The type of {@code SELECT NULL}. */
  VOID(0),
  GEOMETRY(1111),
  GEOGRAPHY(1111),
  /** A type that the driver does not know; its values are text. */
  OTHER(1111);

  private final int jdbcCode;

  ColumnType(int jdbcCode) {
    this.jdbcCode = jdbcCode;
  }

  /** Returns the code of {@code java.sql.Types}. */
  public int jdbcCode() {
    return jdbcCode;
  }
}
