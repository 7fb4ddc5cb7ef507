package io.github.lakewire.hibernate;

import java.util.List;
import org.hibernate.dialect.function.TruncFunction;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.SelfRenderingSqmFunction;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.expression.SqmExtractUnit;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/** Numbers and dates without what is too small. */
final class Truncation extends TruncFunction {
  private static final String WHOLE = "(?1-?1%1)";
  private static final String DECIMAL = "if(?1<0,ceil(?1,?2),floor(?1,?2))";
  private static final String DOUBLE = "cast(if(?1<0,ceil(?1,?2),floor(?1,?2)) as double)";

  Truncation(TypeConfiguration types) {
    super(WHOLE, DECIMAL, DatetimeTrunc.DATE_TRUNC, null, types);
  }

  @Override
  protected <T> SelfRenderingSqmFunction<T> generateSqmFunctionExpression(
      List<? extends SqmTypedNode<?>> arguments,
      @Nullable ReturnableType<T> type,
      QueryEngine engine) {
    boolean date = arguments.size() == 2 && arguments.get(1) instanceof SqmExtractUnit<?>;
    return new SelfRenderingSqmFunction<>(
        this,
        date ? Truncation::date : Truncation::number,
        arguments,
        type,
        getArgumentsValidator(),
        getReturnTypeResolver(),
        engine.getCriteriaBuilder(),
        getName());
  }

  private static void number(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      @Nullable ReturnableType<?> type,
      SqlAstTranslator<?> translator) {
    boolean inexact = jdbcType(arguments.get(0)).isFloat();
    String pattern = arguments.size() == 1 ? WHOLE : inexact ? DOUBLE : DECIMAL;
    new PatternRenderer(pattern).render(sql, arguments, translator);
  }

  /** DATE_TRUNC makes a TIMESTAMP of everything. */
  private static void date(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      @Nullable ReturnableType<?> type,
      SqlAstTranslator<?> translator) {
    String target =
        switch (jdbcType(arguments.get(0)).getDdlTypeCode()) {
          case SqlTypes.DATE -> "date";
          case SqlTypes.TIMESTAMP -> "timestamp_ntz";
          case SqlTypes.TIME, SqlTypes.TIME_UTC, SqlTypes.TIME_WITH_TIMEZONE ->
              throw new UnsupportedFeatureException(
                  "trunc of a time of day", "truncate in Java, or a timestamp");
          default -> "timestamp";
        };
    new PatternRenderer("cast(date_trunc('?2',?1) as " + target + ")")
        .render(sql, arguments, translator);
  }

  private static JdbcType jdbcType(SqlAstNode node) {
    JdbcMappingContainer type = ((Expression) node).getExpressionType();
    return type.getSingleJdbcMapping().getJdbcType();
  }
}
