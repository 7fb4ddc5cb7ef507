package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.BatchShape;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.util.List;

/**
 * A column whose values are not read. It is passed in each batch, so that the others are where they
 * are; which values are null is known as far as the form says it.
 */
final class SkippedReader extends ArrowReader {
  private final ColumnInfo owner;
  private final String form;
  private final boolean hasValidity;
  private final BatchShape rest;

  /**
   * @param owner the column that this one is part of, or it itself
   * @param form what is not read, for messages
   */
  SkippedReader(ColumnInfo column, ColumnInfo owner, ArrowField field, String form) {
    super(column);
    this.owner = owner;
    this.form = form;
    this.hasValidity = field.type().hasValidity();
    BatchShape all = BatchShape.of(List.of(field));
    this.rest =
        new BatchShape(
            all.nodes() - 1, all.buffers() - (hasValidity ? 1 : 0), all.views(), all.unknown());
  }

  @Override
  protected int takeValidity(BatchLayout batch, int node) throws DriverException {
    return hasValidity ? super.takeValidity(batch, node) : -1;
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) {
    batch.skip(rest);
  }

  @Override
  public Object getObject(int row) throws DriverException {
    throw unread(owner, form);
  }
}
