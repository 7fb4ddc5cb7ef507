package io.github.lakewire.jdbc.internal.arrowexport;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.ipc.PhysicalType;
import io.github.lakewire.jdbc.internal.text.ZoneNames;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * The Arrow field of each column: as the server sends it, and where it sends text for another type
 * (protocol.md, "Values as text") or no Arrow at all, as it would have sent it.
 */
final class ArrowSchemas {
  /** The server's own name for this, so that a result looks the same in each form. */
  private static final String SQL_NAME = "Spark:DataType:SqlName";

  private ArrowSchemas() {}

  /** Whether the vector of a column is a copy of what was sent. */
  static boolean isCopied(ColumnInfo column, ArrowField sent) {
    boolean text =
        switch (sent.type()) {
          case UTF8, LARGE_UTF8, UTF8_VIEW -> true;
          default -> false;
        };
    return text ? isText(column.type()) : isRepresentable(sent);
  }

  /**
   * @param sent what the server sends, null when not Arrow
   */
  static Field of(ColumnInfo column, @Nullable ArrowField sent) {
    Map<String, String> metadata = Map.of(SQL_NAME, column.typeName());
    if (sent != null && isCopied(column, sent)) {
      FieldType type = new FieldType(sent.nullable(), arrowType(sent), null, metadata);
      return new Field(column.name(), type, children(sent));
    }
    SqlType sqlType = column.sqlType();
    if (column.type().isNested() && isWritable(sqlType)) {
      FieldType type = new FieldType(true, nestedType(column.type()), null, metadata);
      return new Field(column.name(), type, children(sqlType));
    }
    return new Field(column.name(), new FieldType(true, scalarType(column), null, metadata), null);
  }

  private static boolean isText(ColumnType type) {
    return switch (type) {
      case STRING, CHAR, VARCHAR, VARIANT, GEOMETRY, GEOGRAPHY, OTHER -> true;
      default -> false;
    };
  }

  /**
   * Whether Arrow's Java vectors can be copies. Structs find their fields by name: two of one name
   * would be one. What is not copied is written value by value, as the SQL type has it.
   */
  private static boolean isRepresentable(ArrowField sent) {
    boolean distinct =
        sent.type() != PhysicalType.STRUCT
            || areDistinct(sent.children().stream().map(ArrowField::name).toList());
    return distinct
        && vectorType(sent) != null
        && sent.children().stream().allMatch(ArrowSchemas::isRepresentable);
  }

  private static boolean areDistinct(List<String> names) {
    return new HashSet<>(names).size() == names.size();
  }

  /** Whether the text of such a value can be told apart into its parts. */
  private static boolean isWritable(SqlType type) {
    List<SqlType.Part> parts = type.parts();
    boolean known =
        switch (type.type()) {
          case ARRAY -> parts.size() == 1;
          case MAP -> parts.size() == 2;
          case STRUCT ->
              !parts.isEmpty() && areDistinct(parts.stream().map(SqlType.Part::name).toList());
          case BINARY, OTHER -> false;
          default -> true;
        };
    return known && parts.stream().allMatch(part -> isWritable(part.type()));
  }

  // As sent.

  private static List<Field> children(ArrowField sent) {
    return sent.children().stream().map(child -> child(child, sent.type())).toList();
  }

  private static Field child(ArrowField sent, PhysicalType parent) {
    List<Field> children = children(sent);
    boolean nullable = sent.nullable();
    if (parent == PhysicalType.MAP) {
      // Arrow insists: neither entries nor keys are null, whatever the server says.
      nullable = false;
      Field key = children.get(0);
      FieldType keyType = new FieldType(false, key.getType(), null, key.getMetadata());
      children = List.of(new Field(key.getName(), keyType, key.getChildren()), children.get(1));
    }
    Map<String, String> metadata =
        sent.sqlType() == null ? Map.of() : Map.of(SQL_NAME, sent.sqlType());
    return new Field(
        sent.name(), new FieldType(nullable, arrowType(sent), null, metadata), children);
  }

  private static ArrowType arrowType(ArrowField sent) {
    return requireNonNull(vectorType(sent), () -> "Not representable: " + sent.type());
  }

