package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.fetch.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Links that were renewed a short while ago: the server sends those of many files at once, and the
 * partitions of neighbours ask for them soon. Each is given once, as who asks again may have found
 * it to be of no use. Thread-safe.
 */
final class RenewedLinks {
  /** Some twenty megabytes. */
  private static final int MOST = 16_384;

  private final Clock clock;
  private final NavigableMap<Long, Kept> kept = new TreeMap<>();

  /**
   * @param until half of the life of the link
   */
  private record Kept(Page.Link link, Instant until) {}

  RenewedLinks(Clock clock) {
    this.clock = clock;
  }

  /** Adds what the server has sent. */
  synchronized void add(List<Page.Link> links) {
    if (kept.size() + links.size() > MOST) {
      kept.clear();
    }
    Instant now = clock.instant();
    for (Page.Link link : links) {
      Duration life = Duration.between(now, link.expiry());
      kept.put(link.startRow(), new Kept(link, now.plus(life.dividedBy(2))));
    }
  }

  /** Returns links from that row on that were not given before; none if there are none. */
  synchronized List<Page.Link> take(long startRow, long endRow) {
    Map.Entry<Long, Kept> first = kept.floorEntry(startRow);
    List<Page.Link> links = new ArrayList<>();
    long row = startRow;
    Instant now = clock.instant();
    while (first != null
        && row < endRow
        && first.getValue().link().holds(row)
        && now.isBefore(first.getValue().until())) {
      links.add(first.getValue().link());
      row = first.getValue().link().endRow();
      first = kept.floorEntry(row);
    }
    // A file may have rows of the next partition, too.
    links.stream()
        .filter(link -> link.endRow() <= endRow)
        .forEach(link -> kept.remove(link.startRow()));
    return links;
  }
}
