package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an operation, in order and without gaps (protocol.md, "FetchResults").
 *
 * <p>FETCH_NEXT moves a cursor on the server, so a lost response would lose a page: each page must
 * begin where the last one ended. Renewing links moves that cursor too, so results that come as
 * links are always asked for by row number; inline pages are only known to come in order. Only one
 * thread at a time talks to the server, until all pages have come.
 */
final class ResultPages implements PageSource {
  /** Databricks may send empty pages before the last, but not for ever. */
  private static final int MOST_EMPTY_PAGES = 600;

  private static final int MOST_REPETITIONS = 8;

  private final ThriftOperation operation;
  private final boolean databricks;

  /** Held while the server is asked; a monitor would pin a virtual thread to its carrier. */
  private final ReentrantLock talking = new ReentrantLock();

  private volatile @Nullable FetchedPage first;
  private volatile boolean more = true;
  private volatile boolean links;
  private long nextRow;
  private int emptyPages;
  private PollSchedule schedule = new PollSchedule();

  /**
   * The pages of an operation.
   *
   * @param first the page that direct results brought; null when all are to be fetched
   * @param databricks whether the server tells the truth about offsets and the end
   */
  ResultPages(ThriftOperation operation, @Nullable FetchedPage first, boolean databricks) {
    this.operation = operation;
    this.first = first;
    this.databricks = databricks;
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  /** Whether the operation is needed on the server: for further pages, or to renew links. */
  boolean needsServer() {
    FetchedPage waiting = first;
    return links || (waiting == null ? more : waiting.hasMoreRows() || isLinks(waiting));
  }

  /** Whether pages of links have come. */
  boolean areLinks() {
    return links;
  }

  private static boolean isLinks(FetchedPage page) {
    return page.rows() instanceof Page.Links;
  }

  @Override
  public @Nullable Page next(ArrayAllocator buffers) throws DriverException {
    talking.lock();
    try {
      return nextPage(buffers);
    } finally {
      talking.unlock();
    }
  }

  private @Nullable Page nextPage(ArrayAllocator buffers) throws DriverException {
    FetchedPage page = first == null ? fetch(buffers) : takeFirst();
    if (page == null) {
      return null;
    }
    Page rows = page.rows();
    // Classic Hive always says that there is no more; there, the end is an empty page.
    more = databricks ? page.hasMoreRows() : rows.count() > 0;
    nextRow += rows.count();
    links |= isLinks(page);
    if (rows.count() == 0 && more) {
      waitForRows();
    } else {
      emptyPages = 0;
      schedule = new PollSchedule();
    }
    return rows;
  }

  private @Nullable FetchedPage takeFirst() throws DriverException {
    FetchedPage page = first;
    first = null;
    return page == null ? null : requireFirst(page, databricks);
  }

  /**
   * Refuses a page that does not begin at the first row. Behind a lost one there may be none, so
   * that a count in it would be missed.
   */
  static FetchedPage requireFirst(FetchedPage page, boolean databricks) throws DriverException {
    if (databricks && page.startRow().orElse(0) != 0) {
      throw ReceivedResult.nonsense("its first page begins at row " + page.startRow().getAsLong());
    }
    return page;
  }

  /** Refuses a page that was asked for as the first one of a result that others may have read. */
  static FetchedPage requireBeginning(FetchedPage page) throws DriverException {
    if (!page.startRow().equals(OptionalLong.of(0))) {
      throw DriverException.data(
          SqlState.WRONG_METHOD,
          "The rows of this statement come in pages, which have been read already, and the server"
              + " does not go back to the first one; execute the statement again");
    }
    return page;
  }

  private @Nullable FetchedPage fetch(ArrayAllocator buffers) throws DriverException {
    for (int repetitions = 0; more; repetitions++) {
      FetchedPage page =
          links
              ? operation.fetch(OptionalLong.of(nextRow), buffers).from(nextRow)
              : fetchNext(nextRow, databricks, start -> operation.fetch(start, buffers));
      long start = databricks ? page.startRow().orElse(nextRow) : nextRow;
      long end = start + page.rows().count();
      if (start == nextRow || (page.rows().count() == 0 && start < nextRow)) {
        return page;
      }
      boolean seen = start >= 0 && end <= nextRow;
      if (!seen || repetitions == MOST_REPETITIONS || (end < nextRow && !page.hasMoreRows())) {
        throw ReceivedResult.nonsense(
            "a page begins at row %d where row %d is next".formatted(start, nextRow));
      }
      more = page.hasMoreRows();
    }
    return null;
  }

  /** Fetches the next page, or the page from a row on. */
  @FunctionalInterface
  interface PageFetch {
    FetchedPage from(OptionalLong startRow) throws DriverException;
  }

  /**
   * Fetches the next page, which begins at the row. When its response was lost on the way the
   * server may have moved on, so it is asked for that row, once: whether servers go back is not
   * known, and the answer counts only when it says that it begins there.
   */
  static FetchedPage fetchNext(long row, boolean databricks, PageFetch fetch)
      throws DriverException {
    DriverException lost;
    try {
      return fetch.from(OptionalLong.empty());
    } catch (DriverException exception) {
      if (!databricks || !isLostOnTheWay(exception)) {
        throw exception;
      }
      lost = exception;
    }
    try {
      FetchedPage page = fetch.from(OptionalLong.of(row));
      if (page.startRow().equals(OptionalLong.of(row))) {
        ThriftSession.LOG.fine(
            () ->
                "Query "
                    + lost.details().queryId()
                    + ": fetched a lost page again from row "
                    + row);
        return page;
      }
    } catch (DriverException exception) {
      if (!isLostOnTheWay(exception) && exception.serverError() == null) {
        // Ended on purpose meanwhile.
        throw exception;
      }
      lost.addSuppressed(exception);
    }
    throw lost;
  }

  private static boolean isLostOnTheWay(DriverException exception) {
    return switch (exception.kind()) {
      case TRANSPORT, READ_TIMEOUT -> true;
      case OUTAGE -> exception.serverError() == null;
      default -> false;
    };
  }

  private void waitForRows() throws DriverException {
    if (++emptyPages > MOST_EMPTY_PAGES) {
      throw new DriverException(
          DriverException.Kind.TIMED_OUT,
          "Time-out: the server announces more rows but sends only empty pages");
    }
    operation.pauseBetweenPages(schedule.next());
  }

  @Override
  public Page.Links renew(long startRow) throws DriverException {
    ThriftSession.LOG.fine(
        () -> "Query " + operation.queryId() + ": renewing links from row " + startRow);
    FetchedPage page;
    // Once all pages have come, nobody minds where the server's cursor is.
    boolean inTurn = more;
    if (inTurn) {
      talking.lock();
    }
    try {
      page = operation.fetch(OptionalLong.of(startRow), byte[]::new).from(startRow);
    } finally {
      if (inTurn) {
        talking.unlock();
      }
    }
    if (!(page.rows() instanceof Page.Links renewed)
        || renewed.links().get(0).startRow() != startRow) {
      throw ReceivedResult.nonsense("asked for links from row " + startRow + ", it sends others");
    }
    return renewed;
  }

  @Override
  public void close() {
    operation.close();
  }
}
