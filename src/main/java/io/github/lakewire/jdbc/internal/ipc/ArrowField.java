package io.github.lakewire.jdbc.internal.ipc;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One field of an Arrow schema.
 *
 * @param nullable what the server says; it may still send nulls, or none
 * @param parameters of the type
 * @param sqlType the field metadata {@code Spark:DataType:SqlName}, null when there is none
 */
public record ArrowField(
    String name,
    PhysicalType type,
    boolean nullable,
    Parameters parameters,
    @Nullable String sqlType,
    List<ArrowField> children) {
  public ArrowField {
    children = List.copyOf(children);
  }

  /**
   * What a type has beside its kind.
   *
   * @param precision digits of decimals, else 0
   * @param scale of decimals, else 0
   * @param unitsPerSecond of TIME32, TIME64, TIMESTAMP and DURATION: 1, 1000, 1000000 or
   *     1000000000, else 0
   * @param zone of TIMESTAMP, null when it has none
   * @param width bytes of FIXED_BINARY and of the indexes of DICTIONARY, elements of FIXED_LIST,
   *     else 0
   * @param typeIds of unions, the number that stands for each child; else empty
   */
  public record Parameters(
      int precision,
      int scale,
      long unitsPerSecond,
      @Nullable String zone,
      int width,
      List<Integer> typeIds) {
    static final Parameters NONE = new Parameters(0, 0, 0, null, 0, List.of());

    public Parameters {
      typeIds = List.copyOf(typeIds);
    }

    static Parameters decimal(int precision, int scale) {
      return new Parameters(precision, scale, 0, null, 0, List.of());
    }

    static Parameters time(long unitsPerSecond, @Nullable String zone) {
      return new Parameters(0, 0, unitsPerSecond, zone, 0, List.of());
    }

    static Parameters width(int width) {
      return new Parameters(0, 0, 0, null, width, List.of());
    }

    static Parameters union(List<Integer> typeIds) {
      return new Parameters(0, 0, 0, null, 0, typeIds);
    }
  }

  public int precision() {
    return parameters.precision();
  }

  public int scale() {
    return parameters.scale();
  }

  public long unitsPerSecond() {
    return parameters.unitsPerSecond();
  }

  public @Nullable String zone() {
    return parameters.zone();
  }

  public int width() {
    return parameters.width();
  }

  /**
   * Whether values of the other field are read rightly as values of this one. Names, the digits of
   * decimals and zones are not looked at: they say nothing of the bytes, and of files that come
   * from a cache of results they may be others.
   */
  boolean isReadAs(ArrowField other) {
    boolean same =
        type == other.type
            && scale() == other.scale()
            && unitsPerSecond() == other.unitsPerSecond()
            && width() == other.width()
            && parameters.typeIds().equals(other.parameters.typeIds())
            && children.size() == other.children.size();
    for (int i = 0; same && i < children.size(); i++) {
      same = children.get(i).isReadAs(other.children.get(i));
    }
    return same;
  }

  /** Returns what {@link #isReadAs} looks at, for messages. */
  String typeName() {
    StringBuilder text = new StringBuilder(type.name());
    String details =
        Stream.of(
                scale() == 0 ? "" : "scale " + scale(),
                unitsPerSecond() == 0 ? "" : "1/" + unitsPerSecond() + " s",
                width() == 0 ? "" : "width " + width())
            .filter(detail -> !detail.isEmpty())
            .collect(Collectors.joining(", "));
    text.append(details.isEmpty() ? "" : "(" + details + ")");
    if (!children.isEmpty()) {
      text.append(
          children.stream().map(ArrowField::typeName).collect(Collectors.joining(", ", "<", ">")));
    }
    return text.toString();
  }

  /** Returns the children that a record batch has nodes and buffers for. */
  public List<ArrowField> sent() {
    return type == PhysicalType.DICTIONARY ? List.of() : children;
  }
}
