package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.Bombs;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TI32Column;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TTypeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializable;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No answer of a hostile server ends in an Error: lengths that are announced but not there, few
 * bytes that stand for many, answers without end, and texts that are none, in a JVM with a heap of
 * 128 MB. And the connection goes on.
 */
@Timeout(120)
@Tag("long")
class HostileServerTest {
  private static final int MEGABYTES_200 = 200 << 20;
  private static final int HUGE = Integer.MAX_VALUE;
  private static final String THRIFT = "application/x-thrift";
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

  /** What must not reach a message, a warning or a log as it is; the line break may, but no log. */
  private static final String HARMFUL =
      "a\0b\u001b[31mc\rd\u0085e\u2028f\u202eg\u2066h\u009bi\r\nINJECTED j\nINJECTED k";

  private final List<AutoCloseable> servers = new ArrayList<>();
  private final List<Bomb> bombs = new ArrayList<>();
  private final ResultFiles files = new ResultFiles();

  @TempDir private Path folder;

  /** What a reader of a bomb says, and of the statement behind it. */
  private record Bomb(String what, String url, String outcome) {
    String line() {
      return what + ": " + outcome + (outcome.endsWith("]") ? "" : "[]") + "\n";
    }
  }

  @AfterEach
  void stop() throws Exception {
    files.close();
    for (AutoCloseable server : servers) {
      server.close();
    }
  }

  private FakeThriftServer server() {
    FakeThriftServer server = new FakeThriftServer();
    servers.add(server);
    return server;
  }

  private void bomb(String what, FakeThriftServer server, String outcome) {
    bombs.add(new Bomb(what, server.url(), outcome));
  }

  /** A statement whose response is anything, and one as it should be. */
  private void statement(String what, FakeThriftServer.HttpHandler response, String outcome) {
    FakeThriftServer server = server().respond("ExecuteStatement", ThriftResponses.ids());
    server.onceThen("ExecuteStatement", response);
    bomb(what, server, outcome);
  }

  private void statement(String what, TSerializable response, String outcome) {
    bomb(what, server().respond("ExecuteStatement", response, ThriftResponses.ids()), outcome);
  }

  private void batch(String what, byte[] batch, String outcome) {
    statement(what, open(batch, false, false), outcome);
  }

  private RawSocketServer raw(RawSocketServer.Response response) throws IOException {
    RawSocketServer server = new RawSocketServer().always(response);
    servers.add(server);
    return server;
  }

  private void head(String what, RawSocketServer.Response response, String outcome)
      throws IOException {
    bombs.add(new Bomb(what, raw(response).url(), outcome));
  }

  private void file(String what, RawSocketServer.Response response, String outcome)
      throws IOException {
    String link = "http://127.0.0.1:" + raw(response).port() + "/file";
    TExecuteStatementResp linked = links(ThriftResponses.link(link, 0, 2, 0));
    bomb(
        what,
        server()
            .respond("ExecuteStatement", linked, ThriftResponses.ids())
            .respond("FetchResults", linked.getDirectResults().getResultSet()),
        outcome);
  }

  /** Announces far more than it sends. */
  private static void announce(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", THRIFT);
    exchange.sendResponseHeaders(200, MEGABYTES_200);
    exchange.getResponseBody().write(new byte[10]);
    exchange.getResponseBody().flush();
  }

  private static TExecuteStatementResp open(byte[] batch, boolean lz4, boolean more) {
    TExecuteStatementResp response = ThriftResponses.arrow(batch, 2, lz4);
    response.getDirectResults().unsetCloseOperation();
    response.getDirectResults().getResultSet().setHasMoreRows(more);
    return response;
  }

  private static TExecuteStatementResp links(TSparkArrowResultLink... links) {
    TExecuteStatementResp response = open(new byte[0], true, false);
    response
        .getDirectResults()
        .getResultSet()
        .setResults(
            new TRowSet().setStartRowOffset(0).setRows(List.of()).setResultLinks(List.of(links)));
    return response;
  }

  private FakeThriftServer more() {
    return server()
        .respond(
            "ExecuteStatement",
            open(ArrowBytes.lz4(ArrowBytes.ids()), true, true),
            ThriftResponses.ids());
  }

