package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.BatchInserts;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TI64Column;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TTableSchema;
import io.github.lakewire.thrift.TTypeDesc;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** INSERT statements: nothing is stored, but the rows are counted as a table does. */
final class Inserts {

  private static final String VERB = "INSERT ";
  private static final List<String> COUNTS = List.of("num_affected_rows", "num_inserted_rows");

  private Inserts() {}

  static boolean isInsert(String statement) {
    return statement.regionMatches(true, 0, VERB, 0, VERB.length());
  }

  /** What a warehouse says to an INSERT: one row with the number of rows, twice. */
  static TExecuteStatementResp executed(String statement) {
    List<TColumnDesc> descriptions = new ArrayList<>();
    List<TColumn> columns = new ArrayList<>();
    for (String name : COUNTS) {
      TTypeEntry bigint =
          TTypeEntry.primitiveEntry(new TPrimitiveTypeEntry().setType(TTypeId.BIGINT_TYPE));
      descriptions.add(
          new TColumnDesc()
              .setColumnName(name)
              .setTypeDesc(new TTypeDesc().setTypes(List.of(bigint)))
              .setPosition(descriptions.size() + 1));
      columns.add(
          TColumn.i64Val(
              new TI64Column()
                  .setValues(List.of(rows(statement)))
                  .setNulls(ByteBuffer.wrap(new byte[1]))));
    }
    TGetResultSetMetadataResp metadata =
        new TGetResultSetMetadataResp()
            .setStatus(CannedResponses.success())
            .setSchema(new TTableSchema().setColumns(descriptions))
            .setResultFormat(TSparkRowSetType.COLUMN_BASED_SET);
    TFetchResultsResp page =
        new TFetchResultsResp()
            .setStatus(CannedResponses.success())
            .setHasMoreRows(false)
            .setResults(new TRowSet().setStartRowOffset(0).setRows(List.of()).setColumns(columns));
    return CannedResponses.executed(metadata, page, true);
  }

  /** One row where the values are parameters, else as many as have the mark of a row. */
  private static long rows(String statement) {
    long rows = 0;
    String mark = BatchInserts.ROW_MARK;
    for (int at = statement.indexOf(mark); at >= 0; at = statement.indexOf(mark, at + 1)) {
      rows++;
    }
    return Math.max(rows, 1);
  }
}
