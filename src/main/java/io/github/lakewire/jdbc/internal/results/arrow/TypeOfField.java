package io.github.lakewire.jdbc.internal.results.arrow;

import com.google.flatbuffers.Table;
import io.github.lakewire.jdbc.internal.fault.Fault;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.IntervalUnit;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/** The type of one field, with its parameters; {@link ArrowField} explains them. */
record TypeOfField(
    PhysicalType physical, int precision, int scale, long unitsPerSecond, @Nullable String zone) {
  private static final int MAX_DIGITS = 38;

  private TypeOfField(PhysicalType physical) {
    this(physical, 0, 0, 0, null);
  }

  /** Reads a field's type, or returns null when it is one that the driver does not read. */
  static @Nullable TypeOfField read(Field field) throws Fault {
    return switch (field.typeType()) {
      case Type.Null -> new TypeOfField(PhysicalType.NULL);
      case Type.Bool -> new TypeOfField(PhysicalType.BOOL);
      case Type.Utf8 -> new TypeOfField(PhysicalType.UTF8);
      case Type.LargeUtf8 -> new TypeOfField(PhysicalType.LARGE_UTF8);
      case Type.Binary -> new TypeOfField(PhysicalType.BINARY);
      case Type.LargeBinary -> new TypeOfField(PhysicalType.LARGE_BINARY);
      case Type.List -> new TypeOfField(PhysicalType.LIST);
      case Type.Map -> new TypeOfField(PhysicalType.MAP);
      case Type.Struct_ -> new TypeOfField(PhysicalType.STRUCT);
      case Type.Int -> integer(type(field, new Int()));
      case Type.FloatingPoint -> floating(type(field, new FloatingPoint()));
      case Type.Decimal -> decimal(type(field, new Decimal()));
      case Type.Date ->
          type(field, new Date()).unit() == DateUnit.DAY
              ? new TypeOfField(PhysicalType.DATE32)
              : null;
      case Type.Interval ->
          type(field, new Interval()).unit() == IntervalUnit.YEAR_MONTH
              ? new TypeOfField(PhysicalType.INTERVAL_MONTHS)
              : null;
      case Type.Duration -> {
        long units = unitsPerSecond(type(field, new Duration()).unit());
        yield new TypeOfField(PhysicalType.DURATION, 0, 0, units, null);
      }
      case Type.Time -> time(type(field, new Time()));
      case Type.Timestamp -> {
        Timestamp timestamp = type(field, new Timestamp());
        String zone = timestamp.timezone();
        yield new TypeOfField(
            PhysicalType.TIMESTAMP,
            0,
            0,
            unitsPerSecond(timestamp.unit()),
            zone == null || zone.isEmpty() ? null : zone);
      }
      default -> null;
    };
  }

  private static <T extends Table> T type(Field field, T parameters) throws Fault {
    if (field.type(parameters) == null) {
      throw IpcFrame.damaged("a field without type");
    }
    return parameters;
  }

  private static @Nullable TypeOfField integer(Int type) {
    if (!type.isSigned()) {
      return null;
    }
    return switch (type.bitWidth()) {
      case 8 -> new TypeOfField(PhysicalType.INT8);
      case 16 -> new TypeOfField(PhysicalType.INT16);
      case 32 -> new TypeOfField(PhysicalType.INT32);
      case 64 -> new TypeOfField(PhysicalType.INT64);
      default -> null;
    };
  }

  private static @Nullable TypeOfField floating(FloatingPoint type) {
    return switch (type.precision()) {
      case Precision.SINGLE -> new TypeOfField(PhysicalType.FLOAT32);
      case Precision.DOUBLE -> new TypeOfField(PhysicalType.FLOAT64);
      default -> null;
    };
  }

  private static @Nullable TypeOfField decimal(Decimal type) throws Fault {
    if (type.bitWidth() != 128) {
      return null;
    }
    int precision = type.precision();
    int scale = type.scale();
    if (precision < 1 || precision > MAX_DIGITS || scale < 0 || scale > precision) {
      throw IpcFrame.damaged("impossible precision of a decimal");
    }
    return new TypeOfField(PhysicalType.DECIMAL128, precision, scale, 0, null);
  }

  /** The format allows seconds and milliseconds in 32 bits, and what is finer in 64. */
  private static TypeOfField time(Time type) throws Fault {
    long units = unitsPerSecond(type.unit());
    int bits = units <= 1_000 ? 32 : 64;
    if (type.bitWidth() != bits) {
      throw IpcFrame.damaged("a time of day of impossible width");
    }
    PhysicalType physical = bits == 32 ? PhysicalType.TIME32 : PhysicalType.TIME64;
    return new TypeOfField(physical, 0, 0, units, null);
  }

  private static long unitsPerSecond(short unit) throws Fault {
    return switch (unit) {
      case TimeUnit.SECOND -> 1;
      case TimeUnit.MILLISECOND -> 1_000;
      case TimeUnit.MICROSECOND -> 1_000_000;
      case TimeUnit.NANOSECOND -> 1_000_000_000;
      default -> throw IpcFrame.damaged("unknown unit of time");
    };
  }
}
