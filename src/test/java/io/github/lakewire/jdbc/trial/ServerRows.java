package io.github.lakewire.jdbc.trial;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TI64Column;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TTypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * The results of a {@link Warehouse}, in each of the forms that there are: of a query the numbers
 * from 0 on, of a write its count. Guarded by its lock, but for the files.
 */
final class ServerRows {
  static final int ROWS_PER_PAGE = 5;

  /** A page of links, and so what is asked for at once when they are renewed. */
  private static final int FILES_PER_PAGE = 3;

  /** Rows of a file that is cut anew. */
  private static final int ROWS_OF_OTHERS = 4;

  /** So little is left of a link that it is renewed before it is used. */
  private static final long EXPIRING_MILLIS = 20_000;

  /** Made once each, as that takes longer than all else here. */
  private static final Map<Rows, byte[]> BATCHES = new ConcurrentHashMap<>();

  private static final Map<Rows, byte[]> FILES = new ConcurrentHashMap<>();
  private static final byte[] SCHEMA = ArrowBytes.schema(ArrowBytes.IDS);

  private final Store store;
  private volatile String storeUrl = "";
  private long lastLink;

  ServerRows(Store store) {
    this.store = store;
  }

  /** Where its files are. */
  void storeAt(String url) {
    storeUrl = url;
  }

  static TGetResultSetMetadataResp metadata(ServerOperation operation) {
    String column = operation.shape.write() ? "num_affected_rows" : "id";
    return operation.shape.arrow()
        ? ThriftResponses.metadata(column, TTypeId.BIGINT_TYPE)
            .setResultFormat(
                operation.shape.files()
                    ? TSparkRowSetType.URL_BASED_SET
                    : TSparkRowSetType.ARROW_BASED_SET)
            .setLz4Compressed(operation.shape.lz4())
            .setArrowSchema(SCHEMA)
        : ThriftResponses.metadata(column, TTypeId.BIGINT_TYPE);
  }

  /** The rows from one on, behind which the cursor then stands. */
  TFetchResultsResp page(ServerOperation operation, int start) {
    int all = operation.rows();
    int most = operation.shape.files() ? FILES_PER_PAGE * ROWS_PER_PAGE : ROWS_PER_PAGE;
    int count = Math.max(0, Math.min(most, all - start));
    operation.position = start + count;
    boolean more = start + count < all;
    if (operation.shape.files()) {
      List<TSparkArrowResultLink> links = new ArrayList<>();
      int rows = store == Store.CUT_ANEW && operation.pages++ > 0 ? ROWS_OF_OTHERS : ROWS_PER_PAGE;
      for (int row = start; row < start + count; row += rows) {
        links.add(link(operation, row, Math.min(rows, start + count - row)));
      }
      TFetchResultsResp page = ThriftResponses.links(links, more);
      page.getResults().setStartRowOffset(start);
      return page;
    }
    int first = operation.shape.write() ? operation.keys.size() : start;
    if (!operation.shape.arrow()) {
      List<Long> values = LongStream.range(first, first + count).boxed().toList();
      return ThriftResponses.columnar(
          start, more, TColumn.i64Val(new TI64Column().setValues(values).setNulls(new byte[] {0})));
    }
    return ThriftResponses.fetched(
        new TRowSet()
            .setStartRowOffset(start)
            .setArrowBatches(
                count == 0
                    ? List.of()
                    : List.of(
                        new TSparkArrowBatch()
                            .setBatch(batch(new Rows(first, count, operation.shape.lz4())))
                            .setRowCount(count))),
        more);
  }

  private TSparkArrowResultLink link(ServerOperation operation, int start, int count) {
    int form = operation.shape.lz4() ? 1 : 0;
    String url = storeUrl + "/" + start + "-" + count + "-" + form + "?signature=" + ++lastLink;
    TSparkArrowResultLink link = ThriftResponses.link(url, start, count, 4_000);
    return store == Store.EXPIRING
        ? link.setExpiryTime(System.currentTimeMillis() + EXPIRING_MILLIS)
        : link;
  }

  /** The numbers from one on. */
  private record Rows(int first, int count, boolean lz4) {
    byte[] compressed(byte[] plain) {
      return lz4 ? ArrowBytes.lz4(plain) : plain;
    }
  }

  /** The file of a link, by the path in it. */
  static byte[] file(String path) {
    String[] parts = path.substring(path.lastIndexOf('/') + 1).split("[-?]");
    Rows rows =
        new Rows(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2].equals("1"));
    return FILES.computeIfAbsent(
        rows, key -> key.compressed(ArrowBytes.file(ArrowBytes.IDS, List.of(plain(key)))));
  }

  private static byte[] batch(Rows rows) {
    return BATCHES.computeIfAbsent(rows, key -> key.compressed(plain(key)));
  }

  private static byte[] plain(Rows rows) {
    return ArrowBytes.ids(rows.count(), row -> rows.first() + row);
  }
}
