package io.github.lakewire.jdbc.internal.ipc;

import com.google.flatbuffers.Table;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.ArrowField.Parameters;
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
record FieldType(PhysicalType physical, Parameters parameters) {
  private FieldType(PhysicalType physical) {
    this(physical, Parameters.NONE);
  }

  static FieldType read(Field field) throws DriverException {
    return switch (field.typeType()) {
      case Type.Null -> new FieldType(PhysicalType.NULL);
      case Type.Bool -> new FieldType(PhysicalType.BOOL);
      case Type.Utf8 -> new FieldType(PhysicalType.UTF8);
      case Type.LargeUtf8 -> new FieldType(PhysicalType.LARGE_UTF8);
      case Type.Utf8View -> new FieldType(PhysicalType.UTF8_VIEW);
      case Type.Binary -> new FieldType(PhysicalType.BINARY);
      case Type.LargeBinary -> new FieldType(PhysicalType.LARGE_BINARY);
      case Type.BinaryView -> new FieldType(PhysicalType.BINARY_VIEW);
      case Type.List -> new FieldType(PhysicalType.LIST);
      case Type.LargeList -> new FieldType(PhysicalType.LARGE_LIST);
      case Type.ListView -> new FieldType(PhysicalType.LIST_VIEW);
      case Type.LargeListView -> new FieldType(PhysicalType.LARGE_LIST_VIEW);
      case Type.Map -> new FieldType(PhysicalType.MAP);
      case Type.Struct_ -> new FieldType(PhysicalType.STRUCT);
      case Type.RunEndEncoded -> new FieldType(PhysicalType.RUN_END);
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
            case DateUnit.DAY -> new FieldType(PhysicalType.DATE32);
            case DateUnit.MILLISECOND -> new FieldType(PhysicalType.DATE64);
            default -> throw IpcFrame.damaged("unknown unit of dates");
          };
      case Type.Interval ->
          switch (type(field, new Interval()).unit()) {
            case IntervalUnit.YEAR_MONTH -> new FieldType(PhysicalType.INTERVAL_MONTHS);
            case IntervalUnit.DAY_TIME -> new FieldType(PhysicalType.INTERVAL_DAY_TIME);
            case IntervalUnit.MONTH_DAY_NANO -> new FieldType(PhysicalType.INTERVAL_MONTH_DAY_NANO);
            default -> throw IpcFrame.damaged("unknown unit of intervals");
          };
      case Type.Time -> time(type(field, new Time()));
      case Type.Duration -> {
        long units = unitsPerSecond(type(field, new Duration()).unit());
        yield new FieldType(PhysicalType.DURATION, Parameters.time(units, null));
      }
      case Type.Timestamp -> {
        Timestamp timestamp = type(field, new Timestamp());
        String zone = timestamp.timezone();
        yield new FieldType(
            PhysicalType.TIMESTAMP,
            Parameters.time(
                unitsPerSecond(timestamp.unit()), zone == null || zone.isEmpty() ? null : zone));
      }
      case Type.NONE -> throw IpcFrame.damaged("a field without type");
      default -> new FieldType(PhysicalType.UNKNOWN);
    };
  }

  private static <T extends Table> T type(Field field, T parameters) throws DriverException {
    if (field.type(parameters) == null) {
      throw IpcFrame.damaged("a field without type");
    }
    return parameters;
  }

  private static FieldType integer(Int type) throws DriverException {
    boolean signed = type.isSigned();
    return switch (type.bitWidth()) {
      case 8 -> new FieldType(signed ? PhysicalType.INT8 : PhysicalType.UINT8);
      case 16 -> new FieldType(signed ? PhysicalType.INT16 : PhysicalType.UINT16);
      case 32 -> new FieldType(signed ? PhysicalType.INT32 : PhysicalType.UINT32);
      case 64 -> new FieldType(signed ? PhysicalType.INT64 : PhysicalType.UINT64);
      default -> throw IpcFrame.damaged("whole numbers of impossible width");
    };
  }

  /** Returns the bytes of the indexes into a dictionary. */
  static int indexWidth(Int type) throws DriverException {
    integer(type);
    return type.bitWidth() / 8;
  }

  private static FieldType floating(FloatingPoint type) throws DriverException {
    return switch (type.precision()) {
      case Precision.HALF -> new FieldType(PhysicalType.FLOAT16);
      case Precision.SINGLE -> new FieldType(PhysicalType.FLOAT32);
      case Precision.DOUBLE -> new FieldType(PhysicalType.FLOAT64);
      default -> throw IpcFrame.damaged("floating numbers of impossible width");
    };
  }

  private static FieldType decimal(Decimal type) throws DriverException {
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

  private static FieldType decimal(PhysicalType type, int mostDigits, int precision, int scale)
      throws DriverException {
    if (precision < 1 || precision > mostDigits || scale < 0 || scale > precision) {
      throw IpcFrame.damaged("impossible precision of a decimal");
    }
    return new FieldType(type, Parameters.decimal(precision, scale));
  }

  private static FieldType wide(PhysicalType type, int width) throws DriverException {
    if (width < 0) {
      throw IpcFrame.damaged("values of impossible width");
    }
    return new FieldType(type, Parameters.width(width));
  }

  /** Unions say which number stands for which child, or leave it at their order. */
  private static FieldType union(Union type, int children) throws DriverException {
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
    return new FieldType(physical, Parameters.union(typeIds));
  }

  /** The format allows seconds and milliseconds in 32 bits, and what is finer in 64. */
  private static FieldType time(Time type) throws DriverException {
    long units = unitsPerSecond(type.unit());
    int bits = units <= 1_000 ? 32 : 64;
    if (type.bitWidth() != bits) {
      throw IpcFrame.damaged("a time of day of impossible width");
    }
    PhysicalType physical = bits == 32 ? PhysicalType.TIME32 : PhysicalType.TIME64;
    return new FieldType(physical, Parameters.time(units, null));
  }

  private static long unitsPerSecond(short unit) throws DriverException {
    return switch (unit) {
      case TimeUnit.SECOND -> 1;
      case TimeUnit.MILLISECOND -> 1_000;
      case TimeUnit.MICROSECOND -> 1_000_000;
      case TimeUnit.NANOSECOND -> 1_000_000_000;
      default -> throw IpcFrame.damaged("unknown unit of time");
    };
  }
}
