package io.github.lakewire.spark;

import io.github.lakewire.jdbc.SqlText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NullOrdering;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The statement of a scan: the relation, and what Spark has pushed into it. The clauses take effect
 * in the order of SQL, which is the order that Spark pushes in.
 */
final class PushedSql {
  private final Relation relation;
  private final StructType all;
  private final PushableTypes types;
  private final ExpressionSql expressions;
  private final AggregateSql aggregates;

  private final List<String> conditions = new ArrayList<>();
  private final List<String> orders = new ArrayList<>();
  private AggregateSql.@Nullable Aggregated aggregated;
  private StructType schema;
  private int limit = -1;
  private int offset;

  /**
   * @param schema all columns of the relation
   * @param ansi whether Spark and the server both fail where a sum does not fit
   */
  PushedSql(Relation relation, StructType schema, boolean ansi) {
    this.relation = relation;
    this.all = schema;
    this.schema = schema;
    this.types = new PushableTypes(schema);
    this.expressions = new ExpressionSql(types);
    this.aggregates = new AggregateSql(types, expressions, ansi);
  }

  /** Adds a condition, if it may be pushed. */
  boolean filter(Predicate predicate) {
    try {
      types.requirePredicate(predicate);
      conditions.add("(" + expressions.build(predicate) + ")");
      return true;
    } catch (NotPushableException e) {
      return false;
    }
  }

  boolean canAggregate(Aggregation aggregation) {
    try {
      aggregates.write(aggregation);
      return true;
    } catch (NotPushableException e) {
      return false;
    }
  }

  /** Replaces all columns by those of an aggregation, if it may be pushed. */
  boolean aggregate(Aggregation aggregation) {
    try {
      aggregated = aggregates.write(aggregation);
      schema = aggregated.schema();
      return true;
    } catch (NotPushableException e) {
      return false;
    }
  }

  /** Leaves only some columns, each of them whole. */
  void prune(StructType required) {
    if (aggregated == null) {
      List<String> wanted = List.of(required.fieldNames());
      StructType pruned = new StructType();
      for (StructField field : all.fields()) {
        if (wanted.contains(field.name())) {
          pruned = pruned.add(field);
        }
      }
      schema = pruned;
    }
  }

  void limit(int rows) {
    limit = limit < 0 ? rows : Math.min(limit, rows);
  }

  /** Skips rows of those that the limit leaves, as Spark means it. */
  void offset(int rows) {
    offset = Math.addExact(offset, rows);
    if (limit >= 0) {
      limit = Math.max(0, limit - rows);
    }
  }

  /** Sorts, if all of it may be pushed. */
  boolean sort(SortOrder[] wanted) {
    List<String> texts = new ArrayList<>();
    try {
      for (SortOrder order : wanted) {
        texts.add(
            sortKey(order.expression())
                + (order.direction() == SortDirection.ASCENDING ? " ASC" : " DESC")
                + (order.nullOrdering() == NullOrdering.NULLS_FIRST
                    ? " NULLS FIRST"
                    : " NULLS LAST"));
      }
    } catch (NotPushableException e) {
      return false;
    }
    orders.clear();
    orders.addAll(texts);
    return true;
  }

  /** After an aggregation there is nothing but groups and functions to sort by. */
  private String sortKey(Expression expression) {
    if (expression instanceof AggregateFunc function) {
      return aggregates.text(function);
    }
    types.of(expression);
    String text = expressions.build(expression);
    // A number would be a position.
    if (expression instanceof Literal
        || aggregated != null && !aggregated.groups().contains(text)) {
      throw new NotPushableException(expression);
    }
    return text;
  }

  /** Returns the columns of the statement, as Spark sees them. */
  StructType schema() {
    return schema;
  }

  /** Writes the statement. */
  String text() {
    if (isWhole()) {
      return relation.statement();
    }
    StringBuilder text = new StringBuilder("SELECT ");
    text.append(String.join(", ", columns())).append(" FROM ").append(relation.source());
    // A name that no column has, as one that a query could refer to.
    text.append(" AS lakewire_source");
    append(text, " WHERE ", " AND ", conditions);
    if (aggregated != null) {
      append(text, " GROUP BY ", ", ", aggregated.groups());
    }
    append(text, " ORDER BY ", ", ", orders);
    if (limit >= 0) {
      text.append(" LIMIT ").append(limit);
    }
    if (offset > 0) {
      text.append(" OFFSET ").append(offset);
    }
    return text.toString();
  }

  /** Then the text is the user's own, and an ORDER BY in it is the order of the rows. */
  private boolean isWhole() {
    boolean plain = conditions.isEmpty() && orders.isEmpty() && limit < 0 && offset == 0;
    if (!plain || aggregated != null || !schema.equals(all)) {
      return false;
    }
    for (StructField field : all.fields()) {
      if (!SparkTypes.selected(field, "").isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static void append(
      StringBuilder text, String before, String between, List<String> parts) {
    if (!parts.isEmpty()) {
      text.append(before).append(String.join(between, parts));
    }
  }

  private List<String> columns() {
    if (aggregated != null) {
      return aggregated.columns();
    }
    List<String> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      String name = identifier(field.name());
      String selected = SparkTypes.selected(field, name);
      columns.add(selected.equals(name) ? name : selected + " AS " + name);
    }
    // Only the number of rows is of interest.
    return columns.isEmpty() ? List.of("1") : columns;
  }

  private static String identifier(String name) {
    try {
      return SqlText.identifier(name);
    } catch (SQLException e) {
      throw new IllegalArgumentException("Column " + name + " cannot be named in SQL", e);
    }
  }
}
