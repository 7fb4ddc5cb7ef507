package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.CapturedLog;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TOperationState;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's trace goes to the server, as it is, and nowhere else. */
@Timeout(60)
class TraceContextTest {
  private static final String CONNECTING = trace(1);
  private static final String EXECUTING = trace(2);
  private static final String READING = trace(3);
  private static final String CLOSING = trace(4);

  /** What the thread is in; as an application's own library keeps it. */
  private static final ThreadLocal<@Nullable Supplier<@Nullable String>> PARENT =
      new ThreadLocal<>();

  private static final ThreadLocal<@Nullable String> STATE = new ThreadLocal<>();

  /** What an application offers. */
  public static final class OfThread implements TraceContext {
    /** Made by the driver. */
    public OfThread() {}

    @Override
    public @Nullable String traceparent() {
      Supplier<@Nullable String> current = PARENT.get();
      return current == null ? null : current.get();
    }

    @Override
    public @Nullable String tracestate() {
      return STATE.get();
    }
  }

  /** What cannot even be made. */
  public static final class Broken implements TraceContext {
    /** Made by the driver. */
    public Broken() {
      throw new IllegalStateException("never made");
    }

    @Override
    public @Nullable String traceparent() {
      return EXECUTING;
    }
  }

  private final FakeThriftServer server = new FakeThriftServer();
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir private Path folder;

