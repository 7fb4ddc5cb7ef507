package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import io.github.lakewire.jdbc.internal.fetch.Prefetcher;
import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.ipc.SchemaReader;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Opens cursors: the entry point of this package for the session. */
public final class Cursors {
  private Cursors() {}

  /**
   * Reads the columns of an Arrow result from its IPC schema message (protocol.md, "Arrow batches"
   * and "Types"): names from the fields, types from Spark's field metadata, falling back to the
   * Arrow type.
   */
  public static ResultSchema arrowSchema(byte[] message) throws DriverException {
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
   * @param resources what may be used on the way; a decoded batch may take as much as it allows
   */
  public static RowCursor arrow(
      byte[] schemaMessage,
      ResultSchema schema,
      boolean lz4,
      PageSource pages,
      LinkDownloader downloader,
      FetchResources resources)
      throws DriverException {
    List<ArrowField> fields = SchemaReader.read(schemaMessage);
    if (fields.size() != schema.columns().size()) {
      throw new DriverException(
          DriverException.Kind.PROTOCOL,
          "The server described the result with two numbers of columns");
    }
    Prefetcher prefetcher = new Prefetcher(pages, downloader, lz4, resources, Clock.systemUTC());
    return new ArrowCursor(fields, schema, lz4, prefetcher, resources);
  }

  /** Opens a cursor over columnar pages. */
  public static RowCursor columnar(
      ResultSchema schema, PageSource pages, FetchResources resources) {
    Prefetcher prefetcher =
        new Prefetcher(pages, new NoDownloads(), false, resources, Clock.systemUTC());
    return new ColumnarCursor(schema, prefetcher);
  }

  /**
   * Opens a cursor over rows in memory (metadata): each row has the default Java objects of {@link
   * io.github.lakewire.jdbc.internal.column.ColumnReader#getObject}, or null.
   */
  public static RowCursor rows(ResultSchema schema, List<Object[]> rows) {
    return new InMemoryCursor(schema, rows);
  }

  /** Columnar results come without files. */
  private static final class NoDownloads implements LinkDownloader {
    @Override
    public File download(Page.Link link, long maxBytes, ArrayAllocator buffers, boolean renewable)
        throws DriverException {
      throw new DriverException(
          DriverException.Kind.PROTOCOL, "The server sent files for a columnar result");
    }

    @Override
    public void abort() {}
  }
}
