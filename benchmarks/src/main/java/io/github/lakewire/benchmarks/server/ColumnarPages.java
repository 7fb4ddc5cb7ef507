package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.ColumnKind;
import io.github.lakewire.benchmarks.Shape;
import io.github.lakewire.benchmarks.server.CannedResult.CannedFile;
import io.github.lakewire.thrift.TBoolColumn;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TDoubleColumn;
import io.github.lakewire.thrift.TI32Column;
import io.github.lakewire.thrift.TI64Column;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TStringColumn;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.thrift.TException;

/** Thrift lists of values; one batch is one page (protocol.md, "Columnar sets"). */
final class ColumnarPages implements PageSink {

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(java.util.Locale.ROOT);

  private final Shape shape;
  private final int totalRows;
  private final PageWriter writer;
  private int rowsSoFar;
  private long plainBytes;

  ColumnarPages(Shape shape, int totalRows, PageWriter writer) {
    this.shape = shape;
    this.totalRows = totalRows;
    this.writer = writer;
  }

  @Override
  public int batchRows() {
    // Text of numbers and the lengths of strings make a page somewhat larger than Arrow's.
    return PAGE_BYTES / (shape.typicalRowBytes() + 4 * shape.columns().size());
  }

  @Override
  public void add(VectorSchemaRoot root) throws TException {
    List<TColumn> columns = new ArrayList<>();
    for (int i = 0; i < shape.columns().size(); i++) {
      columns.add(column(shape.columns().get(i), root.getVector(i)));
    }
    rowsSoFar += root.getRowCount();
    writer.write(
        new TRowSet().setRows(List.of()).setColumns(columns),
        root.getRowCount(),
        rowsSoFar < totalRows);
    List<CannedResult.CannedPage> pages = writer.pages();
    plainBytes += pages.get(pages.size() - 1).fetched().length();
  }

  @Override
  public void finish() throws TException {
    if (totalRows == 0) {
      writer.write(new TRowSet().setRows(List.of()).setColumns(List.of()), 0, false);
    }
  }

  private static TColumn column(ColumnKind kind, FieldVector vector) {
    return switch (kind) {
      case BIGINT, NULLABLE_BIGINT ->
          TColumn.i64Val(
              new TI64Column()
                  .setValues(values(vector, 0L, ((BigIntVector) vector)::get))
                  .setNulls(nulls(vector)));
      case INT ->
          TColumn.i32Val(
              new TI32Column()
                  .setValues(values(vector, 0, ((IntVector) vector)::get))
                  .setNulls(nulls(vector)));
      case DOUBLE ->
          TColumn.doubleVal(
              new TDoubleColumn()
                  .setValues(values(vector, 0.0, ((Float8Vector) vector)::get))
                  .setNulls(nulls(vector)));
      case BOOLEAN ->
          TColumn.boolVal(
              new TBoolColumn()
                  .setValues(values(vector, false, row -> ((BitVector) vector).get(row) != 0))
                  .setNulls(nulls(vector)));
      case DECIMAL -> text(vector, row -> ((DecimalVector) vector).getObject(row).toPlainString());
      case TIMESTAMP -> text(vector, row -> timestamp(((TimeStampMicroTZVector) vector).get(row)));
      case DATE ->
          text(vector, row -> LocalDate.ofEpochDay(((DateDayVector) vector).get(row)).toString());
      case SHORT_TEXT, WORLD_TEXT, LONG_TEXT, INT_LIST, POINT_STRUCT ->
          text(vector, row -> String.valueOf(vector.getObject(row)));
      case TEXT_MAP -> text(vector, row -> mapText(((MapVector) vector).getObject(row)));
    };
  }

  /** Arrow gives the entries of a map as structs of key and value. */
  private static String mapText(List<?> entries) {
    return entries.stream()
        .map(entry -> (Map<?, ?>) entry)
        .map(entry -> "\"" + entry.get("key") + "\":" + entry.get("value"))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String timestamp(long micros) {
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return TIMESTAMP.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  private static TColumn text(FieldVector vector, IntFunction<String> value) {
    return TColumn.stringVal(
        new TStringColumn().setValues(values(vector, "", value)).setNulls(nulls(vector)));
  }

  private static <T> List<T> values(FieldVector vector, T atNull, IntFunction<T> value) {
    List<T> values = new ArrayList<>(vector.getValueCount());
    for (int row = 0; row < vector.getValueCount(); row++) {
      values.add(vector.isNull(row) ? atNull : value.apply(row));
    }
    return values;
  }

  private static ByteBuffer nulls(FieldVector vector) {
    BitSet nulls = new BitSet(vector.getValueCount());
    for (int row = 0; row < vector.getValueCount(); row++) {
      nulls.set(row, vector.isNull(row));
    }
    return ByteBuffer.wrap(nulls.isEmpty() ? new byte[1] : nulls.toByteArray());
  }

  @Override
  public List<CannedResult.CannedPage> pages() {
    return writer.pages();
  }

  @Override
  public List<CannedFile> files() {
    return List.of();
  }

  @Override
  public long plainBytes() {
    return plainBytes;
  }
}
