package io.github.lakewire.hibernate;

import org.hibernate.MappingException;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what cannot work when the session factory is built, not when the first row is written.
 * Hibernate finds it as a service; with other dialects it does nothing.
 */
public final class ModelCheck implements Integrator {
  /** For Java's service loader. */
  public ModelCheck() {}

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    if (!(factory.getJdbcServices().getDialect() instanceof DatabricksDialect)) {
      return;
    }
    for (Table table : metadata.collectTableMappings()) {
      table.getColumns().forEach(column -> check(table, column, metadata));
      table.getForeignKeyCollection().forEach(ModelCheck::check);
    }
  }

  private static void check(Table table, Column column, Metadata metadata) {
    if (column.isIdentity()) {
      throw WriteOnlyIdentity.refused(table.getName() + "." + column.getName());
    }
    String unused = StructColumns.type(column, metadata);
  }

  private static void check(ForeignKey key) {
    @Nullable OnDeleteAction action = key.getOnDeleteAction();
    if (action != null && action != OnDeleteAction.NO_ACTION) {
      throw new MappingException(
          key.getTable().getName()
              + ": @OnDelete("
              + action
              + ") does not work on Databricks, whose foreign keys are only informational. Use"
              + " cascade = CascadeType.REMOVE, or delete the rows by a query");
    }
  }
}
