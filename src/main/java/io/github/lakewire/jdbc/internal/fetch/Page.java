package io.github.lakewire.jdbc.internal.fetch;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One response's worth of rows, in one of the forms that servers choose. */
public sealed interface Page {

  /** How many rows the response announces. */
  long count();

  /** The array that all its rows are in; null when it has none, or files. */
  byte @Nullable [] array();

  /** Nothing in any form. */
  record None() implements Page {
    @Override
    public long count() {
      return 0;
    }

    @Override
    public byte @Nullable [] array() {
      return null;
    }
  }

  /** Arrow record batches that came in the response itself. */
  record Batches(List<EncodedBatch> batches) implements Page {
    @Override
    public long count() {
      return batches.stream().mapToLong(EncodedBatch::rowCount).sum();
    }

    @Override
    public byte @Nullable [] array() {
      return batches.isEmpty() ? null : batches.get(0).bytes();
    }
  }

  /** CloudFetch files to download, in row order. */
  record Links(List<Link> links) implements Page {
    /** Returns the links to the rows from that one on. */
    public Links from(long row) {
      return new Links(
          links.stream()
              .filter(link -> link.endRow() > row)
              .map(link -> link.within(row, link.endRow()))
              .toList());
    }

    /**
     * Returns links to the rows of the old ones: the new ones as far as they go, and the old ones
     * for the rest. Both are in the order of their rows, the old ones without gaps.
     */
    static List<Link> cut(List<Link> old, List<Link> renewed) {
      long row = old.get(0).startRow();
      long end = old.get(old.size() - 1).endRow();
      List<Link> parts = new ArrayList<>();
      for (Link link : renewed) {
        if (row < end && link.holds(row)) {
          Link part = link.within(row, end);
          parts.add(part);
          row = part.endRow();
        }
      }
      parts.addAll(new Links(old).from(row).links());
      return parts;
    }

    @Override
    public long count() {
      return links.stream().mapToLong(Link::rowCount).sum();
    }

    @Override
    public byte @Nullable [] array() {
      return null;
    }
  }

  /** Columnar sets. */
  record Columns(List<ColumnValues> columns, int rowCount) implements Page {
    @Override
    public long count() {
      return rowCount;
    }

    @Override
    public byte @Nullable [] array() {
      return rowCount == 0 ? null : columns.get(0).values().array();
    }
  }

  /**
   * One record batch message, or an LZ4 frame of it when the result is compressed.
   *
   * @param bytes shared with the rest of the response: never written to
   * @param rowCount rows to deliver; the batch may hold more
   */
  record EncodedBatch(byte[] bytes, int offset, int length, long rowCount) {}

  /**
   * One CloudFetch file, or the part of it whose rows are wanted.
   *
   * @param url presigned and secret: never logged
   * @param startRow the first wanted row, in the whole result
   * @param rowCount of the wanted rows
   * @param uncompressedBytes announced size, a bound for the decompressed bytes
   * @param skip rows of the file before the wanted ones
   */
  record Link(
      String url,
      Instant expiry,
      long startRow,
      long rowCount,
      long uncompressedBytes,
      Map<String, String> headers,
      long skip) {

    /** A link to a file of which all rows are wanted. */
    public Link(
        String url,
        Instant expiry,
        long startRow,
        long rowCount,
        long uncompressedBytes,
        Map<String, String> headers) {
      this(url, expiry, startRow, rowCount, uncompressedBytes, headers, 0);
    }

    /** Returns the row behind the last one. */
    public long endRow() {
      return startRow + rowCount;
    }

    public boolean holds(long row) {
      return row >= startRow && row < endRow();
    }

    /** Returns a link to those of its rows that are in the range. */
    public Link within(long from, long end) {
      long first = Math.max(from, startRow);
      long last = Math.max(first, Math.min(end, endRow()));
      return first == startRow && last == endRow()
          ? this
          : new Link(
              url,
              expiry,
              first,
              last - first,
              uncompressedBytes,
              headers,
              skip + first - startRow);
    }

    @Override
    public String toString() {
      return "Link[startRow=" + startRow + ", rowCount=" + rowCount + "]";
    }
  }

  /** How a columnar set has its values. */
  enum Kind {
    BOOL,
    BYTE,
    I16,
    I32,
    I64,
    DOUBLE,
    STRING,
    BINARY
  }

  /**
   * One column of a columnar set, in place.
   *
   * @param values big-endian numbers, bytes 0 and 1 for BOOL; STRING and BINARY are each a length
   *     of four bytes and that many bytes; all {@code count} of them are there
   * @param nulls bit set, least significant bit first; missing bytes are 0
   */
  record ColumnValues(Kind kind, ByteBuffer values, int count, ByteBuffer nulls) {}
}
