package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import io.github.lakewire.jdbc.internal.thrift.ResultMetadata;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a result is read by: its columns, and whether they come as Arrow. */
final class ResultBinding {
  private final ResultSchema schema;
  private final byte @Nullable [] arrowSchema;
  private final boolean lz4;

  private ResultBinding(ResultSchema schema, byte @Nullable [] arrowSchema, boolean lz4) {
    this.schema = schema;
    this.arrowSchema = arrowSchema;
    this.lz4 = lz4;
  }

  /**
   * Binds a result.
   *
   * @param first the first page, whose form counts for more than the announced one; null when there
   *     is none yet
   * @param nestedAsText how nested types are described
   */
  static ResultBinding of(
      ResultMetadata metadata, @Nullable FetchedPage first, boolean nestedAsText)
      throws DriverException {
    byte[] arrowSchema = metadata.arrowSchema();
    if (!comesAsArrow(metadata, first) || arrowSchema == null) {
      return new ResultBinding(new ResultSchema(metadata.columns(), nestedAsText), null, false);
    }
    List<ColumnInfo> columns =
        withComments(Cursors.arrowSchema(arrowSchema).columns(), metadata.columns());
    ResultSchema schema = new ResultSchema(columns, nestedAsText);
    return new ResultBinding(schema, arrowSchema, metadata.lz4());
  }

  private static boolean comesAsArrow(ResultMetadata metadata, @Nullable FetchedPage first)
      throws DriverException {
    Page rows = first == null ? new Page.None() : first.rows();
    if (rows instanceof Page.None) {
      return metadata.announcesArrow();
    }
    if (rows instanceof Page.Columns) {
      return false;
    }
    if (metadata.arrowSchema() == null) {
      throw nonsense("Arrow rows without an Arrow schema");
    }
    return true;
  }

  /** Comments are only in the Thrift schema; everything else is better in the Arrow one. */
  private static List<ColumnInfo> withComments(List<ColumnInfo> arrow, List<ColumnInfo> thrift)
      throws DriverException {
    if (thrift.isEmpty()) {
      return arrow;
    }
    if (thrift.size() != arrow.size()) {
      throw nonsense(
          "its two schemas have %d and %d columns".formatted(thrift.size(), arrow.size()));
    }
    List<ColumnInfo> columns = new ArrayList<>(thrift.size());
    for (int i = 0; i < thrift.size(); i++) {
      columns.add(arrow.get(i).withComment(thrift.get(i).comment()));
    }
    return columns;
  }

  ResultSchema schema() {
    return schema;
  }

  /** Opens a cursor, which owns the pages. */
  RowCursor cursor(PageSource pages, Supplier<LinkDownloader> downloaders, FetchResources resources)
      throws DriverException {
    return arrowSchema == null
        ? Cursors.columnar(schema, pages, resources)
        : Cursors.arrow(arrowSchema, schema, lz4, pages, downloaders.get(), resources);
  }

  /** Returns the number in a column of a page that holds one row. */
  OptionalLong number(
      FetchedPage page, int column, Supplier<LinkDownloader> downloaders, FetchResources resources)
      throws DriverException {
    try (RowCursor cursor = cursor(new OnePage(page.rows()), downloaders, resources)) {
      return cursor.advance() && !cursor.reader(column).isNull(cursor.row())
          ? OptionalLong.of(cursor.reader(column).getLong(cursor.row()))
          : OptionalLong.empty();
    }
  }

  /** A single page that is complete. */
  private static final class OnePage implements PageSource {
    private @Nullable Page page;

    OnePage(Page page) {
      this.page = page;
    }

    @Override
    public boolean hasNext() {
      return page != null;
    }

    @Override
    public @Nullable Page next(ArrayAllocator buffers) {
      Page only = page;
      page = null;
      return only;
    }

    @Override
    public Page.Links renew(long startRow) throws DriverException {
      throw nonsense("it has links among its counts");
    }

    @Override
    public void close() {}
  }

  static DriverException nonsense(String why) {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "The server's result makes no sense: " + why);
  }
}
