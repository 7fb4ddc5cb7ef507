package io.github.lakewire.jdbc.internal.thrift;

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

  /** The types that values of columns have on the wire, in the order of the union's fields. */
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
   * The values of one column.
   *
   * @param values a view of the whole answer: big-endian numbers, bytes 0 and 1 for BOOL; STRING
   *     and BINARY are each a length of four bytes and that many bytes, which are really there
   * @param nulls bit set, least significant bit first; may be short or empty
   */
  record Column(Kind kind, ByteBuffer values, int count, ByteBuffer nulls) {}

  /** Looks at what is there rather than at what was announced: old runtimes announce wrongly. */
  static Rows from(@Nullable TRowSet set, ResponseBody body) throws TProtocolException {
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

  private static Batches batches(List<TSparkArrowBatch> list, ResponseBody body)
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

  private static Columns columns(List<TColumn> list, ResponseBody body) throws TProtocolException {
    List<BodyProtocol.Column> places = body.columns();
    if (places.size() != list.size()) {
      throw new TProtocolException("a column without values");
    }
    List<Column> columns = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      BodyProtocol.Column place = places.get(i);
      TColumn._Fields type = list.get(i).getSetField();
      if (type == null || type.getThriftFieldId() != place.field()) {
        throw new TProtocolException("a column without values");
      }
      if (place.count() != places.get(0).count()) {
        throw new TProtocolException("columns of different lengths");
      }
      byte[] nulls = nulls(list.get(i), type);
      columns.add(
          new Column(
              kind(type),
              place.values(),
              place.count(),
              nulls == null ? ByteBuffer.allocate(0) : body.view(nulls)));
    }
    return new Columns(columns, places.get(0).count());
  }

  private static Kind kind(TColumn._Fields type) {
    return switch (type) {
      case BOOL_VAL -> Kind.BOOL;
      case BYTE_VAL -> Kind.BYTE;
      case I16_VAL -> Kind.I16;
      case I32_VAL -> Kind.I32;
      case I64_VAL -> Kind.I64;
      case DOUBLE_VAL -> Kind.DOUBLE;
      case STRING_VAL -> Kind.STRING;
      case BINARY_VAL -> Kind.BINARY;
    };
  }

  private static byte @Nullable [] nulls(TColumn column, TColumn._Fields type) {
    return switch (type) {
      case BOOL_VAL -> column.getBoolVal().getNulls();
      case BYTE_VAL -> column.getByteVal().getNulls();
      case I16_VAL -> column.getI16Val().getNulls();
      case I32_VAL -> column.getI32Val().getNulls();
      case I64_VAL -> column.getI64Val().getNulls();
      case DOUBLE_VAL -> column.getDoubleVal().getNulls();
      case STRING_VAL -> column.getStringVal().getNulls();
      case BINARY_VAL -> column.getBinaryVal().getNulls();
    };
  }
}
