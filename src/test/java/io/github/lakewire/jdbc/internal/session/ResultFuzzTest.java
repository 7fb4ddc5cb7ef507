package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lakewire.jdbc.ThreadCost;
import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.ResultForm;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.thrift.CliService;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import io.github.lakewire.jdbc.internal.thrift.OpenRequest;
import io.github.lakewire.jdbc.internal.thrift.OperationResponse;
import io.github.lakewire.jdbc.internal.thrift.SessionHandle;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.tracing.TraceSource;
import io.github.lakewire.jdbc.testkit.BytesChannel;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TBinaryColumn;
import io.github.lakewire.thrift.TBoolColumn;
import io.github.lakewire.thrift.TByteColumn;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TDoubleColumn;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TI16Column;
import io.github.lakewire.thrift.TI64Column;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TStringColumn;
import io.github.lakewire.thrift.TTypeId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as the reply to a statement, read to the last value: either values or DriverExceptions.
 */
class ResultFuzzTest {
  private static final CallTimeouts BOUNDS =
      new CallTimeouts(Duration.ofSeconds(1), Deadline.none());
  private static final FetchResources TRANSFER =
      new FetchResources(
          Runnable::run,
          1,
          1 << 20,
          io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest.none());

  /** A reply's objects, and of each value what all getters make of it. */
  private static final long ALLOCATED_PER_BYTE = 4_000;

  private static final long ALLOCATED_ANYWAY = 1 << 20;
  private static final int MOST_ROWS = 20;

  /** The struct of the result; the message's header before it is right. */
  @MethodSource("results")
  @FuzzTest
  void result(byte[] input) throws Exception {
    SessionHandle session =
        new CliService(answering(OPENED), TraceSource.load())
            .openSession(
                new OpenRequest(OpenRequest.Dialect.DATABRICKS, Map.of(), null, null), BOUNDS)
            .execute(byte[]::new)
            .handle();
    ThreadCost.check(
        ALLOCATED_PER_BYTE * input.length + ALLOCATED_ANYWAY,
        () -> {
          try {
            read(
                new CliService(answering(input), TraceSource.load())
                    .executeStatement(
                        session,
                        StatementRequest.of("SELECT 1"),
                        null,
                        Repeat.IF_NOT_ARRIVED,
                        BOUNDS)
                    .execute(byte[]::new));
          } catch (DriverException refused) {
            assertFalse(refused.getMessage().isBlank());
          }
        });
  }

  private static void read(OperationResponse response) throws DriverException {
    response.direct().checkParts(response.handle().id());
    FetchedPage first = response.direct().firstPage();
    if (response.direct().metadata() == null || first == null) {
      return;
    }
    FakePages pages = new FakePages(first.rows());
    ResultForm binding = ReceivedResult.form(response.direct().metadata(), first, false);
    try (RowCursor cursor =
        binding.cursor(pages, () -> new ResultFiles().always(new byte[0]), TRANSFER)) {
      for (int row = 0; row < MOST_ROWS && cursor.advance(); row++) {
        for (int column = 0; column < binding.schema().columns().size(); column++) {
          ColumnReader reader = cursor.reader(column);
          if (!reader.isNull(cursor.row())) {
            read(reader, cursor.row());
          }
        }
      }
    }
  }

  private interface Getter {
    Object get(int row) throws DriverException;
  }

  private static void read(ColumnReader reader, int row) {
    assertNotNull(reader.sqlType());
    List<Getter> getters =
        List.of(
            reader::getObject,
            reader::getString,
            reader::getBoolean,
            reader::getInt,
            reader::getLong,
            reader::getFloat,
            reader::getDouble,
            reader::getBigDecimal,
            reader::getBytes,
            reader::getLocalDate,
            reader::getInstant,
            reader::getEpochMicros);
    for (Getter getter : getters) {
      try {
        assertNotNull(getter.get(row).toString());
      } catch (DriverException refused) {
        assertNotNull(refused.sqlState());
      }
    }
  }

