package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.util.Arrays;
import java.util.List;

/** A column whose values have several types. */
public final class UnionReader extends RoutedReader {
  private final boolean dense;
  private final List<ArrowReader> children;
  private final int[] childOfType = new int[Byte.MAX_VALUE + 1];
  private final int[] childLengths;

  private int types;
  private int offsets;

  /**
   * @param dense whether the children have only their own values, at places that are given
   * @param typeIds the number that stands for each child
   */
  public UnionReader(
      ColumnInfo column, boolean dense, List<Integer> typeIds, List<ArrowReader> children) {
    super(column);
    this.dense = dense;
    this.children = children;
    this.childLengths = new int[children.size()];
    Arrays.fill(childOfType, -1);
    for (int i = 0; i < children.size(); i++) {
      childOfType[typeIds.get(i)] = i;
    }
  }

  @Override
  public int width() {
    return Math.max(1, children.stream().mapToInt(ArrowReader::width).sum());
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) throws DriverException {
    types = batch.start(batch.takeBuffer(length));
    offsets = dense ? batch.start(batch.takeBuffer((long) length * Integer.BYTES)) : 0;
    Arrays.fill(childLengths, dense ? 0 : length);
    for (int row = 0; row < length; row++) {
      int type = bytes[types + row];
      if (type < 0 || childOfType[type] < 0) {
        throw damaged();
      }
      if (dense) {
        // As the format has it; else many values could be one large one.
        int place = place(row);
        int child = childOfType[type];
        if (place < childLengths[child] || place == Integer.MAX_VALUE) {
          throw damaged();
        }
        childLengths[child] = place + 1;
      }
    }
    for (int i = 0; i < childLengths.length; i++) {
      children.get(i).bind(batch, childLengths[i]);
    }
    mayBeNull = true;
  }

  private static DriverException damaged() {
    return new DriverException(
        DriverException.Kind.PROTOCOL,
        "The server's Arrow data is damaged: a union that does not fit");
  }

  @Override
  ArrowReader target(int row) {
    return children.get(childOfType[bytes[types + row]]);
  }

  @Override
  int place(int row) {
    return dense ? (int) LittleEndian.INT.get(bytes, offsets + (row << 2)) : row;
  }
}
