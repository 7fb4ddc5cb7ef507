package io.github.lakewire.hibernate;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.internal.JdbcLiteralFormatterBinary;
import org.hibernate.type.descriptor.jdbc.internal.JdbcLiteralFormatterCharacterData;
import org.jspecify.annotations.Nullable;

/**
 * LOBs, which are STRING and BINARY here: written and read as values, as Databricks has no locators
 * for them.
 */
final class LargeValueJdbcType implements JdbcType {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final boolean text;

  /** For one of Hibernate's codes for LOBs. */
  LargeValueJdbcType(int code, boolean text) {
    this.code = code;
    this.text = text;
  }

  @Override
  public int getJdbcTypeCode() {
    return text ? Types.VARCHAR : Types.VARBINARY;
  }

  @Override
  public int getDefaultSqlTypeCode() {
    return code;
  }

  @Override
  public Class<?> getPreferredJavaTypeClass(WrapperOptions options) {
    return text ? String.class : byte[].class;
  }

  @Override
  public <X> JdbcLiteralFormatter<X> getJdbcLiteralFormatter(JavaType<X> javaType) {
    return text
        ? new JdbcLiteralFormatterCharacterData<>(javaType)
        : new JdbcLiteralFormatterBinary<>(javaType);
  }

  @Override
  public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
    return new BasicBinder<>(javaType, this) {
      @Override
      protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
          throws SQLException {
        if (text) {
          statement.setString(index, javaType.unwrap(value, String.class, options));
        } else {
          statement.setBytes(index, javaType.unwrap(value, byte[].class, options));
        }
      }

      @Override
      protected void doBind(
          CallableStatement statement, X value, String name, WrapperOptions options)
          throws SQLException {
        if (text) {
          statement.setString(name, javaType.unwrap(value, String.class, options));
        } else {
          statement.setBytes(name, javaType.unwrap(value, byte[].class, options));
        }
      }
    };
  }

  @Override
  public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
    return new BasicExtractor<>(javaType, this) {
      @Override
      protected @Nullable X doExtract(ResultSet rows, int index, WrapperOptions options)
          throws SQLException {
        return text
            ? javaType.wrap(rows.getString(index), options)
            : javaType.wrap(rows.getBytes(index), options);
      }

      @Override
      protected @Nullable X doExtract(
          CallableStatement statement, int index, WrapperOptions options) throws SQLException {
        return text
            ? javaType.wrap(statement.getString(index), options)
            : javaType.wrap(statement.getBytes(index), options);
      }

      @Override
      protected @Nullable X doExtract(
          CallableStatement statement, String name, WrapperOptions options) throws SQLException {
        return text
            ? javaType.wrap(statement.getString(name), options)
            : javaType.wrap(statement.getBytes(name), options);
      }
    };
  }

  @Override
  public String toString() {
    return "LargeValueJdbcType(" + code + ")";
  }
}
