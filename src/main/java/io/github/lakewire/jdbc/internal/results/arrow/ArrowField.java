package io.github.lakewire.jdbc.internal.results.arrow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of an Arrow schema.
 *
 * @param nullable what the server says; it may still send nulls, or none
 * @param precision digits of DECIMAL128, else 0
 * @param scale scale of DECIMAL128, else 0
 * @param unitsPerSecond of TIME32, TIME64, TIMESTAMP and DURATION: 1, 1000, 1000000 or 1000000000,
 *     else 0
 * @param zone of TIMESTAMP, null when it has none
 * @param sqlType the field metadata {@code Spark:DataType:SqlName}, null when there is none
 */
public record ArrowField(
    String name,
    PhysicalType type,
    boolean nullable,
    int precision,
    int scale,
    long unitsPerSecond,
    @Nullable String zone,
    @Nullable String sqlType,
    List<ArrowField> children) {
  public ArrowField {
    children = List.copyOf(children);
  }

  /** Returns how many nodes a record batch has for this field and those below it. */
  public int nodes() {
    int nodes = 1;
    for (ArrowField child : children) {
      nodes += child.nodes();
    }
    return nodes;
  }

  /** Returns how many buffers a record batch has for this field and those below it. */
  public int buffers() {
    int buffers = type.buffers();
    for (ArrowField child : children) {
      buffers += child.buffers();
    }
    return buffers;
  }
}