  @Test
  void bodiesThatAreAnnouncedOrGoOnWithoutEnd() throws Exception {
    byte[] zeros = ArrowBytes.lz4(new byte[MEGABYTES_200]);
    bomb(
        "open", server().onHttp("OpenSession", (exchange, request) -> announce(exchange)), "53200");
    statement("execute", (exchange, request) -> announce(exchange), "53200, then read 2");
    bomb(
        "fetch",
        more().onHttp("FetchResults", (exchange, request) -> announce(exchange)),
        "53200, then read 2");
    // One array that the JVM refuses takes nothing from others.
    statement(
        "frame",
        open(zeros, true, false),
        "53200, then read 2[java.lang.OutOfMemoryError: Java heap space]");
    statement(
        "file", links(ThriftResponses.link(files.stored(zeros), 0, 2, HUGE)), "08P01, then read 2");
    statement(
        "file",
        links(ThriftResponses.link(files.stored(zeros), 0, 2, MEGABYTES_200)),
        "08P01, then read 2");
    bomb("endless open", server().onHttp("OpenSession", Bombs.endless(200, THRIFT)), "53200");
    head(
        "endless open to the end of the connection",
        Bombs.endless(OK + "Content-Type: " + THRIFT + "\r\n\r\n", "x"),
        "53200");
    statement("endless execute", Bombs.endless(200, THRIFT), "53200, then read 2");
    bomb(
        "endless fetch",
        more().onHttp("FetchResults", Bombs.endless(200, THRIFT)),
        "53200, then read 2");
    bomb(
        "endless Metadata",
        server().onHttp("GetTables", Bombs.endless(200, THRIFT)),
        "53200, then 53200");
    file(
        "endless file",
        Bombs.endless(OK + CHUNKED, "10\r\n0123456789abcdef\r\n"),
        "53200, then read 2");
    file(
        "endless file to the end of the connection",
        Bombs.endless(OK + "\r\n", "x"),
        "53200, then read 2");
    statement("endless error", Bombs.endless(500, "text/html"), "08006, then read 2");
    statement("endless refusal", Bombs.endless(403, "application/json"), "28000, then read 2");
    statement("endless page", Bombs.endless(200, "text/html"), "08004, then read 2");
    bomb(
        "endless close",
        server()
            .respond("ExecuteStatement", open(ArrowBytes.ids(), false, false))
            .onHttp("CloseOperation", Bombs.endless(200, THRIFT)),
        "read 2, then read 2");
    play();
  }

  @Test
  void messagesWhoseCountsAndLengthsAreNotThere() throws Exception {
    for (int count : new int[] {HUGE, 100_000_000, -1}) {
      for (byte type : new byte[] {TType.STRUCT, TType.STRING}) {
        statement(
            "list of " + count,
            Bombs.reply(
                out -> {
                  Bombs.structs(out, 1281, 3, 3);
                  out.writeFieldBegin(new TField("resultLinks", TType.LIST, (short) 1282));
                  out.writeListBegin(new TList(type, count));
                }),
            "08P01, then read 2");
      }
      statement(
          "set of " + count,
          Bombs.reply(
              out -> {
                out.writeFieldBegin(new TField("unknown", TType.SET, (short) 4000));
                out.writeListBegin(new TList(TType.STRING, count));
              }),
          "08P01, then read 2");
      statement("map of " + count, Bombs.reply(out -> headers(out, count)), "08P01, then read 2");
      statement(
          "text of " + count,
          Bombs.reply(
              out -> {
                Bombs.structs(out, 1);
                out.writeFieldBegin(new TField("displayMessage", TType.STRING, (short) 6));
                out.writeI32(count);
              }),
          "08P01, then read 2");
      statement(
          "binary of " + count,
          Bombs.reply(
              out -> {
                Bombs.structs(out, 2, 1);
                out.writeFieldBegin(new TField("guid", TType.STRING, (short) 1));
                out.writeI32(count);
              }),
          "08P01, then read 2");
    }
    statement(
        "nested without end",
        Bombs.reply(
            out -> {
              for (int depth = 0; depth < 100_000; depth++) {
                Bombs.structs(out, 4000);
              }
            }),
        "08P01, then read 2");
    play();
  }

