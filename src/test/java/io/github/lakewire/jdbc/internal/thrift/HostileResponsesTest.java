package io.github.lakewire.jdbc.internal.thrift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.tracing.TraceSource;
import io.github.lakewire.jdbc.testkit.BytesChannel;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that make no sense end in a DriverException, whatever they are, and cost no memory. */
class HostileResponsesTest {
  private static final CallTimeouts BOUNDS =
      new CallTimeouts(Duration.ofSeconds(1), Deadline.none());

  @Test
  void replyCutOffAnywhereIsAFault() throws Exception {
    RecordedExchanges.Exchange exchange = smallStatement();
    SessionHandle session = Handles.session();
    for (int length = 0; length < exchange.reply().length; length++) {
      byte[] cut = Arrays.copyOf(exchange.reply(), length);
      DriverException exception =
          assertThrows(
              DriverException.class, () -> execute(exchange, session, cut), "cut off at " + length);
      assertEquals(DriverException.Kind.PROTOCOL, exception.kind(), "cut off at " + length);
    }
  }

  @Test
  void flippedBytesAreReadOrAreAFault() throws Exception {
    Random random = new Random(20261122);
    SessionHandle session = Handles.session();
    for (RecordedExchanges.Exchange exchange :
        List.of(smallStatement(), metadata(), RecordedLinks.exchange())) {
      for (int round = 0; round < 4000; round++) {
        byte[] bytes = exchange.reply();
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          // Mostly at the beginning: later there is only data.
          int at = random.nextInt(random.nextInt(bytes.length) + 1);
          bytes[at] = (byte) random.nextInt(256);
        }
        try {
          OperationResponse response = execute(exchange, session, bytes);
          response.direct().checkParts(null);
          if (response.direct().status() != null) {
            response.direct().status().check(null);
          }
        } catch (DriverException exception) {
          assertTrue(exception.getMessage() != null);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 100_000_000, -1, Integer.MIN_VALUE})
  void listCountBeyondTheBytesIsRefusedBeforeAllocation(int count) throws Exception {
    for (byte element :
        new byte[] {TType.I64, TType.BOOL, TType.STRUCT, TType.STRING, TType.LIST}) {
      refuse(
          out -> {
            // directResults.resultSet.results.columns, or whatever the element type makes of it
            struct(out, 1281);
            struct(out, 3);
            struct(out, 3);
            out.writeFieldBegin(new TField("columns", TType.LIST, (short) 3));
            out.writeListBegin(new TList(element, count));
          });
    }
  }

  @Test
  void countOfI64ValuesBeyondTheBytesIsRefusedBeforeAllocation() throws Exception {
    refuse(
        out -> {
          struct(out, 1281);
          struct(out, 3);
          struct(out, 3);
          out.writeFieldBegin(new TField("columns", TType.LIST, (short) 3));
          out.writeListBegin(new TList(TType.STRUCT, 1));
          struct(out, 5);
          out.writeFieldBegin(new TField("values", TType.LIST, (short) 1));
          out.writeListBegin(new TList(TType.I64, 200_000_000));
        });
  }

  @Test
  void listOfNothingsIsRefusedBeforeEachBecomesAnObject() throws Exception {
    TMemoryBuffer buffer = new TMemoryBuffer(1 << 20);
    TBinaryProtocol out = new TBinaryProtocol(buffer);
    out.writeMessageBegin(new TMessage("ExecuteStatement", TMessageType.REPLY, 1));
    struct(out, 0);
    struct(out, 1281);
    struct(out, 3);
    struct(out, 3);
    out.writeFieldBegin(new TField("resultLinks", TType.LIST, (short) 1282));
    out.writeListBegin(new TList(TType.STRUCT, 1_000_000));
    buffer.write(new byte[1_000_100]);
    DriverException exception = refused(buffer);
    assertTrue(exception.getMessage().contains("size exceeds"), exception.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 1_000_000_000, -1, Integer.MIN_VALUE})
  void stringBinaryAndMapLengthsBeyondTheBytesAreRefused(int length) throws Exception {
    refuse(
        out -> {
          struct(out, 1);
          out.writeFieldBegin(new TField("sqlState", TType.STRING, (short) 3));
          out.writeI32(length);
        });
    refuse(
        out -> {
          struct(out, 2);
          struct(out, 1);
          out.writeFieldBegin(new TField("guid", TType.STRING, (short) 1));
          out.writeI32(length);
        });
    refuse(
        out -> {
          out.writeFieldBegin(new TField("unknown", TType.MAP, (short) 4000));
          out.writeMapBegin(new TMap(TType.I64, TType.STRUCT, length));
        });
  }

  @Test
  void unknownFieldsNestedWithoutEndAreRefused() throws Exception {
    refuse(
        out -> {
          for (int depth = 0; depth < 100_000; depth++) {
            struct(out, 4000);
          }
        });
  }

  @Test
  void replyToAnotherCallIsRefused() throws Exception {
    TMemoryBuffer buffer = new TMemoryBuffer(64);
    new TBinaryProtocol(buffer)
        .writeMessageBegin(new TMessage("ExecuteStatement", TMessageType.REPLY, 77));
    DriverException exception = refused(buffer);
    assertTrue(exception.getMessage().contains("77"), exception.getMessage());
  }

  private static TMemoryBuffer exception(int type, String message) throws Exception {
    TMemoryBuffer buffer = new TMemoryBuffer(64);
    TBinaryProtocol out = new TBinaryProtocol(buffer);
    out.writeMessageBegin(new TMessage("ExecuteStatement", TMessageType.EXCEPTION, 1));
    new TApplicationException(type, message).write(out);
    return buffer;
  }

  @Test
  void exceptionOfTheServersThriftIsNamed() throws Exception {
    DriverException exception =
        refused(exception(TApplicationException.INTERNAL_ERROR, "out of luck"));
    assertEquals(
        "The server could not handle ExecuteStatement: out of luck", exception.getMessage());
  }

  @Test
  void aCallThatTheServerDoesNotHaveIsUnsupported() throws Exception {
    DriverException exception =
        failure(exception(TApplicationException.UNKNOWN_METHOD, "no such method"));
    assertEquals(DriverException.Kind.UNSUPPORTED, exception.kind());
    assertEquals(
        "The server could not handle ExecuteStatement: no such method", exception.getMessage());
  }

  @Test
  void htmlIsRefused() throws Exception {
    TMemoryBuffer buffer = new TMemoryBuffer(64);
    buffer.write(
        "<!DOCTYPE html><html><body>Sign in</body></html>".getBytes(StandardCharsets.UTF_8));
    refused(buffer);
  }

  @Test
  void successWithoutHandleIsRefused() throws Exception {
    refuse(
        out -> {
          out.writeFieldBegin(new TField("status", TType.STRUCT, (short) 1));
          new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS).write(out);
          out.writeFieldStop();
          out.writeFieldStop();
        });
  }

