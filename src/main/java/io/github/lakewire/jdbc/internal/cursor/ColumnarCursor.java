package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.column.columnar.ColumnarReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.Prefetcher;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.util.Arrays;
import java.util.List;

/** Walks columnar sets (protocol.md, "Columnar sets"). */
final class ColumnarCursor extends BatchCursor {
  private final Prefetcher prefetcher;
  private final ColumnarReader[] readers;

  ColumnarCursor(ResultSchema schema, Prefetcher prefetcher) {
    super(schema, prefetcher);
    this.prefetcher = prefetcher;
    readers = new ColumnarReader[schema.columns().size()];
  }

  @Override
  boolean nextBatch() throws DriverException {
    // What has been read is not kept: its memory may be needed.
    for (ColumnarReader reader : readers) {
      if (reader != null) {
        reader.forget();
      }
    }
    Prefetcher.Content content;
    while ((content = prefetcher.take()) != null) {
      prefetcher.fetchAhead(0);
      Page page = content instanceof Prefetcher.Inline inline ? inline.page() : null;
      if (page instanceof Page.Columns columns) {
        if (columns.rowCount() > 0) {
          bind(columns);
          startBatch(readers, columns.rowCount());
          return true;
        }
      } else if (!(page instanceof Page.None)) {
        throw damaged("Arrow rows in a columnar result");
      }
    }
    return false;
  }

  @Override
  void dropBatches() {
    Arrays.fill(readers, null);
  }

  private void bind(Page.Columns page) throws DriverException {
    List<Page.ColumnValues> columns = page.columns();
    if (columns.size() != readers.length) {
      throw damaged("another number of columns than announced");
    }
    for (int i = 0; i < readers.length; i++) {
      Page.ColumnValues values = columns.get(i);
      if (values.count() < page.rowCount()) {
        throw damaged("columns of different length");
      }
      if (readers[i] == null || readers[i].kind() != values.kind()) {
        readers[i] = ColumnarReader.of(schema().columns().get(i), values.kind());
      }
      readers[i].bind(values);
    }
  }

  private static DriverException damaged(String what) {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "The server's result does not fit together: " + what);
  }
}
