package io.github.lakewire.hibernate;

import jakarta.persistence.criteria.Nulls;
import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.SortDirection;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.function.FunctionKind;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/**
 * The rank that a row would have among those of a group, which the server does not know as an
 * aggregate function: counted are the rows before it.
 */
final class HypotheticalSet extends AbstractSqmSelfRenderingFunctionDescriptor {
  HypotheticalSet(String name, BasicType<?> type) {
    super(
        name,
        FunctionKind.ORDERED_SET_AGGREGATE,
        null,
        StandardFunctionReturnTypeResolvers.invariant(type),
        null);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> values,
      @Nullable ReturnableType<?> type,
      SqlAstTranslator<?> translator) {
    sql.appendSql(getName() + "()");
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> values,
      @Nullable Predicate filter,
      @Nullable List<SortSpecification> order,
      @Nullable ReturnableType<?> type,
      SqlAstTranslator<?> translator) {
    if (order == null || order.isEmpty()) {
      sql.appendSql(getName() + "()");
      return;
    }
    Counted counted = new Counted(sql, values, filter, order, translator);
    switch (getName()) {
      case "rank":
        sql.appendSql("(1+");
        counted.rows(false);
        sql.appendSql(")");
        break;
      case "dense_rank":
        sql.appendSql("(1+");
        counted.different();
        sql.appendSql(")");
        break;
      case "percent_rank":
        sql.appendSql("coalesce(");
        counted.rows(false);
        sql.appendSql("/nullif(");
        counted.all();
        sql.appendSql(",0),0)");
        break;
      default:
        sql.appendSql("((1+");
        counted.rows(true);
        sql.appendSql(")/(1+");
        counted.all();
        sql.appendSql("))");
        break;
    }
  }

  private record Counted(
      SqlAppender sql,
      List<? extends SqlAstNode> values,
      @Nullable Predicate filter,
      List<SortSpecification> order,
      SqlAstTranslator<?> translator) {

    void all() {
      sql.appendSql("count(*)");
      restrict();
    }

    /** The rows before the values, with those that are equal to them if so. */
    void rows(boolean withEqual) {
      sql.appendSql("count_if(");
      before(withEqual);
      sql.appendSql(")");
      restrict();
    }

    void different() {
      sql.appendSql("count(distinct case when ");
      before(false);
      sql.appendSql(" then struct(");
      for (int i = 0; i < order.size(); i++) {
        sql.appendSql(i == 0 ? "" : ",");
        order.get(i).getSortExpression().accept(translator);
      }
      sql.appendSql(") end)");
      restrict();
    }

    /** In the order of the keys: before by the first, or equal by it and before by the second. */
    private void before(boolean withEqual) {
      for (int i = 0; i < order.size(); i++) {
        sql.appendSql(i == 0 ? "(" : " or ");
        sql.appendSql("(");
        for (int equal = 0; equal < i; equal++) {
          equal(equal);
          sql.appendSql(" and ");
        }
        before(i);
        sql.appendSql(")");
      }
      if (withEqual) {
        sql.appendSql(" or (");
        for (int i = 0; i < order.size(); i++) {
          sql.appendSql(i == 0 ? "" : " and ");
          equal(i);
        }
        sql.appendSql(")");
      }
      sql.appendSql(")");
    }

    private void equal(int key) {
      order.get(key).getSortExpression().accept(translator);
      sql.appendSql("<=>");
      values.get(key).accept(translator);
    }

    private void before(int key) {
      SortSpecification sort = order.get(key);
      boolean down = sort.getSortOrder() == SortDirection.DESCENDING;
      boolean nullsFirst =
          sort.getNullPrecedence() == Nulls.FIRST
              || sort.getNullPrecedence() != Nulls.LAST && !down;
      sql.appendSql("coalesce(");
      sort.getSortExpression().accept(translator);
      sql.appendSql(down ? ">" : "<");
      values.get(key).accept(translator);
      sql.appendSql(",");
      sql.appendSql("not(");
      equal(key);
      sql.appendSql(") and (");
      (nullsFirst ? sort.getSortExpression() : values.get(key)).accept(translator);
      sql.appendSql(") is null)");
    }

    private void restrict() {
      if (filter != null) {
        translator.getCurrentClauseStack().push(Clause.WHERE);
        sql.appendSql(" filter (where ");
        filter.accept(translator);
        sql.appendSql(")");
        translator.getCurrentClauseStack().pop();
      }
    }
  }
}
