package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/** Reads a row set as a page, whose bytes are views of the whole response. */
final class PageDecoder {
  private PageDecoder() {}

  /** Looks at what is there rather than at what was announced: old runtimes announce wrongly. */
  static Page decode(@Nullable TRowSet set, ResponseBody body) throws TProtocolException {
    if (set == null) {
      return new Page.None();
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
    return new Page.None();
  }

  private static boolean isFilled(@Nullable List<?> list) {
    return list != null && !list.isEmpty();
  }

  private static Page batches(List<TSparkArrowBatch> list, ResponseBody body)
      throws TProtocolException {
    List<Page.EncodedBatch> batches = new ArrayList<>(list.size());
    long rows = 0;
    for (TSparkArrowBatch batch : list) {
      byte[] place = batch.getBatch();
      if (place == null) {
        throw new TProtocolException("an Arrow batch without bytes");
      }
      rows = sum(rows, batch.getRowCount());
      ByteBuffer view = body.view(place);
      batches.add(
          new Page.EncodedBatch(
              view.array(), view.position(), view.remaining(), batch.getRowCount()));
    }
    return new Page.Batches(batches);
  }

  private static Page links(List<TSparkArrowResultLink> list) throws TProtocolException {
    List<Page.Link> links = new ArrayList<>(list.size());
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
          new Page.Link(
              url,
              Instant.ofEpochMilli(link.getExpiryTime()),
              link.getStartRowOffset(),
              link.getRowCount(),
              link.getBytesNum(),
              link.getHttpHeaders() == null ? Map.of() : Map.copyOf(link.getHttpHeaders())));
    }
    return new Page.Links(links);
  }

  private static long sum(long rows, long more) throws TProtocolException {
    // Far below the range, so that offsets can be added to the sum.
    if (more < 0 || more > Long.MAX_VALUE / 4 - rows) {
      throw new TProtocolException("a row count of " + more);
    }
    return rows + more;
  }

  private static Page columns(List<TColumn> list, ResponseBody body) throws TProtocolException {
    List<BodyProtocol.Column> places = body.columns();
    if (places.size() != list.size()) {
      throw new TProtocolException("a column without values");
    }
    List<Page.ColumnValues> columns = new ArrayList<>(list.size());
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
          new Page.ColumnValues(
              kind(type),
              place.values(),
              place.count(),
              nulls == null ? ByteBuffer.allocate(0) : body.view(nulls)));
    }
    return new Page.Columns(columns, places.get(0).count());
  }

  private static Page.Kind kind(TColumn._Fields type) {
    return switch (type) {
      case BOOL_VAL -> Page.Kind.BOOL;
      case BYTE_VAL -> Page.Kind.BYTE;
      case I16_VAL -> Page.Kind.I16;
      case I32_VAL -> Page.Kind.I32;
      case I64_VAL -> Page.Kind.I64;
      case DOUBLE_VAL -> Page.Kind.DOUBLE;
      case STRING_VAL -> Page.Kind.STRING;
      case BINARY_VAL -> Page.Kind.BINARY;
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
