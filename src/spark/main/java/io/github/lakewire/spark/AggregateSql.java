package io.github.lakewire.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.Avg;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Aggregates that have the same value on a warehouse as on Spark. Sums and averages of floating
 * point numbers are as exact as the order of their rows lets them be, there as on Spark.
 */
final class AggregateSql {
  private final PushableTypes types;
  private final ExpressionSql expressions;
  private final boolean ansi;

  /**
   * @param ansi whether Spark and the server both fail where a sum does not fit
   */
  AggregateSql(PushableTypes types, ExpressionSql expressions, boolean ansi) {
    this.types = types;
    this.expressions = expressions;
    this.ansi = ansi;
  }

  /**
   * Writes an aggregation.
   *
   * @throws NotPushableException for one that is left to Spark
   */
  Aggregated write(Aggregation aggregation) {
    List<String> groups = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    StructType schema = new StructType();
    for (Expression group : aggregation.groupByExpressions()) {
      DataType type = types.of(group);
      // Engines show either zero of a group that has both, and a number would be a position.
      if (SparkTypes.isFloating(type) || group instanceof Literal) {
        throw new NotPushableException(group);
      }
      String text = expressions.build(group);
      schema = schema.add(field("group_col_" + groups.size(), type));
      groups.add(text);
      columns.add(text);
    }
    int number = 0;
    for (AggregateFunc function : aggregation.aggregateExpressions()) {
      schema = schema.add(field("agg_func_" + number++, resultType(function)));
      columns.add(text(function));
    }
    return new Aggregated(schema, columns, groups);
  }

  /**
   * Writes a function, as exactly the type that Spark expects.
   *
   * @throws NotPushableException for one that is left to Spark
   */
  String text(AggregateFunc function) {
    String type = name(resultType(function));
    return "CAST(" + expressions.build(function) + " AS " + type + ")";
  }

  private static String name(DataType type) {
    return type.equals(DataTypes.TimestampType) ? "TIMESTAMP_LTZ" : type.sql();
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  private DataType resultType(AggregateFunc function) {
    if (function instanceof CountStar) {
      return DataTypes.LongType;
    }
    DataType type = types.of(function.children()[0]);
    if (function instanceof Count count) {
      return requireExact(type, count.isDistinct(), count);
    }
    if (function instanceof Min || function instanceof Max) {
      return type;
    }
    if (function instanceof Sum sum) {
      requireExact(type, sum.isDistinct(), sum);
      return SparkTypes.ofSum(requireSummable(type, sum));
    }
    if (function instanceof Avg avg) {
      requireExact(type, avg.isDistinct(), avg);
      return SparkTypes.ofAverage(requireSummable(type, avg));
    }
    throw new NotPushableException(function);
  }

  /** Zeros and NaNs of floating point numbers are as many as an engine says. */
  private static DataType requireExact(DataType type, boolean distinct, AggregateFunc function) {
    if (distinct && SparkTypes.isFloating(type)) {
      throw new NotPushableException(function);
    }
    return DataTypes.LongType;
  }

  private DataType requireSummable(DataType type, AggregateFunc function) {
    if (!SparkTypes.isNumber(type) || !ansi && !SparkTypes.isFloating(type)) {
      throw new NotPushableException(function);
    }
    return type;
  }

  /**
   * An aggregation as SQL.
   *
   * @param schema the columns as Spark expects them
   * @param columns the select list
   * @param groups what is grouped by; may be empty
   */
  record Aggregated(StructType schema, List<String> columns, List<String> groups) {}
}
