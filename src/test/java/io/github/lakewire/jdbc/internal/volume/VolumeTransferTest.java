package io.github.lakewire.jdbc.internal.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.http.Authorization;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpTransport;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The client's part of PUT, GET and REMOVE against a store by script. */
@Timeout(60)
class VolumeTransferTest {
  private static final byte[] BYTES = "hello".getBytes(StandardCharsets.US_ASCII);
  private static final RawSocketServer.Response BREAK = (socket, out) -> false;

  @TempDir private Path folder;
  private Path file;
  private String put;
  private String get;
  private RawSocketServer server;
  private HttpTransport stack;

  @BeforeEach
  void start() throws Exception {
    folder = folder.toRealPath();
    file = Files.write(folder.resolve("file"), BYTES);
    put = "PUT '" + file + "' INTO '/Volumes/x'";
    get = "GET '/Volumes/x' TO '" + folder.resolve("new") + "'";
    server = new RawSocketServer();
    stack =
        HttpTransport.acquire(
            ConfigParser.parse(
                "jdbc:databricks://127.0.0.1:"
                    + server.port()
                    + ";httpPath=/x;ssl=0;token=dapiSECRET;http.header.X-Gateway=SECRET",
                null),
            Authorization.of(new Secret("dapiSECRET")));
  }

  @AfterEach
  void stop() throws Exception {
    stack.close();
    server.close();
  }

  private VolumeTransfer transfer() {
    return transfer(Deadline.none());
  }

  private VolumeTransfer transfer(Deadline deadline) {
    return new VolumeTransfer(
        stack.transfer("s-1", () -> new CallTimeouts(Duration.ZERO, deadline)), List.of(folder));
  }

  private RowCursor task(String operation, String localFile) {
    List<ColumnInfo> columns =
        Stream.of("operation", "presignedUrl", "headers", "localFile")
            .map(name -> SqlType.of(ColumnType.STRING).column(name))
            .toList();
    Object[] row = {
      operation,
      "http://127.0.0.1:" + server.port() + "/b/f%20x?sig=SECRET%2B",
      "{\"x-ms-blob-type\":\"BlockBlob\"}",
      localFile
    };
    return Cursors.rows(new ResultSchema(columns), List.<Object[]>of(row));
  }

  private RowCursor run(String sql, RowCursor task) throws DriverException {
    return transfer().run(sql, task, VolumeContent.NONE, false);
  }

