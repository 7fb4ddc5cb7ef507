package io.github.lakewire.warehouse.internal.catalog;

import io.github.lakewire.warehouse.internal.catalog.GeneratedTable.Generated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.IdentityColumnSpec;
import org.apache.spark.sql.connector.catalog.constraints.Constraint;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A large catalog of empty tables, to measure what metadata costs. Nothing of it is stored: each
 * table follows from its numbers. It has a primary key of its first column and a foreign key of its
 * second one: to the table before it, the first of a schema to the first of the schema before.
 */
final class MadeUpCatalog {
  private static final Pattern NAME = Pattern.compile("crawl_(\\d+)x(\\d+)x(\\d+)");
  private static final List<DataType> TYPES =
      List.of(
          DataTypes.StringType,
          DataTypes.IntegerType,
          DataTypes.createDecimalType(12, 2),
          DataTypes.TimestampType,
          DataTypes.DateType,
          DataTypes.DoubleType,
          DataTypes.BooleanType,
          DataTypes.LongType);

  /** Each table of that number has an identity column and a column with a default. */
  private static final int SPECIAL_TABLE = 10;

  private final String name;
  private final List<String> schemas;
  private final List<String> tables;
  private final List<Generated> columns;
  private final List<Generated> specialColumns;

  private MadeUpCatalog(String name, int schemas, int tables, int columns) {
    this.name = name;
    this.schemas = numbered("schema_", schemas);
    this.tables = numbered("table_", tables);
    List<String> columnNames = numbered("column_", columns);
    this.columns = columns(columnNames, false);
    this.specialColumns = columns(columnNames, true);
  }

  /** The catalog {@code crawl_SxTxC} has S schemas with T tables of C columns each. */
  static Optional<MadeUpCatalog> named(String catalog) {
    Matcher match = NAME.matcher(catalog);
    return match.matches()
        ? Optional.of(
            new MadeUpCatalog(catalog, number(match, 1), number(match, 2), number(match, 3)))
        : Optional.empty();
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static List<String> numbered(String prefix, int count) {
    int width = String.valueOf(Math.max(0, count - 1)).length();
    return IntStream.range(0, count)
        .mapToObj(i -> String.format(Locale.ROOT, "%s%0" + width + "d", prefix, i))
        .toList();
  }

  private static List<Generated> columns(List<String> names, boolean special) {
    List<Generated> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new Generated(column(names.get(i), i, names.size(), special), row -> null));
    }
    return columns;
  }

  private static Column column(String name, int number, int count, boolean special) {
    String comment = number % 5 == 0 ? "Made up as number " + number : null;
    if (number == 0) {
      return special
          ? Column.create(
              name, DataTypes.LongType, false, comment, new IdentityColumnSpec(1, 1, false), null)
          : Column.create(name, DataTypes.LongType, false, comment, null);
    } else if (number == 1) {
      return Column.create(name, DataTypes.LongType, true, comment, null);
    } else if (special && number == count - 1) {
      return Defaults.column(name, DataTypes.IntegerType, comment, "42");
    }
    return Column.create(name, TYPES.get(number % TYPES.size()), true, comment, null);
  }

  Collection<String> schemaNames() {
    return schemas;
  }

  Optional<Schema> schema(String key) {
    return schemas.contains(key) ? Optional.of(new MadeUpSchema(key)) : Optional.empty();
  }

  private final class MadeUpSchema implements Schema {
    private final String schema;

    MadeUpSchema(String schema) {
      this.schema = schema;
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("comment", "Made up");
    }

    @Override
    public Collection<String> tableNames() {
      return tables;
    }

    @Override
    public Optional<NamedTable> table(String key) {
      int number = java.util.Collections.binarySearch(tables, key);
      return number < 0 ? Optional.empty() : Optional.of(made(number));
    }

    private NamedTable made(int number) {
      boolean special = number % SPECIAL_TABLE == 0;
      return new GeneratedTable(
          name,
          Identifier.of(new String[] {schema}, tables.get(number)),
          0,
          Map.of("comment", "Table " + number + " of " + schema),
          special ? specialColumns : columns,
          constraints(number));
    }

    private List<Constraint> constraints(int number) {
      String table = tables.get(number);
      List<Constraint> constraints = new ArrayList<>();
      NamedReference[] key = {reference(0)};
      constraints.add(Constraint.primaryKey("pk_" + table, key).build());
      Identifier parent = parentOf(number);
      if (columns.size() > 1 && parent != null) {
        NamedReference[] child = {reference(1)};
        constraints.add(Constraint.foreignKey("fk_" + table, child, parent, key).build());
      }
      return constraints;
    }

    private Identifier parentOf(int number) {
      if (number > 0) {
        return Identifier.of(new String[] {name, schema}, tables.get(number - 1));
      }
      int before = schemas.indexOf(schema) - 1;
      return before < 0
          ? null
          : Identifier.of(new String[] {name, schemas.get(before)}, tables.get(0));
    }

    private NamedReference reference(int column) {
      return Expressions.column(columns.get(column).column().name());
    }
  }
}
