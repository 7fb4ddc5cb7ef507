package io.github.lakewire.hibernate;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.common.FrameExclusion;
import org.hibernate.query.common.FrameMode;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslator;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Any;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Every;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.Over;
import org.hibernate.sql.ast.tree.expression.Overflow;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.expression.WindowFunctionExpression;
import org.hibernate.sql.ast.tree.from.DerivedTableReference;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.QueryPartTableReference;
import org.hibernate.sql.ast.tree.from.ValuesTableReference;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.ast.tree.predicate.BooleanExpressionPredicate;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
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

  /** Hibernate's own emulation compares tuples the wrong way round. */
  @Override
  public void visitRelationalPredicate(ComparisonPredicate predicate) {
    Expression left = predicate.getLeftHandExpression();
    Expression right = predicate.getRightHandExpression();
    if (SqlTupleContainer.getSqlTuple(left) == null
        || SqlTupleContainer.getSqlTuple(left).getExpressions().size() == 1) {
      super.visitRelationalPredicate(predicate);
    } else if (right instanceof Every every) {
      quantified(left, predicate.getOperator(), every.getSubquery(), true);
    } else if (right instanceof Any any) {
      quantified(left, predicate.getOperator(), any.getSubquery(), false);
    } else if (right instanceof SelectStatement query) {
      quantified(left, predicate.getOperator(), query, false);
    } else {
      super.visitRelationalPredicate(predicate);
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
    SqlTuple tuple = SqlTupleContainer.getSqlTuple(left);
    int size = tuple == null ? 1 : tuple.getExpressions().size();
    String alias = "q" + comparedQueries++ + "_";
    appendSql("(select 1 from ");
    query.accept(this);
    appendSql(" " + alias);
    List<ColumnReference> columns = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      appendSql((i == 0 ? "(c" : ",c") + i);
      Expression value = tuple == null ? left : tuple.getExpressions().get(i);
      columns.add(
          new ColumnReference(
              alias, "c" + i, false, null, value.getExpressionType().getSingleJdbcMapping()));
    }
    appendSql(") where (");
    if (tuple == null) {
      left.accept(this);
      appendSql(operator.sqlText());
      columns.get(0).accept(this);
    } else {
      emulateTupleComparison(tuple.getExpressions(), columns, operator, true);
    }
    appendSql(")" + test + ")");
  }

  // Conditions are values, and values of columns that hold truth otherwise are cast

  @Override
  protected void renderExpressionAsClauseItem(Expression expression) {
    expression.accept(this);
  }

  @Override
  public void visitBooleanExpressionPredicate(BooleanExpressionPredicate predicate) {
    Expression expression = predicate.getExpression();
    if (predicate.isNegated()) {
      appendSql("not ");
    }
    boolean truth =
        expression.getExpressionType() == null
            || expression.getExpressionType().getSingleJdbcMapping().getJdbcType().isBoolean();
    appendSql(truth ? "(" : "cast(");
    expression.accept(this);
    appendSql(truth ? ")" : " as boolean)");
  }

  // Aggregates and windows

  /** A list is as long as it is: there is nothing to do ON OVERFLOW. */
  @Override
  public void visitOverflow(Overflow overflow) {
    if (overflow.getFillerExpression() != null) {
      throw new UnsupportedFeatureException(
          "LISTAGG … ON OVERFLOW TRUNCATE", "a text has no limit there, so leave it out");
    }
    overflow.getSeparatorExpression().accept(this);
  }

  @Override
  public void visitOver(Over<?> over) {
    if (over.getMode() == FrameMode.GROUPS) {
      throw new UnsupportedFeatureException(
          "GROUPS in a window", "use RANGE with DENSE_RANK computed in a subquery");
    }
    if (over.getExclusion() != FrameExclusion.NO_OTHERS) {
      throw new UnsupportedFeatureException(
          "EXCLUDE in a window", "subtract what is excluded, or join the rows");
    }
    if (over.getExpression() instanceof WindowFunctionExpression window
        && Boolean.FALSE.equals(window.getFromFirst())) {
      throw new UnsupportedFeatureException(
          "NTH_VALUE … FROM LAST", "turn the order of the window round");
    }
    Filter filter = Filter.of(over.getExpression());
    if (filter == null) {
      super.visitOver(over);
    } else {
      super.visitOver(
          new Over<>(
              filter.asCase(getIntegerType()),
              over.getPartitions(),
              over.getOrderList(),
              over.getMode(),
              over.getStartKind(),
              over.getStartExpression(),
              over.getEndKind(),
              over.getEndExpression(),
              over.getExclusion()));
    }
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

  /** ON CONFLICT is a MERGE. */
  @Override
  protected void visitInsertStatementOnly(InsertSelectStatement statement) {
    if (statement.getConflictClause() == null) {
      super.visitInsertStatementOnly(statement);
    } else {
      visitInsertStatementEmulateMerge(statement);
    }
  }

  /** The source of a MERGE names no columns, so a query around it does. */
  @Override
  protected void renderDerivedTableReferenceIdentificationVariable(DerivedTableReference table) {
    super.renderDerivedTableReferenceIdentificationVariable(table);
    if (isMergeSource(table)) {
      appendSql(") " + table.getIdentificationVariable());
    }
  }

  @Override
  public void visitValuesTableReference(ValuesTableReference table) {
    if (isMergeSource(table)) {
      appendSql("(select * from ");
    }
    super.visitValuesTableReference(table);
  }

  @Override
  public void visitQueryPartTableReference(QueryPartTableReference table) {
    if (isMergeSource(table)) {
      appendSql("(select * from ");
    }
    super.visitQueryPartTableReference(table);
  }

  private boolean isMergeSource(DerivedTableReference table) {
    return "excluded".equals(table.getIdentificationVariable())
        && getStatementStack().getCurrent() instanceof InsertSelectStatement;
  }

  @Override
  protected void renderDmlTargetTableExpression(NamedTableReference table) {
    super.renderDmlTargetTableExpression(table);
    boolean inserted = getClauseStack().getCurrent() == Clause.INSERT;
    if (table.getIdentificationVariable() != null && !inserted) {
      appendSql(' ');
      renderTableReferenceIdentificationVariable(table);
    }
  }
}
