package io.github.lakewire.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslator;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.from.QueryPartTableReference;
import org.hibernate.sql.ast.tree.from.ValuesTableReference;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.exec.spi.JdbcOperation;

/** Writes a statement as Databricks reads it. */
final class DatabricksTranslator<T extends JdbcOperation> extends StandardSqlAstTranslator<T> {
  DatabricksTranslator(SessionFactoryImplementor factory, Statement statement) {
    super(factory, statement);
  }

  /** ON CONFLICT is a MERGE here. */
  @Override
  protected void visitInsertStatementOnly(InsertSelectStatement statement) {
    if (statement.getConflictClause() == null) {
      super.visitInsertStatementOnly(statement);
    } else {
      visitInsertStatementEmulateMerge(statement);
    }
  }

  @Override
  public void visitValuesTableReference(ValuesTableReference reference) {
    renderMergeSource(() -> super.visitValuesTableReference(reference));
  }

  @Override
  public void visitQueryPartTableReference(QueryPartTableReference reference) {
    renderMergeSource(() -> super.visitQueryPartTableReference(reference));
  }

  /** What a MERGE takes from has no names of columns: they are given within. */
  private void renderMergeSource(Runnable table) {
    boolean merges =
        getStatementStack().getCurrent() instanceof InsertSelectStatement insert
            && insert.getConflictClause() != null;
    if (merges) {
      appendSql("(select * from ");
    }
    table.run();
    if (merges) {
      appendSql(") excluded");
    }
  }

  @Override
  public void visitOffsetFetchClause(QueryPart part) {
    renderLimitOffsetClause(part);
  }
}
