package io.github.lakewire.jdbc.internal.arrowexport;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.text.StructValue;
import io.github.lakewire.jdbc.internal.text.ValueFormatter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Writes the values of a column that does not come as Arrow, or not in Arrow's own form. */
final class VectorWriter {
  private static final long MICROS = 1_000_000;

  private final ColumnReader reader;

  VectorWriter(ColumnReader reader) {
    this.reader = reader;
  }

  /** Writes the rows of the current batch. */
  void write(FieldVector vector, int rows) throws DriverException {
    vector.setInitialCapacity(rows);
    vector.allocateNew();
    for (int row = 0; row < rows; row++) {
      // A new vector is null where nothing is written.
      if (!reader.isNull(row)) {
        if (vector instanceof VarCharVector text) {
          text.setSafe(row, reader.getString(row).getBytes(StandardCharsets.UTF_8));
        } else {
          write(vector, row, reader.getObject(row));
        }
      }
    }
  }

  private void write(FieldVector vector, int index, @Nullable Object value) throws DriverException {
    if (value == null) {
      return;
    }
    if (vector instanceof ListVector list && value instanceof List<?> elements) {
      writeElements(list, index, elements);
    } else if (vector instanceof ListVector map && value instanceof Map<?, ?> entries) {
      writeEntries(map, index, entries);
    } else if (vector instanceof StructVector struct && value instanceof StructValue fields) {
      List<FieldVector> children = struct.getChildrenFromFields();
      if (children.size() != fields.attributes().size()) {
        throw unfit(vector);
      }
      struct.setIndexDefined(index);
      for (int i = 0; i < children.size(); i++) {
        write(children.get(i), index, fields.attributes().get(i));
      }
    } else if (vector instanceof VarCharVector text) {
      text.setSafe(index, ValueFormatter.of(value).getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof VarBinaryVector binary && value instanceof byte[] bytes) {
      binary.setSafe(index, bytes);
    } else if (vector instanceof BitVector bits && value instanceof Boolean bool) {
      bits.setSafe(index, bool ? 1 : 0);
    } else if (value instanceof Number number) {
      writeNumber(vector, index, number);
    } else {
      writeTime(vector, index, value);
    }
  }

  private void writeElements(ListVector list, int index, List<?> elements) throws DriverException {
    int at = list.startNewValue(index);
    for (int i = 0; i < elements.size(); i++) {
      write(list.getDataVector(), at + i, elements.get(i));
    }
    list.endValue(index, elements.size());
  }

  private void writeEntries(ListVector map, int index, Map<?, ?> values) throws DriverException {
    int at = map.startNewValue(index);
    StructVector entries = (StructVector) map.getDataVector();
    List<FieldVector> parts = entries.getChildrenFromFields();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      entries.setIndexDefined(at);
      write(parts.get(0), at, entry.getKey());
      write(parts.get(1), at, entry.getValue());
      at++;
    }
    map.endValue(index, values.size());
  }

  private void writeNumber(FieldVector vector, int index, Number number) throws DriverException {
    if (vector instanceof DecimalVector decimals) {
      decimals.setSafe(index, decimal(number, decimals.getPrecision(), decimals.getScale()));
    } else if (vector instanceof Float8Vector doubles) {
      doubles.setSafe(index, number.doubleValue());
    } else if (vector instanceof Float4Vector floats) {
      floats.setSafe(index, number.floatValue());
    } else if (vector instanceof BigIntVector longs) {
      longs.setSafe(index, whole(number, Long.MIN_VALUE, Long.MAX_VALUE));
    } else if (vector instanceof IntVector ints) {
      ints.setSafe(index, (int) whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
    } else if (vector instanceof SmallIntVector shorts) {
      shorts.setSafe(index, (short) whole(number, Short.MIN_VALUE, Short.MAX_VALUE));
    } else if (vector instanceof TinyIntVector bytes) {
      bytes.setSafe(index, (byte) whole(number, Byte.MIN_VALUE, Byte.MAX_VALUE));
    } else {
      throw unfit(vector);
    }
  }

  private BigDecimal decimal(Number number, int precision, int scale) throws DriverException {
    if (!(number instanceof BigDecimal) && !isWhole(number)) {
      throw outOfRange();
    }
    BigDecimal decimal =
        number instanceof BigDecimal exact ? exact : BigDecimal.valueOf(number.longValue());
    try {
      BigDecimal scaled = decimal.setScale(scale);
      if (scaled.precision() <= precision) {
        return scaled;
      }
    } catch (ArithmeticException e) {
      // More digits behind the point than the type has.
    }
    throw outOfRange();
  }

  private long whole(Number number, long least, long most) throws DriverException {
    long value = number.longValue();
    if (!isWhole(number) || value < least || value > most) {
      throw outOfRange();
    }
    return value;
  }

  private static boolean isWhole(Number number) {
    return number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte;
  }

  private void writeTime(FieldVector vector, int index, Object value) throws DriverException {
    try {
      if (vector instanceof DateDayVector days && value instanceof LocalDate date) {
        days.setSafe(index, Math.toIntExact(date.toEpochDay()));
      } else if (vector instanceof TimeNanoVector times && value instanceof LocalTime time) {
        times.setSafe(index, time.toNanoOfDay());
      } else if (vector instanceof TimeStampMicroVector times
          && value instanceof LocalDateTime local) {
        times.setSafe(index, micros(local));
      } else if (vector instanceof TimeStampMicroVector times
          && value instanceof OffsetDateTime dateTime) {
        times.setSafe(index, micros(dateTime.toLocalDateTime()));
      } else if (vector instanceof IntervalYearVector months && value instanceof Period period) {
        months.setSafe(index, Math.toIntExact(period.toTotalMonths()));
      } else if (vector instanceof DurationVector durations && value instanceof Duration span) {
        durations.setSafe(
            index,
            Math.addExact(Math.multiplyExact(span.getSeconds(), MICROS), span.getNano() / 1_000));
      } else {
        throw unfit(vector);
      }
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  private static long micros(LocalDateTime local) {
    return Math.addExact(
        Math.multiplyExact(local.toEpochSecond(ZoneOffset.UTC), MICROS),
        local.get(ChronoField.MICRO_OF_SECOND));
  }

  private DriverException outOfRange() {
    return DriverException.data(
        SqlState.NUMERIC_OUT_OF_RANGE, column() + " has a value beyond what its type can hold");
  }

  private DriverException unfit(FieldVector vector) {
    return DriverException.data(
        SqlState.INVALID_CHARACTER_VALUE,
        column()
            + " has a value that is no Arrow "
            + vector.getField().getType()
            + "; cast it to STRING in the query");
  }

  private String column() {
    return "Column '" + reader.column().name() + "' of type " + reader.column().typeName();
  }
}
