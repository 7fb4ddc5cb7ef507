package io.github.lakewire.warehouse;

import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TSparkGetDirectResults;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A session of the warehouse, spoken to in plain Thrift, and results as texts. */
final class SqlClient {
  /** Of everything a small result has. */
  static final TSparkGetDirectResults ALL = new TSparkGetDirectResults().setMaxRows(100_000);

  final RawClient raw;
  final TSessionHandle session;

  SqlClient(WarehouseProcess warehouse) throws Exception {
    raw = new RawClient(warehouse);
    session = raw.open();
  }

  /** The rows of a statement, each as its values with a bar between them; NULL is "null". */
  List<String> rows(String sql) throws Exception {
    TExecuteStatementResp response = raw.execute(session, sql);
    if (response.getStatus().getStatusCode() != TStatusCode.SUCCESS_STATUS) {
      throw new AssertionError(sql + ": " + response.getStatus().getErrorMessage());
    }
    return rows(response.getDirectResults());
  }

  /** SQLState and text of what a statement fails with. */
  String failure(String sql) throws Exception {
    TExecuteStatementResp response = raw.execute(session, sql);
    if (response.getStatus().getStatusCode() != TStatusCode.SUCCESS_STATUS) {
      return response.getStatus().getSqlState() + " " + response.getStatus().getDisplayMessage();
    }
    TGetOperationStatusResp status = response.getDirectResults().getOperationStatus();
    return status.getSqlState() + " " + status.getDisplayMessage();
  }

  /** The rows of a result that came whole. */
  static List<String> rows(TSparkDirectResults direct) {
    if (direct.getResultSet() == null) {
      throw new AssertionError(direct.getOperationStatus().getDisplayMessage());
    }
    List<List<String>> columns = new ArrayList<>();
    for (TColumn column : direct.getResultSet().getResults().getColumns()) {
      columns.add(texts(column));
    }
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < columns.get(0).size(); i++) {
      int row = i;
      rows.add(String.join("|", columns.stream().map(column -> column.get(row)).toList()));
    }
    return rows;
  }

  private static List<String> texts(TColumn column) {
    Object values = column.getFieldValue();
    List<?> list;
    byte[] nulls;
    switch (column.getSetField()) {
      case STRING_VAL -> {
        list = column.getStringVal().getValues();
        nulls = column.getStringVal().getNulls();
      }
      case I32_VAL -> {
        list = column.getI32Val().getValues();
        nulls = column.getI32Val().getNulls();
      }
      case I64_VAL -> {
        list = column.getI64Val().getValues();
        nulls = column.getI64Val().getNulls();
      }
      case I16_VAL -> {
        list = column.getI16Val().getValues();
        nulls = column.getI16Val().getNulls();
      }
      case BYTE_VAL -> {
        list = column.getByteVal().getValues();
        nulls = column.getByteVal().getNulls();
      }
      case DOUBLE_VAL -> {
        list = column.getDoubleVal().getValues();
        nulls = column.getDoubleVal().getNulls();
      }
      case BOOL_VAL -> {
        list = column.getBoolVal().getValues();
        nulls = column.getBoolVal().getNulls();
      }
      default -> throw new AssertionError("No texts of " + values);
    }
    BitSet bits = BitSet.valueOf(nulls);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      texts.add(bits.get(i) ? "null" : String.valueOf(list.get(i)));
    }
    return texts;
  }
}
