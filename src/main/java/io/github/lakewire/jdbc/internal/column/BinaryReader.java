package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** BINARY values. */
public final class BinaryReader extends ArrowReader {
  private final Offsets offsets;
  private int data;

  public BinaryReader(ColumnInfo column, boolean wide) {
    super(column);
    offsets = new Offsets(wide);
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) throws DriverException {
    offsets.bind(batch, length);
    data = batch.start(batch.takeBuffer(offsets.start(length)));
  }

  @Override
  public Object getObject(int row) {
    return getBytes(row);
  }

  @Override
  public byte[] getBytes(int row) {
    return Arrays.copyOfRange(bytes, data + offsets.start(row), data + offsets.start(row + 1));
  }

  @Override
  public String getString(int row) {
    int start = offsets.start(row);
    return new String(bytes, data + start, offsets.start(row + 1) - start, StandardCharsets.UTF_8);
  }
}
