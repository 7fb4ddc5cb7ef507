package io.github.lakewire.jdbc.internal.types;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SQL types of Databricks with everything that JDBC wants to know of them: the one table for
 * results, {@code getTypeInfo}, {@code getColumns}, parameters and descriptions of queries. In the
 * order of {@code getTypeInfo} among types of one JDBC code: best match first. There is no java.sql
 * here, so codes are plain ints and classes are names.
 *
 * <p>Types that JDBC has no code for are VARCHAR of unlimited size: generic tools stop at columns
 * of OTHER and JAVA_OBJECT, or leave them out.
 */
public enum ColumnType {
  BOOLEAN(16, "java.lang.Boolean", size(1), 5),
  TINYINT(-6, "java.lang.Integer", size(3, 0), 4),
  SMALLINT(5, "java.lang.Integer", size(5, 0), 6),
  INT(4, "java.lang.Integer", size(10, 0), 11),
  BIGINT(-5, "java.lang.Long", size(19, 0), 20),
  /** 32 bits; JDBC's REAL. */
  FLOAT(7, "java.lang.Float", size(7), 14),
  DOUBLE(8, "java.lang.Double", size(15), 24),
  DECIMAL(3, "java.math.BigDecimal", size(38, 38), 41),
  STRING(literal("'", "'"), "java.lang.String"),
  VARCHAR(12, "java.lang.String", size(65_535), 65_535, literal("'", "'")),
  CHAR(1, "java.lang.String", size(255), 255, literal("'", "'")),
  BINARY(-2, "[B", Size.UNLIMITED, Size.MOST, literal("X'", "'")),
  DATE(91, "java.sql.Date", size(10), 10, literal("DATE'", "'")),
  /** A time of day without a zone; the scale is its fraction's digits. */
  TIME(92, "java.sql.Time", size(15, 6), 18, literal("TIME'", "'")),
  /** An instant; shown in the session's zone. */
  TIMESTAMP(93, "java.sql.Timestamp", size(26, 6), 26, literal("TIMESTAMP'", "'")),
  /** A local date and time without a zone. */
  TIMESTAMP_NTZ(93, "java.sql.Timestamp", size(26, 6), 26, literal("TIMESTAMP_NTZ'", "'")),
  VARIANT(Literal.NONE, "java.lang.String"),
  INTERVAL_YEAR_MONTH(
      literal("INTERVAL '", "'"),
      "java.lang.String",
      "INTERVAL YEAR TO MONTH",
      "INTERVAL YEAR",
      "INTERVAL MONTH"),
  INTERVAL_DAY_TIME(
      literal("INTERVAL '", "'"),
      "java.lang.String",
      "INTERVAL DAY TO SECOND",
      "INTERVAL DAY",
      "INTERVAL DAY TO HOUR",
      "INTERVAL DAY TO MINUTE",
      "INTERVAL HOUR",
      "INTERVAL HOUR TO MINUTE",
      "INTERVAL HOUR TO SECOND",
      "INTERVAL MINUTE",
      "INTERVAL MINUTE TO SECOND",
      "INTERVAL SECOND"),
  /** The parentheses hold the reference system; any other number is possible. */
  GEOMETRY(
      Literal.NONE,
      "java.lang.String",
      "GEOMETRY",
      "GEOMETRY(ANY)",
      "GEOMETRY(0)",
      "GEOMETRY(3857)",
      "GEOMETRY(4326)"),
  GEOGRAPHY(Literal.NONE, "java.lang.String", "GEOGRAPHY", "GEOGRAPHY(ANY)", "GEOGRAPHY(4326)"),
  MAP(literal("MAP(", ")"), "java.util.Map"),
  ARRAY(2003, "java.sql.Array", Size.NONE, Size.MOST, literal("ARRAY(", ")")),
  STRUCT(2002, "java.sql.Struct", Size.NONE, Size.MOST, literal("STRUCT(", ")")),
  /** The type of {@code SELECT NULL}. */
  VOID(0, "java.lang.Object", Size.NONE, 4, literal("NULL", null)),
  /** A type that the driver does not know; its values are text. */
  OTHER(Literal.NONE, "java.lang.String");

  /** Of UTF-8. */
  static final int MAX_BYTES_PER_CHARACTER = 4;

  private static final Map<String, ColumnType> BY_NAME = byName();

  /** What JDBC calls precision and column size: digits of numbers, characters of other values. */
  private record Size(int precision, @Nullable Integer digits) {
    /** As long as the longest text that Java can hold. */
    static final int MOST = Integer.MAX_VALUE;

    static final Size UNLIMITED = new Size(MOST, null);
    static final Size NONE = new Size(0, null);
  }

  /** How a literal begins and ends; null where the value stands alone. */
  public record Literal(@Nullable String prefix, @Nullable String suffix) {
    static final Literal NONE = new Literal(null, null);
  }

