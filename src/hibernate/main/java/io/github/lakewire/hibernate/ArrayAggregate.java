package io.github.lakewire.hibernate;

import jakarta.persistence.criteria.Nulls;
import java.util.List;
import org.hibernate.dialect.function.array.ArrayAggFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.SortDirection;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY_AGG. The server's leaves nulls out and has no order, so structs of the value and what it is
 * ordered by are collected and sorted.
 */
final class ArrayAggregate extends ArrayAggFunction {
  ArrayAggregate() {
    super("array_agg", false, true);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      @Nullable Predicate filter,
      @Nullable List<SortSpecification> order,
      @Nullable ReturnableType<?> type,
      SqlAstTranslator<?> translator) {
    List<SortSpecification> keys = order == null ? List.of() : order;
    sql.appendSql("if(count(*)");
    filter(sql, filter, translator);
    sql.appendSql("=0,null,transform(");
    sql.appendSql(
        keys.isEmpty()
            ? "collect_list(named_struct('v',"
            : "array_sort(collect_list(named_struct('v',");
    arguments.get(0).accept(translator);
    for (int i = 0; i < keys.size(); i++) {
      sql.appendSql(",'k" + i + "',");
      keys.get(i).getSortExpression().accept(translator);
    }
    sql.appendSql("))");
    filter(sql, filter, translator);
    if (!keys.isEmpty()) {
      sql.appendSql(",(l,r)->case");
      for (int i = 0; i < keys.size(); i++) {
        sql.appendSql(
            " when not(l.k" + i + "<=>r.k" + i + ") then " + compare(keys.get(i), "k" + i));
      }
      sql.appendSql(" else 0 end)");
    }
    sql.appendSql(",e->e.v))");
  }

  private static String compare(SortSpecification key, String name) {
    boolean down = key.getSortOrder() == SortDirection.DESCENDING;
    boolean nullsFirst =
        key.getNullPrecedence() == Nulls.FIRST || key.getNullPrecedence() != Nulls.LAST && !down;
    return String.format(
        "case when l.%1$s is null then %2$d when r.%1$s is null then %3$d"
            + " when l.%1$s<r.%1$s then %4$d else %5$d end",
        name, nullsFirst ? -1 : 1, nullsFirst ? 1 : -1, down ? 1 : -1, down ? -1 : 1);
  }

  private static void filter(
      SqlAppender sql, @Nullable Predicate filter, SqlAstTranslator<?> translator) {
    if (filter != null) {
      translator.getCurrentClauseStack().push(Clause.WHERE);
      sql.appendSql(" filter (where ");
      filter.accept(translator);
      sql.appendSql(")");
      translator.getCurrentClauseStack().pop();
    }
  }
}
