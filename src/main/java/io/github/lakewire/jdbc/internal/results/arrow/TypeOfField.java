package io.github.lakewire.jdbc.internal.results.arrow;

import com.google.flatbuffers.Table;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.ArrowField.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.IntervalUnit;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;

/** The type of one field, with its parameters. */
record TypeOfField(PhysicalType physical, Parameters parameters) {
  private TypeOfField(PhysicalType physical) {
    this(physical, Parameters.NONE);
  }

  static TypeOfField read(Field field) throws Fault {
    return switch (field.typeType()) {
      case Type.Null -> new TypeOfField(PhysicalType.NULL);
      case Type.Bool -> new TypeOfField(PhysicalType.BOOL);
      case Type.Utf8 -> new TypeOfField(PhysicalType.UTF8);
      case Type.LargeUtf8 -> new TypeOfField(PhysicalType.LARGE_UTF8);
      case Type.Utf8View -> new TypeOfField(PhysicalType.UTF8_VIEW);
      case Type.Binary -> new TypeOfField(PhysicalType.BINARY);
      case Type.LargeBinary -> new TypeOfField(PhysicalType.LARGE_BINARY);
      case Type.BinaryView -> new TypeOfField(PhysicalType.BINARY_VIEW);
      case Type.List -> new TypeOfField(PhysicalType.LIST);
      case Type.LargeList -> new TypeOfField(PhysicalType.LARGE_LIST);
      case Type.ListView -> new TypeOfField(PhysicalType.LIST_VIEW);
      case Type.LargeListView -> new TypeOfField(PhysicalType.LARGE_LIST_VIEW);
      case Type.Map -> new TypeOfField(PhysicalType.MAP);
      case Type.Struct_ -> new TypeOfField(PhysicalType.STRUCT);
      case Type.RunEndEncoded -> new TypeOfField(PhysicalType.RUN_END);
      case Type.Union -> union(type(field, new Union()), field.childrenLength());
      case Type.Int -> integer(type(field, new Int()));
      case Type.FloatingPoint -> floating(type(field, new FloatingPoint()));
      case Type.Decimal -> decimal(type(field, new Decimal()));
      case Type.FixedSizeBinary ->
          wide(PhysicalType.FIXED_BINARY, type(field, new FixedSizeBinary()).byteWidth());
      case Type.FixedSizeList ->
          wide(PhysicalType.FIXED_LIST, type(field, new FixedSizeList()).listSize());
      case Type.Date ->
          switch (type(field, new Date()).unit()) {
            case DateUnit.DAY -> new TypeOfField(PhysicalType.DATE32);
            case DateUnit.MILLISECOND -> new TypeOfField(PhysicalType.DATE64);
            default -> throw IpcFrame.damaged("unknown unit of dates");
          };
      case Type.Interval ->
          switch (type(field, new Interval()).unit()) {
            case IntervalUnit.YEAR_MONTH -> new TypeOfField(PhysicalType.INTERVAL_MONTHS);
            case IntervalUnit.DAY_TIME -> new TypeOfField(PhysicalType.INTERVAL_DAY_TIME);
            case IntervalUnit.MONTH_DAY_NANO ->
                new TypeOfField(PhysicalType.INTERVAL_MONTH_DAY_NANO);
            default -> throw IpcFrame.damaged("unknown unit of intervals");
          };
      case Type.Time -> time(type(field, new Time()));
      case Type.Duration -> {
        long units = unitsPerSecond(type(field, new Duration()).unit());
        yield new TypeOfField(PhysicalType.DURATION, Parameters.time(units, null));
      }
      case Type.Timestamp -> {
        Timestamp timestamp = type(field, new Timestamp());
        String zone = timestamp.timezone();
        yield new TypeOfField(
            PhysicalType.TIMESTAMP,
            Parameters.time(
                unitsPerSecond(timestamp.unit()), zone == null || zone.isEmpty() ? null : zone));
      }
      case Type.NONE -> throw IpcFrame.damaged("a field without type");
      default -> new TypeOfField(PhysicalType.UNKNOWN);
    };
  }

