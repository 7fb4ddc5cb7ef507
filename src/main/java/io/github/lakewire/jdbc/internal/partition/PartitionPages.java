package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one partition: its files as one page of links, or the pages in it. Nothing is told
 * to the server, so that others may read it too.
 */
final class PartitionPages implements PageSource {
  private final PartitionRows rows;
  private final LinkRenewal renewal;
  private final Runnable end;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param end run when it is closed
   */
  PartitionPages(PartitionRows rows, LinkRenewal renewal, Runnable end) {
    this.rows = rows;
    this.renewal = renewal;
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    return next.get() < size();
  }

  @Override
  public long firstRow() {
    return rows.startRow();
  }

  private int size() {
    return rows instanceof PartitionRows.Inline inline ? inline.pages().size() : 1;
  }

  @Override
  public @Nullable Page next(ArrayAllocator buffers) {
    int index = next.getAndIncrement();
    if (index >= size()) {
      return null;
    }
    if (rows instanceof PartitionRows.Inline inline) {
      return PageForm.copy(inline.pages().get(index));
    }
    return new Page.Links(((PartitionRows.InFiles) rows).links());
  }

  @Override
  public Page.Links renew(long startRow) throws DriverException {
    long endRow = rows.startRow() + rows.rowCount();
    List<Page.Link> links = renewal.from(startRow, endRow);
    long row = startRow;
    for (Page.Link link : links) {
      if (link.startRow() > row || link.endRow() <= row) {
        throw otherRows(row);
      }
      row = link.endRow();
    }
    if (row == startRow) {
      throw otherRows(row);
    }
    return new Page.Links(links).from(startRow);
  }

  private static DriverException otherRows(long row) {
    return new DriverException(
        DriverException.Kind.PROTOCOL,
        "New links were asked for from row " + row + " on, and links to other rows have come");
  }

  @Override
  public void close() {
    renewal.close();
    end.run();
  }
}
