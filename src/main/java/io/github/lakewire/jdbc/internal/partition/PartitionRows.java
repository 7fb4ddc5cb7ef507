package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.fetch.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The rows of one partition: files, or pages that have come inline. */
sealed interface PartitionRows {
  long startRow();

  long rowCount();

  /** Before compression, of files as the server announces them. */
  long bytes();

  /**
   * Files in the order of their rows, without gaps.
   *
   * @param links with an empty address and an expiry in the past where they were left out
   */
  record InFiles(List<Page.Link> links) implements PartitionRows {
    public InFiles {
      links = List.copyOf(links);
    }

    @Override
    public long startRow() {
      return links.get(0).startRow();
    }

    @Override
    public long rowCount() {
      return endRow() - startRow();
    }

    long endRow() {
      return links.get(links.size() - 1).endRow();
    }

    @Override
    public long bytes() {
      return links.stream().mapToLong(Page.Link::uncompressedBytes).sum();
    }

    Instant expiry() {
      return links.stream().map(Page.Link::expiry).min(Instant::compareTo).orElseThrow();
    }

    /** The same without addresses, which are asked for when it is opened. */
    InFiles withoutLinks() {
      return new InFiles(
          links.stream()
              .map(
                  link ->
                      new Page.Link(
                          "",
                          Instant.EPOCH,
                          link.startRow(),
                          link.rowCount(),
                          link.uncompressedBytes(),
                          Map.of(),
                          link.skip()))
              .toList());
    }
  }

  /** Pages with their rows. */
  record Inline(long startRow, List<Page> pages) implements PartitionRows {
    public Inline {
      pages = List.copyOf(pages);
    }

    @Override
    public long rowCount() {
      return pages.stream().mapToLong(Page::count).sum();
    }

    @Override
    public long bytes() {
      return pages.stream().mapToLong(Inline::bytes).sum();
    }

    static long bytes(Page page) {
      if (page instanceof Page.Batches batches) {
        return batches.batches().stream().mapToLong(Page.EncodedBatch::length).sum();
      }
      return page instanceof Page.Columns columns
          ? columns.columns().stream()
              .mapToLong(column -> column.values().remaining() + column.nulls().remaining())
              .sum()
          : 0;
    }
  }
}