  /** The conditions that values may stand in. */
  public enum Search {
    /** None: Spark compares none of these. */
    NONE,
    /** All but LIKE. */
    BASIC,
    ALL
  }

  private final int jdbcCode;
  private final String className;
  private final Size size;
  private final int displaySize;
  private final Literal literal;
  private final List<String> names;

  ColumnType(
      int jdbcCode,
      String className,
      Size size,
      int displaySize,
      Literal literal,
      String... names) {
    this.jdbcCode = jdbcCode;
    this.className = className;
    this.size = size;
    this.displaySize = displaySize;
    this.literal = literal;
    this.names = names.length == 0 ? List.of(name()) : List.of(names);
  }

  ColumnType(int jdbcCode, String className, Size size, int displaySize) {
    this(jdbcCode, className, size, displaySize, Literal.NONE);
  }

  /** A type that is text to JDBC. */
  ColumnType(Literal literal, String className, String... names) {
    this(12, className, Size.UNLIMITED, Size.MOST, literal, names);
  }

  private static Size size(int precision) {
    return new Size(precision, null);
  }

  private static Size size(int precision, int digits) {
    return new Size(precision, digits);
  }

  private static Literal literal(String prefix, @Nullable String suffix) {
    return new Literal(prefix, suffix);
  }

  private static Map<String, ColumnType> byName() {
    Map<String, ColumnType> types = new HashMap<>();
    for (ColumnType type : values()) {
      if (type != OTHER) {
        type.names.forEach(name -> types.put(name, type));
        type.aliases().forEach(name -> types.put(name, type));
      }
    }
    return Map.copyOf(types);
  }

  /** Names that other servers and older ones use, and the words of DDL. */
  private List<String> aliases() {
    return switch (this) {
      case TINYINT -> List.of("BYTE");
      case SMALLINT -> List.of("SHORT");
      case INT -> List.of("INTEGER");
      case BIGINT -> List.of("LONG");
      case FLOAT -> List.of("REAL");
      case DECIMAL -> List.of("DEC", "NUMERIC");
      case CHAR -> List.of("CHARACTER");
      case TIMESTAMP -> List.of("TIMESTAMP_LTZ");
      case INTERVAL_YEAR_MONTH -> List.of("INTERVAL_YEAR_MONTH");
      case INTERVAL_DAY_TIME -> List.of("INTERVAL_DAY_TIME");
      case VOID -> List.of("NULL");
      default -> List.of();
    };
  }

  /** Finds a type by its name without parameters, in any case; null when there is none. */
  static @Nullable ColumnType named(String name) {
    return BY_NAME.get(name.toUpperCase(Locale.ROOT));
  }

  /** Returns the names that a column of the type can have; the most general one first. */
  public List<String> names() {
    return names;
  }

  /** Returns the code of {@code java.sql.Types}. */
  public int jdbcCode() {
    return jdbcCode;
  }

  /** Returns the name of the class that {@code getObject} gives. */
  public String className() {
    return className;
  }

  /** Returns the largest precision, 0 where there is none. */
  public int precision() {
    return size.precision();
  }

  /** Returns the digits after the point (of DECIMAL: at most), null where there are none. */
  public @Nullable Integer digits() {
    return size.digits();
  }

  /** Returns the characters of the longest value, as {@code getString} gives it. */
  public int displaySize() {
    return displaySize;
  }

  public Literal literal() {
    return literal;
  }

  /** Whether it is a number; all of these have a sign, and their radix is 10. */
  public boolean isNumber() {
    return switch (this) {
      case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
      default -> false;
    };
  }

  /** Whether it is made of other types. */
  public boolean isNested() {
    return this == ARRAY || this == MAP || this == STRUCT;
  }

  /** Whether case matters in its values: texts, and what may hold texts. */
  public boolean isCaseSensitive() {
    return switch (this) {
      case STRING, CHAR, VARCHAR, VARIANT, ARRAY, MAP, STRUCT, OTHER -> true;
      default -> false;
    };
  }

  public Search search() {
    return switch (this) {
      case STRING, CHAR, VARCHAR -> Search.ALL;
      case MAP, VARIANT, GEOMETRY, GEOGRAPHY -> Search.NONE;
      default -> Search.BASIC;
    };
  }

  /** Returns what a declaration takes in parentheses, or null. */
  public @Nullable String createParameters() {
    return switch (this) {
      case DECIMAL -> "precision,scale";
      case CHAR, VARCHAR -> "length";
      case TIME -> "fraction";
      case GEOMETRY, GEOGRAPHY -> "srid";
      default -> null;
    };
  }

  /** Returns the bytes of the longest value where bytes or characters are stored, else null. */
  public @Nullable Integer octets() {
    return switch (this) {
      case CHAR, VARCHAR -> size.precision() * MAX_BYTES_PER_CHARACTER;
      default -> size == Size.UNLIMITED ? Integer.valueOf(Size.MOST) : null;
    };
  }
}
