package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.column.BinaryReader;
import io.github.lakewire.jdbc.internal.column.BoolReader;
import io.github.lakewire.jdbc.internal.column.Date64Reader;
import io.github.lakewire.jdbc.internal.column.DateReader;
import io.github.lakewire.jdbc.internal.column.DayTimeReader;
import io.github.lakewire.jdbc.internal.column.DecimalReader;
import io.github.lakewire.jdbc.internal.column.DurationReader;
import io.github.lakewire.jdbc.internal.column.EncodedTextReader;
import io.github.lakewire.jdbc.internal.column.FixedBinaryReader;
import io.github.lakewire.jdbc.internal.column.Float16Reader;
import io.github.lakewire.jdbc.internal.column.Float32Reader;
import io.github.lakewire.jdbc.internal.column.Float64Reader;
import io.github.lakewire.jdbc.internal.column.GeometryReader;
import io.github.lakewire.jdbc.internal.column.Int16Reader;
import io.github.lakewire.jdbc.internal.column.Int32Reader;
import io.github.lakewire.jdbc.internal.column.Int64Reader;
import io.github.lakewire.jdbc.internal.column.Int8Reader;
import io.github.lakewire.jdbc.internal.column.MonthDayNanoReader;
import io.github.lakewire.jdbc.internal.column.MonthsReader;
import io.github.lakewire.jdbc.internal.column.NullReader;
import io.github.lakewire.jdbc.internal.column.OtherDecimalReader;
import io.github.lakewire.jdbc.internal.column.TextDecoder;
import io.github.lakewire.jdbc.internal.column.TimeReader;
import io.github.lakewire.jdbc.internal.column.TimestampReader;
import io.github.lakewire.jdbc.internal.column.UnsignedReader;
import io.github.lakewire.jdbc.internal.column.Utf8Reader;
import io.github.lakewire.jdbc.internal.column.ViewReader;
import io.github.lakewire.jdbc.internal.column.nested.ElementRanges;
import io.github.lakewire.jdbc.internal.column.nested.FixedSizeListRanges;
import io.github.lakewire.jdbc.internal.column.nested.ListRanges;
import io.github.lakewire.jdbc.internal.column.nested.ListReader;
import io.github.lakewire.jdbc.internal.column.nested.ListViewRanges;
import io.github.lakewire.jdbc.internal.column.nested.MapReader;
import io.github.lakewire.jdbc.internal.column.nested.RunEndReader;
import io.github.lakewire.jdbc.internal.column.nested.StructReader;
import io.github.lakewire.jdbc.internal.column.nested.UnionReader;
import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.ipc.PhysicalType;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.ArrayList;
import java.util.List;

/** The reader for each physical type, made for one column with all that is in it. */
final class ArrowReaders {
  private final ColumnInfo owner;

  private ArrowReaders(ColumnInfo owner) {
    this.owner = owner;
  }

  static ArrowReader of(ArrowField field, ColumnInfo column) {
    return new ArrowReaders(column).reader(field, column, false);
  }