  /** The type of the vector that holds a copy; null when Java has none, or none is copied to. */
  private static @Nullable ArrowType vectorType(ArrowField sent) {
    return switch (sent.type()) {
      case NULL -> ArrowType.Null.INSTANCE;
      case BOOL -> ArrowType.Bool.INSTANCE;
      case INT8 -> new ArrowType.Int(8, true);
      case INT16 -> new ArrowType.Int(16, true);
      case INT32 -> new ArrowType.Int(32, true);
      case INT64 -> new ArrowType.Int(64, true);
      case UINT8 -> new ArrowType.Int(8, false);
      case UINT16 -> new ArrowType.Int(16, false);
      case UINT32 -> new ArrowType.Int(32, false);
      case UINT64 -> new ArrowType.Int(64, false);
      case FLOAT16 -> new ArrowType.FloatingPoint(FloatingPointPrecision.HALF);
      case FLOAT32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DECIMAL128 -> new ArrowType.Decimal(sent.precision(), sent.scale(), 128);
      case DECIMAL256 -> new ArrowType.Decimal(sent.precision(), sent.scale(), 256);
      case UTF8 -> ArrowType.Utf8.INSTANCE;
      case LARGE_UTF8 -> ArrowType.LargeUtf8.INSTANCE;
      case UTF8_VIEW -> ArrowType.Utf8View.INSTANCE;
      case BINARY -> ArrowType.Binary.INSTANCE;
      case LARGE_BINARY -> ArrowType.LargeBinary.INSTANCE;
      case BINARY_VIEW -> ArrowType.BinaryView.INSTANCE;
      case FIXED_BINARY -> new ArrowType.FixedSizeBinary(sent.width());
      case DATE32 -> new ArrowType.Date(DateUnit.DAY);
      case DATE64 -> new ArrowType.Date(DateUnit.MILLISECOND);
      case TIME32 -> new ArrowType.Time(unit(sent.unitsPerSecond()), 32);
      case TIME64 -> new ArrowType.Time(unit(sent.unitsPerSecond()), 64);
      case TIMESTAMP ->
          new ArrowType.Timestamp(
              unit(sent.unitsPerSecond()),
              sent.zone() == null ? null : ZoneNames.standard(sent.zone()));
      case INTERVAL_MONTHS -> new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
      case INTERVAL_DAY_TIME -> new ArrowType.Interval(IntervalUnit.DAY_TIME);
      case INTERVAL_MONTH_DAY_NANO -> new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO);
      case DURATION -> new ArrowType.Duration(unit(sent.unitsPerSecond()));
      case LIST -> ArrowType.List.INSTANCE;
      case LARGE_LIST -> ArrowType.LargeList.INSTANCE;
      case FIXED_LIST -> new ArrowType.FixedSizeList(sent.width());
      case MAP -> new ArrowType.Map(false);
      case STRUCT -> ArrowType.Struct.INSTANCE;
      case DECIMAL32,
          DECIMAL64,
          LIST_VIEW,
          LARGE_LIST_VIEW,
          SPARSE_UNION,
          DENSE_UNION,
          RUN_END,
          DICTIONARY,
          UNKNOWN ->
          null;
    };
  }

  private static TimeUnit unit(long unitsPerSecond) {
    return switch ((int) unitsPerSecond) {
      case 1 -> TimeUnit.SECOND;
      case 1_000 -> TimeUnit.MILLISECOND;
      case 1_000_000 -> TimeUnit.MICROSECOND;
      default -> TimeUnit.NANOSECOND;
    };
  }

  // By the SQL type.

  private static List<Field> children(SqlType type) {
    List<SqlType.Part> parts = type.parts();
    return switch (type.type()) {
      case ARRAY -> List.of(field("element", parts.get(0).type(), true));
      case MAP -> {
        Field key = field(MapVector.KEY_NAME, parts.get(0).type(), false);
        Field value = field(MapVector.VALUE_NAME, parts.get(1).type(), true);
        yield List.of(
            new Field(
                "entries", FieldType.notNullable(ArrowType.Struct.INSTANCE), List.of(key, value)));
      }
      default -> parts.stream().map(part -> field(part.name(), part.type(), true)).toList();
    };
  }

  private static Field field(String name, SqlType type, boolean nullable) {
    ArrowType arrowType =
        type.type().isNested() ? nestedType(type.type()) : scalarType(type.column(name));
    return new Field(name, new FieldType(nullable, arrowType, null), children(type));
  }

  private static ArrowType nestedType(ColumnType type) {
    return switch (type) {
      case ARRAY -> ArrowType.List.INSTANCE;
      case MAP -> new ArrowType.Map(false);
      default -> ArrowType.Struct.INSTANCE;
    };
  }

  private static ArrowType scalarType(ColumnInfo column) {
    return switch (column.type()) {
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case TINYINT -> new ArrowType.Int(8, true);
      case SMALLINT -> new ArrowType.Int(16, true);
      case INT -> new ArrowType.Int(32, true);
      case BIGINT -> new ArrowType.Int(64, true);
      case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DECIMAL -> decimal(column);
      case BINARY -> ArrowType.Binary.INSTANCE;
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIME -> new ArrowType.Time(TimeUnit.NANOSECOND, 64);
      // The text of a TIMESTAMP does not tell its zone: a local time, as everywhere in the driver.
      case TIMESTAMP, TIMESTAMP_NTZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
      case INTERVAL_YEAR_MONTH -> new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
      case INTERVAL_DAY_TIME -> new ArrowType.Duration(TimeUnit.MICROSECOND);
      case VOID -> ArrowType.Null.INSTANCE;
      case STRING, CHAR, VARCHAR, VARIANT, GEOMETRY, GEOGRAPHY, ARRAY, MAP, STRUCT, OTHER ->
          ArrowType.Utf8.INSTANCE;
    };
  }

  /** Text where an old server does not say how many digits. */
  private static ArrowType decimal(ColumnInfo column) {
    int precision = column.precision();
    return precision < 1 || precision > ColumnType.DECIMAL.precision() || column.scale() > precision
        ? ArrowType.Utf8.INSTANCE
        : new ArrowType.Decimal(precision, column.scale(), 128);
  }
}
