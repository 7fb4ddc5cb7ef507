package io.github.lakewire.jdbc.internal.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import io.github.lakewire.jdbc.internal.http.StoreTransfer;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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

  private static VolumeContent sent(InputStream in, StoreTransfer.Progress progress) {
    return VolumeContent.of(in, BYTES.length, progress);
  }

  private DriverException failsLocally(String statement, String operation, VolumeContent content) {
    return fails(
        Kind.DEFECT,
        () -> transfer().run(statement, task(operation, "__input_stream__"), content, true));
  }

  @Test
  void whatTheApplicationThrowsIsNoFailureOfTheSession() throws Exception {
    server.always(RawSocketServer.answer("200 OK", "hello"));
    StoreTransfer.Progress silent = (bytes, total) -> {};
    StoreTransfer.Progress throwing =
        (bytes, total) -> {
          throw new IllegalStateException("mine");
        };
    InputStream input =
        new InputStream() {
          @Override
          public int read() {
            throw new RejectedExecutionException("mine");
          }
        };
    OutputStream output =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new IllegalStateException("mine");
          }
        };
    String toVolume = "PUT '__input_stream__' INTO '/Volumes/x'";
    String toStream = "GET '/Volumes/x' TO '__input_stream__'";
    List<DriverException> failures =
        List.of(
            failsLocally(toVolume, "PUT", sent(new ByteArrayInputStream(BYTES), throwing)),
            failsLocally(toVolume, "PUT", sent(input, silent)),
            failsLocally(toStream, "GET", VolumeContent.to(new ByteArrayOutputStream(), throwing)),
            failsLocally(toStream, "GET", VolumeContent.to(output, silent)));
    for (DriverException failure : failures) {
      assertTrue(failure.getMessage().contains("mine"), failure.getMessage());
    }
    assertEquals(ExecutionOutcome.UNKNOWN, failures.get(0).outcome(), "all was sent before");
    assertEquals(ExecutionOutcome.NOT_EXECUTED, failures.get(1).outcome());
  }

  @Test
  void theLocalFileIsTheFormOfTheTextThatTheServerConfirmed() throws Exception {
    Path windows = Files.writeString(folder.resolve("a\\x.csv"), "written");
    Files.writeString(folder.resolve("ax.csv"), "resolved");
    server.always(RawSocketServer.answer("200 OK", "hello"));
    assertNotNull(run("PUT '" + windows + "' INTO '/Volumes/x'", task("PUT", windows.toString())));
    assertEquals("written", new String(server.requests().take().body(), StandardCharsets.US_ASCII));
    Path target = folder.resolve("b\\y.csv");
    assertNotNull(run("GET '/Volumes/x' TO '" + target + "'", task("GET", target.toString())));
    assertEquals(List.of("a\\x.csv", "ax.csv", "b\\y.csv", "file"), names());
  }

  @Test
  void aFetchedFileHasTheRightsOfAnyNewFile() throws Exception {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX rights");
    server.then(RawSocketServer.answer("200 OK", "hello"));
    Path target = folder.resolve("new");
    assertNotNull(run(get, task("GET", target.toString())));
    assertEquals(Files.getPosixFilePermissions(file), Files.getPosixFilePermissions(target));
  }

  @Test
  void ofTwoFilesWithOneNameOneIsRefused() throws Exception {
    Path target = folder.resolve("new");
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<Boolean> fetch =
        () -> {
          try (PartFile part = new PartFile(target)) {
            part.open().close();
            together.await(10, TimeUnit.SECONDS);
            part.complete();
            return true;
          } catch (DriverException e) {
            assertEquals(Kind.UNSUPPORTED, e.kind());
            return false;
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 1000; i++) {
        Future<Boolean> one = threads.submit(fetch);
        Future<Boolean> other = threads.submit(fetch);
        assertTrue(one.get() ^ other.get(), "round " + i);
        Files.delete(target);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(List.of("file"), names());
  }

  /** The first attempt fails after the change, which the second one meets. */
  private DriverException failsAfter(Executable change, Path sent) {
    server.then(
        (socket, out) -> {
          try {
            change.execute();
          } catch (Throwable e) {
            throw new IOException(e);
          }
          return false;
        });
    server.always(RawSocketServer.status("200 OK"));
    return fails(
        Kind.DEFECT,
        () -> run("PUT '" + sent + "' INTO '/Volumes/x'", task("PUT", sent.toString())));
  }

  @Test
  void noLinkIsFollowedThatCameAfterTheCheck(@TempDir Path elsewhere) throws Exception {
    Path secret = Files.write(elsewhere.resolve("file"), BYTES);
    failsAfter(
        () -> {
          Files.delete(file);
          Files.createSymbolicLink(file, secret);
        },
        file);
    Path below = Files.createDirectory(folder.resolve("below"));
    Path deep = Files.write(below.resolve("file"), BYTES);
    failsAfter(
        () -> {
          Files.delete(deep);
          Files.delete(below);
          Files.createSymbolicLink(below, elsewhere);
        },
        deep);
  }

  @Test
  void aFileIsSentFromAFolderBelowTheAllowedOne() throws Exception {
    Path deep = Files.createDirectories(folder.resolve("below/it")).resolve("file");
    Files.write(deep, BYTES);
    server.then(RawSocketServer.status("200 OK"));
    assertNotNull(run("PUT '" + deep + "' INTO '/Volumes/x'", task("PUT", deep.toString())));
    assertArrayEquals(BYTES, server.requests().take().body());
  }

  @Test
  void nothingIsFetchedIntoAFolderThatBecameALink(@TempDir Path elsewhere) throws Exception {
    Path below = Files.createDirectory(folder.resolve("below"));
    try (PartFile part = new PartFile(below.resolve("new"))) {
      Files.delete(below);
      Files.createSymbolicLink(below, elsewhere);
      assertThrows(IOException.class, part::open);
    }
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertEquals(0, files.count());
    }
  }
}
