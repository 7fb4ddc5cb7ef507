package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.DatabaseMetaData;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of {@code getColumns} from the server's: types from the type's name, sizes in
 * JDBC's meaning instead of bytes. What rows have in common is in memory once: a catalog has
 * hundreds of thousands of columns, which are of few tables and fewer types.
 */
final class ColumnRows {
  private static final int REMARKS = MetadataColumns.COLUMNS.index("REMARKS");

  /** More types than that are not remembered: those of structures can be long. */
  private static final int MOST_TYPES = 1_000;

  /** Spark's DECIMAL without parameters is DECIMAL(10,0). */
  private static final int DEFAULT_DIGITS = 10;

  private final boolean nestedAsText;
  private final Map<String, DescribedType> types = new HashMap<>();

  /** The row that was made last. */
  private Object[] before = new Object[MetadataColumns.COLUMNS.schema().columns().size()];

  /**
   * @param nestedAsText whether nested types are described as text
   */
  ColumnRows(boolean nestedAsText) {
    this.nestedAsText = nestedAsText;
  }

  /** Makes a row; its position is the server's, or null. */
  Object[] row(String catalog, String schema, String table, ServerRow row) throws DriverException {
    String column = row.textOrEmpty("COLUMN_NAME");
    DescribedType type = type(row);
    Integer nullable = row.number("NULLABLE");
    String isNullable = isNullable(row.text("IS_NULLABLE"), nullable);
    before =
        new Object[] {
          shared(catalog, 0),
          shared(schema, 1),
          shared(table, 2),
          column,
          type.code(),
          type.name(),
          type.size(),
          null, // BUFFER_LENGTH is not used
          type.digits(),
          type.radix(),
          nullable(nullable, isNullable),
          shared(row.text("REMARKS"), REMARKS),
          row.text("COLUMN_DEF"),
          null, // SQL_DATA_TYPE and SQL_DATETIME_SUB are not used
          null,
          type.octets(),
          row.number("ORDINAL_POSITION"),
          isNullable,
          null, // no reference types, no distinct types
          null,
          null,
          null,
          yesOrNo(firstText(row, "IS_AUTOINCREMENT", "IS_AUTO_INCREMENT")),
          yesOrNo(row.text("IS_GENERATEDCOLUMN")),
        };
    return before;
  }

  private @Nullable Object shared(@Nullable String text, int column) {
    return text != null && text.equals(before[column]) ? before[column] : text;
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

  private DescribedType type(ServerRow row) throws DriverException {
    String text = row.textOrEmpty("TYPE_NAME");
    DescribedType known = types.get(text);
    if (known == null) {
      known = DescribedType.parse(text, nestedAsText);
      if (types.size() < MOST_TYPES) {
        types.put(text, known);
      }
    }
    return text.indexOf('(') >= 0
        ? known
        : new DescribedType(withSizes(known.type(), row), known.name());
  }

  /** Sizes that the name leaves out are in the server's columns. */
  private static SqlType withSizes(SqlType type, ServerRow row) throws DriverException {
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
}
