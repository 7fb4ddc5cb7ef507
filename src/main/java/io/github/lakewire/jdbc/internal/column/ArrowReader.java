package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Arrow column in place: {@link #bind} notes where a batch has its values, and a getter
 * is one access to the received bytes.
 */
public abstract class ArrowReader extends ConvertingReader {
  private static final byte[] NONE = {};

  /** The batch's array. */
  public byte[] bytes = NONE;

  private int validity = -1;

  protected ArrowReader(ColumnInfo column) {
    super(column);
  }

  /**
   * Takes this column's nodes and buffers from the batch and checks that they hold all its rows.
   *
   * @param rows how many rows will be asked for; the column may have more
   */
  public final void bind(BatchLayout batch, int rows) throws DriverException {
    int node = batch.takeNode();
    int length = batch.length(node);
    if (length < rows) {
      throw new DriverException(
          DriverException.Kind.PROTOCOL,
          "The server's Arrow data is damaged: columns of different length");
    }
    bytes = batch.array();
    validity = takeValidity(batch, node);
    mayBeNull = validity >= 0;
    bindValues(batch, length);
  }

  protected int takeValidity(BatchLayout batch, int node) throws DriverException {
    return batch.takeValidity(node);
  }

  /** Whether a bitmap says which values are null. */
  final boolean hasBitmap() {
    return validity >= 0;
  }

  protected abstract void bindValues(BatchLayout batch, int length) throws DriverException;

  /** What came in a form that is not read: HYC00, naming the column and its type. */
  protected static DriverException unread(ColumnInfo column, String form) {
    return new DriverException(
        DriverException.Kind.UNSUPPORTED,
        "Column '"
            + column.name()
            + "' of type "
            + column.typeName()
            + " came as Arrow "
            + form
            + ", which is not read; cast it to STRING in the query");
  }

  /** How many values a row has, when it is an element: one, or those of a STRUCT's fields. */
  public int width() {
    return 1;
  }

  @Override
  protected boolean isNullAt(int row) {
    return (bytes[validity + (row >> 3)] >> (row & 7) & 1) == 0;
  }

  /** The default Java object of an element, for the value that it is part of. */
  public final @Nullable Object objectOrNull(int row) throws DriverException {
    return isNull(row) ? null : partObject(row);
  }

  /** The default Java object within a nested value, where no reader knows more than the object. */
  public Object partObject(int row) throws DriverException {
    return getObject(row);
  }

  public final void appendJsonOrNull(int row, StringBuilder out) throws DriverException {
    if (isNull(row)) {
      out.append("null");
    } else {
      appendJson(row, out);
    }
  }
}
