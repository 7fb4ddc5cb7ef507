package io.github.lakewire.jdbc.internal.jdbc.meta;

import io.github.lakewire.jdbc.internal.results.ColumnType;
import java.sql.DatabaseMetaData;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JDBC wants to know of each SQL type; one table for {@code getTypeInfo} and {@code
 * getColumns}. In the order of {@code getTypeInfo} among types of one JDBC code: best match first.
 *
 * <p>Sizes are JDBC's: digits of numbers, characters of texts, of dates and of timestamps; a STRING
 * has no limit of its own, so it has Java's. Types without a size have null.
 */
enum TypeTraits {
  BOOLEAN("BOOLEAN", ColumnType.BOOLEAN, 1, null, literal(null, null)),
  TINYINT("TINYINT", ColumnType.TINYINT, 3, 0, literal(null, null)),
  SMALLINT("SMALLINT", ColumnType.SMALLINT, 5, 0, literal(null, null)),
  INT("INT", ColumnType.INT, 10, 0, literal(null, null)),
  BIGINT("BIGINT", ColumnType.BIGINT, 19, 0, literal(null, null)),
  FLOAT("FLOAT", ColumnType.FLOAT, 7, null, literal(null, null)),
  DOUBLE("DOUBLE", ColumnType.DOUBLE, 15, null, literal(null, null)),
  DECIMAL("DECIMAL", ColumnType.DECIMAL, 38, 38, literal(null, null)),
  STRING("STRING", ColumnType.STRING, Integer.MAX_VALUE, null, literal("'", "'")),
  VARCHAR("VARCHAR", ColumnType.VARCHAR, Integer.MAX_VALUE, null, literal("'", "'")),
  CHAR("CHAR", ColumnType.CHAR, Integer.MAX_VALUE, null, literal("'", "'")),
  BINARY("BINARY", ColumnType.BINARY, Integer.MAX_VALUE, null, literal("X'", "'")),
  DATE("DATE", ColumnType.DATE, 10, null, literal("DATE'", "'")),
  TIME("TIME", ColumnType.TIME, 15, 6, literal("TIME'", "'")),
  TIMESTAMP("TIMESTAMP", ColumnType.TIMESTAMP, 26, 6, literal("TIMESTAMP'", "'")),
  TIMESTAMP_NTZ("TIMESTAMP_NTZ", ColumnType.TIMESTAMP_NTZ, 26, 6, literal("TIMESTAMP_NTZ'", "'")),
  VARIANT("VARIANT", ColumnType.VARIANT, null, null, literal(null, null)),
  INTERVAL_YEAR("INTERVAL YEAR", ColumnType.INTERVAL_YEAR_MONTH),
  INTERVAL_YEAR_TO_MONTH("INTERVAL YEAR TO MONTH", ColumnType.INTERVAL_YEAR_MONTH),
  INTERVAL_MONTH("INTERVAL MONTH", ColumnType.INTERVAL_YEAR_MONTH),
  INTERVAL_DAY("INTERVAL DAY", ColumnType.INTERVAL_DAY_TIME),
  INTERVAL_DAY_TO_HOUR("INTERVAL DAY TO HOUR", ColumnType.INTERVAL_DAY_TIME),
  INTERVAL_DAY_TO_MINUTE("INTERVAL DAY TO MINUTE", ColumnType.INTERVAL_DAY_TIME),
  INTERVAL_DAY_TO_SECOND("INTERVAL DAY TO SECOND", ColumnType.INTERVAL_DAY_TIME),
  INTERVAL_HOUR("INTERVAL HOUR", ColumnType.INTERVAL_DAY_TIME),
  INTERVAL_HOUR_TO_MINUTE("INTERVAL HOUR TO MINUTE", ColumnType.INTERVAL_DAY_TIME),
  INTERVAL_HOUR_TO_SECOND("INTERVAL HOUR TO SECOND", ColumnType.INTERVAL_DAY_TIME),
  INTERVAL_MINUTE("INTERVAL MINUTE", ColumnType.INTERVAL_DAY_TIME),
  INTERVAL_MINUTE_TO_SECOND("INTERVAL MINUTE TO SECOND", ColumnType.INTERVAL_DAY_TIME),
  INTERVAL_SECOND("INTERVAL SECOND", ColumnType.INTERVAL_DAY_TIME),
  GEOMETRY("GEOMETRY", ColumnType.GEOMETRY, null, null, literal(null, null)),
  GEOGRAPHY("GEOGRAPHY", ColumnType.GEOGRAPHY, null, null, literal(null, null)),
  ARRAY("ARRAY", ColumnType.ARRAY, null, null, literal("ARRAY(", ")")),
  MAP("MAP", ColumnType.MAP, null, null, literal("MAP(", ")")),
  STRUCT("STRUCT", ColumnType.STRUCT, null, null, literal("STRUCT(", ")")),
  VOID("VOID", ColumnType.VOID, null, null, literal("NULL", null));

