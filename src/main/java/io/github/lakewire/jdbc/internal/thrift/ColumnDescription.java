package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeQualifierValue;
import io.github.lakewire.thrift.TTypeQualifiers;
import java.util.List;
import java.util.Map;

/**
 * One column of a Thrift schema.
 *
 * @param precision of DECIMAL, 0 when unset
 * @param scale of DECIMAL, 0 when unset
 * @param length of CHAR and VARCHAR, 0 when unset
 * @param comment "" when unset
 */
public record ColumnDescription(
    String name, ThriftType type, int precision, int scale, int length, String comment) {

  static ColumnDescription from(TColumnDesc column) {
    List<TTypeEntry> types = column.getTypeDesc() == null ? null : column.getTypeDesc().getTypes();
    TTypeEntry entry = types == null || types.isEmpty() ? new TTypeEntry() : types.get(0);
    Map<String, TTypeQualifierValue> qualifiers = qualifiers(entry);
    return new ColumnDescription(
        column.getColumnName() == null ? "" : column.getColumnName(),
        ThriftType.from(entry),
        number(qualifiers, "precision"),
        number(qualifiers, "scale"),
        number(qualifiers, "characterMaximumLength"),
        column.getComment() == null ? "" : column.getComment());
  }

  private static Map<String, TTypeQualifierValue> qualifiers(TTypeEntry entry) {
    if (!entry.isSetPrimitiveEntry()) {
      return Map.of();
    }
    TPrimitiveTypeEntry primitive = entry.getPrimitiveEntry();
    TTypeQualifiers qualifiers = primitive.getTypeQualifiers();
    return qualifiers == null || qualifiers.getQualifiers() == null
        ? Map.of()
        : qualifiers.getQualifiers();
  }

  private static int number(Map<String, TTypeQualifierValue> qualifiers, String name) {
    TTypeQualifierValue value = qualifiers.get(name);
    return value != null && value.isSetI32Value() ? value.getI32Value() : 0;
  }
}
