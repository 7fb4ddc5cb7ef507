package io.github.lakewire.jdbc.internal.results;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One answer's worth of rows, in one of the forms that servers choose. */
public sealed interface Page {

  /** About how many bytes of memory its rows take; those of files are not in it. */
  long bytes();

  /** Arrow record batches that came in the answer itself. */
  record Batches(List<EncodedBatch> batches) implements Page {
    @Override
    public long bytes() {
      return batches.stream().mapToLong(EncodedBatch::length).sum();
    }
  }

  /** CloudFetch files to download, in row order. */
  record Links(List<Link> links) implements Page {
    @Override
    public long bytes() {
      return 0;
    }
  }

  /** Columnar sets. */
  record Columns(List<ColumnValues> columns, int rowCount) implements Page {
    /** A small object and the reference to it. */
    private static final int BYTES_OF_VALUE = 32;

    @Override
    public long bytes() {
      return (long) columns.size() * rowCount * BYTES_OF_VALUE;
    }
  }

  /**
   * One record batch message, or an LZ4 frame of it when the result is compressed.
   *
   * @param bytes shared with the rest of the answer: never written to
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

  /**
   * One column of a columnar set.
   *
   * @param values List of Boolean, Byte, Short, Integer, Long, Double, String or
   *     java.nio.ByteBuffer
   * @param nulls bit set, least significant bit first; missing bytes are 0
   */
  record ColumnValues(List<?> values, byte[] nulls) {}
}
