package io.github.lakewire.jdbc.internal.results.arrow;

/** How Arrow lays out the values of a column, as far as the driver reads it. */
public enum PhysicalType {
  NULL(0),
  BOOL(2),
  INT8(2),
  INT16(2),
  INT32(2),
  INT64(2),
  FLOAT32(2),
  FLOAT64(2),
  DECIMAL128(2),
  UTF8(3),
  LARGE_UTF8(3),
  BINARY(3),
  LARGE_BINARY(3),
  /** Days since 1970, 32 bits. */
  DATE32(2),
  /** A unit since midnight, 32 bits. */
  TIME32(2),
  /** A unit since midnight, 64 bits. */
  TIME64(2),
  TIMESTAMP(2),
  /** Months, 32 bits. */
  INTERVAL_MONTHS(2),
  DURATION(2),
  LIST(2),
  MAP(2),
  STRUCT(1);

  private final int buffers;

  PhysicalType(int buffers) {
    this.buffers = buffers;
  }

  /** Returns how many buffers a record batch has for such a field, without its children. */
  public int buffers() {
    return buffers;
  }
}
