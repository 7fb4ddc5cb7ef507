package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.column.GeometryReader;
import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.Nullability;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL columns from Arrow fields: by Spark's field metadata, which only whole columns have
 * (protocol.md, "Types"), else by the Arrow type. Of nested values the Arrow fields know the names
 * for certain, and the metadata tells which texts inside are a VARIANT or an interval.
 */
final class ArrowColumns {
  private ArrowColumns() {}

  static ColumnInfo column(ArrowField field) {
    String described = field.sqlType();
    SqlType type =
        described == null || described.isBlank()
            ? type(field, SqlType.UNKNOWN)
            : described(field, SqlType.parse(described));
    return new ColumnInfo(
        field.name(), type, "", field.nullable() ? Nullability.NULLABLE : Nullability.NO_NULLS);
  }

  /** A column is what its description says, with the parts that the Arrow field has. */
  private static SqlType described(ArrowField field, SqlType described) {
    return described.type() == own(values(field)).type() && described.type().isNested()
        ? type(field, described)
        : described;
  }

  private static SqlType type(ArrowField sent, SqlType around) {
    String said = sent.sqlType();
    SqlType described =
        around == SqlType.UNKNOWN && said != null && !said.isBlank() ? SqlType.parse(said) : around;
    ArrowField field = values(sent);
    if (GeometryReader.reads(field, described.type())) {
      return described;
    }
    SqlType own = own(field);
    if (!own.type().isNested()) {
      // Text may stand for any type, the other forms for their own: of them it tells units.
      boolean told =
          described != SqlType.UNKNOWN && (isText(field) || described.type() == own.type());
      return told && own.type() != ColumnType.DECIMAL ? described : own;
    }
    List<ArrowField> children = field.children();
    return switch (field.type()) {
      case LIST, LARGE_LIST, FIXED_LIST, LIST_VIEW, LARGE_LIST_VIEW ->
          SqlType.array(type(children.get(0), described.part(0)));
      case MAP -> {
        List<ArrowField> entry = children.get(0).children();
        yield SqlType.map(
            type(entry.get(0), described.part(0)), type(entry.get(1), described.part(1)));
      }
      default -> {
        boolean told =
            described.parts().stream()
                .map(SqlType.Part::name)
                .toList()
                .equals(children.stream().map(ArrowField::name).toList());
        List<SqlType.Part> parts = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
          SqlType part = told ? described.part(i) : SqlType.UNKNOWN;
          parts.add(new SqlType.Part(children.get(i).name(), type(children.get(i), part)));
        }
        yield SqlType.struct(parts);
      }
    };
  }

  /** Dictionaries and runs stand for values of another type. */
  private static ArrowField values(ArrowField field) {
    return switch (field.type()) {
      case DICTIONARY -> values(field.children().get(0));
      case RUN_END -> values(field.children().get(1));
      default -> field;
    };
  }

  private static boolean isText(ArrowField field) {
    return switch (field.type()) {
      case UTF8, LARGE_UTF8, UTF8_VIEW -> true;
      default -> false;
    };
  }

  /** The type of a field by its form alone, without parts. */
  private static SqlType own(ArrowField field) {
    return switch (field.type()) {
      case NULL -> SqlType.of(ColumnType.VOID);
      case BOOL -> SqlType.of(ColumnType.BOOLEAN);
      case INT8 -> SqlType.of(ColumnType.TINYINT);
      case INT16 -> SqlType.of(ColumnType.SMALLINT);
      case INT32 -> SqlType.of(ColumnType.INT);
      case INT64 -> SqlType.of(ColumnType.BIGINT);
      case UINT8 -> SqlType.of(ColumnType.SMALLINT);
      case UINT16 -> SqlType.of(ColumnType.INT);
      case UINT32 -> SqlType.of(ColumnType.BIGINT);
      case UINT64 -> SqlType.decimal(20, 0);
      case FLOAT16, FLOAT32 -> SqlType.of(ColumnType.FLOAT);
      case FLOAT64 -> SqlType.of(ColumnType.DOUBLE);
      case DECIMAL32, DECIMAL64, DECIMAL128, DECIMAL256 ->
          SqlType.decimal(field.precision(), field.scale());
      case UTF8, LARGE_UTF8, UTF8_VIEW -> SqlType.of(ColumnType.STRING);
      case BINARY, LARGE_BINARY, BINARY_VIEW, FIXED_BINARY -> SqlType.of(ColumnType.BINARY);
      case DATE32, DATE64 -> SqlType.of(ColumnType.DATE);
      case TIME32, TIME64 -> SqlType.time(digits(field.unitsPerSecond()));
      case TIMESTAMP ->
          SqlType.of(field.zone() == null ? ColumnType.TIMESTAMP_NTZ : ColumnType.TIMESTAMP);
      case INTERVAL_MONTHS -> SqlType.of(ColumnType.INTERVAL_YEAR_MONTH);
      case DURATION, INTERVAL_DAY_TIME -> SqlType.of(ColumnType.INTERVAL_DAY_TIME);
      case INTERVAL_MONTH_DAY_NANO -> SqlType.named(ColumnType.OTHER, "INTERVAL");
      case LIST, LARGE_LIST, FIXED_LIST, LIST_VIEW, LARGE_LIST_VIEW -> SqlType.of(ColumnType.ARRAY);
      case MAP -> SqlType.of(ColumnType.MAP);
      case STRUCT -> SqlType.of(ColumnType.STRUCT);
      case DICTIONARY, RUN_END -> own(values(field));
      case SPARSE_UNION, DENSE_UNION -> SqlType.named(ColumnType.OTHER, "UNION");
      case UNKNOWN -> SqlType.named(ColumnType.OTHER, "UNKNOWN");
    };
  }

  private static int digits(long unitsPerSecond) {
    return (int) Math.log10(unitsPerSecond);
  }
}
