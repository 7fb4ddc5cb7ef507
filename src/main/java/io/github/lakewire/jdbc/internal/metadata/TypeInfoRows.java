package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code getTypeInfo}: one for each name that the type of a column can have. */
final class TypeInfoRows {
  private TypeInfoRows() {}

  /**
   * @param nestedAsText whether nested types are described as text
   */
  static List<Object[]> rows(boolean nestedAsText) {
    List<Object[]> rows = new ArrayList<>();
    for (ColumnType type : ColumnType.values()) {
      if (type != ColumnType.OTHER) {
        type.names().forEach(name -> rows.add(row(type, name, nestedAsText)));
      }
    }
    MetadataColumns.TYPE_INFO.sort(rows);
    return rows;
  }

  private static Object[] row(ColumnType type, String name, boolean nestedAsText) {
    ColumnType described = nestedAsText && type.isNested() ? ColumnType.STRING : type;
    Short maximumScale = type.digits() == null ? null : type.digits().shortValue();
    boolean chosen = type == ColumnType.DECIMAL || type == ColumnType.TIME;
    return new Object[] {
      name,
      described.jdbcCode(),
      described.precision() == 0 ? null : described.precision(),
      type.literal().prefix(),
      literalSuffix(type, name),
      type.createParameters(),
      (short) DatabaseMetaData.typeNullable,
      described.isCaseSensitive(),
      searchable(described),
      false, // UNSIGNED_ATTRIBUTE
      false, // FIXED_PREC_SCALE: no type is money
      type == ColumnType.BIGINT, // AUTO_INCREMENT: the type of identity columns
      name,
      chosen ? Short.valueOf((short) 0) : maximumScale,
      maximumScale,
      null,
      null,
      type.isNumber() ? 10 : null,
    };
  }

  /** The literal of an interval ends with the names of its fields. */
  private static @Nullable String literalSuffix(ColumnType type, String name) {
    return switch (type) {
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
          type.literal().suffix() + name.substring("INTERVAL".length());
      default -> type.literal().suffix();
    };
  }

  private static short searchable(ColumnType type) {
    return (short)
        switch (type.search()) {
          case ALL -> DatabaseMetaData.typeSearchable;
          case BASIC -> DatabaseMetaData.typePredBasic;
          case NONE -> DatabaseMetaData.typePredNone;
        };
  }
}
