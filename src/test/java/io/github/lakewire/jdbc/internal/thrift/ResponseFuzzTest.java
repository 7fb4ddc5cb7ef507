package io.github.lakewire.jdbc.internal.thrift;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lakewire.jdbc.ThreadCost;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.tracing.TraceSource;
import io.github.lakewire.jdbc.testkit.BytesChannel;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TBinaryColumn;
import io.github.lakewire.thrift.TBoolColumn;
import io.github.lakewire.thrift.TByteColumn;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionResp;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TDoubleColumn;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TGetTablesResp;
import io.github.lakewire.thrift.TI16Column;
import io.github.lakewire.thrift.TI32Column;
import io.github.lakewire.thrift.TI64Column;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStringColumn;
import io.github.lakewire.thrift.TTypeId;
import io.github.lakewire.thrift.TTypeQualifierValue;
import io.github.lakewire.thrift.TTypeQualifiers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializable;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as the body of a reply: either a DriverException or a record, and no more memory than
 * they justify.
 */
class ResponseFuzzTest {
  private static final CallTimeouts BOUNDS =
      new CallTimeouts(Duration.ofSeconds(1), Deadline.none());

  /**
   * One byte may be a struct with nothing in it: the object of the generated code and the record.
   */
  private static final long ALLOCATED_PER_BYTE = 500;

  private static final long ALLOCATED_ANYWAY = 128 << 10;

  /** The first byte chooses the call, the rest is the answer to it. */
  @MethodSource("replies")
  @FuzzTest
  void reply(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    ThreadCost.check(
        ALLOCATED_PER_BYTE * input.length + ALLOCATED_ANYWAY,
        () -> {
          try {
            read(call(input[0] & 15, body));
          } catch (DriverException refused) {
            assertFalse(refused.getMessage().isBlank());
          }
        });
  }

  private static ThriftCall<?> call(int number, byte[] body) throws TException {
    CliService service = new CliService(new BytesChannel(request -> body), TraceSource.load());
    SessionHandle session = Handles.session();
    OperationHandle operation = Handles.operation();
    return switch (number) {
      case 0 -> service.openSession(OPEN, BOUNDS);
      case 1 -> service.closeSession(session, BOUNDS);
      case 2 -> service.serverVersion(session, BOUNDS);
      case 3 -> service.operationStatus(operation, true, BOUNDS);
      case 4 -> service.cancelOperation(operation, BOUNDS);
      case 5 -> service.closeOperation(operation, BOUNDS);
      case 6 -> service.resultMetadata(operation, BOUNDS);
      case 7, 8, 9, 10 ->
          service.metadata(session, new MetadataRequest.Catalogs(), new PageLimits(1, 1), BOUNDS);
      case 11, 12 ->
          service.fetchResults(
              new FetchSpec(operation, new PageLimits(1, 1), OptionalLong.of(0), true, false),
              BOUNDS);
      default ->
          service.executeStatement(
              session, StatementRequest.of("SELECT 1"), null, Repeat.IF_NOT_ARRIVED, BOUNDS);
    };
  }

  private static final OpenRequest OPEN =
      new OpenRequest(OpenRequest.Dialect.DATABRICKS, Map.of(), null, null);

  /** What a session asks of a reply. */
  private static void read(ThriftCall<?> call) throws DriverException {
    Object response = call.execute(byte[]::new);
    if (response instanceof OperationResponse statement) {
      statement.direct().checkParts(statement.handle().id());
      if (statement.direct().status() != null) {
        statement.direct().status().check(statement.handle().id());
      }
    } else if (response instanceof OperationStatus status) {
      status.check(Handles.ID);
    }
  }

  // What the fuzzer begins with: good answers to each call, and an error.

