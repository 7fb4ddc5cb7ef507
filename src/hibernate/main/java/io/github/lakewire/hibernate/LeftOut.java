package io.github.lakewire.hibernate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Exportable;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.unique.AlterTableUniqueDelegate;
import org.hibernate.dialect.unique.UniqueDelegate;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.hibernate.tool.schema.internal.StandardIndexExporter;
import org.hibernate.tool.schema.spi.Exporter;
import org.jboss.logging.Logger;

/** What a mapping asks for and Databricks has not: each is told once, with its statement. */
final class LeftOut {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.hibernate");

  private final Dialect dialect;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  LeftOut(Dialect dialect) {
    this.dialect = dialect;
  }

  void warn(String what, String statement) {
    if (told.add(statement)) {
      LOG.warnf("%s is left out, as Databricks has nothing of the kind: %s", what, statement);
    }
  }

  Exporter<Index> indexes() {
    StandardIndexExporter standard = new StandardIndexExporter(dialect);
    return new Silent<>() {
      @Override
      public String[] getSqlCreateStrings(
          Index index, Metadata metadata, SqlStringGenerationContext context) {
        for (String statement : standard.getSqlCreateStrings(index, metadata, context)) {
          warn(
              (index.isUnique() ? "A unique index" : "An index")
                  + " (liquid clustering may help: @Table(options = \"cluster by (...)\"))",
              statement);
        }
        return NO_COMMANDS;
      }
    };
  }

  Exporter<UniqueKey> uniqueKeys() {
    return new Silent<>() {
      @Override
      public String[] getSqlCreateStrings(
          UniqueKey key, Metadata metadata, SqlStringGenerationContext context) {
        warn(
            "A unique constraint",
            new AlterTableUniqueDelegate(dialect)
                .getAlterTableToAddUniqueKeyCommand(key, metadata, context));
        return NO_COMMANDS;
      }
    };
  }

  /** Nothing, wherever Hibernate would write one; {@link #uniqueKeys} tells of them. */
  static UniqueDelegate noUniqueText() {
    return new UniqueDelegate() {
      @Override
      public String getColumnDefinitionUniquenessFragment(
          Column column, SqlStringGenerationContext context) {
        return "";
      }

      @Override
      public String getTableCreationUniqueConstraintsFragment(
          Table table, SqlStringGenerationContext context) {
        return "";
      }

      @Override
      public String getAlterTableToAddUniqueKeyCommand(
          UniqueKey key, Metadata metadata, SqlStringGenerationContext context) {
        return "";
      }

      @Override
      public String getAlterTableToDropUniqueKeyCommand(
          UniqueKey key, Metadata metadata, SqlStringGenerationContext context) {
        return "";
      }
    };
  }

  /** Makes and drops nothing. */
  static class Silent<T extends Exportable> implements Exporter<T> {
    @Override
    public String[] getSqlCreateStrings(
        T object, Metadata metadata, SqlStringGenerationContext context) {
      return NO_COMMANDS;
    }

    @Override
    public String[] getSqlDropStrings(
        T object, Metadata metadata, SqlStringGenerationContext context) {
      return NO_COMMANDS;
    }
  }
}
