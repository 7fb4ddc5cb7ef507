package io.github.lakewire.hibernate;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.dialect.function.json.JsonArrayAggFunction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.sql.ast.tree.expression.SelfRenderingExpression;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/** JSON_ARRAYAGG: the text of the array that ARRAY_AGG would make. */
final class JsonArrayAggregate extends JsonArrayAggFunction {
  private static final ArrayAggregate ARRAY = new ArrayAggregate();

  JsonArrayAggregate(TypeConfiguration types) {
    super(true, types);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      @Nullable Predicate filter,
      @Nullable List<SortSpecification> order,
      @Nullable ReturnableType<?> type,
      SqlAstTranslator<?> translator) {
    List<SqlAstNode> values = new ArrayList<>(arguments.subList(0, 1));
    values.set(0, new Member((Expression) arguments.get(0)));
    boolean nulls = arguments.size() > 1 && arguments.get(1) == JsonNullBehavior.NULL;
    sql.appendSql(nulls ? "to_json(" : "to_json(array_compact(");
    ARRAY.render(sql, values, filter, order, type, translator);
    sql.appendSql(nulls ? ")" : "))");
  }

  private record Member(Expression value) implements SelfRenderingExpression {
    @Override
    public void renderToSql(
        SqlAppender sql, SqlAstTranslator<?> translator, SessionFactoryImplementor factory) {
      JsonFunctions.value(sql, value, translator);
    }

    @Override
    public @Nullable JdbcMappingContainer getExpressionType() {
      return value.getExpressionType();
    }
  }
}
