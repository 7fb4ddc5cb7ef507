package io.github.lakewire.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.InitCommand;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.extract.spi.TableInformation;
import org.hibernate.tool.schema.spi.Exporter;
import org.hibernate.tool.schema.spi.TableMigrator;

/**
 * Makes, changes and drops tables. A new table takes one statement, and one more for each CHECK,
 * which CREATE TABLE does not take.
 */
final class TableExporter implements Exporter<Table>, TableMigrator {
  private static final String DEFAULTS = "'delta.feature.allowColumnDefaults' = 'supported'";
  private static final Pattern PROPERTIES =
      Pattern.compile("\\btblproperties\\s*\\(\\s*", Pattern.CASE_INSENSITIVE);

  private final DatabricksDialect dialect;

  TableExporter(DatabricksDialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public String[] getSqlCreateStrings(
      Table table, Metadata metadata, SqlStringGenerationContext context) {
    List<String> statements = new ArrayList<>();
    if (table.getViewQuery() != null) {
      statements.add("create view " + name(table, context) + " as " + table.getViewQuery());
    } else {
      statements.add(createTable(table, metadata, context));
      CheckConstraints checks = new CheckConstraints(table, name(table, context), dialect);
      table.getColumns().forEach(column -> statements.addAll(checks.of(column)));
      statements.addAll(checks.ofTable());
    }
    for (InitCommand command : table.getInitCommands(context)) {
      statements.addAll(List.of(command.initCommands()));
    }
    return statements.toArray(String[]::new);
  }

  private String createTable(Table table, Metadata metadata, SqlStringGenerationContext context) {
    List<String> lines = new ArrayList<>();
    boolean hasDefault = false;
    for (Column column : table.getColumns()) {
      ColumnDefinition definition = new ColumnDefinition(column, metadata, dialect);
      lines.add(definition.inCreateTable());
      hasDefault |= definition.hasDefault();
      tellUnique(table, column, context);
    }
    if (table.hasPrimaryKey()) {
      String key =
          table.getPrimaryKey().getColumns().stream()
              .map(column -> column.getQuotedName(dialect))
              .collect(Collectors.joining(", ", "primary key (", ")"));
      lines.add(key);
    }
    if (table.getExtraDeclarations() != null && !table.getExtraDeclarations().isBlank()) {
      lines.add(table.getExtraDeclarations());
    }
    return "create table "
        + name(table, context)
        + " ("
        + String.join(", ", lines)
        + ")"
        + options(table, hasDefault);
  }

  private void tellUnique(Table table, Column column, SqlStringGenerationContext context) {
    if (column.isUnique() && !table.isPrimaryKey(column)) {
      dialect
          .leftOut()
          .warn(
              "A unique constraint",
              "alter table "
                  + name(table, context)
                  + " add constraint unique ("
                  + column.getQuotedName(dialect)
                  + ")");
    }
  }

  /**
   * What stands behind the columns; USING in the options of the mapping takes the place of ours.
   */
  private static String options(Table table, boolean hasDefault) {
    String given = table.getOptions() == null ? "" : table.getOptions().strip();
    StringBuilder options = new StringBuilder();
    if (!given.toLowerCase(Locale.ROOT).matches("(?s)(.*\\s)?using\\s.*")) {
      options.append(" using delta");
    }
    String comment =
        table.getComment() == null ? "" : " comment " + SqlText.literal(table.getComment());
    Matcher properties = PROPERTIES.matcher(given);
    if (hasDefault && !given.contains("allowColumnDefaults")) {
      given =
          properties.find()
              ? given.substring(0, properties.end())
                  + DEFAULTS
                  + ", "
                  + given.substring(properties.end())
              : (given + " tblproperties (" + DEFAULTS + ")").strip();
    }
    if (!given.isEmpty()) {
      options.append(' ').append(given);
    }
    return options.append(comment).toString();
  }

  /** Adds columns. The server takes neither DEFAULT nor NOT NULL with them, so both come after. */
  @Override
  public String[] getSqlAlterStrings(
      Table table,
      Metadata metadata,
      TableInformation existing,
      SqlStringGenerationContext context) {
    List<String> statements = new ArrayList<>();
    if (table.isView()) {
      return statements.toArray(String[]::new);
    }
    String alter = "alter table " + name(table, context) + " ";
    CheckConstraints checks = new CheckConstraints(table, name(table, context), dialect);
    boolean allowsDefaults = false;
    for (Column column : table.getColumns()) {
      if (existing.getColumn(Identifier.toIdentifier(column.getName(), column.isQuoted()))
          != null) {
        continue;
      }
      ColumnDefinition definition = new ColumnDefinition(column, metadata, dialect);
      statements.add(alter + "add column " + definition.inAddColumn());
      tellUnique(table, column, context);
      if (definition.hasDefault()) {
        if (!allowsDefaults) {
          statements.add(alter + "set tblproperties (" + DEFAULTS + ")");
          allowsDefaults = true;
        }
        statements.add(
            alter
                + "alter column "
                + column.getQuotedName(dialect)
                + " set default "
                + column.getDefaultValue());
      }
      if (!column.isNullable()) {
        statements.add(alter + "alter column " + column.getQuotedName(dialect) + " set not null");
      }
      statements.addAll(checks.of(column));
    }
    return statements.toArray(String[]::new);
  }

  @Override
  public String[] getSqlDropStrings(
      Table table, Metadata metadata, SqlStringGenerationContext context) {
    String kind = table.getViewQuery() == null ? "table" : "view";
    return new String[] {"drop " + kind + " if exists " + name(table, context)};
  }

  static String name(Table table, SqlStringGenerationContext context) {
    return context.format(
        new QualifiedTableName(
            Identifier.toIdentifier(table.getCatalog(), table.isCatalogQuoted()),
            Identifier.toIdentifier(table.getSchema(), table.isSchemaQuoted()),
            table.getNameIdentifier()));
  }
}
