package io.github.lakewire.warehouse.internal.catalog;

import io.github.lakewire.warehouse.internal.catalog.Walk.FoundTable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.IdentityColumnSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/**
 * Columns as rows of an information schema. Databricks documents positions from 1, and identity and
 * generation as reserved for future use: see {@link Storage#documented}. Otherwise positions are
 * from 0, which is what others have seen, and the rest is filled as it would be.
 */
final class ColumnRows {
  private ColumnRows() {}

  static Stream<Object[]> columns(Walk walk) {
    return walk.tables().flatMap(ColumnRows::columns);
  }

  private static Stream<Object[]> columns(FoundTable found) {
    Column[] columns = found.table().definedColumns();
    StructField[] fields =
        CharVarcharUtils.getRawSchema(CatalogV2Util.v2ColumnsToStructType(columns)).fields();
    return IntStream.range(0, fields.length)
        .mapToObj(i -> row(found, columns[i], fields[i].dataType(), i));
  }

  private static Object[] row(FoundTable found, Column column, DataType type, int position) {
    TypeFacts facts = TypeFacts.of(type);
    Storage storage = Storage.of(found.catalog());
    String generated = storage.documented() ? null : column.generationExpression();
    return new RowBuilder()
        .add(found.qualified())
        .add(column.name(), storage.firstPosition() + position)
        .add(column.defaultValue() == null ? null : column.defaultValue().getSql())
        .add(column.nullable() ? "YES" : "NO", facts.full())
        .add(facts.values())
        .add(identity(storage.documented() ? null : column.identityColumnSpec()))
        .add(generated == null ? "NEVER" : "ALWAYS", generated)
        .add("NO", "NO", null)
        .add(found.table().tableType().endsWith("VIEW") ? "NO" : "YES", null, column.comment())
        .build();
  }

  private static Object[] identity(IdentityColumnSpec spec) {
    if (spec == null) {
      return new Object[] {"NO", null, null, null, null, null, null};
    }
    return new Object[] {
      "YES",
      spec.isAllowExplicitInsert() ? "BY DEFAULT" : "ALWAYS",
      String.valueOf(spec.getStart()),
      String.valueOf(spec.getStep()),
      null,
      null,
      "NO"
    };
  }
}