  private static <T extends Table> T type(Field field, T parameters) throws Fault {
    if (field.type(parameters) == null) {
      throw IpcFrame.damaged("a field without type");
    }
    return parameters;
  }

  private static TypeOfField integer(Int type) throws Fault {
    boolean signed = type.isSigned();
    return switch (type.bitWidth()) {
      case 8 -> new TypeOfField(signed ? PhysicalType.INT8 : PhysicalType.UINT8);
      case 16 -> new TypeOfField(signed ? PhysicalType.INT16 : PhysicalType.UINT16);
      case 32 -> new TypeOfField(signed ? PhysicalType.INT32 : PhysicalType.UINT32);
      case 64 -> new TypeOfField(signed ? PhysicalType.INT64 : PhysicalType.UINT64);
      default -> throw IpcFrame.damaged("whole numbers of impossible width");
    };
  }

  /** Returns the bytes of the indexes into a dictionary. */
  static int indexWidth(Int type) throws Fault {
    integer(type);
    return type.bitWidth() / 8;
  }

  private static TypeOfField floating(FloatingPoint type) throws Fault {
    return switch (type.precision()) {
      case Precision.HALF -> new TypeOfField(PhysicalType.FLOAT16);
      case Precision.SINGLE -> new TypeOfField(PhysicalType.FLOAT32);
      case Precision.DOUBLE -> new TypeOfField(PhysicalType.FLOAT64);
      default -> throw IpcFrame.damaged("floating numbers of impossible width");
    };
  }

  private static TypeOfField decimal(Decimal type) throws Fault {
    int precision = type.precision();
    int scale = type.scale();
    return switch (type.bitWidth()) {
      case 32 -> decimal(PhysicalType.DECIMAL32, 9, precision, scale);
      case 64 -> decimal(PhysicalType.DECIMAL64, 18, precision, scale);
      case 128 -> decimal(PhysicalType.DECIMAL128, 38, precision, scale);
      case 256 -> decimal(PhysicalType.DECIMAL256, 76, precision, scale);
      default -> throw IpcFrame.damaged("decimals of impossible width");
    };
  }

  private static TypeOfField decimal(PhysicalType type, int mostDigits, int precision, int scale)
      throws Fault {
    if (precision < 1 || precision > mostDigits || scale < 0 || scale > precision) {
      throw IpcFrame.damaged("impossible precision of a decimal");
    }
    return new TypeOfField(type, Parameters.decimal(precision, scale));
  }

  private static TypeOfField wide(PhysicalType type, int width) throws Fault {
    if (width < 0) {
      throw IpcFrame.damaged("values of impossible width");
    }
    return new TypeOfField(type, Parameters.width(width));
  }

  /** Unions say which number stands for which child, or leave it at their order. */
  private static TypeOfField union(Union type, int children) throws Fault {
    boolean told = type.typeIdsLength() > 0;
    if (told && type.typeIdsLength() != children) {
      throw IpcFrame.damaged("a union with other types than children");
    }
    List<Integer> typeIds = new ArrayList<>();
    for (int i = 0; i < children; i++) {
      int id = told ? type.typeIds(i) : i;
      if (id < 0 || id > Byte.MAX_VALUE || typeIds.contains(id)) {
        throw IpcFrame.damaged("a union with impossible types");
      }
      typeIds.add(id);
    }
    PhysicalType physical =
        type.mode() == UnionMode.Dense ? PhysicalType.DENSE_UNION : PhysicalType.SPARSE_UNION;
    return new TypeOfField(physical, Parameters.union(typeIds));
  }

  /** The format allows seconds and milliseconds in 32 bits, and what is finer in 64. */
  private static TypeOfField time(Time type) throws Fault {
    long units = unitsPerSecond(type.unit());
    int bits = units <= 1_000 ? 32 : 64;
    if (type.bitWidth() != bits) {
      throw IpcFrame.damaged("a time of day of impossible width");
    }
    PhysicalType physical = bits == 32 ? PhysicalType.TIME32 : PhysicalType.TIME64;
    return new TypeOfField(physical, Parameters.time(units, null));
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
