package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.ArrowField;
import java.util.ArrayList;
import java.util.List;

/** The reader for each physical type. */
final class ArrowReaders {
  private ArrowReaders() {}

  static ArrowReader of(ArrowField field, ColumnInfo column) {
    return switch (field.type()) {
      case NULL -> new NullReader(column);
      case BOOL -> new BoolReader(column);
      case INT8 -> new Int8Reader(column);
      case INT16 -> new Int16Reader(column);
      case INT32 -> new Int32Reader(column);
      case INT64 -> new Int64Reader(column);
      case FLOAT32 -> new Float32Reader(column);
      case FLOAT64 -> new Float64Reader(column);
      case DECIMAL128 -> new DecimalReader(column, field.scale());
      case UTF8 -> text(column, false);
      case LARGE_UTF8 -> text(column, true);
      case BINARY -> new BinaryReader(column, false);
      case LARGE_BINARY -> new BinaryReader(column, true);
      case DATE32 -> new DateReader(column);
      case TIME32 -> new TimeReader(column, Integer.BYTES, field.unitsPerSecond());
      case TIME64 -> new TimeReader(column, Long.BYTES, field.unitsPerSecond());
      case TIMESTAMP -> new TimestampReader(column, field.unitsPerSecond(), field.zone());
      case INTERVAL_MONTHS -> new MonthsReader(column);
      case DURATION -> new DurationReader(column, field.unitsPerSecond());
      case LIST -> new ListReader(column, part(field.children().get(0)));
      case MAP -> new MapReader(column, struct(field.children().get(0), column));
      case STRUCT -> struct(field, column);
    };
  }

  private static ArrowReader text(ColumnInfo column, boolean wide) {
    return TextDecoding.of(column.type()) == TextDecoding.TEXT
        ? new Utf8Reader(column, wide)
        : new EncodedTextReader(column, wide);
  }

  private static ArrowReader part(ArrowField field) {
    return of(field, ArrowColumns.part(field));
  }

  private static StructReader struct(ArrowField field, ColumnInfo column) {
    List<ArrowReader> fields = new ArrayList<>();
    for (ArrowField child : field.children()) {
      fields.add(part(child));
    }
    return new StructReader(column, fields);
  }
}
