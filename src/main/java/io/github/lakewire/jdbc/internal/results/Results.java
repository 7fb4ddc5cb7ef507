package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.ArrowField;
import io.github.lakewire.jdbc.internal.results.arrow.SchemaReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Opens cursors: the only door into this package for the session. */
public final class Results {
  private Results() {}

  /**
   * Reads the columns of an Arrow result from its IPC schema message (PROTOCOL sections 10.2, 11):
   * names from the fields, types from Spark's field metadata, falling back to the Arrow type.
   */
  public static ResultSchema arrowSchema(byte[] message) throws Fault {
    List<ColumnInfo> columns = new ArrayList<>();
    for (ArrowField field : SchemaReader.read(message)) {
      columns.add(ArrowColumns.column(field));
    }
    return new ResultSchema(columns);
  }

  /**
   * Opens a cursor over Arrow pages, inline or links.
   *
   * @param schemaMessage the IPC schema message of the metadata, which rules over the files' own
   * @param lz4 what the metadata says of the pages
   * @param transfer what may be used on the way; a decoded batch may take as much as it allows
   */
  public static RowCursor arrow(
      byte[] schemaMessage,
      ResultSchema schema,
      boolean lz4,
      PageSource pages,
      LinkDownloader downloader,
      Transfer transfer)
      throws Fault {
    List<ArrowField> fields = SchemaReader.read(schemaMessage);
    if (fields.size() != schema.columns().size()) {
      throw new Fault(
          Fault.Kind.PROTOCOL, "The server described the result with two numbers of columns");
    }
    Pipeline pipeline = new Pipeline(pages, downloader, transfer, Clock.systemUTC());
    return new ArrowCursor(fields, schema, lz4, pipeline, transfer);
  }

  /** Opens a cursor over columnar pages. */
  public static RowCursor columnar(ResultSchema schema, PageSource pages, Transfer transfer) {
    Pipeline pipeline = new Pipeline(pages, new NoDownloads(), transfer, Clock.systemUTC());
    return new ColumnarCursor(schema, pipeline);
  }

  /**
   * Opens a cursor over rows in memory (metadata): each row has the natural objects of {@link
   * ColumnReader#getObject}, or null.
   */
  public static RowCursor rows(ResultSchema schema, List<Object[]> rows) {
    return new ListCursor(schema, rows);
  }

  /** Columnar results come without files. */
  private static final class NoDownloads implements LinkDownloader {
    @Override
    public File download(Page.Link link, long maxBytes, Buffers buffers) throws Fault {
      throw new Fault(Fault.Kind.PROTOCOL, "The server sent files for a columnar result");
    }

    @Override
    public void abort() {}
  }
}
