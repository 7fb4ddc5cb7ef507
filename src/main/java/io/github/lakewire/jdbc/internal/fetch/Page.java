package io.github.lakewire.jdbc.internal.fetch;

import java.nio.ByteBuffer;
import java.time.Instant;
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
   * One CloudFetch file.
   *
   * @param url presigned and secret: never logged
   * @param uncompressedBytes announced size, a bound for the decompressed bytes
   */
  record Link(
      String url,
      Instant expiry,
      long startRow,
      long rowCount,
      long uncompressedBytes,
      Map<String, String> headers) {
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
