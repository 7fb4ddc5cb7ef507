package io.github.lakewire.warehouse.internal.ddl;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What a statement answers with.
 *
 * @param schema of the rows; empty for a statement that has none
 */
public record Listing(StructType schema, List<InternalRow> rows) {
  static Listing none() {
    return new Listing(new StructType(), List.of());
  }

  static Listing of(String columns, List<Object[]> rows) {
    List<InternalRow> internal = new ArrayList<>();
    for (Object[] row : rows) {
      Object[] values = row.clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] instanceof String text ? UTF8String.fromString(text) : values[i];
      }
      internal.add(new GenericInternalRow(values));
    }
    return new Listing(StructType.fromDDL(columns), internal);
  }
}