  @Test
  void messagesOfManyThings() throws Exception {
    statement(
        "columns of a schema",
        Bombs.reply(
            out -> {
              Bombs.structs(out, 1281, 2, 2);
              out.writeFieldBegin(new TField("columns", TType.LIST, (short) 1));
              out.writeListBegin(new TList(TType.STRUCT, 3_000_000));
              for (int i = 0; i < 3_000_000; i++) {
                out.writeFieldBegin(new TField("columnName", TType.STRING, (short) 1));
                out.writeString("x");
                out.writeFieldStop();
              }
            }),
        "53200, then read 2");
    statement(
        "links",
        Bombs.reply(
            out -> {
              Bombs.structs(out, 1281, 3, 3);
              out.writeFieldBegin(new TField("resultLinks", TType.LIST, (short) 1282));
              out.writeListBegin(new TList(TType.STRUCT, 3_000_000));
              for (int i = 0; i < 3_000_000; i++) {
                out.writeFieldBegin(new TField("fileLink", TType.STRING, (short) 1));
                out.writeString("x");
                out.writeFieldStop();
              }
            }),
        "53200, then read 2");
    statement(
        "headers of a link",
        Bombs.reply(
            out -> {
              headers(out, 3_000_000);
              for (int i = 0; i < 3_000_000; i++) {
                out.writeString(Integer.toString(i));
                out.writeString("");
              }
            }),
        "53200, then read 2");
    TStatus much = ThriftResponses.ok().setInfoMessages(Collections.nCopies(4_000_000, "x"));
    bomb(
        "messages beside success",
        server().respond("OpenSession", ThriftResponses.opened().setStatus(much)),
        "53200");
    byte[] id = new byte[20 << 20];
    TExecuteStatementResp long_ = ThriftResponses.submitted(TOperationState.RUNNING_STATE);
    long_.getOperationHandle().getOperationId().setGuid(id);
    statement("identifier", long_, "08P01, then read 2");
    statement("bytes of nulls", columns(column(2, 20 << 20), column(2, 0)), "read 2, then read 2");
    statement("columns of two lengths", columns(column(2, 1), column(3, 1)), "08P01, then read 2");
    play();
  }

  private static void headers(TBinaryProtocol out, int count) throws TException {
    Bombs.structs(out, 1281, 3, 3);
    out.writeFieldBegin(new TField("resultLinks", TType.LIST, (short) 1282));
    out.writeListBegin(new TList(TType.STRUCT, 1));
    out.writeFieldBegin(new TField("httpHeaders", TType.MAP, (short) 6));
    out.writeMapBegin(new TMap(TType.STRING, TType.STRING, count));
  }

  private static TExecuteStatementResp columns(TColumn one, TColumn other) {
    TGetResultSetMetadataResp metadata = ThriftResponses.metadata("id", TTypeId.INT_TYPE);
    TColumnDesc column = metadata.getSchema().getColumns().get(0);
    metadata.getSchema().setColumns(List.of(column, column));
    return ThriftResponses.complete(metadata, ThriftResponses.columnar(0, false, one, other));
  }

  private static TColumn column(int rows, int nulls) {
    return TColumn.i32Val(
        new TI32Column().setValues(Collections.nCopies(rows, 7)).setNulls(new byte[nulls]));
  }

