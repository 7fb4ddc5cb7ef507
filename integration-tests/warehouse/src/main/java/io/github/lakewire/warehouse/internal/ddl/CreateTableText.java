package io.github.lakewire.warehouse.internal.ddl;

import io.github.lakewire.warehouse.internal.catalog.NamedTable;
import io.github.lakewire.warehouse.internal.catalog.ParentTable;
import io.github.lakewire.warehouse.internal.catalog.QualifiedName;
import io.github.lakewire.warehouse.internal.catalog.ViewTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.IdentityColumnSpec;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.constraints.Constraint;
import org.apache.spark.sql.connector.catalog.constraints.ForeignKey;
import org.apache.spark.sql.connector.catalog.constraints.PrimaryKey;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The statement that makes a table, about as Databricks' SHOW CREATE TABLE writes it. */
final class CreateTableText {
  private static final List<String> NOT_SHOWN = List.of("comment", "owner", "provider");

  private final QualifiedName name;
  private final NamedTable table;

  CreateTableText(QualifiedName name, NamedTable table) {
    this.name = name;
    this.table = table;
  }

  String sql() {
    return table instanceof ViewTable view ? viewSql(view) : tableSql();
  }

  private String viewSql(ViewTable view) {
    List<String> columns = new ArrayList<>();
    for (StructField field : view.structure().fields()) {
      columns.add(
          "  "
              + field.name()
              + (field.getComment().isEmpty() ? "" : comment(field.getComment().get())));
    }
    return head(view.type().replace('_', ' ').toUpperCase(Locale.ROOT), columns)
        + "AS "
        + view.query()
        + "\n";
  }

  private String head(String kind, List<String> lines) {
    String comment = table.properties().get("comment");
    return "CREATE "
        + kind
        + " "
        + name.catalog()
        + "."
        + name.schema()
        + "."
        + name.name()
        + " (\n"
        + String.join(",\n", lines)
        + ")\n"
        + (kind.equals("TABLE") ? "USING delta\n" : "")
        + (comment == null ? "" : comment(comment).strip() + "\n");
  }

  private static String comment(String text) {
    return " COMMENT " + quoted(text);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private String tableSql() {
    List<String> lines = new ArrayList<>();
    StructType types =
        CharVarcharUtils.getRawSchema(CatalogV2Util.v2ColumnsToStructType(table.definedColumns()));
    Column[] columns = table.definedColumns();
    for (int i = 0; i < columns.length; i++) {
      lines.add(
          "  " + columns[i].name() + " " + types.apply(i).dataType().sql() + rest(columns[i]));
    }
    for (Constraint constraint : ((Table) table).constraints()) {
      lines.add("  " + text(constraint));
    }
    String properties = properties();
    return head("TABLE", lines) + properties;
  }

  private static String rest(Column column) {
    IdentityColumnSpec identity = column.identityColumnSpec();
    String generation = column.generationExpression();
    String text = column.nullable() ? "" : " NOT NULL";
    if (identity != null) {
      text +=
          " GENERATED "
              + (identity.isAllowExplicitInsert() ? "BY DEFAULT" : "ALWAYS")
              + " AS IDENTITY (START WITH "
              + identity.getStart()
              + " INCREMENT BY "
              + identity.getStep()
              + ")";
    } else if (generation != null) {
      text += " GENERATED ALWAYS AS (" + generation + ")";
    } else if (column.defaultValue() != null) {
      text += " DEFAULT " + column.defaultValue().getSql();
    }
    return column.comment() == null ? text : text + comment(column.comment());
  }

  private String text(Constraint constraint) {
    if (constraint instanceof PrimaryKey key) {
      return "CONSTRAINT `" + key.name() + "` PRIMARY KEY (" + list(key.columns()) + ")";
    } else if (constraint instanceof ForeignKey key) {
      ParentTable parent = ParentTable.of(name.catalog(), name.schema(), key.referencedTable());
      return "CONSTRAINT `"
          + key.name()
          + "` FOREIGN KEY ("
          + list(key.columns())
          + ") REFERENCES `"
          + parent.catalog()
          + "`.`"
          + parent.schema()
          + "`.`"
          + parent.name()
          + "` ("
          + list(key.referencedColumns())
          + ")";
    }
    return constraint.toDDL();
  }

  private static String list(NamedReference[] columns) {
    return Arrays.stream(columns)
        .map(column -> "`" + String.join(".", column.fieldNames()) + "`")
        .collect(Collectors.joining(", "));
  }

  private String properties() {
    Map<String, String> shown = new TreeMap<>(table.properties());
    shown.keySet().removeAll(NOT_SHOWN);
    return shown.isEmpty()
        ? ""
        : shown.entrySet().stream()
            .map(entry -> "  " + quoted(entry.getKey()) + " = " + quoted(entry.getValue()))
            .collect(Collectors.joining(",\n", "TBLPROPERTIES (\n", ")\n"));
  }
}
