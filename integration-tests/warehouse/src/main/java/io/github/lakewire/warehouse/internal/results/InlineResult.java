package io.github.lakewire.warehouse.internal.results;

import io.github.lakewire.thrift.TCacheLookupResult;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Pages within the replies, as Arrow batches or as columnar sets. The last two can be had again.
 */
public final class InlineResult implements ResultFormat {
  /** A cluster cuts its row sets here, whatever the client allows. */
  private static final long PAGE_BYTES = 10L * 1024 * 1024;

  private static final int KEPT_PAGES = 2;

  private final ResultColumns columns;
  private final RowStream rows;
  private final ArrowEncoder arrow;
  private final ColumnarEncoder columnar;
  private final boolean lz4;
  private final Deque<TFetchResultsResp> kept = new ArrayDeque<>();
  private long nextRow;
  private long uncompressedBytes;
  private long compressedBytes;

  private InlineResult(
      ResultColumns columns,
      RowStream rows,
      ArrowEncoder arrow,
      ColumnarEncoder columnar,
      boolean lz4) {
    this.columns = columns;
    this.rows = rows;
    this.arrow = arrow;
    this.columnar = columnar;
    this.lz4 = lz4;
  }

  /** Arrow batches, each an LZ4 frame when the client can read that. */
  public static InlineResult arrow(
      ResultColumns columns, RowStream rows, String zone, boolean lz4) {
    return new InlineResult(columns, rows, new ArrowEncoder(columns, zone), null, lz4);
  }

  /** Columnar sets. */
  public static InlineResult columnar(ResultColumns columns, RowStream rows, String zone) {
    return new InlineResult(columns, rows, null, new ColumnarEncoder(columns, zone), false);
  }

  @Override
  public TGetResultSetMetadataResp metadata() {
    TGetResultSetMetadataResp metadata =
        new TGetResultSetMetadataResp()
            .setStatus(new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS))
            .setSchema(columns.toThrift())
            .setIsStagingOperation(false);
    if (arrow == null) {
      return metadata.setResultFormat(TSparkRowSetType.COLUMN_BASED_SET);
    }
    return metadata
        .setResultFormat(TSparkRowSetType.ARROW_BASED_SET)
        .setLz4Compressed(lz4)
        .setArrowSchema(arrow.sparkSchemaMessage())
        .setCacheLookupResult(TCacheLookupResult.CACHE_INELIGIBLE)
        .setUncompressedBytes(uncompressedBytes)
        .setCompressedBytes(compressedBytes);
  }

  @Override
  public TFetchResultsResp fetch(FetchRange range) throws Throwable {
    if (range.startRowOffset() >= 0 && range.startRowOffset() != nextRow) {
      for (TFetchResultsResp page : kept) {
        if (page.getResults().getStartRowOffset() == range.startRowOffset()) {
          return page;
        }
      }
      throw new IllegalArgumentException(
          "Rows from " + range.startRowOffset() + " on are gone; the next row is " + nextRow);
    }
    TRowSet set = new TRowSet().setStartRowOffset(nextRow).setRows(new ArrayList<>());
    if (arrow == null) {
      fillColumns(set, range);
    } else {
      fillBatches(set, range);
    }
    TFetchResultsResp page =
        new TFetchResultsResp()
            .setStatus(new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS))
            .setHasMoreRows(rows.hasNext())
            .setResults(set);
    kept.addLast(page);
    if (kept.size() > KEPT_PAGES) {
      kept.removeFirst();
    }
    return page;
  }

  private void fillColumns(TRowSet set, FetchRange range) throws Throwable {
    List<InternalRow> page = new ArrayList<>();
    long bytes = 0;
    long byteLimit = range.byteLimit(PAGE_BYTES);
    while (page.size() < range.rowLimit() && bytes < byteLimit && rows.hasNext()) {
      InternalRow row = rows.next();
      bytes += RowStream.sizeOf(row);
      page.add(row);
    }
    nextRow += page.size();
    set.setColumns(columnar.encode(page));
  }

  private void fillBatches(TRowSet set, FetchRange range) throws Throwable {
    List<TSparkArrowBatch> batches = new ArrayList<>();
    long left = range.rowLimit();
    long bytesLeft = range.byteLimit(PAGE_BYTES);
    while (left > 0 && bytesLeft > 0) {
      ArrowEncoder.Batch batch = arrow.next(rows, left, bytesLeft);
      if (batch == null) {
        break;
      }
      byte[] bytes = lz4 ? ArrowEncoder.compressed(batch.message()) : batch.message();
      batches.add(new TSparkArrowBatch().setBatch(bytes).setRowCount(batch.rowCount()));
      left -= batch.rowCount();
      bytesLeft -= batch.message().length;
      nextRow += batch.rowCount();
      uncompressedBytes += batch.message().length;
      compressedBytes += bytes.length;
    }
    set.setArrowBatches(batches);
  }

  @Override
  public boolean staysOpen() {
    return false;
  }

  @Override
  public void close() {
    rows.close();
    if (arrow != null) {
      arrow.close();
    }
  }
}
