package io.github.lakewire.jdbc.testkit;

import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetInfoResp;
import io.github.lakewire.thrift.TGetInfoValue;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TI32Column;
import io.github.lakewire.thrift.TNamespace;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TOperationType;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.thrift.TTableSchema;
import io.github.lakewire.thrift.TTypeDesc;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.TSerializable;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.jspecify.annotations.Nullable;

/** The one place where the tests build responses of a Thrift server by hand. */
public final class ThriftResponses {
  /** The identifier of the operation that {@link #handle} is of, as the driver prints it. */
  public static final String QUERY_ID = "00000000-0000-0003-0000-000000000004";

  private static final byte[] IDS = ArrowBytes.ids();

  private ThriftResponses() {}

  public static TStatus ok() {
    return new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS);
  }

  public static TStatus error(@Nullable String state, String message) {
    TStatus status = new TStatus().setStatusCode(TStatusCode.ERROR_STATUS);
    status.setDisplayMessage(message);
    if (state != null) {
      status.setSqlState(state);
    }
    return status;
  }

  /** A statement that was not executed, for the reason that the status tells. */
  public static TExecuteStatementResp refused(TStatus status) {
    return new TExecuteStatementResp().setStatus(status);
  }

  /** What GetInfo tells: the version of the server. */
  public static TGetInfoResp info(String version) {
    return new TGetInfoResp().setStatus(ok()).setInfoValue(TGetInfoValue.stringValue(version));
  }

  public static TOpenSessionResp opened() {
    return opened(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8);
  }

  public static TOpenSessionResp opened(TProtocolVersion version) {
    TOpenSessionResp response =
        new TOpenSessionResp()
            .setStatus(ok())
            .setServerProtocolVersion(version)
            .setSessionHandle(new TSessionHandle().setSessionId(identifier(1, 2)));
    return version.getValue() < 0xA501
        ? response
        : response
            .setInitialNamespace(new TNamespace().setCatalogName("spark").setSchemaName("default"))
            .setCanUseMultipleCatalogs(true);
  }

  public static THandleIdentifier identifier(long high, long low) {
    byte[] guid = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    return new THandleIdentifier().setGuid(guid).setSecret(new byte[] {9, 9, 9});
  }

  public static TOperationHandle handle() {
    return new TOperationHandle()
        .setOperationId(identifier(3, 4))
        .setOperationType(TOperationType.EXECUTE_STATEMENT)
        .setHasResultSet(true);
  }

  public static TGetOperationStatusResp state(TOperationState state) {
    return new TGetOperationStatusResp().setStatus(ok()).setOperationState(state);
  }

  /** A statement that the server has taken, without direct results. */
  public static TExecuteStatementResp accepted(TOperationHandle handle) {
    return new TExecuteStatementResp().setStatus(ok()).setOperationHandle(handle);
  }

  /** A response of which nothing but the state is known yet. */
  public static TExecuteStatementResp submitted(TOperationState state) {
    return accepted(handle())
        .setDirectResults(new TSparkDirectResults().setOperationStatus(state(state)));
  }

  /** A response with everything, open on the server. */
  public static TExecuteStatementResp complete(
      TGetResultSetMetadataResp metadata, TFetchResultsResp page) {
    TExecuteStatementResp response = submitted(TOperationState.FINISHED_STATE);
    response.getDirectResults().setResultSetMetadata(metadata).setResultSet(page);
    return response;
  }

  public static TExecuteStatementResp closed(TExecuteStatementResp response) {
    response.getDirectResults().setCloseOperation(new TCloseOperationResp().setStatus(ok()));
    return response;
  }

  public static TGetResultSetMetadataResp metadata(String column, TTypeId type) {
    TTypeEntry entry = TTypeEntry.primitiveEntry(new TPrimitiveTypeEntry().setType(type));
    return new TGetResultSetMetadataResp()
        .setStatus(ok())
        .setResultFormat(TSparkRowSetType.COLUMN_BASED_SET)
        .setSchema(
            new TTableSchema()
                .setColumns(
                    List.of(
                        new TColumnDesc()
                            .setColumnName(column)
                            .setComment("why")
                            .setPosition(1)
                            .setTypeDesc(new TTypeDesc().setTypes(List.of(entry))))));
  }

  /** A columnar page of the numbers from {@code start} on. */
  public static TFetchResultsResp page(long start, int rows, boolean more) {
    List<Integer> values = IntStream.range((int) start, (int) start + rows).boxed().toList();
    return columnar(
        start, more, TColumn.i32Val(new TI32Column().setValues(values).setNulls(new byte[] {0})));
  }

  /** A columnar page. */
  public static TFetchResultsResp columnar(long start, boolean more, TColumn... columns) {
    return fetched(new TRowSet().setStartRowOffset(start).setColumns(List.of(columns)), more);
  }

  /** A page of links, each of which holds 100 rows. */
  public static TFetchResultsResp links(long start, int count, boolean more) {
    return links(
        LongStream.range(0, count)
            .map(i -> start + 100 * i)
            .mapToObj(
                row ->
                    link("https://store/" + row, row, 100, 4_000).setExpiryTime(1_700_000_000_000L))
            .toList(),
        more);
  }

  public static TFetchResultsResp links(List<TSparkArrowResultLink> links, boolean more) {
    return fetched(new TRowSet().setStartRowOffset(0).setResultLinks(links), more);
  }

  /** A page of these rows. */
  public static TFetchResultsResp fetched(TRowSet rows, boolean more) {
    return new TFetchResultsResp()
        .setStatus(ok())
        .setHasMoreRows(more)
        .setResults(rows.isSetRows() ? rows : rows.setRows(List.of()));
  }

  /** A link that is good for a quarter of an hour. */
  public static TSparkArrowResultLink link(String url, long start, long rows, long bytes) {
    return new TSparkArrowResultLink()
        .setFileLink(url)
        .setExpiryTime(System.currentTimeMillis() + 900_000)
        .setStartRowOffset(start)
        .setRowCount(rows)
        .setBytesNum(bytes);
  }

  /** The rows 41 and 42 of one BIGINT column, complete and closed. */
  public static TExecuteStatementResp ids() {
    return arrow(IDS, 2, false);
  }

  /** One BIGINT column in one Arrow batch, complete and closed. */
  public static TExecuteStatementResp arrow(byte[] batch, long rowCount, boolean lz4) {
    TSparkArrowBatch sent = new TSparkArrowBatch().setBatch(batch).setRowCount(rowCount);
    TFetchResultsResp page =
        fetched(new TRowSet().setStartRowOffset(0).setArrowBatches(List.of(sent)), false);
    return closed(
        complete(
            metadata("id", TTypeId.BIGINT_TYPE)
                .setResultFormat(TSparkRowSetType.ARROW_BASED_SET)
                .setLz4Compressed(lz4)
                .setArrowSchema(ArrowBytes.schema(ArrowBytes.IDS)),
            page));
  }

  /** The body of an HTTP response: a message whose result is this struct, or this exception. */
  public static byte[] message(TMessage request, TSerializable content) {
    return content instanceof TApplicationException
        ? message(request, TMessageType.EXCEPTION, content)
        : message(request, TMessageType.REPLY, result(request.name, content));
  }

  private static byte[] message(TMessage request, byte type, TSerializable content) {
    try {
      TMemoryBuffer buffer = new TMemoryBuffer(1024);
      TBinaryProtocol out = new TBinaryProtocol(buffer);
      out.writeMessageBegin(new TMessage(request.name, type, request.seqid));
      content.write(out);
      out.writeMessageEnd();
      return Arrays.copyOf(buffer.getArray(), buffer.length());
    } catch (TException e) {
      throw new AssertionError(e);
    }
  }

  /** What a call returns, with this struct as its success. */
  public static TBase<?, ?> result(String method, TSerializable success) {
    TBase<?, ?> result = struct(method + "_result");
    setField(result, success);
    return result;
  }

  /** An empty struct of the service's calls. */
  public static TBase<?, ?> struct(String name) {
    try {
      return Class.forName("io.github.lakewire.thrift.TCLIService$" + name)
          .asSubclass(TBase.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such call: " + name, e);
    }
  }

  private static <F extends TFieldIdEnum> void setField(TBase<?, F> struct, Object value) {
    struct.setFieldValue(struct.fieldForId(0), value);
  }
}
