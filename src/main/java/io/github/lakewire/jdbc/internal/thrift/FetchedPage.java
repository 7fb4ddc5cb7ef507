package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.thrift.TFetchResultsResp;
import java.util.OptionalLong;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/** One page of a result: a response of FetchResults, or the page in direct results. */
public final class FetchedPage {
  private final @Nullable ServerStatus status;
  private final boolean hasMoreRows;
  private final OptionalLong startRow;
  private final Page rows;
  private final @Nullable ResultMetadata metadata;
  private final int bytes;

  private FetchedPage(
      @Nullable ServerStatus status,
      boolean hasMoreRows,
      OptionalLong startRow,
      Page rows,
      @Nullable ResultMetadata metadata,
      int bytes) {
    this.status = status;
    this.hasMoreRows = hasMoreRows;
    this.startRow = startRow;
    this.rows = rows;
    this.metadata = metadata;
    this.bytes = bytes;
  }

  static FetchedPage from(TFetchResultsResp response, ResponseBody body) throws TProtocolException {
    ServerStatus status = ServerStatus.optional(response.getStatus());
    Page rows = PageDecoder.decode(response.getResults(), body);
    return new FetchedPage(
        status,
        response.isHasMoreRows() || (status != null && status.isStillExecuting()),
        start(response, rows),
        rows,
        response.getResultSetMetadata() == null
            ? null
            : ResultMetadata.from(response.getResultSetMetadata(), body),
        body.length());
  }

  private static OptionalLong start(TFetchResultsResp response, Page rows) {
    if (rows instanceof Page.Links links) {
      return OptionalLong.of(links.links().get(0).startRow());
    }
    return response.getResults() != null && response.getResults().isSetStartRowOffset()
        ? OptionalLong.of(response.getResults().getStartRowOffset())
        : OptionalLong.empty();
  }

  /** Whether FetchResults would give more; truthful on Databricks, always false on classic Hive. */
  public boolean hasMoreRows() {
    return hasMoreRows;
  }

  /** The number of the first row in the whole result, from 0, when the server says it. */
  public OptionalLong startRow() {
    return startRow;
  }

  public Page rows() {
    return rows;
  }

  /**
   * The page without the files and rows before that row, which the server sends where it cuts its
   * files otherwise than before; itself where it is no page of files, or all of it is before.
   */
  public FetchedPage from(long row) {
    Page rest = rows instanceof Page.Links links ? links.from(row) : rows;
    return rest.equals(rows) || !(rest instanceof Page.Links links) || links.links().isEmpty()
        ? this
        : new FetchedPage(
            status,
            hasMoreRows,
            OptionalLong.of(links.links().get(0).startRow()),
            rest,
            metadata,
            bytes);
  }

  /** The shape of the whole result, when it was asked for and given. */
  public @Nullable ResultMetadata metadata() {
    return metadata;
  }

  /** The size of the response that it came in. */
  public int bytes() {
    return bytes;
  }

  void check(@Nullable String queryId) throws DriverException {
    if (status != null) {
      status.check(CallTarget.operation(queryId));
    }
    if (metadata != null) {
      metadata.check(queryId);
    }
  }
}