  private ArrowReader reader(ArrowField field, ColumnInfo column, boolean nested) {
    return switch (field.type()) {
      case NULL -> new NullReader(column);
      case BOOL -> new BoolReader(column);
      case INT8 -> new Int8Reader(column);
      case INT16 -> new Int16Reader(column);
      case INT32 -> new Int32Reader(column);
      case INT64 -> new Int64Reader(column);
      case UINT8 -> new UnsignedReader(column, Byte.BYTES);
      case UINT16 -> new UnsignedReader(column, Short.BYTES);
      case UINT32 -> new UnsignedReader(column, Integer.BYTES);
      case UINT64 -> new UnsignedReader(column, Long.BYTES);
      case FLOAT16 -> new Float16Reader(column);
      case FLOAT32 -> new Float32Reader(column);
      case FLOAT64 -> new Float64Reader(column);
      case DECIMAL32 -> new OtherDecimalReader(column, 4, field.scale());
      case DECIMAL64 -> new OtherDecimalReader(column, 8, field.scale());
      case DECIMAL128 -> new DecimalReader(column, field.scale());
      case DECIMAL256 -> new OtherDecimalReader(column, 32, field.scale());
      case UTF8 -> text(column, false);
      case LARGE_UTF8 -> text(column, true);
      case UTF8_VIEW -> new ViewReader(column, true, nested);
      case BINARY -> new BinaryReader(column, false);
      case LARGE_BINARY -> new BinaryReader(column, true);
      case BINARY_VIEW -> new ViewReader(column, false, nested);
      case FIXED_BINARY -> new FixedBinaryReader(column, field.width());
      case DATE32 -> new DateReader(column);
      case DATE64 -> new Date64Reader(column);
      case TIME32 -> new TimeReader(column, Integer.BYTES, field.unitsPerSecond());
      case TIME64 -> new TimeReader(column, Long.BYTES, field.unitsPerSecond());
      case TIMESTAMP -> new TimestampReader(column, field.unitsPerSecond(), field.zone());
      case INTERVAL_MONTHS -> new MonthsReader(column);
      case INTERVAL_DAY_TIME -> new DayTimeReader(column);
      case INTERVAL_MONTH_DAY_NANO -> new MonthDayNanoReader(column);
      case DURATION -> new DurationReader(column, field.unitsPerSecond());
      case LIST, LARGE_LIST, FIXED_LIST, LIST_VIEW, LARGE_LIST_VIEW -> list(field, column, nested);
      case MAP -> new MapReader(column, struct(field.children().get(0), column));
      case STRUCT ->
          GeometryReader.reads(field, column.type())
              ? new GeometryReader(column, parts(field))
              : struct(field, column);
      case SPARSE_UNION, DENSE_UNION -> union(field, column);
      case RUN_END -> nested ? skipped(field, column) : runs(field, column);
      case DICTIONARY, UNKNOWN -> skipped(field, column);
    };
  }

  private static ArrowReader text(ColumnInfo column, boolean wide) {
    return TextDecoder.of(column.type()) == TextDecoder.TEXT
        ? new Utf8Reader(column, wide)
        : new EncodedTextReader(column, wide);
  }

  private ArrowReader list(ArrowField field, ColumnInfo column, boolean nested) {
    ArrowReader element = part(field.children().get(0), column.sqlType().part(0));
    int width = element.width();
    ElementRanges elements =
        switch (field.type()) {
          case FIXED_LIST -> new FixedSizeListRanges(width, field.width());
          case LARGE_LIST -> new ListRanges(width, true);
          case LIST_VIEW -> new ListViewRanges(width, false, nested);
          case LARGE_LIST_VIEW -> new ListViewRanges(width, true, nested);
          default -> new ListRanges(width, false);
        };
    return new ListReader(column, elements, element);
  }

  private ArrowReader part(ArrowField field, SqlType type) {
    return reader(field, type.column(field.name()), true);
  }

  private StructReader struct(ArrowField field, ColumnInfo column) {
    List<ArrowReader> fields = new ArrayList<>();
    for (ArrowField child : field.children()) {
      fields.add(part(child, column.sqlType().part(fields.size())));
    }
    return new StructReader(column, fields);
  }

  /** Children that have types of their own, which the column's does not name. */
  private List<ArrowReader> parts(ArrowField field) {
    List<ArrowReader> parts = new ArrayList<>();
    for (ArrowField child : field.children()) {
      parts.add(part(child, ArrowColumns.column(child).sqlType()));
    }
    return parts;
  }

  private ArrowReader union(ArrowField field, ColumnInfo column) {
    boolean dense = field.type() == PhysicalType.DENSE_UNION;
    return new UnionReader(column, dense, field.parameters().typeIds(), parts(field));
  }

  /** The values have the type of the column. */
  private ArrowReader runs(ArrowField field, ColumnInfo column) {
    int endWidth =
        switch (field.children().get(0).type()) {
          case INT16 -> Short.BYTES;
          case INT32 -> Integer.BYTES;
          default -> Long.BYTES;
        };
    return new RunEndReader(column, endWidth, reader(field.children().get(1), column, true));
  }

  private ArrowReader skipped(ArrowField field, ColumnInfo column) {
    String form =
        switch (field.type()) {
          case DICTIONARY -> "indexes of a dictionary";
          case RUN_END -> "runs within other values";
          default -> "of a type that this driver does not know";
        };
    return new SkippedReader(column, owner, field, form);
  }
}
