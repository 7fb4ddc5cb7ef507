package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TRowSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No answer of a hostile server ends in an Error: lengths that are announced but not there, few
 * bytes that stand for many, and texts without end, in a JVM with a heap of 128 MB.
 */
@Timeout(300)
@Tag("long")
class HostileServerTest {
  private static final int MEGABYTES_200 = 200 << 20;

  private final List<FakeThriftServer> servers = new ArrayList<>();
  private final ResultFiles files = new ResultFiles();

  @TempDir private Path folder;

  @AfterEach
  void stop() throws Exception {
    files.close();
    for (FakeThriftServer server : servers) {
      server.close();
    }
  }

  private FakeThriftServer server() {
    FakeThriftServer server = new FakeThriftServer();
    servers.add(server);
    return server;
  }

  /** Announces far more than it sends. */
  private static void announce(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-thrift");
    exchange.sendResponseHeaders(200, MEGABYTES_200);
    exchange.getResponseBody().write(new byte[10]);
    exchange.getResponseBody().flush();
  }

  private static TExecuteStatementResp open(byte[] batch, boolean more) {
    TExecuteStatementResp response = ThriftResponses.arrow(batch, 2, true);
    response.getDirectResults().unsetCloseOperation();
    response.getDirectResults().getResultSet().setHasMoreRows(more);
    return response;
  }

  private TExecuteStatementResp file(byte[] file, long announced) {
    TExecuteStatementResp response = open(new byte[0], false);
    response
        .getDirectResults()
        .getResultSet()
        .setResults(
            new TRowSet()
                .setStartRowOffset(0)
                .setRows(List.of())
                .setResultLinks(
                    List.of(ThriftResponses.link(files.stored(file), 0, 2, announced))));
    return response;
  }

  @Test
  void noBombIsAnError() throws Exception {
    byte[] zeros = ArrowBytes.lz4(new byte[MEGABYTES_200]);
    String endless = "x".repeat(50 << 20);
    List<FakeThriftServer> bombs =
        List.of(
            server().onHttp("OpenSession", (exchange, request) -> announce(exchange)),
            server().onHttp("ExecuteStatement", (exchange, request) -> announce(exchange)),
            server()
                .respond("ExecuteStatement", open(ArrowBytes.lz4(ArrowBytes.ids()), true))
                .onHttp("FetchResults", (exchange, request) -> announce(exchange)),
            server().respond("ExecuteStatement", open(zeros, false)),
            server().respond("ExecuteStatement", file(zeros, Integer.MAX_VALUE)),
            server().respond("ExecuteStatement", file(zeros, MEGABYTES_200)),
            server()
                .respond(
                    "ExecuteStatement",
                    ThriftResponses.refused(ThriftResponses.error("42000", endless))),
            server()
                .respond(
                    "OpenSession",
                    ThriftResponses.opened().setStatus(ThriftResponses.error("08000", endless))),
            server()
                .respond(
                    "OpenSession",
                    ThriftResponses.opened()
                        .setStatus(
                            ThriftResponses.ok()
                                .setInfoMessages(Collections.nCopies(2_000_000, "x")))));
    List<String> said = read(bombs.stream().map(bomb -> bomb.url() + ";PWD=dapi-test").toList());
    assertEquals(bombs.size(), said.size(), said::toString);
    for (String line : said) {
      assertEquals("SQLException", line, said::toString);
    }
  }

  private List<String> read(List<String> urls) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(BombReader.class.getName());
    // Each URL with a short time for repetitions.
    urls.forEach(url -> command.add(url + ";retryTimeout=2"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    // Whatever flags the build itself runs with are not for a bare JVM.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(200, TimeUnit.SECONDS), "hangs");
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}
