package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;

/** Opens cursors: the only door into this package for the session. */
public final class Results {
  private Results() {}

  /**
   * Reads the columns of an Arrow result from its IPC schema message (PROTOCOL sections 10.2, 11):
   * names from the fields, types from Spark's field metadata, falling back to the Arrow type.
   */
  public static ResultSchema arrowSchema(byte[] message) throws Fault {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a cursor over Arrow pages, inline or links.
   *
   * @param schemaMessage the IPC schema message of the metadata, which rules over the files' own
   * @param lz4 what the metadata says of the pages
   * @param maxMemory bytes that may be held
   */
  public static RowCursor arrow(
      byte[] schemaMessage,
      ResultSchema schema,
      boolean lz4,
      PageSource pages,
      LinkDownloader downloader,
      long maxMemory)
      throws Fault {
    throw new UnsupportedOperationException();
  }

  /** Opens a cursor over columnar pages. */
  public static RowCursor columnar(ResultSchema schema, PageSource pages) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a cursor over rows in memory (metadata): each row has the natural objects of {@link
   * ColumnReader#getObject}, or null.
   */
  public static RowCursor rows(ResultSchema schema, java.util.List<Object[]> rows) {
    throw new UnsupportedOperationException();
  }
}
