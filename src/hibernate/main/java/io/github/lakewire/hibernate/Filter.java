package io.github.lakewire.hibernate;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.metamodel.mapping.MappingModelExpressible;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.SelfRenderingAggregateFunctionSqlAstExpression;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.CaseSearchedExpression;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.QueryLiteral;
import org.hibernate.sql.ast.tree.expression.Star;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function with FILTER, which windows do not take: its argument is null for the rows
 * that do not count.
 */
record Filter(SelfRenderingAggregateFunctionSqlAstExpression<?> function) {
  static @Nullable Filter of(Expression expression) {
    return expression instanceof SelfRenderingAggregateFunctionSqlAstExpression<?> function
            && function.getFilter() != null
        ? new Filter(function)
        : null;
  }

  Expression asCase(BasicType<Integer> integer) {
    return copy(function, integer);
  }

  private static <T> Expression copy(
      SelfRenderingAggregateFunctionSqlAstExpression<T> function, BasicType<Integer> integer) {
    List<SqlAstNode> arguments = new ArrayList<>(function.getArguments());
    Expression counted =
        arguments.get(0) instanceof Star
            ? new QueryLiteral<>(1, integer)
            : (Expression) arguments.get(0);
    arguments.set(
        0,
        new CaseSearchedExpression(
            (MappingModelExpressible<?>) counted.getExpressionType(),
            List.of(new CaseSearchedExpression.WhenFragment(function.getFilter(), counted)),
            null));
    @SuppressWarnings("unchecked")
    ReturnableType<T> type = (ReturnableType<T>) function.getType();
    return new SelfRenderingAggregateFunctionSqlAstExpression<>(
        function.getFunctionName(),
        function.getFunctionRenderer(),
        arguments,
        null,
        type,
        function.getExpressionType());
  }
}
