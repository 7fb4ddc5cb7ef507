package io.github.lakewire.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslator;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Any;
import org.hibernate.sql.ast.tree.expression.Every;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.predicate.LikePredicate;
import org.hibernate.sql.ast.tree.select.QueryGroup;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.jspecify.annotations.Nullable;

/** Writes a statement as Databricks reads it. */
final class DatabricksTranslator<T extends JdbcOperation> extends StandardSqlAstTranslator<T> {
  private int comparedQueries;

  DatabricksTranslator(SessionFactoryImplementor factory, Statement statement) {
    super(factory, statement);
  }

  // Limits

  @Override
  public void visitQueryGroup(QueryGroup group) {
    if (isNumbered(group)) {
      emulateFetchOffsetWithWindowFunctions(group, true);
    } else {
      super.visitQueryGroup(group);
    }
  }

  @Override
  public void visitQuerySpec(QuerySpec query) {
    if (isNumbered(query)) {
      emulateFetchOffsetWithWindowFunctions(query, true);
    } else {
      super.visitQuerySpec(query);
    }
  }

  /** WITH TIES and PERCENT need the numbers of the rows. */
  private boolean isNumbered(QueryPart part) {
    return getQueryPartForRowNumbering() != part
        && useOffsetFetchClause(part)
        && part.getFetchClauseExpression() != null
        && part.getFetchClauseType() != FetchClauseType.ROWS_ONLY;
  }

  @Override
  public void visitOffsetFetchClause(QueryPart part) {
    if (!isRowNumberingCurrentQueryPart()) {
      renderLimitOffsetClause(part);
    }
  }

  @Override
  protected void renderFetchFirstRow() {
    appendSql(" limit 1");
  }

  /** An offset may stand alone. */
  @Override
  protected void renderLimitOffsetClause(@Nullable Expression offset, @Nullable Expression fetch) {
    if (fetch != null) {
      appendSql(" limit ");
      renderFetchExpression(fetch);
    }
    if (offset != null) {
      appendSql(" offset ");
      renderOffsetExpression(offset);
    }
  }

  // Comparisons

  /**
   * ALL and ANY of a query, which the server does not know: whether there is a row that decides it,
   * else whether there is one that leaves it open.
   */
  @Override
  protected void renderComparison(Expression left, ComparisonOperator operator, Expression right) {
    if (right instanceof Every every) {
      quantified(left, operator, every.getSubquery(), true);
    } else if (right instanceof Any any) {
      quantified(left, operator, any.getSubquery(), false);
    } else {
      renderComparisonStandard(left, operator, right);
    }
  }

  private void quantified(
      Expression left, ComparisonOperator operator, SelectStatement query, boolean all) {
    appendSql("case when exists");
    compared(left, all ? operator.negated() : operator, query, "");
    appendSql(all ? " then false when exists" : " then true when exists");
    compared(left, operator, query, " is null");
    appendSql(all ? " then null else true end" : " then null else false end");
  }

  private void compared(
      Expression left, ComparisonOperator operator, SelectStatement query, String test) {
    String alias = "q" + comparedQueries++ + "_";
    appendSql("(select 1 from ");
    query.accept(this);
    appendSql(" " + alias + "(c0) where (");
    left.accept(this);
    appendSql(operator.sqlText() + alias + ".c0)" + test + ")");
  }

  // LIKE, where a backslash escapes if nothing else does

  @Override
  protected void renderLikePredicate(LikePredicate predicate) {
    Expression escape = predicate.getEscapeCharacter();
    if (escape == null || isEmpty(escape)) {
      renderBackslashEscapedLikePattern(predicate.getPattern(), null, false);
    } else {
      predicate.getPattern().accept(this);
      appendSql(" escape ");
      renderExpressionAsLiteral(escape, getJdbcParameterBindings());
    }
  }

  private static boolean isEmpty(Expression escape) {
    return escape instanceof Literal literal
        && (literal.getLiteralValue() == null || literal.getLiteralValue().toString().isEmpty());
  }

  @Override
  protected void appendBackslashEscapedLikeLiteral(
      SqlAppender appender, String literal, boolean noBackslashEscapes) {
    getDialect().appendLiteral(appender, literal.replace("\\", "\\\\"));
  }

  // Tables that are written

  @Override
  protected void renderDmlTargetTableExpression(NamedTableReference table) {
    super.renderDmlTargetTableExpression(table);
    if (table.getIdentificationVariable() != null) {
      appendSql(' ');
      renderTableReferenceIdentificationVariable(table);
    }
  }
}