  @Test
  void headsOfResponses() throws Exception {
    String header = "x".repeat(1000);
    head("status line", Bombs.endless("HTTP/1.1 200 ", "x"), "08P01");
    head("header", Bombs.endless(OK + "X-Long: ", "x"), "08P01");
    head("headers", Bombs.endless(OK, "Set-Cookie: a=" + header + "\r\n"), "08P01");
    head("folded header", Bombs.endless(OK + "X-Long: a\r\n", " " + header + "\r\n"), "08P01");
    head("size of a chunk", Bombs.endless(OK + thrift(CHUNKED), "1"), "08P01");
    head("extension of a chunk", Bombs.endless(OK + thrift(CHUNKED) + "1;", "x"), "08P01");
    head("trailers", Bombs.endless(OK + thrift(CHUNKED) + "0\r\n", "X: x\r\n"), "08P01");
    head("interim responses", Bombs.endless("", "HTTP/1.1 102 Wait\r\n\r\n"), "08P01");
    head("nothing", Bombs.endless("", "\r\n"), "08P01");
    head("retry after", RawSocketServer.status("503 Busy", "Retry-After: 99999999999999"), "08001");
    head(
        "retry after",
        RawSocketServer.status("429 Busy", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"),
        "08001");
    head("redirect", RawSocketServer.status("302 Found", "Location: http://[::1]/"), "08004");
    // No compression is asked for, and none is undone: what comes is no Thrift.
    head(
        "compressed",
        RawSocketServer.answer(
            "200 OK", "\37\213\b", "Content-Type: " + THRIFT, "Content-Encoding: gzip"),
        "08P01");
    file("header of a file", Bombs.endless(OK + "X-Long: ", "x"), "57012, then read 2");
    file(
        "interim responses of a store",
        Bombs.endless("", "HTTP/1.1 103 Hints\r\n\r\n"),
        "57012, then read 2");
    file("size of a chunk of a file", Bombs.endless(OK + CHUNKED, "1"), "57012, then read 2");
    file(
        "redirect of a store",
        RawSocketServer.status("302 Found", "Location: /b"),
        "57012, then read 2");
    file(
        "error of a store",
        Bombs.endless("HTTP/1.1 403 No\r\n\r\n", "<Code>"),
        "57012, then read 2");
    play();
  }

  private static String thrift(String rest) {
    return "Content-Type: " + THRIFT + "\r\n" + rest;
  }

  @Test
  void batchesWhoseNumbersLie() throws Exception {
    long[][] two = {{2, 0}};
    long[][] places = {{0, 0}, {0, 16}};
    byte[] body = new byte[16];
    long huge = 1L << 62;
    batch("metadata", lengths(HUGE), "08P01, then read 2");
    batch("negative metadata", lengths(-5), "08P01, then read 2");
    batch("body", Bombs.batch(2, two, places, huge, body), "08P01, then read 2");
    batch("body", Bombs.batch(2, two, places, HUGE, body), "08P01, then read 2");
    batch("negative body", Bombs.batch(2, two, places, -1, body), "08P01, then read 2");
    batch("rows", Bombs.batch(huge, two, places, 16, body), "08P01, then read 2");
    batch("negative rows", Bombs.batch(-2, two, places, 16, body), "08P01, then read 2");
    batch(
        "values", Bombs.batch(2, new long[][] {{huge, 0}}, places, 16, body), "08P01, then read 2");
    batch(
        "values",
        Bombs.batch(2, new long[][] {{HUGE, HUGE}}, places, 16, body),
        "08P01, then read 2");
    for (long[] place :
        new long[][] {{huge, 16}, {0, huge}, {-8, 16}, {0, -16}, {8, 16}, {Long.MAX_VALUE, 1}}) {
      batch(
          "buffer",
          Bombs.batch(2, two, new long[][] {{0, 0}, place}, 16, body),
          "08P01, then read 2");
    }
    batch("dictionary", Bombs.dictionary(), "08P01, then read 2");
    batch("compressed buffers", Bombs.compressedBuffers(), "HYC00, then read 2");
    byte[] ids = ArrowBytes.ids();
    statement("frame", open(Bombs.announcingFrame(huge, ids), true, false), "08P01, then read 2");
    statement("frame", open(Bombs.announcingFrame(1, ids), true, false), "08P01, then read 2");
    texts("decreasing offsets", 0, 8, 4);
    texts("offsets outside", 0, HUGE, 4);
    texts("negative offsets", -4, 0, 4);
    schema("many fields", Bombs.manyFields(1_000_000));
    schema("deep fields", Bombs.nestedFields(10_000));
    play();
  }

  private static byte[] lengths(int metadata) {
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(-1)
        .putInt(metadata)
        .array();
  }

  private void texts(String what, int... offsets) {
    ByteBuffer body = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int offset : offsets) {
      body.putInt(offset);
    }
    long[][] places = {{0, 0}, {0, 12}, {16, 8}};
    byte[] batch = Bombs.batch(2, new long[][] {{2, 0}}, places, 24, body.array());
    TExecuteStatementResp response = open(batch, false, false);
    response
        .getDirectResults()
        .setResultSetMetadata(
            response
                .getDirectResults()
                .getResultSetMetadata()
                .setArrowSchema(
                    ArrowBytes.schema(
                        new Schema(List.of(Field.nullable("id", new ArrowType.Utf8()))))));
    statement(what, response, "08P01, then read 2");
  }

