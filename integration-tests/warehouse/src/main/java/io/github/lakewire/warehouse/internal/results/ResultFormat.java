package io.github.lakewire.warehouse.internal.results;

import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;

/** How one result goes to the client. Its methods are called by one thread at a time. */
public interface ResultFormat extends AutoCloseable {
  /** Schema and form. */
  TGetResultSetMetadataResp metadata();

  /** The next page, or the one that a client asks for again. */
  TFetchResultsResp fetch(FetchRange range) throws Throwable;

  /** Whether the client needs the operation after {@code hasMoreRows} was false. */
  boolean staysOpen();

  @Override
  void close();

  /**
   * What a client wants.
   *
   * @param maxRows at most, 0 for no bound
   * @param maxBytes about, 0 for no bound
   * @param startRowOffset of the page, or -1 for the next one
   */
  record FetchRange(long maxRows, long maxBytes, long startRowOffset) {
    long rowLimit() {
      return maxRows > 0 ? maxRows : Long.MAX_VALUE;
    }

    long byteLimit(long serverLimit) {
      return maxBytes > 0 ? Math.min(maxBytes, serverLimit) : serverLimit;
    }
  }
}
