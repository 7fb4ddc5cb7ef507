package io.github.lakewire.jdbc.internal.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SQL type with the types that it is made of, and how it is written: words of the language in
 * upper case, names of fields as they are and in backticks where they are not one word, {@code
 * STRUCT<a: INT, `b c`: ARRAY<DECIMAL(10,2)>>}. Collations, NOT NULL and comments belong to columns
 * and fields, not to types.
 *
 * @param name the name without precision, scale and parts: {@code DECIMAL}, {@code INTERVAL DAY};
 *     of types that the driver does not know the whole text
 * @param precision digits of DECIMAL, length of CHAR and VARCHAR; 0 for other types and where it is
 *     not known
 * @param scale of DECIMAL, digits of the fraction of TIME, else 0
 * @param parts the element of an ARRAY, key and value of a MAP, the fields of a STRUCT; empty for
 *     other types, and where the server named only {@code ARRAY}, {@code MAP} or {@code STRUCT}
 */
public record SqlType(ColumnType type, String name, int precision, int scale, List<Part> parts) {
  /** A type of which nothing is known. */
  public static final SqlType UNKNOWN = new SqlType(ColumnType.OTHER, "", 0, 0, List.of());

  public SqlType {
    parts = List.copyOf(parts);
  }

  /**
   * A type inside a type.
   *
   * @param name of a STRUCT's field, in its own case; "" in ARRAY and MAP
   */
  public record Part(String name, SqlType type) {}

  /** Reads the text of a type, in any case. What cannot be understood is {@code OTHER}. */
  public static SqlType parse(String text) {
    return new SqlTypeParser(text).parse();
  }

  /** A type without parameters, under its most general name. */
  public static SqlType of(ColumnType type) {
    return named(type, type.names().get(0));
  }

  public static SqlType named(ColumnType type, String name) {
    return new SqlType(type, name, 0, 0, List.of());
  }

  /** A DECIMAL, of no digits when they are not known. */
  public static SqlType decimal(int precision, int scale) {
    return new SqlType(ColumnType.DECIMAL, "DECIMAL", precision, scale, List.of());
  }

  /** A TIME with so many digits behind the second. */
  public static SqlType time(int digits) {
    return new SqlType(ColumnType.TIME, "TIME", 0, digits, List.of());
  }

  /** A CHAR or VARCHAR of a length, 0 when it is not known. */
  public static SqlType characters(ColumnType type, int length) {
    return new SqlType(type, type.name(), length, 0, List.of());
  }

  public static SqlType array(SqlType element) {
    return new SqlType(ColumnType.ARRAY, "ARRAY", 0, 0, List.of(new Part("", element)));
  }

  public static SqlType map(SqlType key, SqlType value) {
    List<Part> parts = List.of(new Part("", key), new Part("", value));
    return new SqlType(ColumnType.MAP, "MAP", 0, 0, parts);
  }

  /** A STRUCT, of which all fields are known. */
  public static SqlType struct(List<Part> fields) {
    return new SqlType(ColumnType.STRUCT, fields.isEmpty() ? "STRUCT<>" : "STRUCT", 0, 0, fields);
  }

  /** The same kind of type of other parts, as many as it has. */
  public SqlType withParts(List<Part> others) {
    return new SqlType(type, name, precision, scale, others);
  }

  /** Returns the type inside, or {@link #UNKNOWN} when the server did not name it. */
  public SqlType part(int index) {
    return index < parts.size() ? parts.get(index).type() : UNKNOWN;
  }

  /** Describes a column of this type. */
  public ColumnInfo column(String columnName) {
    return new ColumnInfo(columnName, this, "", Nullability.UNKNOWN);
  }

  /** Returns the whole type: {@code DECIMAL(10,2)}, {@code ARRAY<INT>}. */
  public String text() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  /**
   * Returns the name that JDBC's metadata gives: whole for nested types, and without the sizes that
   * precision and scale tell.
   */
  public String jdbcName() {
    return type.isNested() ? text() : name;
  }

  private void write(StringBuilder out) {
    out.append(name);
    if (type == ColumnType.TIME) {
      out.append('(').append(scale).append(')');
    } else if (type == ColumnType.DECIMAL && precision > 0) {
      out.append('(').append(precision).append(',').append(scale).append(')');
    } else if (precision > 0) {
      out.append('(').append(precision).append(')');
    } else if (!parts.isEmpty()) {
      char separator = '<';
      for (Part part : parts) {
        out.append(separator == '<' ? "<" : ", ");
        separator = ',';
        if (type == ColumnType.STRUCT) {
          writeName(out, part.name());
          out.append(": ");
        }
        part.type().write(out);
      }
      out.append('>');
    }
  }

  /** In backticks where it is not one word that needs none. */
  private static void writeName(StringBuilder out, String name) {
    boolean word = !name.isEmpty() && !Character.isDigit(name.charAt(0));
    for (int i = 0; i < name.length() && word; i++) {
      char c = name.charAt(i);
      word = c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }
    if (word) {
      out.append(name);
    } else {
      out.append('`').append(name.replace("`", "``")).append('`');
    }
  }

  /** Returns how a nested type is described to those who cannot take one: as text of its name. */
  public SqlType nestedAsText() {
    return type.isNested() ? named(ColumnType.STRING, text()) : this;
  }

  // What JDBC's metadata says, of columns as of parameters.

  /** Returns the precision or column size, 0 where there is none. */
  public int size() {
    if (type == ColumnType.TIME) {
      return displaySize();
    }
    return precision > 0 ? precision : type.precision();
  }

  /** Returns the digits after the point, null where there are none. */
  public @Nullable Integer digits() {
    return type == ColumnType.DECIMAL || type == ColumnType.TIME
        ? Integer.valueOf(scale)
        : type.digits();
  }

  /** Returns the characters of the longest value, as {@code getString} gives it. */
  public int displaySize() {
    if (type == ColumnType.TIME) {
      // Hours, minutes and seconds, the point and the fraction.
      return scale == 0 ? 8 : 9 + scale;
    } else if (type == ColumnType.DECIMAL && precision > 0) {
      // Sign, decimal point, and the zero before it.
      return precision + 1 + (scale > 0 ? 1 : 0) + (scale == precision ? 1 : 0);
    }
    return precision > 0 ? precision : type.displaySize();
  }

  /** Returns the bytes of the longest value where bytes or characters are stored, else null. */
  public @Nullable Integer octets() {
    Integer most = type.octets();
    return precision > 0 && most != null
        ? Integer.valueOf(
            (int)
                Math.min((long) precision * ColumnType.MAX_BYTES_PER_CHARACTER, Integer.MAX_VALUE))
        : most;
  }

  /** Whether it is a DECIMAL that leaves precision and scale to its values. */
  public boolean isBareDecimal() {
    return type == ColumnType.DECIMAL && precision() == 0;
  }
}