  private interface Writing {
    void to(TBinaryProtocol out) throws Exception;
  }

  private static void struct(TBinaryProtocol out, int id) throws Exception {
    out.writeFieldBegin(new TField("", TType.STRUCT, (short) id));
  }

  /** Begins a reply of ExecuteStatement, lets the test go on, and ends it nowhere. */
  private static void refuse(Writing writing) throws Exception {
    TMemoryBuffer buffer = new TMemoryBuffer(1024);
    TBinaryProtocol out = new TBinaryProtocol(buffer);
    out.writeMessageBegin(new TMessage("ExecuteStatement", TMessageType.REPLY, 1));
    struct(out, 0);
    writing.to(out);
    refused(buffer);
  }

  private static DriverException refused(TMemoryBuffer buffer) throws Exception {
    DriverException exception = failure(buffer);
    assertEquals(DriverException.Kind.PROTOCOL, exception.kind(), exception.getMessage());
    return exception;
  }

  private static DriverException failure(TMemoryBuffer buffer) throws Exception {
    byte[] response = Arrays.copyOf(buffer.getArray(), buffer.length());
    HttpChannel channel = new BytesChannel(request -> response);
    SessionHandle session = Handles.session();
    DriverException exception =
        assertThrows(
            DriverException.class,
            () ->
                new CliService(channel, TraceSource.load())
                    .executeStatement(
                        session,
                        StatementRequest.of("SELECT 1"),
                        null,
                        Repeat.IF_NOT_ARRIVED,
                        BOUNDS)
                    .execute(byte[]::new));
    return exception;
  }

  private static OperationResponse execute(
      RecordedExchanges.Exchange exchange, SessionHandle session, byte[] bytes)
      throws DriverException {
    CliService service = new CliService(exchange.channel(bytes), TraceSource.load());
    return exchange.method().equals("GetTables")
        ? service
            .metadata(
                session, new MetadataRequest.Tables(null, null, null), new PageLimits(1, 1), BOUNDS)
            .execute(byte[]::new)
        : service
            .executeStatement(
                session, StatementRequest.of("SELECT 1"), null, Repeat.IF_NOT_ARRIVED, BOUNDS)
            .execute(byte[]::new);
  }

  private static RecordedExchanges.Exchange smallStatement() throws Exception {
    for (RecordedExchanges.Exchange exchange : RecordedExchanges.of("ExecuteStatement")) {
      if (exchange.file().endsWith("parameters.jsonl")
          && exchange
                  .decoded()
                  .path("directResults")
                  .path("resultSet")
                  .path("results")
                  .path("arrowBatches")
                  .size()
              > 0) {
        return exchange;
      }
    }
    throw new AssertionError("no such recording");
  }

  private static RecordedExchanges.Exchange metadata() throws Exception {
    return RecordedExchanges.of("GetTables").get(0);
  }

  /** A CloudFetch reply. */
  private static final class RecordedLinks {
    static RecordedExchanges.Exchange exchange() throws Exception {
      for (RecordedExchanges.Exchange exchange : RecordedExchanges.of("ExecuteStatement")) {
        if (exchange
            .decoded()
            .path("directResults")
            .path("resultSet")
            .path("results")
            .has("resultLinks")) {
          return exchange;
        }
      }
      throw new AssertionError("no such recording");
    }
  }
}
