package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups the files of a result, which are asked for to the last without downloading one, and the
 * pages of an inline result. Files are not cut.
 */
final class PartitionPlan {
  /** Links expire before so many files are read; further ones are asked for when they are. */
  private static final int MOST_LINKS = 10_000;

  /** A rest of less than this share of a partition goes to the partition before it. */
  private static final int SMALL = 4;

  private final long targetBytes;
  private final long mostInline;
  private final List<PartitionRows> partitions = new ArrayList<>();
  private final List<Page.Link> files = new ArrayList<>();
  private final List<Page> pages = new ArrayList<>();
  private long bytes;
  private long row;
  private long inline;
  private int links;

  /**
   * @param targetBytes wanted size of a partition
   * @param mostInline bytes of all inline pages
   */
  private PartitionPlan(long targetBytes, long mostInline) {
    this.targetBytes = targetBytes;
    this.mostInline = mostInline;
  }

  /** Reads pages to their end. */
  static List<PartitionRows> of(PageSource source, long targetBytes, long mostInline)
      throws DriverException {
    PartitionPlan plan = new PartitionPlan(targetBytes, mostInline);
    while (source.hasNext()) {
      Page page = source.next(byte[]::new);
      if (page == null) {
        break;
      }
      plan.add(page);
    }
    return plan.end();
  }

  private void add(Page page) throws DriverException {
    if (page instanceof Page.Links some) {
      endInline();
      for (Page.Link link : some.links()) {
        addFile(link);
      }
    } else if (page.count() > 0) {
      endFiles();
      addInline(page);
    }
  }

  private void addFile(Page.Link link) {
    if (link.rowCount() == 0) {
      return;
    }
    long size = Math.max(0, link.uncompressedBytes());
    if (!files.isEmpty() && bytes + size > targetBytes) {
      endFiles();
    }
    files.add(link);
    bytes += size;
    row = link.endRow();
  }

  private void addInline(Page page) throws DriverException {
    long size = PartitionRows.Inline.bytes(page);
    inline += size;
    if (inline > mostInline) {
      throw new DriverException(
          DriverException.Kind.OUT_OF_MEMORY,
          "The server sends the result inline, and it is larger than resultMemory ("
              + mostInline
              + " bytes), which partitions with rows in them may have together. Let it send files"
              + " (cloudFetch=1, and a server that has them), or raise resultMemory");
    }
    if (!pages.isEmpty() && bytes + size > targetBytes) {
      endInline();
    }
    pages.add(page);
    bytes += size;
    row += page.count();
  }

  private void endFiles() {
    if (!files.isEmpty()) {
      PartitionRows.InFiles group = new PartitionRows.InFiles(files);
      links += files.size();
      partitions.add(links > MOST_LINKS ? group.withoutLinks() : group);
      files.clear();
      bytes = 0;
    }
  }

  private void endInline() {
    if (!pages.isEmpty()) {
      long count = pages.stream().mapToLong(Page::count).sum();
      partitions.add(new PartitionRows.Inline(row - count, pages));
      pages.clear();
      bytes = 0;
    }
  }

  private List<PartitionRows> end() {
    boolean small = bytes < targetBytes / SMALL && !partitions.isEmpty();
    if (small && !files.isEmpty() && last() instanceof PartitionRows.InFiles before) {
      partitions.remove(partitions.size() - 1);
      links -= before.links().size();
      files.addAll(0, before.links());
    } else if (small && !pages.isEmpty() && last() instanceof PartitionRows.Inline before) {
      partitions.remove(partitions.size() - 1);
      pages.addAll(0, before.pages());
    }
    endFiles();
    endInline();
    return List.copyOf(partitions);
  }

  private PartitionRows last() {
    return partitions.get(partitions.size() - 1);
  }
}