  private static final Map<String, TypeTraits> BY_NAME = byName();

  private final String typeName;
  private final ColumnType type;
  private final @Nullable Integer size;
  private final @Nullable Integer digits;
  private final Literal literal;

  TypeTraits(
      String typeName,
      ColumnType type,
      @Nullable Integer size,
      @Nullable Integer digits,
      Literal literal) {
    this.typeName = typeName;
    this.type = type;
    this.size = size;
    this.digits = digits;
    this.literal = literal;
  }

  TypeTraits(String intervalName, ColumnType type) {
    this(
        intervalName,
        type,
        null,
        null,
        literal("INTERVAL '", "'" + intervalName.substring("INTERVAL".length())));
  }

  /** How a literal begins and ends; null where the value stands alone. */
  record Literal(@Nullable String prefix, @Nullable String suffix) {}

  /**
   * Finds a type by the words before its parameters, in any case, also by the names that other
   * servers than Databricks use; null when the driver does not know it.
   */
  static @Nullable TypeTraits of(String baseName) {
    return BY_NAME.get(baseName.toUpperCase(Locale.ROOT));
  }

  String typeName() {
    return typeName;
  }

  ColumnType type() {
    return type;
  }

  /** Returns the largest size, or null for types that have none. */
  @Nullable Integer size() {
    return size;
  }

  /** Returns the digits after the point (of DECIMAL: at most), or null where there is no such. */
  @Nullable Integer digits() {
    return digits;
  }

  Literal literal() {
    return literal;
  }

  /** Returns the radix of sizes of numbers, null for other types. */
  @Nullable Integer radix() {
    return switch (this) {
      case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> 10;
      default -> null;
    };
  }

  /** Returns what a declaration takes in parentheses, or null. */
  @Nullable String createParameters() {
    return switch (this) {
      case DECIMAL -> "precision,scale";
      case CHAR, VARCHAR -> "length";
      case TIME -> "fraction";
      default -> null;
    };
  }

  /** Whether values are texts, which are compared by case. */
  boolean isText() {
    return this == STRING || this == CHAR || this == VARCHAR;
  }

  /** Returns the kind of conditions that values may stand in, as {@code getTypeInfo} says it. */
  int searchable() {
    return switch (this) {
      case STRING, CHAR, VARCHAR -> DatabaseMetaData.typeSearchable;
      // Spark compares none of these.
      case MAP, VARIANT, GEOMETRY, GEOGRAPHY -> DatabaseMetaData.typePredNone;
      default -> DatabaseMetaData.typePredBasic;
    };
  }

  private static Literal literal(@Nullable String prefix, @Nullable String suffix) {
    return new Literal(prefix, suffix);
  }

  private static Map<String, TypeTraits> byName() {
    Map<String, TypeTraits> names = new HashMap<>();
    for (TypeTraits traits : values()) {
      names.put(traits.typeName, traits);
    }
    names.put("BYTE", TINYINT);
    names.put("SHORT", SMALLINT);
    names.put("INTEGER", INT);
    names.put("LONG", BIGINT);
    names.put("REAL", FLOAT);
    names.put("DEC", DECIMAL);
    names.put("NUMERIC", DECIMAL);
    names.put("TIMESTAMP_LTZ", TIMESTAMP);
    names.put("NULL", VOID);
    return Map.copyOf(names);
  }
}
