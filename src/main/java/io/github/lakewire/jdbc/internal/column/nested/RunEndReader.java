package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** A column that says once what is the same in the rows that follow each other. */
public final class RunEndReader extends RoutedReader {
  private final int endWidth;
  private final ArrowReader values;

  private int ends;
  private int runs;
  private int last;

  /**
   * @param endWidth bytes of the numbers that say where runs end: 2, 4 or 8
   */
  public RunEndReader(ColumnInfo column, int endWidth, ArrowReader values) {
    super(column);
    this.endWidth = endWidth;
    this.values = values;
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) throws DriverException {
    int node = batch.takeNode();
    runs = batch.length(node);
    if (batch.takeValidity(node) >= 0) {
      throw damaged();
    }
    ends = batch.start(batch.takeBuffer((long) runs * endWidth));
    last = 0;
    long previous = 0;
    for (int run = 0; run < runs; run++) {
      long end = end(run);
      if (end <= previous) {
        throw damaged();
      }
      previous = end;
    }
    if (previous < length) {
      throw damaged();
    }
    values.bind(batch, runs);
    mayBeNull = true;
  }

  private static DriverException damaged() {
    return new DriverException(
        DriverException.Kind.PROTOCOL,
        "The server's Arrow data is damaged: runs that do not follow");
  }

  private long end(int run) {
    int at = ends + run * endWidth;
    return switch (endWidth) {
      case Short.BYTES -> (short) (bytes[at] & 0xff | bytes[at + 1] << 8);
      case Integer.BYTES -> (int) LittleEndian.INT.get(bytes, at);
      default -> (long) LittleEndian.LONG.get(bytes, at);
    };
  }

  @Override
  public boolean isMoment() {
    return values.isMoment();
  }

  @Override
  ArrowReader target(int row) {
    return values;
  }

  /** Mostly the run of the row before, or the one behind it. */
  @Override
  int place(int row) {
    if (last > 0 && end(last - 1) > row) {
      last = 0;
    }
    if (end(last) <= row) {
      int low = last + 1;
      int high = runs - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (end(middle) <= row) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      last = low;
    }
    return last;
  }
}