  private static DriverException fails(Kind kind, Executable call) {
    DriverException exception = assertThrows(DriverException.class, call);
    assertEquals(kind, exception.kind(), exception.getMessage());
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause).contains("SECRET"), cause.toString());
    }
    return exception;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsSentWithTheHeadersOfTheTaskAndNoOthers() throws Exception {
    server.then(RawSocketServer.status("201 Created"));
    RowCursor done = run(put, task("PUT", file.toString()));
    assertTrue(done.advance());
    assertEquals("SUCCEEDED", done.reader(0).getString(0));
    assertEquals(BYTES.length, done.reader(2).getLong(0));
    RawSocketServer.Request request = server.requests().take();
    assertEquals("PUT /b/f%20x?sig=SECRET%2B HTTP/1.1", request.line());
    assertArrayEquals(BYTES, request.body());
    assertEquals("5", request.headers().get("content-length"));
    assertEquals("BlockBlob", request.headers().get("x-ms-blob-type"));
    assertNull(request.headers().get("authorization"));
    assertNull(request.headers().get("x-gateway"));
    assertNull(request.headers().get("content-type"));
  }

  @Test
  void aFileIsSentAgainAfterWhatMayPass() throws Exception {
    server.then(RawSocketServer.status("503 Busy"));
    server.then(BREAK);
    server.then(RawSocketServer.status("200 OK"));
    assertNotNull(run(put, task("PUT", file.toString())));
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(BYTES, server.requests().take().body());
    }
  }

  @Test
  void aStreamIsSentOnceAndMayHaveArrived() throws Exception {
    server.then(BREAK);
    VolumeContent stream =
        VolumeContent.of(new ByteArrayInputStream(BYTES), BYTES.length, (bytes, total) -> {});
    DriverException lost =
        fails(
            Kind.OUTAGE,
            () ->
                transfer()
                    .run(
                        "PUT '__input_stream__' INTO '/Volumes/x'",
                        task("PUT", "__input_stream__"),
                        stream,
                        true));
    assertEquals(ExecutionOutcome.UNKNOWN, lost.outcome());
    assertTrue(lost.getMessage().contains("look for its effect"), lost.getMessage());
    assertEquals(1, server.requests().size());
  }

  @Test
  void aFileIsFetchedAnewWhenItBreaksOff() throws Exception {
    server.then(
        (socket, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe".getBytes(StandardCharsets.US_ASCII));
          return false;
        });
    server.then(RawSocketServer.answer("200 OK", "hello"));
    assertNotNull(run(get, task("GET", folder.resolve("new").toString())));
    assertArrayEquals(BYTES, Files.readAllBytes(folder.resolve("new")));
    assertEquals(List.of("file", "new"), names());
  }

  @Test
  void aStreamThatHasGotAPartIsNotBegunAnew() throws Exception {
    server.then(
        (socket, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe".getBytes(StandardCharsets.US_ASCII));
          return false;
        });
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    DriverException broken =
        fails(
            Kind.OUTAGE,
            () ->
                transfer()
                    .run(
                        "GET '/Volumes/x' TO '__input_stream__'",
                        task("GET", "__input_stream__"),
                        VolumeContent.to(got, (bytes, total) -> {}),
                        true));
    assertTrue(broken.getMessage().contains("a part of the file"), broken.getMessage());
    assertEquals("he", got.toString(StandardCharsets.US_ASCII));
  }

  @Test
  void aFailedDownloadLeavesNoFile() throws Exception {
    server.always(RawSocketServer.answer("404 Not Found", "<Code>NoSuchKey</Code>SECRET"));
    DriverException missing =
        fails(Kind.OUTAGE, () -> run(get, task("GET", folder.resolve("new").toString())));
    assertTrue(missing.getMessage().contains("HTTP 404 (NoSuchKey)"), missing.getMessage());
    assertEquals(ExecutionOutcome.NOT_EXECUTED, missing.outcome());
    assertEquals(List.of("file"), names());
  }

  @Test
  void aTargetThatFailsIsNoFailureOfTheNetwork() throws Exception {
    server.always(RawSocketServer.answer("200 OK", "hello"));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    DriverException local =
        fails(
            Kind.DEFECT,
            () ->
                transfer()
                    .run(
                        "GET '/Volumes/x' TO '__input_stream__'",
                        task("GET", "__input_stream__"),
                        VolumeContent.to(full, (bytes, total) -> {}),
                        true));
    assertTrue(local.getMessage().contains("disk full"), local.getMessage());
    assertEquals(1, server.requests().size());
  }

  @Test
  void aLinkThatIsRefusedIsAskedForAgainOnce() throws Exception {
    server.always(RawSocketServer.answer("403 Forbidden", "<Code>AccessDenied</Code>SECRET"));
    assertNull(transfer().run(put, task("PUT", file.toString()), VolumeContent.NONE, true));
    DriverException refused = fails(Kind.OUTAGE, () -> run(put, task("PUT", file.toString())));
    assertEquals(ExecutionOutcome.NOT_EXECUTED, refused.outcome());
  }

  @Test
  void whatIsNotThereIsRemoved() throws Exception {
    server.then(RawSocketServer.status("404 Not Found"));
    RowCursor done = run("REMOVE '/Volumes/x'", task("REMOVE", null));
    assertTrue(done.advance());
    assertTrue(done.reader(2).isNull(0));
    assertTrue(server.requests().take().line().startsWith("DELETE /b/f%20x"));
  }

  @Test
  void aServerThatNamesAnotherFileIsRefused() throws Exception {
    Path other = Files.write(folder.resolve("other"), BYTES);
    fails(Kind.UNSUPPORTED, () -> run(put, task("PUT", other.toString())));
    fails(Kind.UNSUPPORTED, () -> run(put, task("GET", file.toString())));
    fails(Kind.UNSUPPORTED, () -> run("PUT ? INTO '/Volumes/x'", task("PUT", file.toString())));
    fails(Kind.UNSUPPORTED, () -> run("SELECT 1", task("PUT", file.toString())));
    assertEquals(0, server.requests().size());
  }

  @Test
  void aDeadlineEndsATransfer() throws Exception {
    server.always(
        (socket, out) -> {
          socket.getInputStream().read();
          return false;
        });
    fails(
        Kind.TIMED_OUT,
        () ->
            transfer(Deadline.in(Duration.ofMillis(200)))
                .run(put, task("PUT", file.toString()), VolumeContent.NONE, true));
  }

  @Test
  void anAbortBeforeATransferEndsIt() {
    VolumeTransfer transfer = transfer();
    transfer.abort();
    fails(
        Kind.CANCELLED,
        () -> transfer.run(put, task("PUT", file.toString()), VolumeContent.NONE, true));
  }

  @Test
  void anInterruptEndsATransfer() {
    Thread.currentThread().interrupt();
    try {
      fails(Kind.CANCELLED, () -> run(put, task("PUT", file.toString())));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }
}
