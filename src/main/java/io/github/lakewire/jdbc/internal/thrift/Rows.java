package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TBinaryColumn;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/** The rows of one reply, in whichever form is really there. */
public sealed interface Rows {

  /** How many rows the reply announces. */
  long count();

  /** Nothing in any form. */
  record None() implements Rows {
    @Override
    public long count() {
      return 0;
    }
  }

  /** Inline Arrow. */
  record Batches(List<Batch> batches, long count) implements Rows {}

  /**
   * One record batch message or LZ4 frame.
   *
   * @param bytes a view of the whole answer, with its array; not to be changed
   */
  record Batch(ByteBuffer bytes, long rowCount) {}

  /** CloudFetch files. */
  record Links(List<Link> links, long count) implements Rows {}

  /**
   * One CloudFetch file.
   *
   * @param url presigned and secret
   * @param expiryMillis since 1970
   * @param uncompressedBytes announced size
   */
  record Link(
      String url,
      long expiryMillis,
      long startRow,
      long rowCount,
      long uncompressedBytes,
      Map<String, String> headers) {
    @Override
    public String toString() {
      return "Link[startRow=" + startRow + ", rowCount=" + rowCount + "]";
    }
  }

  /** Columnar sets, all of the same length. */
  record Columns(List<Column> columns, long count) implements Rows {}

  /**
   * The values of one column.
   *
   * @param values List of Boolean, Byte, Short, Integer, Long, Double, String or ByteBuffer
   * @param nulls bit set, least significant bit first; may be short or empty
   */
  record Column(List<?> values, ByteBuffer nulls) {}

  /** Looks at what is there rather than at what was announced: old runtimes announce wrongly. */
  static Rows from(@Nullable TRowSet set, ThriftBody body) throws TProtocolException {
    if (set == null) {
      return new None();
    }
    if (isFilled(set.getArrowBatches())) {
      return batches(set.getArrowBatches(), body);
    }
    if (isFilled(set.getResultLinks())) {
      return links(set.getResultLinks());
    }
    if (isFilled(set.getColumns())) {
      return columns(set.getColumns(), body);
    }
    if (isFilled(set.getRows())) {
      throw new TProtocolException("rows in the row form, which was not asked for");
    }
    return new None();
  }

  private static boolean isFilled(@Nullable List<?> list) {
    return list != null && !list.isEmpty();
  }

  private static Batches batches(List<TSparkArrowBatch> list, ThriftBody body)
      throws TProtocolException {
    List<Batch> batches = new ArrayList<>(list.size());
    long rows = 0;
    for (TSparkArrowBatch batch : list) {
      byte[] place = batch.getBatch();
      if (place == null) {
        throw new TProtocolException("an Arrow batch without bytes");
      }
      rows = sum(rows, batch.getRowCount());
      batches.add(new Batch(body.view(place), batch.getRowCount()));
    }
    return new Batches(batches, rows);
  }

  private static Links links(List<TSparkArrowResultLink> list) throws TProtocolException {
    List<Link> links = new ArrayList<>(list.size());
    long start = list.get(0).getStartRowOffset();
    long rows = 0;
    for (TSparkArrowResultLink link : list) {
      String url = link.getFileLink();
      if (url == null || url.isBlank() || link.getBytesNum() < 0 || start < 0) {
        throw new TProtocolException("a result link without address, size or offset");
      }
      if (link.getStartRowOffset() != start + rows) {
        throw new TProtocolException(
            "a result link begins at row %d where row %d is next"
                .formatted(link.getStartRowOffset(), start + rows));
      }
      rows = sum(rows, link.getRowCount());
      links.add(
          new Link(
              url,
              link.getExpiryTime(),
              link.getStartRowOffset(),
              link.getRowCount(),
              link.getBytesNum(),
              link.getHttpHeaders() == null ? Map.of() : Map.copyOf(link.getHttpHeaders())));
    }
    return new Links(links, rows);
  }

  private static long sum(long rows, long more) throws TProtocolException {
    // Far below the range, so that offsets can be added to the sum.
    if (more < 0 || more > Long.MAX_VALUE / 4 - rows) {
      throw new TProtocolException("a row count of " + more);
    }
    return rows + more;
  }

  private static Columns columns(List<TColumn> list, ThriftBody body) throws TProtocolException {
    List<Column> columns = new ArrayList<>(list.size());
    for (TColumn union : list) {
      Column column = column(union, body);
      if (!columns.isEmpty() && columns.get(0).values().size() != column.values().size()) {
        throw new TProtocolException("columns of different lengths");
      }
      columns.add(column);
    }
    return new Columns(columns, columns.get(0).values().size());
  }

  private static Column column(TColumn union, ThriftBody body) throws TProtocolException {
    TColumn._Fields type = union.getSetField();
    if (type == null) {
      throw new TProtocolException("a column without values");
    }
    return switch (type) {
      case BOOL_VAL -> column(union.getBoolVal().getValues(), union.getBoolVal().getNulls(), body);
      case BYTE_VAL -> column(union.getByteVal().getValues(), union.getByteVal().getNulls(), body);
      case I16_VAL -> column(union.getI16Val().getValues(), union.getI16Val().getNulls(), body);
      case I32_VAL -> column(union.getI32Val().getValues(), union.getI32Val().getNulls(), body);
      case I64_VAL -> column(union.getI64Val().getValues(), union.getI64Val().getNulls(), body);
      case DOUBLE_VAL ->
          column(union.getDoubleVal().getValues(), union.getDoubleVal().getNulls(), body);
      case STRING_VAL ->
          column(union.getStringVal().getValues(), union.getStringVal().getNulls(), body);
      case BINARY_VAL ->
          column(views(union.getBinaryVal(), body), union.getBinaryVal().getNulls(), body);
    };
  }

  private static @Nullable List<ByteBuffer> views(TBinaryColumn column, ThriftBody body) {
    return column.getValues() == null ? null : column.getValues().stream().map(body::view).toList();
  }

  private static Column column(@Nullable List<?> values, byte @Nullable [] nulls, ThriftBody body)
      throws TProtocolException {
    if (values == null) {
      throw new TProtocolException("a column without values");
    }
    return new Column(values, nulls == null ? ByteBuffer.allocate(0) : body.view(nulls));
  }
}
