package io.github.lakewire.warehouse.internal.catalog;

import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.ColumnDefaultValue;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Columns with a default, of tables that no statement creates. */
final class Defaults {
  private Defaults() {}

  /** A nullable column; the value is that of the SQL text, and NULL where it is not an INT. */
  static Column column(String name, DataType type, String comment, String sql) {
    LiteralValue<?> value =
        type.equals(DataTypes.IntegerType)
            ? new LiteralValue<>(Integer.valueOf(sql), type)
            : new LiteralValue<>(null, type);
    return Column.create(name, type, true, comment, new ColumnDefaultValue(sql, value), null);
  }
}
