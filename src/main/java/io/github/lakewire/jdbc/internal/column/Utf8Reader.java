package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.nio.charset.StandardCharsets;

/** STRING values, and what else the server sends as text without a form that the driver reads. */
public final class Utf8Reader extends ArrowReader {
  /** From this average length on, the JDK's own decoder is as fast as a scan of the batch. */
  private static final int SHORT = 64;

  private static final long HIGH_BITS = 0x8080808080808080L;

  private enum Content {
    UNKNOWN,
    ASCII,
    ANY
  }

  private final Offsets offsets;
  private int data;
  private int length;
  private Content content = Content.UNKNOWN;

  public Utf8Reader(ColumnInfo column, boolean wide) {
    super(column);
    offsets = new Offsets(wide);
  }

  @Override
  protected void bindValues(BatchLayout batch, int rows) throws DriverException {
    offsets.bind(batch, rows);
    data = batch.start(batch.takeBuffer(offsets.start(rows)));
    length = rows;
    content = Content.UNKNOWN;
  }

  @Override
  public Object getObject(int row) {
    return getString(row);
  }

  @Override
  public String getString(int row) {
    int start = offsets.start(row);
    int size = offsets.start(row + 1) - start;
    if (content == Content.UNKNOWN) {
      content = scan();
    }
    return new String(
        bytes,
        data + start,
        size,
        content == Content.ASCII ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Looks once per batch whether all short texts are ASCII: copying them is then enough. */
  private Content scan() {
    int at = data + offsets.start(0);
    int end = data + offsets.start(length);
    if (end - at >= (long) SHORT * length) {
      return Content.ANY;
    }
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      if (((long) LittleEndian.LONG.get(bytes, at) & HIGH_BITS) != 0) {
        return Content.ANY;
      }
    }
    for (; at < end; at++) {
      if (bytes[at] < 0) {
        return Content.ANY;
      }
    }
    return Content.ASCII;
  }
}