  private static HttpChannel answering(byte[] struct) {
    return new BytesChannel(request -> reply(request, request.length, struct));
  }

  private static byte[] reply(byte[] request, int length, byte[] struct) {
    try {
      TMessage call =
          new TBinaryProtocol(new TMemoryInputTransport(request, 0, length)).readMessageBegin();
      TMemoryBuffer buffer = new TMemoryBuffer(64 + struct.length);
      new TBinaryProtocol(buffer)
          .writeMessageBegin(new TMessage(call.name, TMessageType.REPLY, call.seqid));
      buffer.write(struct);
      return bytes(buffer);
    } catch (TException e) {
      throw new AssertionError(e);
    }
  }

  // What the fuzzer begins with.

  private static final byte[] OPENED =
      struct(
          ThriftResponses.result(
              "OpenSession",
              ThriftResponses.opened(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8)));

  static Stream<byte[]> results() {
    byte[] nulls = {2};
    List<byte[]> results = new ArrayList<>();
    results.add(
        columnar(
            TTypeId.BOOLEAN_TYPE,
            TColumn.boolVal(new TBoolColumn().setValues(List.of(true, false)).setNulls(nulls))));
    results.add(
        columnar(
            TTypeId.TINYINT_TYPE,
            TColumn.byteVal(
                new TByteColumn().setValues(List.of((byte) 1, (byte) 2)).setNulls(nulls))));
    results.add(
        columnar(
            TTypeId.SMALLINT_TYPE,
            TColumn.i16Val(
                new TI16Column().setValues(List.of((short) 1, (short) 2)).setNulls(nulls))));
    results.add(
        columnar(
            TTypeId.BIGINT_TYPE,
            TColumn.i64Val(new TI64Column().setValues(List.of(1L, 2L)).setNulls(nulls))));
    results.add(
        columnar(
            TTypeId.FLOAT_TYPE,
            TColumn.doubleVal(
                new TDoubleColumn().setValues(List.of(1.5, Double.NaN)).setNulls(new byte[0]))));
    results.add(
        columnar(
            TTypeId.BINARY_TYPE,
            TColumn.binaryVal(
                new TBinaryColumn()
                    .setValues(List.of(ByteBuffer.wrap(nulls)))
                    .setNulls(new byte[0]))));
    for (Map.Entry<TTypeId, String> text :
        Map.of(
                TTypeId.STRING_TYPE, "text",
                TTypeId.DECIMAL_TYPE, "1.25",
                TTypeId.DATE_TYPE, "2024-02-29",
                TTypeId.TIMESTAMP_TYPE, "2024-02-29 01:02:03.5",
                TTypeId.ARRAY_TYPE, "[1,null,{\"a\":2024-02-29}]",
                TTypeId.INTERVAL_DAY_TIME_TYPE, "1 02:03:04.000000005")
            .entrySet()) {
      results.add(
          columnar(
              text.getKey(),
              TColumn.stringVal(
                  new TStringColumn()
                      .setValues(List.of(text.getValue(), "x"))
                      .setNulls(new byte[0]))));
    }
    TExecuteStatementResp links =
        ThriftResponses.complete(
            ThriftResponses.metadata("n", TTypeId.INT_TYPE).setArrowSchema(new byte[8]),
            ThriftResponses.links(0, 2, true));
    results.add(struct(ThriftResponses.result("ExecuteStatement", links)));
    return results.stream();
  }

  private static byte[] columnar(TTypeId type, TColumn column) {
    return struct(
        ThriftResponses.result(
            "ExecuteStatement",
            ThriftResponses.complete(
                ThriftResponses.metadata("c", type), ThriftResponses.columnar(0, false, column))));
  }

  private static byte[] struct(TBase<?, ?> result) {
    try {
      TMemoryBuffer buffer = new TMemoryBuffer(512);
      result.write(new TBinaryProtocol(buffer));
      return bytes(buffer);
    } catch (TException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(TMemoryBuffer buffer) {
    return Arrays.copyOf(buffer.getArray(), buffer.length());
  }
}
