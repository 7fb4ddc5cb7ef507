package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a result are read by.
 *
 * @param arrowSchema the IPC schema message; null where they come in columnar sets. Not to be
 *     changed
 * @param lz4 whether Arrow pages are LZ4 frames
 */
public record ResultForm(ResultSchema schema, byte @Nullable [] arrowSchema, boolean lz4) {

  /** Opens a cursor, which owns the pages. */
  public RowCursor cursor(
      PageSource pages, Supplier<LinkDownloader> downloaders, FetchResources resources)
      throws DriverException {
    return arrowSchema == null
        ? Cursors.columnar(schema, pages, resources)
        : Cursors.arrow(arrowSchema, schema, lz4, pages, downloaders.get(), resources);
  }
}
