package io.github.lakewire.benchmarks;

/** What a column of a canned result holds, and how it is described to the client. */
public enum ColumnKind {
  /** 64-bit integers of at most 40 bits. */
  BIGINT("BIGINT", 8),
  /** As {@link #BIGINT}, 2 % null. */
  NULLABLE_BIGINT("BIGINT", 8),
  INT("INT", 4),
  DOUBLE("DOUBLE", 8),
  BOOLEAN("BOOLEAN", 1),
  /** Fits a {@code long}, as nearly all money does. */
  DECIMAL("DECIMAL(18,2)", 16),
  /** Instants from 2000 to 2025, in microseconds. */
  TIMESTAMP("TIMESTAMP", 8),
  /** Days from 2000 to 2025. */
  DATE("DATE", 4),
  /** ASCII, 12 bytes on average. */
  SHORT_TEXT("STRING", 16),
  /** As {@link #SHORT_TEXT}, but every tenth value has letters outside ASCII and 2 % are null. */
  WORLD_TEXT("STRING", 16),
  /** ASCII, 200 bytes. */
  LONG_TEXT("STRING", 204),
  INT_LIST("ARRAY<INT>", 24),
  POINT_STRUCT("STRUCT<name:STRING,x:DOUBLE>", 26),
  TEXT_MAP("MAP<STRING,INT>", 36);

  private final String sqlName;
  private final int typicalBytes;

  ColumnKind(String sqlName, int typicalBytes) {
    this.sqlName = sqlName;
    this.typicalBytes = typicalBytes;
  }

  /** The type as the server spells it in {@code Spark:DataType:SqlName}. */
  public String sqlName() {
    return sqlName;
  }

  /** Uncompressed Arrow bytes per value, offsets included; sizes pages and batches. */
  public int typicalBytes() {
    return typicalBytes;
  }
}
