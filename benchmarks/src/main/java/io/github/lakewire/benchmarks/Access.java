package io.github.lakewire.benchmarks;

/** Which getters the reader of a result calls. */
public enum Access {
  /** The getter of the column's own type; {@code getObject} for nested types. */
  TYPED,
  /** {@code getObject} for every column. */
  OBJECT,
  /** {@code getString} for every column. */
  STRING
}
