package io.github.lakewire.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.spi.SqlAstTranslatorWithMerge;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.sql.model.internal.OptionalTableUpdate;

/** Writes MERGE INTO for {@code upsert}. */
final class MergeTranslator<T extends JdbcOperation> extends SqlAstTranslatorWithMerge<T> {
  MergeTranslator(SessionFactoryImplementor factory, Statement statement) {
    super(factory, statement);
  }

  /** The server wants what is matched before what is not. */
  @Override
  protected void renderMergeStatement(OptionalTableUpdate update) {
    renderMergeInto(update);
    appendSql(' ');
    renderMergeUsing(update);
    appendSql(' ');
    renderMergeOn(update);
    appendSql(' ');
    if (update.getMutatingTable().isOptional()) {
      renderMergeDelete(update);
      appendSql(' ');
    }
    renderMergeUpdate(update);
    appendSql(' ');
    renderMergeInsert(update);
  }
}
