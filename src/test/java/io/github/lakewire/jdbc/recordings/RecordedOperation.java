package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetCatalogsResp;
import io.github.lakewire.thrift.TGetColumnsResp;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TGetSchemasResp;
import io.github.lakewire.thrift.TGetTablesResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TFieldIdEnum;

/** A recorded request that made an operation (a statement or a metadata call), with its answer. */
record RecordedOperation(
    Exchange exchange,
    Object request,
    TStatus status,
    TOperationHandle handle,
    TSparkDirectResults directResults) {
  private static final int DIRECT_RESULTS = 0x501;
  private static final Set<String> METHODS =
      Set.of("ExecuteStatement", "GetCatalogs", "GetSchemas", "GetTables", "GetColumns");

  static boolean is(Exchange exchange) {
    return exchange.isThrift() && METHODS.contains(exchange.method()) && exchange.hasResponseBody();
  }

  static RecordedOperation of(Exchange exchange) throws TException {
    Object request = ThriftMessage.decode(exchange.requestBody()).content();
    Object response = ThriftMessage.decode(exchange.responseBody()).content();
    TSparkDirectResults direct = directResults(response);
    if (response instanceof TExecuteStatementResp r) {
      return new RecordedOperation(
          exchange, request, r.getStatus(), r.getOperationHandle(), direct);
    } else if (response instanceof TGetCatalogsResp r) {
      return new RecordedOperation(
          exchange, request, r.getStatus(), r.getOperationHandle(), direct);
    } else if (response instanceof TGetSchemasResp r) {
      return new RecordedOperation(
          exchange, request, r.getStatus(), r.getOperationHandle(), direct);
    } else if (response instanceof TGetColumnsResp r) {
      return new RecordedOperation(
          exchange, request, r.getStatus(), r.getOperationHandle(), direct);
    } else if (response instanceof TGetTablesResp r) {
      return new RecordedOperation(
          exchange, request, r.getStatus(), r.getOperationHandle(), direct);
    }
    throw new TException("made no operation: " + exchange);
  }

  /** Direct results have the same field in all answers that carry them. */
  static TSparkDirectResults directResults(Object response) {
    return (TSparkDirectResults) field((TBase<?, ?>) response, DIRECT_RESULTS);
  }

  private static <F extends TFieldIdEnum> Object field(TBase<?, F> struct, int id) {
    return struct.getFieldValue(struct.fieldForId(id));
  }

  TExecuteStatementReq statement() {
    return (TExecuteStatementReq) request;
  }

  boolean isStatement() {
    return request instanceof TExecuteStatementReq;
  }

  /** Whether the server refused or failed the statement. */
  boolean isFailure() {
    return status.getStatusCode() == TStatusCode.ERROR_STATUS
        || (directResults != null
            && directResults.getOperationStatus().getOperationState()
                == TOperationState.ERROR_STATE);
  }

  /** The SQLState of a failure; HY000 when the server named none. */
  String failureState() {
    boolean refused = status.getStatusCode() == TStatusCode.ERROR_STATUS;
    String state =
        refused ? status.getSqlState() : directResults.getOperationStatus().getSqlState();
    return state == null ? "HY000" : state;
  }

  /** The server's text for people. */
  String failureText() {
    if (status.getStatusCode() == TStatusCode.ERROR_STATUS) {
      return status.isSetDisplayMessage() ? status.getDisplayMessage() : status.getErrorMessage();
    }
    TGetOperationStatusResp failed = directResults.getOperationStatus();
    return failed.isSetDisplayMessage() ? failed.getDisplayMessage() : failed.getErrorMessage();
  }

  /** DML and DDL, told from queries as in protocol.md, "Rows or a count". */
  boolean isCount() {
    if (!hasMetadata()) {
      return true;
    }
    var columns = metadata().getSchema().getColumns();
    boolean ddl = columns.size() == 1 && columns.get(0).getColumnName().equals("Result");
    return ddl || directResults.getOperationStatus().isSetNumModifiedRows();
  }

  /** The recorded update count; DDL has none, which JDBC calls 0. */
  long count() {
    return hasMetadata() ? directResults.getOperationStatus().getNumModifiedRows() : 0;
  }

  boolean closedByDirectResults() {
    return directResults != null && directResults.isSetCloseOperation();
  }

  boolean hasMetadata() {
    return directResults != null && directResults.isSetResultSetMetadata();
  }

  TGetResultSetMetadataResp metadata() {
    return directResults.getResultSetMetadata();
  }

  boolean hasLinks() {
    return hasMetadata() && directResults.getResultSet().getResults().isSetResultLinks();
  }

  /** The recorded FetchResults of this operation that the client needed, in order. */
  List<Exchange> fetches(List<Exchange> conversation) throws TException {
    List<Exchange> found = new ArrayList<>();
    for (Exchange other : conversation) {
      if (handle != null && other.isThrift() && other.method().equals("FetchResults")) {
        TFetchResultsReq fetch =
            ThriftMessage.decode(other.requestBody()).content(TFetchResultsReq.class);
        if (fetch.getOperationHandle().getOperationId().equals(handle.getOperationId())) {
          found.add(other);
        }
      }
    }
    return found;
  }

  /** Decodes all rows, those of later pages too; links excepted. */
  RecordedResult result(List<Exchange> conversation) throws TException, IOException {
    List<TRowSet> sets = new ArrayList<>();
    sets.add(directResults.getResultSet().getResults());
    if (directResults.getResultSet().isHasMoreRows()) {
      for (Exchange fetch : fetches(conversation)) {
        sets.add(
            ThriftMessage.decode(fetch.responseBody())
                .content(TFetchResultsResp.class)
                .getResults());
      }
    }
    return metadata().getResultFormat() == TSparkRowSetType.COLUMN_BASED_SET
        ? columnar(sets)
        : arrow(sets);
  }

  private RecordedResult columnar(List<TRowSet> sets) {
    List<RecordedResult.Column> columns = ColumnarOracle.columns(metadata().getSchema());
    List<List<Object>> rows = new ArrayList<>();
    for (TRowSet set : sets) {
      rows.addAll(ColumnarOracle.rows(columns, set));
    }
    return new RecordedResult(columns, rows);
  }

  private RecordedResult arrow(List<TRowSet> sets) throws IOException {
    ArrowOracle oracle = new ArrowOracle(metadata().getArrowSchema());
    for (TRowSet set : sets) {
      for (TSparkArrowBatch batch :
          set.isSetArrowBatches() ? set.getArrowBatches() : List.<TSparkArrowBatch>of()) {
        byte[] bytes = batch.getBatch();
        oracle.add(
            metadata().isLz4Compressed() ? ArrowOracle.decompress(bytes) : bytes,
            batch.getRowCount());
      }
    }
    return oracle.result();
  }
}
