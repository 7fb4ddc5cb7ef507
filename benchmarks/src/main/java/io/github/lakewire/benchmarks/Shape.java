package io.github.lakewire.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The columns of a canned result. */
public enum Shape {
  /** What {@code SELECT 1} returns. */
  ONE(List.of(ColumnKind.INT)),
  /** Ten BIGINT, two of them with nulls. */
  BIGINT10(
      List.of(
          ColumnKind.BIGINT,
          ColumnKind.BIGINT,
          ColumnKind.BIGINT,
          ColumnKind.NULLABLE_BIGINT,
          ColumnKind.BIGINT,
          ColumnKind.BIGINT,
          ColumnKind.BIGINT,
          ColumnKind.NULLABLE_BIGINT,
          ColumnKind.BIGINT,
          ColumnKind.BIGINT)),
  /** Five strings, DECIMAL(18,2), TIMESTAMP, DATE, DOUBLE. */
  MIXED(
      List.of(
          ColumnKind.SHORT_TEXT,
          ColumnKind.SHORT_TEXT,
          ColumnKind.SHORT_TEXT,
          ColumnKind.SHORT_TEXT,
          ColumnKind.WORLD_TEXT,
          ColumnKind.DECIMAL,
          ColumnKind.TIMESTAMP,
          ColumnKind.DATE,
          ColumnKind.DOUBLE)),
  /** One string of 200 bytes. */
  STRING200(List.of(ColumnKind.LONG_TEXT)),
  /** A hundred columns: ten times ten kinds. */
  WIDE100(
      repeat(
          10,
          List.of(
              ColumnKind.BIGINT,
              ColumnKind.INT,
              ColumnKind.DOUBLE,
              ColumnKind.BOOLEAN,
              ColumnKind.DECIMAL,
              ColumnKind.TIMESTAMP,
              ColumnKind.DATE,
              ColumnKind.SHORT_TEXT,
              ColumnKind.WORLD_TEXT,
              ColumnKind.NULLABLE_BIGINT))),
  /** An array, a struct and a map beside a key. */
  NESTED(
      List.of(
          ColumnKind.BIGINT, ColumnKind.INT_LIST, ColumnKind.POINT_STRUCT, ColumnKind.TEXT_MAP));

  @SuppressWarnings("ImmutableEnumChecker") // List.copyOf is as immutable as it gets
  private final List<ColumnKind> columns;

  Shape(List<ColumnKind> columns) {
    this.columns = List.copyOf(columns);
  }

  public List<ColumnKind> columns() {
    return columns;
  }

  /** Uncompressed bytes of one row. */
  public int typicalRowBytes() {
    return columns.stream().mapToInt(ColumnKind::typicalBytes).sum();
  }

  private static List<ColumnKind> repeat(int times, List<ColumnKind> columns) {
    return Collections.nCopies(times, columns).stream()
        .collect(ArrayList::new, ArrayList::addAll, ArrayList::addAll);
  }
}
