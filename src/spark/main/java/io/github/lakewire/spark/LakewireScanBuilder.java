package io.github.lakewire.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownOffset;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownTopN;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/**
 * Takes what Spark pushes. Samples are not among it: Spark's depend on its own random numbers and
 * partitions, and the server would draw other rows, or not as many.
 */
final class LakewireScanBuilder
    implements SupportsPushDownV2Filters,
        SupportsPushDownAggregates,
        SupportsPushDownLimit,
        SupportsPushDownTopN,
        SupportsPushDownOffset,
        SupportsPushDownRequiredColumns {

  private final LakewireTable table;
  private final SessionFacts session;
  private final PushedSql sql;
  private final boolean pushDown;
  private final List<Predicate> pushed = new ArrayList<>();
  private boolean sorted;

  LakewireScanBuilder(LakewireTable table, SessionFacts session) {
    this.table = table;
    this.session = session;
    this.pushDown = table.options().pushDown();
    this.sql =
        new PushedSql(
            table.options().relation(),
            table.schema(),
            session.ansi() && table.options().connection().isAnsi());
  }

  @Override
  public Predicate[] pushPredicates(Predicate[] predicates) {
    List<Predicate> left = new ArrayList<>();
    for (Predicate predicate : predicates) {
      if (pushDown && sql.filter(predicate)) {
        pushed.add(predicate);
      } else {
        left.add(predicate);
      }
    }
    return left.toArray(new Predicate[0]);
  }

  @Override
  public Predicate[] pushedPredicates() {
    return pushed.toArray(new Predicate[0]);
  }

  @Override
  public boolean supportCompletePushDown(Aggregation aggregation) {
    return pushDown && sql.canAggregate(aggregation);
  }

  @Override
  public boolean pushAggregation(Aggregation aggregation) {
    return pushDown && sql.aggregate(aggregation);
  }

  @Override
  public boolean pushLimit(int limit) {
    if (pushDown) {
      sql.limit(limit);
    }
    return pushDown;
  }

  @Override
  public boolean pushOffset(int offset) {
    if (pushDown) {
      sql.offset(offset);
    }
    return pushDown;
  }

  @Override
  public boolean pushTopN(SortOrder[] orders, int limit) {
    if (!pushDown || !sql.sort(orders)) {
      return false;
    }
    sorted = true;
    sql.limit(limit);
    return true;
  }

  /** Spark sorts the few rows of a top-n again: rows of several partitions have no order. */
  @Override
  public boolean isPartiallyPushed() {
    return sorted;
  }

  @Override
  public void pruneColumns(StructType required) {
    sql.prune(required);
  }

  @Override
  public Scan build() {
    return new LakewireScan(table, session, sql.text(), sql.schema());
  }
}
