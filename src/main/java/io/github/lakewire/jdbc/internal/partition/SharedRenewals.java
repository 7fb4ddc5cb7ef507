package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * New links for many workers, with few requests. An answer of the server has links for several
 * partitions. So those that one answer has room for are asked for together, from the first of them
 * on, whichever of them is wanted: who wants another one of them waits, and gets the rest. Several
 * such groups are asked for at the same time. Thread-safe.
 */
final class SharedRenewals {
  private static final int REQUESTS_AT_A_TIME = 8;

  private final PageSource pages;
  private final RenewedLinks kept;

  /** The first rows of the partitions that are in files, in their order. */
  private final long[] starts;

  private final double filesOfPartition;

  /** Partitions that one answer has links for, as far as is known. */
  private volatile int together = 1;

  /** One group of partitions has always the same lock, those beside it have others. */
  private final List<ReentrantLock> asking =
      IntStream.range(0, REQUESTS_AT_A_TIME).mapToObj(i -> new ReentrantLock()).toList();

  /** Whether the server has shown that it answers requests for one result in turn only. */
  private volatile boolean alone;

  SharedRenewals(PageSource pages, List<PartitionRows.InFiles> partitions, RenewedLinks kept) {
    this.pages = pages;
    this.kept = kept;
    this.starts = partitions.stream().mapToLong(PartitionRows.InFiles::startRow).toArray();
    this.filesOfPartition =
        partitions.stream().mapToInt(part -> part.links().size()).average().orElse(1);
  }

  /** Returns links from a row on, up to another at most; for at least one file. Blocks. */
  List<Page.Link> links(long startRow, long endRow) throws DriverException {
    List<Page.Link> known = kept.take(startRow, endRow);
    if (!known.isEmpty()) {
      return known;
    }
    int found = Arrays.binarySearch(starts, startRow);
    int partition = Math.max(0, found < 0 ? -found - 2 : found);
    int size = together;
    long from = found < 0 ? startRow : starts[partition / size * size];
    boolean inTurn = alone;
    ReentrantLock own = asking.get(inTurn ? 0 : partition / size % REQUESTS_AT_A_TIME);
    own.lock();
    try {
      known = kept.take(startRow, endRow);
      return known.isEmpty() ? ask(from, startRow, endRow) : known;
    } catch (DriverException e) {
      if (inTurn || e.kind() != DriverException.Kind.PROTOCOL) {
        throw e;
      }
    } finally {
      own.unlock();
    }
    // Whether servers bear several at a time is not known.
    List<Page.Link> links = askAlone(startRow, endRow);
    alone = true;
    return links;
  }

  private List<Page.Link> askAlone(long startRow, long endRow) throws DriverException {
    asking.forEach(ReentrantLock::lock);
    try {
      return ask(startRow, startRow, endRow);
    } finally {
      asking.forEach(ReentrantLock::unlock);
    }
  }

  private List<Page.Link> ask(long from, long startRow, long endRow) throws DriverException {
    List<Page.Link> all = pages.renew(from).links();
    together = Math.max(together, (int) (all.size() / filesOfPartition));
    List<Page.Link> wanted = new ArrayList<>();
    List<Page.Link> others = new ArrayList<>();
    for (Page.Link link : all) {
      if (link.endRow() > startRow && link.startRow() < endRow) {
        wanted.add(link);
      }
      if (link.endRow() <= startRow || link.endRow() > endRow) {
        others.add(link);
      }
    }
    kept.add(others);
    return wanted.isEmpty() && from < startRow ? ask(startRow, startRow, endRow) : wanted;
  }
}
