package io.github.lakewire.hibernate;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.descriptor.jdbc.AggregateJdbcType;
import org.hibernate.type.descriptor.jdbc.JsonJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * JSON in a VARIANT column: {@code @JdbcType(VariantJdbcType.class)} on an attribute. Values are
 * written through {@code parse_json} and read as JSON text.
 *
 * <p>Plain {@code @JdbcTypeCode(SqlTypes.JSON)} is a STRING instead, as Databricks neither compares
 * VARIANT nor takes it in DISTINCT, GROUP BY and ORDER BY.
 */
public final class VariantJdbcType extends JsonJdbcType {
  /** The type code of VARIANT, which neither JDBC nor Hibernate has. */
  public static final int VARIANT = 10_610;

  /** For Hibernate. */
  public VariantJdbcType() {
    super(null);
  }

  private VariantJdbcType(@Nullable EmbeddableMappingType mapping) {
    super(mapping);
  }

  @Override
  public int getDdlTypeCode() {
    return VARIANT;
  }

  @Override
  public AggregateJdbcType resolveAggregateJdbcType(
      EmbeddableMappingType mapping, String sqlType, RuntimeModelCreationContext context) {
    return new VariantJdbcType(mapping);
  }

  @Override
  public boolean isWriteExpressionTyped(Dialect dialect) {
    return true;
  }

  @Override
  public void appendWriteExpression(
      String writeExpression, @Nullable Size size, SqlAppender appender, Dialect dialect) {
    appender.append("parse_json(");
    appender.append(writeExpression);
    appender.append(')');
  }

  @Override
  public String toString() {
    return "VariantJdbcType";
  }
}
