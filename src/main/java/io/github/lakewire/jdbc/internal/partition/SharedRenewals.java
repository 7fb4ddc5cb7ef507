package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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

  /** The first rows of the partitions that are in files, and the row behind the last one. */
  private final long[] borders;

  /** The most partitions that an answer had links for, each of them whole. */
  private volatile int together = 1;

  /** One group of partitions has always the same lock, those beside it have others. */
  private final List<ReentrantLock> asking =
      IntStream.range(0, REQUESTS_AT_A_TIME).mapToObj(i -> new ReentrantLock()).toList();

  /** Whether the server has shown that it answers requests for one result in turn only. */
  private volatile boolean alone;

  SharedRenewals(PageSource pages, List<PartitionRows.InFiles> partitions, RenewedLinks kept) {
    int last = Math.max(0, partitions.size() - 1);
    this.pages = pages;
    this.kept = kept;
    this.borders =
        LongStream.concat(
                partitions.stream().mapToLong(PartitionRows.InFiles::startRow),
                partitions.stream().mapToLong(PartitionRows.InFiles::endRow).skip(last))
            .toArray();
  }

  /** Returns links from a row on, up to another at most; for at least one file. Blocks. */
  List<Page.Link> links(long startRow, long endRow) throws DriverException {
    List<Page.Link> known = kept.take(startRow, endRow);
    if (!known.isEmpty()) {
      return known;
    }
    int partition = partitionOf(startRow);
    int size = together;
    boolean first = partition >= 0 && borders[partition] == startRow;
    long from = first ? borders[partition / size * size] : startRow;
    boolean inTurn = alone;
    ReentrantLock own = asking.get(inTurn ? 0 : Math.max(0, partition) / size % REQUESTS_AT_A_TIME);
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

  /** The place of the partition with that row; -1 where there is none. */
  private int partitionOf(long row) {
    int found = Arrays.binarySearch(borders, row);
    return found < 0 ? -found - 2 : found;
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
    int end = partitionOf(all.get(all.size() - 1).endRow());
    together = Math.max(together, end - partitionOf(from));
    // Who got links to the first half of a partition would have to ask once more.
    long whole = end < 0 ? 0 : borders[end];
    List<Page.Link> wanted = new ArrayList<>();
    List<Page.Link> others = new ArrayList<>();
    for (Page.Link link : all) {
      if (link.endRow() > startRow && link.startRow() < endRow) {
        wanted.add(link);
      }
      boolean ofOthers = link.endRow() <= startRow || link.endRow() > endRow;
      if (ofOthers && link.startRow() < whole) {
        others.add(link);
      }
    }
    kept.add(others);
    return wanted.isEmpty() && from < startRow ? ask(startRow, startRow, endRow) : wanted;
  }
}
