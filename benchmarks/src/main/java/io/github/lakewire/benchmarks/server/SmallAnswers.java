package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.ColumnKind;
import io.github.lakewire.benchmarks.Dataset;
import io.github.lakewire.benchmarks.Transport;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStringColumn;
import io.github.lakewire.thrift.TTableSchema;
import io.github.lakewire.thrift.TTypeDesc;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers about a result that have none of its rows. */
final class SmallAnswers {
  private static final List<String> DESCRIPTION = List.of("col_name", "data_type", "comment");

  private SmallAnswers() {}

  /** Its columns, without a row. */
  static TExecuteStatementResp noRows(Dataset of) throws IOException {
    Dataset inline = new Dataset(of.shape(), Transport.INLINE, 0);
    TRowSet rows = new TRowSet().setStartRowOffset(0).setRows(List.of()).setArrowBatches(List.of());
    return CannedResponses.executed(CannedResponses.metadata(inline), page(rows), true);
  }

  /** What DESCRIBE QUERY says of it. */
  static TExecuteStatementResp description(Dataset of) {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (ColumnKind kind : of.shape().columns()) {
      names.add("c" + names.size());
      types.add(kind.sqlName().toLowerCase(Locale.ROOT));
      comments.add("");
    }
    TRowSet rows =
        new TRowSet()
            .setStartRowOffset(0)
            .setRows(List.of())
            .setColumns(List.of(texts(names), texts(types), texts(comments)));
    return CannedResponses.executed(descriptionMetadata(), page(rows), true);
  }

  private static TFetchResultsResp page(TRowSet rows) {
    return new TFetchResultsResp()
        .setStatus(CannedResponses.success())
        .setHasMoreRows(false)
        .setResults(rows);
  }

  private static TColumn texts(List<String> values) {
    return TColumn.stringVal(new TStringColumn().setValues(values).setNulls(new byte[] {0}));
  }

  private static TGetResultSetMetadataResp descriptionMetadata() {
    List<TColumnDesc> columns = new ArrayList<>();
    for (String name : DESCRIPTION) {
      TTypeEntry type =
          TTypeEntry.primitiveEntry(new TPrimitiveTypeEntry().setType(TTypeId.STRING_TYPE));
      columns.add(
          new TColumnDesc()
              .setColumnName(name)
              .setTypeDesc(new TTypeDesc().setTypes(List.of(type)))
              .setPosition(columns.size() + 1)
              .setComment(""));
    }
    return new TGetResultSetMetadataResp()
        .setStatus(CannedResponses.success())
        .setSchema(new TTableSchema().setColumns(columns))
        .setResultFormat(TSparkRowSetType.COLUMN_BASED_SET)
        .setIsStagingOperation(false);
  }
}
