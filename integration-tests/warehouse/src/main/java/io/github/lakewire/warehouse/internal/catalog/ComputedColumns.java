package io.github.lakewire.warehouse.internal.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.ColumnDefaultValue;
import org.apache.spark.sql.connector.catalog.IdentityColumnSpec;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.internal.connector.ColumnImpl;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a table whose values it works out itself: identity and generated ones. Whatever a
 * statement gives a generated column is replaced, where Databricks refuses the statement; so is
 * what it gives an identity column that is ALWAYS generated.
 */
final class ComputedColumns {
  private final Column[] columns;
  private final Map<String, AtomicLong> nextIdentities;
  private final Map<Integer, Expression> generated = new HashMap<>();

  ComputedColumns(Column[] columns) {
    this(columns, new HashMap<>());
  }

  private ComputedColumns(Column[] columns, Map<String, AtomicLong> nextIdentities) {
    this.columns = columns.clone();
    this.nextIdentities = nextIdentities;
  }

  /** The same identities go on in a table that has been altered. */
  ComputedColumns altered(Column[] after) {
    return new ComputedColumns(after, nextIdentities);
  }

  /** A column after ALTER TABLE, where Spark drops how it is computed. */
  static Column computedAs(Column before, Column after) {
    return new ColumnImpl(
        after.name(),
        after.dataType(),
        after.nullable(),
        after.comment(),
        after.defaultValue(),
        before.generationExpression(),
        before.identityColumnSpec(),
        after.metadataInJSON());
  }

  /**
   * The columns as Spark shall see them: it demands a value of what must not be NULL, so identity
   * columns have a default, which stands for the next value.
   */
  Column[] asWritten() {
    Column[] written = columns.clone();
    for (int i = 0; i < written.length; i++) {
      Column column = written[i];
      if (column.identityColumnSpec() != null && column.defaultValue() == null) {
        Object missing = missing(column.dataType());
        written[i] =
            new ColumnImpl(
                column.name(),
                column.dataType(),
                column.nullable(),
                column.comment(),
                new ColumnDefaultValue(
                    String.valueOf(missing), new LiteralValue<>(missing, column.dataType())),
                null,
                column.identityColumnSpec(),
                column.metadataInJSON());
      }
    }
    return written;
  }

  private static Object missing(DataType type) {
    return type.equals(DataTypes.LongType) ? (Object) Long.MAX_VALUE : Integer.MAX_VALUE;
  }

  private boolean isNone() {
    for (Column column : columns) {
      if (column.identityColumnSpec() != null || column.generationExpression() != null) {
        return false;
      }
    }
    return true;
  }

  /** The row with its computed values. */
  synchronized InternalRow complete(InternalRow row, boolean isNew) {
    if (isNone()) {
      return row;
    }
    Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.isNullAt(i) ? null : row.get(i, columns[i].dataType());
      IdentityColumnSpec identity = columns[i].identityColumnSpec();
      if (identity != null && isNew && isMissing(values[i], columns[i], identity)) {
        values[i] = next(columns[i], identity);
      }
    }
    InternalRow completed = new GenericInternalRow(values);
    for (int i = 0; i < values.length; i++) {
      if (columns[i].generationExpression() != null) {
        values[i] = generated.computeIfAbsent(i, this::compile).eval(completed);
      }
    }
    return completed;
  }

  private static boolean isMissing(Object value, Column column, IdentityColumnSpec identity) {
    return value == null
        || value.equals(missing(column.dataType()))
        || !identity.isAllowExplicitInsert();
  }

  private Object next(Column column, IdentityColumnSpec identity) {
    long next =
        nextIdentities
            .computeIfAbsent(column.name(), name -> new AtomicLong(identity.getStart()))
            .getAndAdd(identity.getStep());
    return column.dataType().equals(DataTypes.LongType) ? (Object) next : (int) next;
  }

  private Expression compile(int position) {
    StructType given = new StructType();
    for (Column column : columns) {
      given =
          given.add(
              column.name(), CharVarcharUtils.replaceCharVarcharWithString(column.dataType()));
    }
    Column column = columns[position];
    return CompiledExpression.of(
        (SparkSession) org.apache.spark.sql.SparkSession.active(),
        given,
        List.of(
            "CAST(("
                + column.generationExpression()
                + ") AS "
                + column.dataType().sql()
                + ") AS x"));
  }
}
