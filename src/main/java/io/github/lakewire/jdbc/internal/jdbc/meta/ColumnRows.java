package io.github.lakewire.jdbc.internal.jdbc.meta;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.ColumnType;
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
  private static final int NAME = MetadataShapes.COLUMNS.index("COLUMN_NAME");
  private static final int POSITION = MetadataShapes.COLUMNS.index("ORDINAL_POSITION");

  /** Longest UTF-8 form of one character of CHAR(n) and VARCHAR(n). */
  private static final int MAX_BYTES_PER_CHARACTER = 4;

  private final List<Object[]> rows = new ArrayList<>();

  void add(String catalog, String schema, String table, ServerRow row) throws Fault {
    String column = orEmpty(row.text("COLUMN_NAME"));
    Integer position = row.number("ORDINAL_POSITION");
    Type type = Type.of(row);
    Integer nullable = row.number("NULLABLE");
    String isNullable = isNullable(row.text("IS_NULLABLE"), nullable);
    rows.add(
        new Object[] {
          catalog,
          schema,
          table,
          column,
          type.jdbcCode(),
          type.name(),
          type.size(),
          null, // BUFFER_LENGTH is not used
          type.digits(),
          type.radix(),
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
    MetadataShapes.COLUMNS.sort(rows);
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
      throws Fault {
    String text = row.text(first);
    return text == null ? row.text(second) : text;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** A column's type in JDBC's terms. */
  private record Type(
      int jdbcCode,
      String name,
      @Nullable Integer size,
      @Nullable Integer digits,
      @Nullable Integer radix,
      @Nullable Integer octets) {

    static Type of(ServerRow row) throws Fault {
      String name = TypeText.normalize(orEmpty(row.text("TYPE_NAME")));
      String baseName = TypeText.baseName(name);
      TypeTraits traits = TypeTraits.of(baseName);
      if (traits == null) {
        return new Type(ColumnType.OTHER.jdbcCode(), name, null, null, null, null);
      }
      if (!baseName.equals(traits.typeName())) {
        // Another server's name: getTypeInfo and results use Databricks' own.
        name = traits.typeName() + name.substring(baseName.length());
      }
      return switch (traits) {
        case DECIMAL -> decimal(name, row);
        case TIME -> time(name);
        case CHAR, VARCHAR -> characters(traits, name, row);
        case STRING, BINARY -> simple(traits, name, traits.size());
        default -> simple(traits, name, null);
      };
    }

    private static Type simple(TypeTraits traits, String name, @Nullable Integer octets) {
      return new Type(
          traits.type().jdbcCode(), name, traits.size(), traits.digits(), traits.radix(), octets);
    }

    /** Characters of the clock, of the point and the fraction. */
    private static Type time(String name) {
      int[] parameters = parameters(name);
      int digits = parameters.length > 0 ? parameters[0] : 6;
      int size = digits == 0 ? 8 : 9 + digits;
      return new Type(ColumnType.TIME.jdbcCode(), name, size, digits, null, null);
    }

    private static Type decimal(String name, ServerRow row) throws Fault {
      int[] parameters = parameters(name);
      Integer precision =
          parameters.length > 0 ? Integer.valueOf(parameters[0]) : row.number("COLUMN_SIZE");
      Integer scale =
          parameters.length > 1 ? Integer.valueOf(parameters[1]) : row.number("DECIMAL_DIGITS");
      if (precision == null || precision <= 0) {
        precision = 10; // Spark's DECIMAL without parameters is DECIMAL(10,0).
      }
      if (scale == null || parameters.length == 1) {
        scale = 0;
      }
      String full = "DECIMAL(" + precision + "," + scale + ")";
      TypeTraits traits = TypeTraits.DECIMAL;
      return new Type(traits.type().jdbcCode(), full, precision, scale, traits.radix(), null);
    }

    private static Type characters(TypeTraits traits, String name, ServerRow row) throws Fault {
      int[] parameters = parameters(name);
      Integer length =
          parameters.length > 0 ? Integer.valueOf(parameters[0]) : row.number("COLUMN_SIZE");
      if (length == null || length <= 0) {
        length = traits.size();
      }
      long octets = (long) length * MAX_BYTES_PER_CHARACTER;
      int code = traits.type().jdbcCode();
      return new Type(code, name, length, null, null, (int) Math.min(octets, Integer.MAX_VALUE));
    }

    /** Reads the numbers in the parentheses of a type; none when they are not numbers. */
    private static int[] parameters(String name) {
      int open = name.indexOf('(');
      int close = name.indexOf(')', open);
      if (open < 0 || close < 0) {
        return new int[0];
      }
      String[] texts = name.substring(open + 1, close).split(",");
      int[] numbers = new int[texts.length];
      for (int i = 0; i < texts.length; i++) {
        String text = texts[i].strip();
        if (!text.matches("[0-9]{1,9}")) {
          return new int[0];
        }
        numbers[i] = Integer.parseInt(text);
      }
      return numbers;
    }
  }
}
