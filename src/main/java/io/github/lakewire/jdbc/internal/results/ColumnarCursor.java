package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.util.Arrays;
import java.util.List;

/** Walks columnar sets (PROTOCOL section 10.1). */
final class ColumnarCursor extends BatchCursor {
  private final Pipeline pipeline;
  private final ColumnarReader[] readers;

  ColumnarCursor(ResultSchema schema, Pipeline pipeline) {
    super(schema, pipeline);
    this.pipeline = pipeline;
    readers = new ColumnarReader[schema.columns().size()];
  }

  @Override
  boolean nextBatch() throws Fault {
    Pipeline.Content content;
    while ((content = pipeline.take()) != null) {
      if (!(content instanceof Pipeline.Inline inline)
          || !(inline.page() instanceof Page.Columns columns)) {
        throw damaged("Arrow rows in a columnar result");
      }
      if (columns.rowCount() > 0) {
        bind(columns);
        startBatch(readers, columns.rowCount());
        return true;
      }
    }
    return false;
  }

  @Override
  void dropBatches() {
    Arrays.fill(readers, null);
  }

  private void bind(Page.Columns page) throws Fault {
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

  private static Fault damaged(String what) {
    return new Fault(Fault.Kind.PROTOCOL, "The server's result does not fit together: " + what);
  }
}