  @BeforeEach
  void script() throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.ids());
    offer(OfThread.class.getName());
  }

  @AfterEach
  void stop() {
    PARENT.remove();
    STATE.remove();
    Thread.currentThread().setContextClassLoader(before);
    server.close();
  }

  private static String trace(int span) {
    return "00-0af7651916cd43dd8448eb211c80319c-000000000000000" + span + "-01";
  }

  /** Puts a service into the class loader of this thread, as an application server has one. */
  private void offer(String provider) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(TraceContext.class.getName()), provider);
    Thread.currentThread()
        .setContextClassLoader(new URLClassLoader(new URL[] {folder.toUri().toURL()}, before));
  }

  private static void in(@Nullable String traceparent) {
    PARENT.set(() -> traceparent);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test;timezone=server");
  }

  private List<@Nullable String> sent(String method) {
    return server.headers(method, "traceparent");
  }

  private void execute() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT id").close();
    }
  }

  @Test
  void eachRequestIsInTheTraceOfItsCall() throws Exception {
    in(CONNECTING);
    Connection connection = connect();
    in(EXECUTING);
    STATE.set("congo=t61rcWkgMzE , rojo=00f067aa0ba902b7");
    connection.createStatement().executeQuery("SELECT id").close();
    in(CLOSING);
    STATE.remove();
    connection.close();
    assertEquals(List.of(CONNECTING), sent("OpenSession"));
    assertEquals(List.of(EXECUTING), sent("ExecuteStatement"));
    assertEquals(List.of(CLOSING), sent("CloseSession"));
    assertEquals(
        List.of("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"),
        server.headers("ExecuteStatement", "tracestate"));
    assertEquals(Collections.singletonList(null), server.headers("CloseSession", "tracestate"));
  }

  @Test
  void whateverThreadSendsThemTheRequestsOfAStatementAreInItsTrace() throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
    server.respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));
    TExecuteStatementResp metadata = ThriftResponses.arrow(ArrowBytes.ids(), 2, false);
    server.respond("GetResultSetMetadata", metadata.getDirectResults().getResultSetMetadata());
    int pages = 4;
    for (int i = 0; i < pages; i++) {
      server.on(
          "FetchResults",
          call ->
              metadata
                  .getDirectResults()
                  .getResultSet()
                  .setHasMoreRows(server.calls("FetchResults").size() < pages)
                  .deepCopy());
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      in(EXECUTING);
      ResultSet rows = statement.executeQuery("SELECT id");
      in(READING);
      while (rows.next()) {
        assertTrue(rows.getLong(1) > 0);
      }
      rows.close();
    }
    for (String method :
        List.of("ExecuteStatement", "GetOperationStatus", "FetchResults", "CloseOperation")) {
      assertFalse(sent(method).isEmpty(), method);
      assertTrue(sent(method).stream().allMatch(EXECUTING::equals), method + sent(method));
    }
    assertEquals(List.of(READING), sent("CloseSession"));
  }

  @Test
  void storeOfResultFilesIsNotTold() throws Exception {
    try (RawSocketServer store = new RawSocketServer()) {
      byte[] file = ArrowBytes.file(ArrowBytes.IDS, List.of(ArrowBytes.ids()));
      store.always(RawSocketServer.answer("200 OK", file));
      TExecuteStatementResp response = ThriftResponses.ids();
      response
          .getDirectResults()
          .setResultSet(
              ThriftResponses.links(
                  List.of(
                      ThriftResponses.link(
                          "http://127.0.0.1:" + store.port() + "/f", 0, 2, file.length)),
                  false));
      server.respond("ExecuteStatement", response);
      in(EXECUTING);
      STATE.set("a=b");
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT id")) {
        assertTrue(rows.next());
      }
      assertEquals(List.of(EXECUTING), sent("ExecuteStatement"));
      assertEquals(1, store.requests().size());
      store
          .requests()
          .forEach(
              request ->
                  assertTrue(
                      request.headers().keySet().stream().noneMatch(n -> n.startsWith("trace")),
                      request.headers().toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
        " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX-Evil: 1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-02",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "\u0660\u0660-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      })
  void whatIsNoTraceparentIsLeftOut(String given) throws Exception {
    in(given);
    STATE.set("a=b");
    execute();
    assertEquals(Collections.singletonList(null), sent("ExecuteStatement"));
    assertEquals(Collections.singletonList(null), server.headers("ExecuteStatement", "tracestate"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=b",
        "a=",
        "a=b=c",
        "A=b",
        "a=b;c\u00e9",
        "a=b\r\nX-Evil: 1",
        "a=b,a=c",
        "a=b, =c",
        " , ,",
      })
  void whatIsNoTracestateIsLeftOut(String given) throws Exception {
    in(EXECUTING);
    STATE.set(given);
    execute();
    assertEquals(List.of(EXECUTING), sent("ExecuteStatement"));
    assertEquals(Collections.singletonList(null), server.headers("ExecuteStatement", "tracestate"));
  }

  @Test
  void tracestateHasLimits() throws Exception {
    in(EXECUTING);
    List<String> members = new ArrayList<>();
    for (int i = 1; i <= 32; i++) {
      members.add("k" + i + "=v");
    }
    String most = String.join(",", members);
    String longest = "a=" + "v".repeat(255) + ",b=" + "v".repeat(252);
    for (String fits : List.of(most, longest, "tenant@vendor=x y~!", "0a_b-c*d/e=1")) {
      STATE.set(fits);
      execute();
    }
    for (String exceeds : List.of(most + ",z=1", longest + "v", "k".repeat(257) + "=v")) {
      STATE.set(exceeds);
      execute();
    }
    assertEquals(
        Arrays.asList(most, longest, "tenant@vendor=x y~!", "0a_b-c*d/e=1", null, null, null),
        server.headers("ExecuteStatement", "tracestate"));
  }

  @Test
  void whatTheApplicationThrowsIsLoggedOnceAndNothingElse() throws Exception {
    List<Throwable> thrown =
        List.of(
            new IllegalStateException("first"),
            new StackOverflowError(),
            new NoClassDefFoundError("io/opentelemetry/api/trace/Span"));
    for (Throwable each : thrown) {
      PARENT.set(() -> TraceContextTest.<RuntimeException>sneaky(each));
      try (CapturedLog log = new CapturedLog()) {
        execute();
        assertEquals(1, log.messages(Level.WARNING).size());
        assertTrue(log.text().contains(each.toString()), log.text());
      }
    }
    assertEquals(Arrays.asList(null, null, null), sent("ExecuteStatement"));
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> String sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void serviceThatCannotBeMadeIsLoggedOnceAndDoesNoHarm() throws Exception {
    for (String provider :
        List.of(Broken.class.getName(), "com.example.Missing", FakeThriftServer.class.getName())) {
      offer(provider);
      try (CapturedLog log = new CapturedLog()) {
        execute();
        assertEquals(1, log.messages(Level.WARNING).size(), log.text());
      }
    }
    assertEquals(Arrays.asList(null, null, null), sent("ExecuteStatement"));
  }

  @Test
  void withoutAServiceNothingIsSent() throws Exception {
    for (ClassLoader loader : new @Nullable ClassLoader[] {before, null}) {
      Thread.currentThread().setContextClassLoader(loader);
      in(EXECUTING);
      execute();
    }
    assertEquals(Arrays.asList(null, null), sent("ExecuteStatement"));
  }
}
