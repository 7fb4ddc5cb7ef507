package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.fetch.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pages that have come inline, as bytes. */
final class PageForm {
  private PageForm() {}

  /** A page with bytes of its own, as who reads one takes its arrays over. */
  static Page copy(Page page) {
    if (page instanceof Page.Batches batches) {
      return new Page.Batches(
          batches.batches().stream()
              .map(
                  batch ->
                      new Page.EncodedBatch(
                          Arrays.copyOfRange(
                              batch.bytes(), batch.offset(), batch.offset() + batch.length()),
                          0,
                          batch.length(),
                          batch.rowCount()))
              .toList());
    }
    if (page instanceof Page.Columns columns) {
      return new Page.Columns(
          columns.columns().stream()
              .map(
                  column ->
                      new Page.ColumnValues(
                          column.kind(),
                          copy(column.values()),
                          column.count(),
                          copy(column.nulls())))
              .toList(),
          columns.rowCount());
    }
    return page;
  }

  private static ByteBuffer copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return ByteBuffer.wrap(bytes);
  }

  static void write(FormWriter form, Page page) throws IOException {
    form.data().writeBoolean(page instanceof Page.Batches);
    if (page instanceof Page.Batches batches) {
      form.data().writeInt(batches.batches().size());
      for (Page.EncodedBatch batch : batches.batches()) {
        form.data().writeLong(batch.rowCount());
        form.bytes(batch.bytes(), batch.offset(), batch.length());
      }
    } else if (page instanceof Page.Columns columns) {
      form.data().writeInt(columns.rowCount());
      form.data().writeInt(columns.columns().size());
      for (Page.ColumnValues column : columns.columns()) {
        form.data().writeByte(column.kind().ordinal());
        form.data().writeInt(column.count());
        form.bytes(column.values());
        form.bytes(column.nulls());
      }
    }
  }

  static Page read(FormReader form) throws IOException {
    if (form.data().readBoolean()) {
      int count = form.count(Long.BYTES + Integer.BYTES);
      List<Page.EncodedBatch> batches = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        long rows = form.data().readLong();
        byte[] bytes = form.bytes();
        batches.add(new Page.EncodedBatch(bytes, 0, bytes.length, rows));
      }
      return new Page.Batches(batches);
    }
    int rows = form.data().readInt();
    int count = form.count(1 + 3 * Integer.BYTES);
    List<Page.ColumnValues> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Page.Kind kind = form.oneOf(Page.Kind.values());
      int values = form.data().readInt();
      columns.add(
          new Page.ColumnValues(
              kind, ByteBuffer.wrap(form.bytes()), values, ByteBuffer.wrap(form.bytes())));
    }
    return new Page.Columns(columns, rows);
  }
}
