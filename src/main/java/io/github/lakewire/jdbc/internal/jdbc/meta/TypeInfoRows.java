package io.github.lakewire.jdbc.internal.jdbc.meta;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code getTypeInfo}: one for each type that a column can have. */
final class TypeInfoRows {
  private TypeInfoRows() {}

  static List<Object[]> rows() {
    List<Object[]> rows = new ArrayList<>();
    for (TypeTraits traits : TypeTraits.values()) {
      rows.add(row(traits));
    }
    MetadataShapes.TYPE_INFO.sort(rows);
    return rows;
  }

  private static Object[] row(TypeTraits traits) {
    Short maximumScale = traits.digits() == null ? null : traits.digits().shortValue();
    Short minimumScale = traits == TypeTraits.DECIMAL ? Short.valueOf((short) 0) : maximumScale;
    return new Object[] {
      traits.typeName(),
      traits.type().jdbcCode(),
      traits.size(),
      traits.literal().prefix(),
      traits.literal().suffix(),
      traits.createParameters(),
      (short) DatabaseMetaData.typeNullable,
      traits.isText(),
      (short) traits.searchable(),
      false, // UNSIGNED_ATTRIBUTE
      false, // FIXED_PREC_SCALE: no type is money
      traits == TypeTraits.BIGINT, // AUTO_INCREMENT: the type of identity columns
      traits.typeName(),
      minimumScale,
      maximumScale,
      null,
      null,
      traits.radix(),
    };
  }
}
