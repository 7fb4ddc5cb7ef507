package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.jdbc.recordings.RecordedResult.Column;
import io.github.lakewire.jdbc.recordings.RecordedResult.Text;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TTableSchema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads columnar answers, by the rules of protocol.md, "Columnar sets". */
final class ColumnarOracle {
  private ColumnarOracle() {}

  static List<Column> columns(TTableSchema schema) {
    List<Column> columns = new ArrayList<>();
    for (TColumnDesc column : schema.getColumns()) {
      columns.add(new Column(column.getColumnName(), sqlType(column)));
    }
    return columns;
  }

  private static String sqlType(TColumnDesc column) {
    TPrimitiveTypeEntry type = column.getTypeDesc().getTypes().get(0).getPrimitiveEntry();
    String name = type.getType().name().replaceAll("_TYPE$", "");
    return switch (name) {
      case "DECIMAL" -> {
        var qualifiers = type.getTypeQualifiers().getQualifiers();
        yield "DECIMAL("
            + qualifiers.get("precision").getI32Value()
            + ","
            + qualifiers.get("scale").getI32Value()
            + ")";
      }
      case "NULL" -> "VOID";
      default -> name;
    };
  }

  static List<List<Object>> rows(List<Column> columns, TRowSet set) {
    List<List<Object>> rows = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      TColumn cells = set.getColumns().get(column);
      List<?> values = values(cells);
      ByteBuffer nulls = nulls(cells);
      for (int row = 0; row < values.size(); row++) {
        if (column == 0) {
          rows.add(new ArrayList<>());
        }
        Object value = isNull(nulls, row) ? null : values.get(row);
        rows.get(row).add(canonical(value, columns.get(column).sqlType()));
      }
    }
    return rows;
  }

  private static Object canonical(Object value, String sqlType) {
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double number && sqlType.equals("FLOAT")) {
      return number.floatValue();
    }
    if (value instanceof String text && !sqlType.equals("STRING")) {
      return new Text(text);
    }
    return value;
  }

  private static boolean isNull(ByteBuffer nulls, int row) {
    int index = nulls.position() + row / 8;
    return index < nulls.limit() && (nulls.get(index) & (1 << (row % 8))) != 0;
  }

  private static List<?> values(TColumn column) {
    return switch (column.getSetField()) {
      case BOOL_VAL -> column.getBoolVal().getValues();
      case BYTE_VAL -> column.getByteVal().getValues();
      case I16_VAL -> column.getI16Val().getValues();
      case I32_VAL -> column.getI32Val().getValues();
      case I64_VAL -> column.getI64Val().getValues();
      case DOUBLE_VAL -> column.getDoubleVal().getValues();
      case STRING_VAL -> column.getStringVal().getValues();
      case BINARY_VAL -> column.getBinaryVal().getValues();
    };
  }

  private static ByteBuffer nulls(TColumn column) {
    return ByteBuffer.wrap(
        switch (column.getSetField()) {
          case BOOL_VAL -> column.getBoolVal().getNulls();
          case BYTE_VAL -> column.getByteVal().getNulls();
          case I16_VAL -> column.getI16Val().getNulls();
          case I32_VAL -> column.getI32Val().getNulls();
          case I64_VAL -> column.getI64Val().getNulls();
          case DOUBLE_VAL -> column.getDoubleVal().getNulls();
          case STRING_VAL -> column.getStringVal().getNulls();
          case BINARY_VAL -> column.getBinaryVal().getNulls();
        });
  }
}
