package io.github.lakewire.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslator;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.exec.spi.JdbcOperation;

/** Writes a statement as Databricks reads it. */
final class DatabricksTranslator<T extends JdbcOperation> extends StandardSqlAstTranslator<T> {
  DatabricksTranslator(SessionFactoryImplementor factory, Statement statement) {
    super(factory, statement);
  }

  @Override
  public void visitOffsetFetchClause(QueryPart part) {
    renderLimitOffsetClause(part);
  }
}
