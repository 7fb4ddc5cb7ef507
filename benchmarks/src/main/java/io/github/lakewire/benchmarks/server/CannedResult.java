package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.Dataset;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A result, ready to be sent.
 *
 * @param sum what a reader of all rows must find, see {@link RowGenerator}
 * @param plainBytes of all batches or values before compression
 * @param metadata of the result, small enough to be encoded when asked for
 * @param pages what ExecuteStatement and FetchResults answer; empty when the rows are in files
 * @param files what the links lead to; empty when the rows are in pages
 */
record CannedResult(
    Dataset dataset,
    long sum,
    long plainBytes,
    TGetResultSetMetadataResp metadata,
    List<CannedPage> pages,
    List<CannedFile> files) {

  /**
   * A page of rows.
   *
   * @param firstRow offset of its first row in the result
   * @param executed the answer of ExecuteStatement that carries it as direct result; only for the
   *     first page, else the same as {@code fetched}
   * @param fetched the answer of FetchResults
   */
  record CannedPage(long firstRow, CannedResponse executed, CannedResponse fetched) {}

  /**
   * A file of rows.
   *
   * @param link all but the address and the expiry, which are set when it is handed out
   */
  record CannedFile(TSparkArrowResultLink link, ByteBuffer bytes) {}

  /** Bytes that cross the wire to read the result once, small answers not counted. */
  long wireBytes() {
    long bytes = 0;
    for (CannedPage page : pages) {
      bytes += page.fetched().length();
    }
    for (CannedFile file : files) {
      bytes += file.bytes().capacity();
    }
    return bytes;
  }
}
