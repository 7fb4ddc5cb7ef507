package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.ColumnKind;
import io.github.lakewire.benchmarks.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The Arrow side of a shape: schemas as the server writes them (protocol.md, "Types"). */
final class Columns {

  static final ArrowType BIGINT = new ArrowType.Int(64, true);
  static final ArrowType INT = new ArrowType.Int(32, true);
  static final ArrowType DOUBLE = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

  private Columns() {}

  /** The schema of the metadata reply, with Spark's type names. */
  static Schema described(Shape shape) {
    return schema(shape, true);
  }

  /** The schema inside a CloudFetch file, which lacks them. */
  static Schema bare(Shape shape) {
    return schema(shape, false);
  }

  private static Schema schema(Shape shape, boolean described) {
    List<Field> fields = new ArrayList<>();
    for (ColumnKind kind : shape.columns()) {
      fields.add(field("c" + fields.size(), kind, described));
    }
    return new Schema(fields);
  }

  private static Field field(String name, ColumnKind kind, boolean described) {
    Map<String, String> metadata =
        described ? Map.of("Spark:DataType:SqlName", kind.sqlName()) : Map.of();
    return switch (kind) {
      case BIGINT, NULLABLE_BIGINT -> leaf(name, BIGINT, metadata);
      case INT -> leaf(name, INT, metadata);
      case DOUBLE -> leaf(name, DOUBLE, metadata);
      case BOOLEAN -> leaf(name, ArrowType.Bool.INSTANCE, metadata);
      case DECIMAL -> leaf(name, new ArrowType.Decimal(18, 2, 128), metadata);
      case TIMESTAMP ->
          leaf(name, new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Etc/UTC"), metadata);
      case DATE -> leaf(name, new ArrowType.Date(DateUnit.DAY), metadata);
      case SHORT_TEXT, WORLD_TEXT, LONG_TEXT -> leaf(name, ArrowType.Utf8.INSTANCE, metadata);
      case INT_LIST ->
          nested(name, ArrowType.List.INSTANCE, metadata, leaf("element", INT, Map.of()));
      case POINT_STRUCT ->
          nested(
              name,
              ArrowType.Struct.INSTANCE,
              metadata,
              leaf("name", ArrowType.Utf8.INSTANCE, Map.of()),
              leaf("x", DOUBLE, Map.of()));
      case TEXT_MAP ->
          nested(
              name,
              new ArrowType.Map(false),
              metadata,
              new Field(
                  "entries",
                  FieldType.notNullable(ArrowType.Struct.INSTANCE),
                  List.of(
                      new Field("key", FieldType.notNullable(ArrowType.Utf8.INSTANCE), null),
                      leaf("value", INT, Map.of()))));
    };
  }

  private static Field leaf(String name, ArrowType type, Map<String, String> metadata) {
    return new Field(name, new FieldType(true, type, null, metadata), null);
  }

  private static Field nested(
      String name, ArrowType type, Map<String, String> metadata, Field... children) {
    return new Field(name, new FieldType(true, type, null, metadata), List.of(children));
  }
}
