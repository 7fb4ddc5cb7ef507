package io.github.lakewire.spark;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.PeriodDuration;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Gives the values of a vector, none of them null, in the form that Spark keeps them in. */
@FunctionalInterface
interface ValueConversion {

  Object value(int row);

  /**
   * @throws UnsupportedOperationException when there is no conversion
   */
  static ValueConversion of(DataType type, FieldVector vector, @Nullable ZoneId zone) {
    ValueConversion conversion = null;
    if (vector instanceof NullVector) {
      conversion =
          row -> {
            throw new IllegalStateException("NULL has no value");
          };
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      conversion = timestamps(type instanceof TimestampType, vector, zone);
    } else if (type instanceof TimeType || type instanceof StringType) {
      conversion = timesOrText(type instanceof TimeType, vector);
    } else if (type instanceof DecimalType decimal) {
      conversion = decimals(decimal, vector);
    } else if (type instanceof YearMonthIntervalType || type instanceof DayTimeIntervalType) {
      conversion = intervals(type instanceof YearMonthIntervalType, vector);
    } else if (type instanceof BinaryType) {
      if (vector instanceof FixedSizeBinaryVector || vector instanceof ViewVarBinaryVector) {
        conversion = vector::getObject;
      }
    } else if (type instanceof DateType) {
      if (vector instanceof DateMilliVector days) {
        conversion = row -> (int) Math.floorDiv(days.get(row), Duration.ofDays(1).toMillis());
      }
    } else {
      conversion = numbers(type, vector);
    }
    if (conversion == null) {
      throw new UnsupportedOperationException(
          type.sql() + " cannot be read from Arrow's " + vector.getField().getType());
    }
    return conversion;
  }

  private static @Nullable ValueConversion timestamps(
      boolean instants, FieldVector vector, @Nullable ZoneId zone) {
    if (!(vector instanceof TimeStampVector times)) {
      return null;
    }
    ArrowType.Timestamp sent = (ArrowType.Timestamp) vector.getField().getType();
    TimeUnit unit = sent.getUnit();
    if (instants == (sent.getTimezone() != null)) {
      return row -> micros(times.get(row), unit);
    }
    if (!instants || zone == null) {
      return null;
    }
    // The text of a TIMESTAMP is the clock of the session.
    return row -> micros(clock(micros(times.get(row), unit)).atZone(zone).toInstant());
  }

  private static long micros(long value, TimeUnit unit) {
    return switch (unit) {
      case SECOND -> Math.multiplyExact(value, 1_000_000L);
      case MILLISECOND -> Math.multiplyExact(value, 1_000L);
      case MICROSECOND -> value;
      case NANOSECOND -> Math.floorDiv(value, 1_000L);
    };
  }

  private static LocalDateTime clock(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L),
        (int) Math.floorMod(micros, 1_000_000L) * 1_000,
        ZoneOffset.UTC);
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  private static @Nullable ValueConversion timesOrText(boolean times, FieldVector vector) {
    if (!times && vector instanceof ViewVarCharVector text) {
      return row -> UTF8String.fromBytes(text.get(row));
    }
    ValueConversion nanos = null;
    if (vector instanceof TimeSecVector seconds) {
      nanos = row -> seconds.get(row) * 1_000_000_000L;
    } else if (vector instanceof TimeMilliVector millis) {
      nanos = row -> millis.get(row) * 1_000_000L;
    } else if (vector instanceof TimeMicroVector micros) {
      nanos = row -> micros.get(row) * 1_000L;
    } else if (vector instanceof TimeNanoVector exact) {
      nanos = exact::get;
    }
    return times || nanos == null ? nanos : asText(nanos);
  }

  /** As the server writes a TIME: no more digits than there are. */
  private static ValueConversion asText(ValueConversion nanos) {
    DateTimeFormatter format =
        new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();
    return row ->
        UTF8String.fromBytes(
            format
                .format(LocalTime.ofNanoOfDay((Long) nanos.value(row)))
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static @Nullable ValueConversion decimals(DecimalType type, FieldVector vector) {
    if (!(vector instanceof DecimalVector) && !(vector instanceof Decimal256Vector)) {
      return null;
    }
    return row -> {
      BigDecimal value = (BigDecimal) vector.getObject(row);
      BigDecimal scaled = value.setScale(type.scale());
      if (scaled.precision() > type.precision()) {
        throw new ArithmeticException("A value has more digits than " + type.sql());
      }
      return Decimal.apply(scaled, type.precision(), type.scale());
    };
  }

  private static @Nullable ValueConversion intervals(boolean months, FieldVector vector) {
    if (vector instanceof IntervalMonthDayNanoVector) {
      return row -> interval((PeriodDuration) vector.getObject(row), months);
    }
    if (!months && (vector instanceof DurationVector || vector instanceof IntervalDayVector)) {
      return row -> micros((Duration) vector.getObject(row));
    }
    return null;
  }

  /** The other part must be zero, as a value of SQL has only one. */
  private static Object interval(PeriodDuration value, boolean months) {
    Period period = value.getPeriod();
    Duration rest = value.getDuration().plusDays(period.getDays());
    if (months ? !rest.isZero() : period.toTotalMonths() != 0) {
      throw new ArithmeticException("An interval has both months and days");
    }
    return months ? Math.toIntExact(period.toTotalMonths()) : micros(rest);
  }

  private static Object micros(Duration span) {
    return Math.addExact(Math.multiplyExact(span.getSeconds(), 1_000_000L), span.getNano() / 1_000);
  }

  private static @Nullable ValueConversion numbers(DataType type, FieldVector vector) {
    if (vector instanceof BaseIntVector whole
        && (type instanceof ShortType || type instanceof IntegerType || type instanceof LongType)) {
      int width = ((ArrowType.Int) vector.getField().getType()).getBitWidth();
      boolean signed = ((ArrowType.Int) vector.getField().getType()).getIsSigned();
      // An unsigned number needs the next larger type.
      return (signed ? width : width + 1) <= 8 * type.defaultSize() ? whole::getValueAsLong : null;
    }
    if (vector instanceof FloatingPointVector floats && type instanceof DoubleType) {
      return floats::getValueAsDouble;
    }
    if (vector instanceof Float2Vector halves && type instanceof FloatType) {
      return halves::getValueAsFloat;
    }
    return null;
  }
}
