package io.github.lakewire.jdbc.internal.fetch;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * One file of a result on its way. Its link may be replaced while it waits, by a renewal for a file
 * before it.
 */
final class FileDownload {
  /** A link with less time left than this is renewed before it is used. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private static final int MAX_RENEWALS = 3;

  /** What an array can hold. A file that the heap has no room for fails when its array is made. */
  private static final long LARGEST = Integer.MAX_VALUE - 64;

  private final LinkDownloader downloader;
  private final LinkRenewal renewal;
  private volatile Page.Link link;

  FileDownload(Page.Link link, LinkDownloader downloader, LinkRenewal renewal) {
    this.link = link;
    this.downloader = downloader;
    this.renewal = renewal;
  }

  Page.Link link() {
    return link;
  }

  /** Bytes that the file has at most. */
  long mostBytes() {
    return mostBytes(link);
  }

  /** Incompressible data grows a little in LZ4 frames. */
  private static long mostBytes(Page.Link link) {
    long announced = link.uncompressedBytes();
    if (announced <= 0 || announced >= LARGEST) {
      return LARGEST;
    }
    return Math.min(LARGEST, announced + announced / 128 + 4_096);
  }

  /** Takes another link, whose rows it brings from now on. */
  void replace(Page.Link other) {
    link = other;
  }

  /** Takes a link to a file that holds all of its rows, if there is one: it is under way. */
  void replaceWhole(List<Page.Link> renewed) {
    long first = link.startRow();
    long end = link.endRow();
    renewed.stream()
        .filter(other -> other.startRow() <= first && other.endRow() >= end)
        .findFirst()
        .ifPresent(other -> link = other.within(first, end));
  }

  /** Downloads the file, renewing its link as needed. Blocks. */
  Prefetcher.Downloaded download(Clock clock, ArrayAllocator buffers) throws DriverException {
    int renewals = 0;
    Page.Link used = link;
    DriverException notRenewed = null;
    // Tried once only for the clock's sake: the local one may be wrong.
    if (clock.instant().plus(MARGIN).isAfter(used.expiry())) {
      try {
        used = renewal.renew(this, used);
        renewals++;
      } catch (DriverException failure) {
        if (used.url().isEmpty() || failure.kind() == DriverException.Kind.CANCELLED) {
          throw failure;
        }
        // The link may be good for a while.
        notRenewed = failure;
      }
    }
    while (true) {
      Page.Link current = used;
      LinkDownloader.File file =
          downloader.download(current, mostBytes(current), buffers, renewals < MAX_RENEWALS);
      if (file != null) {
        return new Prefetcher.Downloaded(current, file);
      }
      if (notRenewed != null) {
        throw notRenewed;
      }
      renewals++;
      used = renewal.renew(this, current);
    }
  }

  /** Gets new addresses from the server. */
  @FunctionalInterface
  interface LinkRenewal {

    /** Returns another link to the file than the one that has expired. Blocks. */
    Page.Link renew(FileDownload file, Page.Link expired) throws DriverException;
  }
}
