package io.github.lakewire.jdbc.internal.results;

import static java.util.Objects.requireNonNullElse;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Downloads the files of a result in their order, one at a time, and renews links that have expired
 * (PROTOCOL section 10.3). Renewing takes new addresses only: which files there are was decided by
 * the pages, so that rows can neither be lost nor come twice.
 */
final class LinkFiles {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.results");

  /** A link with less time left than this is renewed before it is used. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private static final int MAX_RENEWALS = 3;

  private final PageSource pages;
  private final LinkDownloader downloader;
  private final Clock clock;
  private final long maxMemory;
  private final Deque<Page.Link> queue = new ArrayDeque<>();

  LinkFiles(PageSource pages, LinkDownloader downloader, Clock clock, long maxMemory) {
    this.pages = pages;
    this.downloader = downloader;
    this.clock = clock;
    this.maxMemory = maxMemory;
  }

  void add(List<Page.Link> links) {
    queue.addAll(links);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** A downloaded file and what was announced of it. */
  record Downloaded(Page.Link link, LinkDownloader.File file) {}

  /** Downloads the next file; there must be one. */
  Downloaded next() throws Fault {
    Page.Link link = queue.remove();
    int renewals = 0;
    // Tried once only for the clock's sake: the local one may be wrong.
    if (clock.instant().plus(MARGIN).isAfter(link.expiry())) {
      link = renew(link);
      renewals++;
    }
    while (true) {
      Page.Link current = link;
      LOG.fine(() -> "Downloading " + current);
      LinkDownloader.File file = downloader.download(link, maxFileBytes(link));
      if (file != null) {
        return new Downloaded(link, file);
      }
      if (renewals++ == MAX_RENEWALS) {
        throw new Fault(
            Fault.Kind.TRANSPORT,
            "The links to a result's files were refused as expired, even after "
                + MAX_RENEWALS
                + " renewals; check that the store of the results can be reached");
      }
      link = renew(link);
    }
  }

  /** Incompressible data grows a little in LZ4 frames. */
  private long maxFileBytes(Page.Link link) {
    long announced = link.uncompressedBytes();
    if (announced <= 0 || announced >= maxMemory) {
      return maxMemory;
    }
    return Math.min(maxMemory, announced + announced / 128 + 4_096);
  }

  private Page.Link renew(Page.Link expired) throws Fault {
    LOG.fine(() -> "Renewing from " + expired);
    List<Page.Link> renewed = pages.renew(expired.startRow()).links();
    Page.Link match = sameFile(expired, renewed);
    if (match == null) {
      throw new Fault(
          Fault.Kind.PROTOCOL,
          "The server renewed an expired link with links to other rows; run the statement again");
    }
    List<Page.Link> waiting = new ArrayList<>(queue);
    waiting.replaceAll(link -> requireNonNullElse(sameFile(link, renewed), link));
    queue.clear();
    queue.addAll(waiting);
    return match;
  }

  private static Page.@Nullable Link sameFile(Page.Link link, List<Page.Link> renewed) {
    for (Page.Link candidate : renewed) {
      if (candidate.startRow() == link.startRow() && candidate.rowCount() == link.rowCount()) {
        return candidate;
      }
    }
    return null;
  }
}
