package io.github.lakewire.jdbc.internal.ipc;

/** How Arrow lays out the values of a column. */
public enum PhysicalType {
  NULL(0),
  BOOL(2),
  INT8(2),
  INT16(2),
  INT32(2),
  INT64(2),
  UINT8(2),
  UINT16(2),
  UINT32(2),
  UINT64(2),
  FLOAT16(2),
  FLOAT32(2),
  FLOAT64(2),
  DECIMAL32(2),
  DECIMAL64(2),
  DECIMAL128(2),
  DECIMAL256(2),
  UTF8(3),
  LARGE_UTF8(3),
  /** And as many buffers more as a batch says. */
  UTF8_VIEW(2),
  BINARY(3),
  LARGE_BINARY(3),
  /** And as many buffers more as a batch says. */
  BINARY_VIEW(2),
  FIXED_BINARY(2),
  /** Days since 1970, 32 bits. */
  DATE32(2),
  /** Milliseconds since 1970, 64 bits. */
  DATE64(2),
  /** A unit since midnight, 32 bits. */
  TIME32(2),
  /** A unit since midnight, 64 bits. */
  TIME64(2),
  TIMESTAMP(2),
  /** Months, 32 bits. */
  INTERVAL_MONTHS(2),
  /** Days and milliseconds, 32 bits each. */
  INTERVAL_DAY_TIME(2),
  /** Months and days of 32 bits, nanoseconds of 64. */
  INTERVAL_MONTH_DAY_NANO(2),
  DURATION(2),
  LIST(2),
  LARGE_LIST(2),
  FIXED_LIST(1),
  LIST_VIEW(3),
  LARGE_LIST_VIEW(3),
  MAP(2),
  STRUCT(1),
  SPARSE_UNION(1),
  DENSE_UNION(2),
  /** Its children are where runs end, and the values of runs. */
  RUN_END(0),
  /** Indexes; its child is the type of what they stand for, which is not in the batch. */
  DICTIONARY(2),
  /** A type that came after this driver: it has those buffers that all others leave. */
  UNKNOWN(0);

  private final int buffers;

  PhysicalType(int buffers) {
    this.buffers = buffers;
  }

  /** Returns how many buffers each record batch has for such a field, without its children. */
  public int buffers() {
    return buffers;
  }

  /** Whether a batch says how many buffers more there are. */
  public boolean isView() {
    return this == UTF8_VIEW || this == BINARY_VIEW;
  }

  /** Whether a bitmap says which values are null; it is the first buffer then. */
  public boolean hasValidity() {
    return switch (this) {
      case NULL, SPARSE_UNION, DENSE_UNION, RUN_END, UNKNOWN -> false;
      default -> true;
    };
  }
}
