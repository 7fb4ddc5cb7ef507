package io.github.lakewire.hibernate;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.Exporter;

/** Foreign keys: informational, and only to primary keys. */
final class ForeignKeyExporter implements Exporter<ForeignKey> {
  private final DatabricksDialect dialect;

  ForeignKeyExporter(DatabricksDialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public String[] getSqlCreateStrings(
      ForeignKey key, Metadata metadata, SqlStringGenerationContext context) {
    if (!key.isCreationEnabled() || !key.isPhysicalConstraint()) {
      return NO_COMMANDS;
    }
    Table parent = key.getReferencedTable();
    List<Column> target =
        key.isReferenceToPrimaryKey() && parent.hasPrimaryKey()
            ? parent.getPrimaryKey().getColumns()
            : key.getReferencedColumns();
    String statement =
        key.getKeyDefinition() != null
            ? alter(key, context)
                + " add constraint "
                + dialect.toQuotedIdentifier(key.getName())
                + " "
                + key.getKeyDefinition()
            : alter(key, context)
                + " add constraint "
                + dialect.toQuotedIdentifier(key.getName())
                + " foreign key ("
                + names(key.getColumns())
                + ") references "
                + TableExporter.name(parent, context)
                + " ("
                + names(target)
                + ")";
    boolean toPrimaryKey =
        parent.hasPrimaryKey()
            && new HashSet<>(parent.getPrimaryKey().getColumns()).equals(new HashSet<>(target));
    if (!toPrimaryKey && key.getKeyDefinition() == null) {
      dialect.leftOut().warn("A foreign key to columns that are no primary key", statement);
      return NO_COMMANDS;
    }
    return new String[] {statement};
  }

  private String names(List<Column> columns) {
    return columns.stream()
        .map(column -> column.getQuotedName(dialect))
        .collect(Collectors.joining(", "));
  }

  @Override
  public String[] getSqlDropStrings(
      ForeignKey key, Metadata metadata, SqlStringGenerationContext context) {
    return key.isCreationEnabled() && key.isPhysicalConstraint()
        ? new String[] {
          alter(key, context)
              + " drop constraint if exists "
              + dialect.toQuotedIdentifier(key.getName())
        }
        : NO_COMMANDS;
  }

  private static String alter(ForeignKey key, SqlStringGenerationContext context) {
    return "alter table " + TableExporter.name(key.getTable(), context);
  }
}
