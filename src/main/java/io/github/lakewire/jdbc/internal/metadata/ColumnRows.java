package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code getColumns}, computed from the server's: types from the type's name, sizes in
 * JDBC's meaning instead of bytes, positions from 1. The columns of a table must come whole, so
 * that positions are right whatever number the server starts with.
 */
final class ColumnRows {
  private static final int NAME = MetadataColumns.COLUMNS.index("COLUMN_NAME");
  private static final int POSITION = MetadataColumns.COLUMNS.index("ORDINAL_POSITION");

  /** Spark's DECIMAL without parameters is DECIMAL(10,0). */
  private static final int DEFAULT_DIGITS = 10;

  private final boolean nestedAsText;
  private final List<Object[]> rows = new ArrayList<>();

  /**
   * @param nestedAsText whether nested types are described as text
   */
  ColumnRows(boolean nestedAsText) {
    this.nestedAsText = nestedAsText;
  }

  void add(String catalog, String schema, String table, ServerRow row) throws DriverException {
    String column = row.textOrEmpty("COLUMN_NAME");
    Integer position = row.number("ORDINAL_POSITION");
    SqlType type = nestedAsText ? type(row).nestedAsText() : type(row);
    Integer nullable = row.number("NULLABLE");
    String isNullable = isNullable(row.text("IS_NULLABLE"), nullable);
    rows.add(
        new Object[] {
          catalog,
          schema,
          table,
          column,
          type.type().jdbcCode(),
          type.jdbcName(),
          size(type),
          null, // BUFFER_LENGTH is not used
          type.digits(),
          type.type().isNumber() ? 10 : null,
          nullable(nullable, isNullable),
          row.text("REMARKS"),
          row.text("COLUMN_DEF"),
          null, // SQL_DATA_TYPE and SQL_DATETIME_SUB are not used
          null,
          type.octets(),
          position == null ? Integer.valueOf(rows.size()) : position,
          isNullable,
          null, // no reference types, no distinct types
          null,
          null,
          null,
          yesOrNo(firstText(row, "IS_AUTOINCREMENT", "IS_AUTO_INCREMENT")),
          yesOrNo(row.text("IS_GENERATEDCOLUMN")),
        });
  }

  /** Sorts, numbers each table's columns from 1, then leaves those whose name matches. */
  List<Object[]> finish(SearchPattern columns) {
    MetadataColumns.COLUMNS.sort(rows);
    Object[] previous = null;
    int position = 0;
    for (Object[] row : rows) {
      position = previous != null && sameTable(previous, row) ? position + 1 : 1;
      row[POSITION] = position;
      previous = row;
    }
    if (!columns.matchesAll()) {
      rows.removeIf(row -> !columns.matches((String) row[NAME]));
    }
    return rows;
  }

  private static boolean sameTable(Object[] left, Object[] right) {
    return left[2].equals(right[2]) && left[1].equals(right[1]) && left[0].equals(right[0]);
  }

  private static int nullable(@Nullable Integer nullable, String isNullable) {
    if (nullable != null) {
      return nullable;
    }
    return switch (isNullable) {
      case "YES" -> DatabaseMetaData.columnNullable;
      case "NO" -> DatabaseMetaData.columnNoNulls;
      default -> DatabaseMetaData.columnNullableUnknown;
    };
  }

  private static String isNullable(@Nullable String text, @Nullable Integer nullable) {
    String value = yesOrNo(text);
    if (!value.isEmpty() || nullable == null) {
      return value;
    }
    return switch (nullable) {
      case DatabaseMetaData.columnNullable -> "YES";
      case DatabaseMetaData.columnNoNulls -> "NO";
      default -> "";
    };
  }

  /** Returns YES, NO or, as JDBC spells "not known", "". */
  private static String yesOrNo(@Nullable String text) {
    if ("YES".equalsIgnoreCase(text) || "TRUE".equalsIgnoreCase(text)) {
      return "YES";
    }
    return "NO".equalsIgnoreCase(text) || "FALSE".equalsIgnoreCase(text) ? "NO" : "";
  }

  private static @Nullable String firstText(ServerRow row, String first, String second)
      throws DriverException {
    String text = row.text(first);
    return text == null ? row.text(second) : text;
  }

  /** The type by its name; sizes that the name leaves out by the server's columns. */
  private static SqlType type(ServerRow row) throws DriverException {
    String name = row.textOrEmpty("TYPE_NAME");
    SqlType type = SqlType.parse(name);
    if (name.indexOf('(') >= 0) {
      return type;
    }
    Integer size = row.number("COLUMN_SIZE");
    Integer digits = row.number("DECIMAL_DIGITS");
    return switch (type.type()) {
      case DECIMAL ->
          size == null || size <= 0
              ? SqlType.decimal(DEFAULT_DIGITS, 0)
              : SqlType.decimal(size, digits == null ? 0 : digits);
      case CHAR, VARCHAR -> SqlType.characters(type.type(), size == null ? 0 : Math.max(size, 0));
      case TIME -> digits == null || digits < 0 ? type : SqlType.time(digits);
      default -> type;
    };
  }

  private static @Nullable Integer size(SqlType type) {
    return type.size() == 0 ? null : Integer.valueOf(type.size());
  }
}
