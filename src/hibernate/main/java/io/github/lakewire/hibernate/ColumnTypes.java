package io.github.lakewire.hibernate;

import java.sql.Types;
import java.util.Locale;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.type.BasicType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;
import org.hibernate.type.descriptor.sql.spi.DdlTypeRegistry;
import org.jspecify.annotations.Nullable;

/** The types of columns, by Hibernate's type codes. */
final class ColumnTypes {
  /** The length of a column that asks for none. */
  private static final long DEFAULT_LENGTH = 255;

  /** What VARCHAR(n) and CHAR(n) take. */
  private static final long MAX_TEXT_LENGTH = 65_535;

  private static final int MAX_DECIMAL_PRECISION = 38;

  /** The largest precision in bits that FLOAT holds. */
  private static final int FLOAT_BITS = 24;

  private ColumnTypes() {}

  /** The name without length; null when Hibernate's standard name will do. */
  static @Nullable String name(int code, boolean hasTime) {
    return switch (code) {
      case Types.INTEGER -> "int";
      case Types.REAL -> "float";
      case Types.FLOAT, Types.DOUBLE -> "double";
      case Types.NUMERIC, Types.DECIMAL -> "decimal($p,$s)";
      case Types.TIME -> hasTime ? "time(6)" : "string";
      // An offset is kept as text: TIME has none.
      case Types.TIME_WITH_TIMEZONE, SqlTypes.TIME_UTC -> "string";
      case Types.TIMESTAMP -> "timestamp_ntz";
      case Types.TIMESTAMP_WITH_TIMEZONE, SqlTypes.TIMESTAMP_UTC -> "timestamp";
      case Types.VARCHAR,
          Types.NVARCHAR,
          Types.LONGVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB,
          Types.CHAR,
          Types.NCHAR,
          Types.SQLXML,
          SqlTypes.LONG32VARCHAR,
          SqlTypes.LONG32NVARCHAR,
          SqlTypes.MATERIALIZED_CLOB,
          SqlTypes.MATERIALIZED_NCLOB,
          SqlTypes.UUID,
          SqlTypes.JSON,
          SqlTypes.JSON_ARRAY,
          SqlTypes.XML_ARRAY ->
          "string";
      case Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.BLOB,
          SqlTypes.LONG32VARBINARY,
          SqlTypes.MATERIALIZED_BLOB ->
          "binary";
      case VariantJdbcType.VARIANT -> "variant";
      default -> null;
    };
  }

  /** Registers those whose name depends on length or precision, and those that Hibernate lacks. */
  static void register(DdlTypeRegistry registry, Dialect dialect) {
    registry.addDescriptor(text(Types.VARCHAR, "varchar", dialect));
    registry.addDescriptor(text(Types.NVARCHAR, "varchar", dialect));
    registry.addDescriptor(text(Types.CHAR, "char", dialect));
    registry.addDescriptor(text(Types.NCHAR, "char", dialect));
    registry.addDescriptor(decimal(Types.NUMERIC, dialect));
    registry.addDescriptor(decimal(Types.DECIMAL, dialect));
    registry.addDescriptor(
        new DdlTypeImpl(Types.FLOAT, "double", dialect) {
          @Override
          public String getTypeName(
              @Nullable Long size, @Nullable Integer precision, @Nullable Integer scale) {
            return precision != null && precision <= FLOAT_BITS ? "float" : "double";
          }
        });
    for (int code : new int[] {Types.VARBINARY, Types.BINARY}) {
      registry.addDescriptor(new DdlTypeImpl(code, "binary", dialect));
    }
    for (int code : new int[] {SqlTypes.UUID, SqlTypes.JSON, Types.SQLXML}) {
      registry.addDescriptor(new DdlTypeImpl(code, "string", dialect));
    }
    registry.addDescriptor(new DdlTypeImpl(VariantJdbcType.VARIANT, "variant", dialect));
  }

  /** STRING, or a type with a length where one is asked for. */
  private static DdlTypeImpl text(int code, String bounded, Dialect dialect) {
    return new DdlTypeImpl(code, false, "string", "string", dialect) {
      @Override
      public String getTypeName(Size size, Type type, DdlTypeRegistry registry) {
        boolean asked =
            !(type instanceof BasicType<?> basic)
                || size.getLength() == null
                || size.getLength()
                    != basic
                        .getJavaTypeDescriptor()
                        .getDefaultSqlLength(dialect, basic.getJdbcType());
        return asked ? super.getTypeName(size, type, registry) : "string";
      }

      @Override
      public String getTypeName(
          @Nullable Long size, @Nullable Integer precision, @Nullable Integer scale) {
        boolean open =
            size == null
                || size == DEFAULT_LENGTH
                || size > MAX_TEXT_LENGTH
                || (size == 1 && bounded.equals("char"));
        return open ? "string" : bounded + "(" + size + ")";
      }
    };
  }

  private static DdlTypeImpl decimal(int code, Dialect dialect) {
    return new DdlTypeImpl(code, "decimal($p,$s)", dialect) {
      @Override
      public String getTypeName(Size size, Type type, DdlTypeRegistry registry) {
        Integer precision = size.getPrecision();
        if (precision != null && precision > MAX_DECIMAL_PRECISION) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "DECIMAL has %d digits at most, not %d: set precision and scale, or store it as"
                      + " text with an AttributeConverter<BigDecimal, String>",
                  MAX_DECIMAL_PRECISION,
                  precision));
        }
        return super.getTypeName(size, type, registry);
      }
    };
  }
}