  static Stream<byte[]> replies() {
    TStatus error =
        ThriftResponses.error("42000", "")
            .setErrorCode(7)
            .setErrorMessage("org.apache.hive.service.cli.HiveSQLException: [PARSE_ERROR] no")
            .setErrorDetailsJson("{\"errorClass\":\"PARSE_ERROR\",\"messageParameters\":{}}")
            .setInfoMessages(List.of("*java.lang.Exception", "at a.b(C.java:1)"));
    error.unsetDisplayMessage();
    TGetOperationStatusResp finished =
        ThriftResponses.state(TOperationState.FINISHED_STATE).setNumModifiedRows(3);
    TGetOperationStatusResp failed =
        ThriftResponses.state(TOperationState.ERROR_STATE)
            .setSqlState("22012")
            .setErrorMessage("divided by zero");
    TGetResultSetMetadataResp metadata =
        ThriftResponses.metadata("d", TTypeId.DECIMAL_TYPE)
            .setResultFormat(TSparkRowSetType.ARROW_BASED_SET)
            .setLz4Compressed(true)
            .setArrowSchema(new byte[8]);
    metadata
        .getSchema()
        .getColumns()
        .get(0)
        .getTypeDesc()
        .getTypes()
        .get(0)
        .getPrimitiveEntry()
        .setTypeQualifiers(
            new TTypeQualifiers()
                .setQualifiers(
                    Map.of(
                        "precision", TTypeQualifierValue.i32Value(10),
                        "scale", TTypeQualifierValue.i32Value(2))));
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(seed(0, "OpenSession", ThriftResponses.opened()));
    seeds.add(seed(1, "CloseSession", new TCloseSessionResp().setStatus(error)));
    seeds.add(seed(2, "GetInfo", ThriftResponses.info("3.5")));
    seeds.add(seed(3, "GetOperationStatus", finished));
    seeds.add(seed(3, "GetOperationStatus", failed));
    seeds.add(seed(5, "CloseOperation", new TCloseOperationResp().setStatus(ThriftResponses.ok())));
    seeds.add(seed(6, "GetResultSetMetadata", metadata));
    for (TRowSet rows : rowSets()) {
      TFetchResultsResp page = ThriftResponses.fetched(rows, true);
      seeds.add(seed(11, "FetchResults", page));
      TExecuteStatementResp response = ThriftResponses.complete(metadata, page);
      response.getDirectResults().setOperationStatus(finished);
      seeds.add(seed(13, "ExecuteStatement", response));
    }
    seeds.add(
        seed(
            9,
            "GetTables",
            new TGetTablesResp()
                .setStatus(ThriftResponses.ok())
                .setOperationHandle(ThriftResponses.handle())));
    return seeds.stream();
  }

  private static List<TRowSet> rowSets() {
    ByteBuffer nulls = ByteBuffer.wrap(new byte[] {2});
    TSparkArrowResultLink link =
        ThriftResponses.link("https://store/file", 0, 9, 99)
            .setExpiryTime(1_700_000_000_000L)
            .setHttpHeaders(Map.of("x", "y"));
    return List.of(
        new TRowSet()
            .setColumns(
                List.of(
                    TColumn.boolVal(
                        new TBoolColumn().setValues(List.of(true, false)).setNulls(nulls)),
                    TColumn.byteVal(
                        new TByteColumn().setValues(List.of((byte) 1, (byte) 2)).setNulls(nulls)),
                    TColumn.i16Val(
                        new TI16Column().setValues(List.of((short) 1, (short) 2)).setNulls(nulls)),
                    TColumn.i32Val(new TI32Column().setValues(List.of(1, 2)).setNulls(nulls)),
                    TColumn.i64Val(new TI64Column().setValues(List.of(1L, 2L)).setNulls(nulls)),
                    TColumn.doubleVal(
                        new TDoubleColumn().setValues(List.of(1.0, 2.0)).setNulls(nulls)),
                    TColumn.stringVal(
                        new TStringColumn().setValues(List.of("a", "b")).setNulls(nulls)),
                    TColumn.binaryVal(
                        new TBinaryColumn().setValues(List.of(nulls, nulls)).setNulls(nulls)))),
        new TRowSet()
            .setArrowBatches(List.of(new TSparkArrowBatch().setBatch(nulls).setRowCount(2))),
        new TRowSet().setResultLinks(List.of(link, link.deepCopy().setStartRowOffset(9))));
  }

  private static byte[] seed(int call, String method, TSerializable success) {
    byte[] message = ThriftResponses.message(new TMessage(method, TMessageType.CALL, 1), success);
    byte[] seed = new byte[1 + message.length];
    seed[0] = (byte) call;
    System.arraycopy(message, 0, seed, 1, message.length);
    return seed;
  }
}