  private void schema(String what, byte[] schema) {
    TExecuteStatementResp response = open(ArrowBytes.ids(), false, false);
    response.getDirectResults().getResultSetMetadata().setArrowSchema(schema);
    statement(what, response, "08P01, then read 2");
  }

  @Test
  void textsWithoutEndOrWithControlCharacters() throws Exception {
    for (String text : List.of(HARMFUL, HARMFUL.repeat(2_000), "x".repeat(20 << 20))) {
      statement("error", ThriftResponses.refused(error(text)), "42000, then read 2");
      TStatus message = error("").setErrorMessage(text);
      statement("message", ThriftResponses.refused(message), "42000, then read 2");
      String details = "{\"errorClass\":\"" + json(text) + "\"}";
      TStatus named = error("no").setErrorDetailsJson(details);
      statement("class", ThriftResponses.refused(named), "42000, then read 2");
      statement(
          "exception",
          new TApplicationException(TApplicationException.INTERNAL_ERROR, text),
          "08P01, then read 2");
      bomb(
          "open",
          server().respond("OpenSession", ThriftResponses.opened().setStatus(error(text))),
          "42000");
      TExecuteStatementResp warned = ThriftResponses.ids();
      warned.setStatus(ThriftResponses.ok().setInfoMessages(List.of(text)));
      statement("warning", warned, "read 2, then read 2");
      bomb(
          "farewell",
          server()
              .respond("ExecuteStatement", open(ArrowBytes.ids(), false, false))
              .respond("CloseOperation", new TCloseOperationResp().setStatus(error(text))),
          "read 2, then read 2");
    }
    // Where they are no part of a line, in ISO 8859-1.
    String inHeader = "a\u001b[31mb\u0085c\u009bd\0INJECTED";
    head("reason", RawSocketServer.status("400 " + inHeader), "08004");
    head(
        "header",
        RawSocketServer.status("400 No", "x-thriftserver-error-message: " + inHeader),
        "08004");
    head("request id", RawSocketServer.status("400 No", "x-request-id: " + inHeader), "08004");
    head("media type", RawSocketServer.answer("200 OK", "", "Content-Type: " + inHeader), "08004");
    head(
        "page",
        RawSocketServer.answer(
            "400 No", "{\"message\":\"" + json(HARMFUL) + "\"}", "Content-Type: application/json"),
        "08004");
    head("no HTTP", Bombs.endless("HTTP/1.1 " + HARMFUL + "\r\n", "x"), "08P01");
    head("no chunk", Bombs.endless(OK + thrift(CHUNKED) + "\u001b[31m\r\n", "x"), "08001");
    file(
        "no HTTP of a store",
        Bombs.endless("HTTP/1.1 " + HARMFUL + "\r\n", "x"),
        "57012, then read 2");
    file("reason of a store", RawSocketServer.status("400 " + inHeader), "57012, then read 2");
    play();
  }

  private static TStatus error(String text) {
    return ThriftResponses.error("42000", text);
  }

  private static String json(String text) {
    return text.replace("\0", "\\u0000")
        .replace("\u001b", "\\u001b")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  /** Reads them in one JVM and compares. */
  private void play() throws Exception {
    List<String> urls =
        bombs.stream()
            // Each with a short time for repetitions; a name of the session says what to read.
            .map(
                bomb ->
                    bomb.url()
                        + ";PWD=dapi-test;retryTimeout=2;applicationName="
                        + bomb.what().replace(' ', '-'))
            .toList();
    List<String> said = read(urls);
    StringBuilder expected = new StringBuilder();
    StringBuilder actual = new StringBuilder();
    for (int i = 0; i < bombs.size(); i++) {
      expected.append(bombs.get(i).line());
      actual.append(bombs.get(i).what() + ": " + (i < said.size() ? said.get(i) : "") + "\n");
    }
    assertEquals(expected.toString(), actual.toString());
  }

  private List<String> read(List<String> urls) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(BombReader.class.getName());
    command.addAll(urls);
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    // Whatever flags the build itself runs with are not for a bare JVM.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(100, TimeUnit.SECONDS), "hangs");
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}
