package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.FakeServer;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.thrift.TCancelOperationResp;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionResp;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
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
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Replies of a fake server, and a session on it. */
final class Fixture {
  static final String QUERY_ID = "00000000-0000-0003-0000-000000000004";

  final FakeServer server = new FakeServer();
  final AtomicInteger released = new AtomicInteger();

  Fixture() {
    server
        .reply("OpenSession", opened(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8))
        .reply("CloseSession", new TCloseSessionResp().setStatus(ok()))
        .reply("CancelOperation", new TCancelOperationResp().setStatus(ok()))
        .reply("CloseOperation", new TCloseOperationResp().setStatus(ok()));
  }

  ThriftSession open() throws DriverException {
    return open(config(null, null));
  }

  ThriftSession open(ConnectionConfig config) throws DriverException {
    ThriftSession.Wire wire =
        new ThriftSession.Wire(
            server,
            (silence, deadline) -> {
              throw new AssertionError("nothing to download");
            },
            released::incrementAndGet);
    return ThriftSession.open(config, Deadline.in(Duration.ofSeconds(20)), wire);
  }

  static ConnectionConfig config(@Nullable String catalog, @Nullable String schema) {
    Properties place = new Properties();
    if (catalog != null) {
      place.put("catalog", catalog);
    }
    if (schema != null) {
      place.put("schema", schema);
    }
    return parse("", place);
  }

  /** The settings that most tests begin with, and more, as a URL has them. */
  static ConnectionConfig config(String options) {
    return parse(options, new Properties());
  }

  private static ConnectionConfig parse(String options, Properties properties) {
    try {
      return ConfigParser.parse(
          "jdbc:databricks://localhost;httpPath=/sql;PWD=token;ansi_mode=true;timezone=server"
              + ";maxBytesPerPage=10000000;resultMemory=100000000;"
              + options,
          properties);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  static StatementRequest sql(String sql) {
    return new StatementRequest(sql, List.of(), Duration.ZERO, 0, 0);
  }

  static TStatus ok() {
    return new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS);
  }

  static TStatus error(@Nullable String state, String message) {
    TStatus status = new TStatus().setStatusCode(TStatusCode.ERROR_STATUS);
    status.setDisplayMessage(message);
    if (state != null) {
      status.setSqlState(state);
    }
    return status;
  }

  static TOpenSessionResp opened(TProtocolVersion version) {
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

  static THandleIdentifier identifier(long high, long low) {
    byte[] guid = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    return new THandleIdentifier().setGuid(guid).setSecret(new byte[] {9, 9, 9});
  }

  static TOperationHandle handle() {
    return new TOperationHandle()
        .setOperationId(identifier(3, 4))
        .setOperationType(TOperationType.EXECUTE_STATEMENT)
        .setHasResultSet(true);
  }

  static TGetOperationStatusResp state(TOperationState state) {
    return new TGetOperationStatusResp().setStatus(ok()).setOperationState(state);
  }

  /** A reply of which nothing but the state is known yet. */
  static TExecuteStatementResp submitted(TOperationState state) {
    return new TExecuteStatementResp()
        .setStatus(ok())
        .setOperationHandle(handle())
        .setDirectResults(new TSparkDirectResults().setOperationStatus(state(state)));
  }

  /** A reply with everything, open on the server. */
  static TExecuteStatementResp complete(
      TGetResultSetMetadataResp metadata, TFetchResultsResp page) {
    TExecuteStatementResp response = submitted(TOperationState.FINISHED_STATE);
    response.getDirectResults().setResultSetMetadata(metadata).setResultSet(page);
    return response;
  }

  static TExecuteStatementResp closed(TExecuteStatementResp response) {
    response.getDirectResults().setCloseOperation(new TCloseOperationResp().setStatus(ok()));
    return response;
  }

  static TGetResultSetMetadataResp metadata(String column, TTypeId type) {
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
  static TFetchResultsResp page(long start, int rows, boolean more) {
    List<Integer> values = IntStream.range((int) start, (int) start + rows).boxed().toList();
    return new TFetchResultsResp()
        .setStatus(ok())
        .setHasMoreRows(more)
        .setResults(
            new TRowSet()
                .setStartRowOffset(start)
                .setRows(List.of())
                .setColumns(
                    List.of(
                        TColumn.i32Val(
                            new TI32Column().setValues(values).setNulls(new byte[] {0})))));
  }

  /** A page of links, each of which holds 100 rows. */
  static TFetchResultsResp links(long start, int count, boolean more) {
    return new TFetchResultsResp()
        .setStatus(ok())
        .setHasMoreRows(more)
        .setResults(
            new TRowSet()
                .setStartRowOffset(0)
                .setResultLinks(
                    IntStream.range(0, count)
                        .mapToObj(
                            i ->
                                new TSparkArrowResultLink()
                                    .setFileLink("https://store/" + (start + 100L * i))
                                    .setExpiryTime(1_700_000_000_000L)
                                    .setStartRowOffset(start + 100L * i)
                                    .setRowCount(100)
                                    .setBytesNum(4_000))
                        .toList()));
  }
}
