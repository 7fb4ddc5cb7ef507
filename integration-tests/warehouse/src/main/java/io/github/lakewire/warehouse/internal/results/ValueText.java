package io.github.lakewire.warehouse.internal.results;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.DateFormatter;
import org.apache.spark.sql.catalyst.util.DateFormatter$;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.TimeFormatter$;
import org.apache.spark.sql.catalyst.util.TimestampFormatter;
import org.apache.spark.sql.catalyst.util.TimestampFormatter$;
import org.apache.spark.sql.execution.HiveResult;
import org.apache.spark.sql.execution.HiveResult$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;
import scala.Tuple2;

/** The Hive text of values: what a server sends where it cannot send the type itself. */
final class ValueText {
  private final DateFormatter dates = DateFormatter$.MODULE$.apply();
  private final TimestampFormatter timestamps;
  private final HiveResult.TimeFormatters formatters;
  private final Function1<byte[], String> binaries = HiveResult$.MODULE$.getBinaryFormatter();
  private final List<DataType> types;
  private final List<Function1<Object, Object>> converters = new ArrayList<>();

  ValueText(List<DataType> types, String zone) {
    this.types = types;
    timestamps = TimestampFormatter$.MODULE$.getFractionFormatter(DateTimeUtils.getZoneId(zone));
    formatters =
        new HiveResult.TimeFormatters(
            dates, TimeFormatter$.MODULE$.getFractionFormatter(), timestamps);
    for (DataType type : types) {
      converters.add(CatalystTypeConverters.createToScalaConverter(type));
    }
  }

  /** The text of a value that is not NULL. */
  String of(InternalRow row, int column) {
    DataType type = types.get(column);
    if (type instanceof StringType) {
      return row.getUTF8String(column).toString();
    } else if (type instanceof DateType) {
      return dates.format(row.getInt(column));
    } else if (type instanceof TimestampType) {
      return timestamps.format(row.getLong(column));
    } else if (type instanceof TimestampNTZType) {
      long micros = row.getLong(column);
      return timestamps.format(
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(micros, 1_000_000L),
              (int) Math.floorMod(micros, 1_000_000L) * 1000,
              ZoneOffset.UTC));
    }
    Object value = converters.get(column).apply(row.get(column, type));
    return HiveResult$.MODULE$.toHiveString(new Tuple2<>(value, type), false, formatters, binaries);
  }

  /** The row with some columns replaced by their text. */
  InternalRow replace(InternalRow row, boolean[] asText) {
    Object[] values = new Object[asText.length];
    for (int i = 0; i < values.length; i++) {
      if (row.isNullAt(i)) {
        values[i] = null;
      } else if (asText[i]) {
        values[i] = UTF8String.fromString(of(row, i));
      } else {
        values[i] = row.get(i, types.get(i));
      }
    }
    return new GenericInternalRow(values);
  }
}
