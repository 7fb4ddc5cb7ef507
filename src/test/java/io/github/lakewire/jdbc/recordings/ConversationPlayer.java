package io.github.lakewire.jdbc.recordings;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import io.github.lakewire.jdbc.recordings.ReplayServer.RunningReplay;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TSessionHandle;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.thrift.TException;

/**
 * Plays an application's part of one conversation through {@code java.sql} alone, in the recorded
 * order, and lists every difference between what the driver gives and what was recorded.
 */
final class ConversationPlayer {
  private final Conversation conversation;
  private final ReplayMode mode;
  private final RunningReplay running;
  private final int port;
  private final Map<TSessionHandle, Connection> connections = new HashMap<>();
  private final List<String> differences = new ArrayList<>();
  private String where = "";

  private ConversationPlayer(
      Conversation conversation, Conversation served, ReplayMode mode, ReplayServer server)
      throws Exception {
    this.conversation = conversation;
    this.mode = mode;
    this.running = server.play(served, mode);
    this.port = server.port();
  }

  /**
   * Plays a conversation.
   *
   * @param conversation what is asked and expected
   * @param served what the server answers: the same, unless a test wants a difference
   */
  static List<String> play(
      Conversation conversation, Conversation served, ReplayMode mode, ReplayServer server)
      throws Exception {
    ConversationPlayer player = new ConversationPlayer(conversation, served, mode, server);
    player.playAll();
    return player.differences;
  }

  private void playAll() throws Exception {
    try {
      for (Exchange exchange : conversation.thrift()) {
        where = conversation + " " + mode + ", " + exchange;
        play(exchange);
      }
    } catch (SQLException | RuntimeException e) {
      differ("expected success but got " + e + at(e));
    } finally {
      for (Connection connection : connections.values()) {
        connection.close();
      }
    }
    where = conversation + " " + mode;
    running.replay().objections().forEach(this::differ);
  }

  private void play(Exchange exchange) throws Exception {
    if (exchange.method().equals("OpenSession")) {
      open(exchange);
    } else if (RecordedOperation.is(exchange)) {
      try {
        submit(RecordedOperation.of(exchange));
      } catch (SQLException | RuntimeException e) {
        differ("expected success but got " + e + at(e));
      }
    }
  }

  private static String at(Exception e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  private void open(Exchange exchange) throws Exception {
    if (!exchange.hasResponseBody()) {
      String url = url(exchange);
      SQLException exception = expectFailure(() -> DriverManager.getConnection(url).close());
      String reason = exchange.line().at("/headers/x-databricks-reason-phrase").asText();
      ExpectedExceptions.ofLogin(exception, reason).forEach(this::differ);
      return;
    }
    TSessionHandle session =
        ThriftMessage.decode(exchange.responseBody())
            .content(TOpenSessionResp.class)
            .getSessionHandle();
    connections.put(session, DriverManager.getConnection(url(exchange)));
  }

  private String url(Exchange open) throws TException {
    StringBuilder url = new StringBuilder("jdbc:databricks://127.0.0.1:").append(port);
    url.append(";ssl=0;httpPath=").append(running.path());
    url.append(";PWD=").append(ReplayServer.TOKEN);
    TOpenSessionReq request =
        ThriftMessage.decode(open.requestBody()).content(TOpenSessionReq.class);
    // The recorded clients left the zone to the server, or named it in the configuration.
    url.append(";timezone=server");
    if (request.isSetConfiguration()) {
      request.getConfiguration().forEach((name, value) -> setting(url, name, value));
    }
    if (request.isSetInitialNamespace()) {
      url.append(";ConnCatalog=").append(request.getInitialNamespace().getCatalogName());
      url.append(";ConnSchema=").append(request.getInitialNamespace().getSchemaName());
    }
    return url.append(readsArrow(open) ? "" : ";EnableArrow=0").toString();
  }

  private static void setting(StringBuilder url, String name, String value) {
    url.append(";ssp_").append(name).append('=').append(value.replace(";", "%3B"));
  }

  /** Whether the recorded client read Arrow in this session. */
  private boolean readsArrow(Exchange open) throws TException {
    if (!open.hasResponseBody()) {
      return true;
    }
    TSessionHandle session =
        ThriftMessage.decode(open.responseBody())
            .content(TOpenSessionResp.class)
            .getSessionHandle();
    for (Exchange exchange : conversation.thrift()) {
      if (exchange.method().equals("ExecuteStatement")) {
        TExecuteStatementReq request = RecordedOperation.of(exchange).statement();
        if (request.getSessionHandle().equals(session) && !request.isCanReadArrowResult()) {
          return false;
        }
      }
    }
    return true;
  }

  private void submit(RecordedOperation recordedOperation) throws Exception {
    if (!recordedOperation.isStatement()) {
      Connection connection = connections.get(Replay.sessionHandle(recordedOperation.request()));
      RecordedResult expected =
          MetadataReplay.normalised(
              recordedOperation.request(), recordedOperation.result(conversation.thrift()));
      try (ResultSet rows =
          MetadataReplay.call(connection.getMetaData(), recordedOperation.request())) {
        MetadataReplay.differences(recordedOperation.request(), rows, expected)
            .forEach(this::differ);
      }
      return;
    }
    TExecuteStatementReq request = recordedOperation.statement();
    Connection connection = connections.get(request.getSessionHandle());
    try (Statement statement = prepare(connection, request)) {
      if (recordedOperation.isFailure()) {
        SQLException exception = expectFailure(() -> execute(statement, request));
        ExpectedExceptions.ofStatement(exception, recordedOperation).forEach(this::differ);
      } else if (running.replay().replayed(recordedOperation).runsUntilCancelled()) {
        cancel(statement, request, running.replay().replayed(recordedOperation));
      } else {
        compare(recordedOperation, statement, execute(statement, request));
      }
    }
  }

  private static Statement prepare(Connection connection, TExecuteStatementReq request)
      throws SQLException {
    boolean prepared = request.isSetParameters() && !request.getParameters().isEmpty();
    Statement statement =
        prepared
            ? connection.prepareStatement(request.getStatement())
            : connection.createStatement();
    if (prepared) {
      RecordedParameters.set((PreparedStatement) statement, request.getParameters());
    }
    if (request.isSetResultRowLimit()) {
      statement.setMaxRows(Math.toIntExact(request.getResultRowLimit()));
    }
    return statement;
  }

  private static boolean execute(Statement statement, TExecuteStatementReq request)
      throws SQLException {
    return statement instanceof PreparedStatement prepared
        ? prepared.execute()
        : statement.execute(request.getStatement());
  }

  private void compare(RecordedOperation recordedOperation, Statement statement, boolean hasRows)
      throws Exception {
    if (recordedOperation.isCount()) {
      if (hasRows || statement.getLargeUpdateCount() != recordedOperation.count()) {
        differ(
            "expected update count "
                + recordedOperation.count()
                + ", "
                + outcome(statement, hasRows));
      }
      return;
    }
    if (!hasRows) {
      differ("expected rows, " + outcome(statement, false));
      return;
    }
    try (ResultSet rows = statement.getResultSet()) {
      if (recordedOperation.hasLinks()) {
        compareLinks(recordedOperation, rows);
      } else {
        RecordedResult expected = recordedOperation.result(conversation.thrift());
        ResultComparison.differences(rows, expected).forEach(this::differ);
      }
    }
  }

  private static String outcome(Statement statement, boolean hasRows) throws SQLException {
    return hasRows ? "got rows" : "got update count " + statement.getLargeUpdateCount();
  }

  private void compareLinks(RecordedOperation recordedOperation, ResultSet rows) throws Exception {
    ArrowOracle oracle = new ArrowOracle(recordedOperation.metadata().getArrowSchema());
    boolean complete = true;
    for (Exchange download : downloads(recordedOperation)) {
      byte[] file = conversation.file(download);
      if (file != null) {
        oracle.add(
            recordedOperation.metadata().isLz4Compressed() ? ArrowOracle.decompress(file) : file,
            download.line().get("row_count").longValue());
      } else {
        complete = false;
      }
    }
    if (!complete && mode == ReplayMode.AS_RECORDED) {
      ExpectedExceptions.ofDownload(expectFailure(() -> readAll(rows))).forEach(this::differ);
    } else {
      ResultComparison.differences(rows, oracle.result()).forEach(this::differ);
    }
  }

  /** The files of the answer and of the pages behind it. */
  private List<Exchange> downloads(RecordedOperation recordedOperation) throws TException {
    List<Exchange> downloads =
        new ArrayList<>(conversation.downloadsOf(recordedOperation.exchange()));
    for (Exchange fetch : recordedOperation.fetches(conversation.thrift())) {
      downloads.addAll(conversation.downloadsOf(fetch));
    }
    return downloads;
  }

  private static void readAll(ResultSet rows) throws SQLException {
    while (rows.next()) {
      rows.getString(1);
    }
  }

  private void cancel(
      Statement statement, TExecuteStatementReq request, ReplayedOperation operation)
      throws Exception {
    CompletableFuture<SQLException> failure =
        CompletableFuture.supplyAsync(() -> expectFailure(() -> execute(statement, request)));
    if (!operation.awaitPoll()) {
      differ("a running statement was not polled");
    }
    statement.cancel();
    ExpectedExceptions.ofCancelled(failure.get(30, SECONDS)).forEach(this::differ);
    if (!operation.awaitCancel()) {
      differ("CancelOperation was not sent");
    }
  }

  private interface Attempt {
    void run() throws SQLException;
  }

  private SQLException expectFailure(Attempt attempt) {
    try {
      attempt.run();
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  private void differ(String difference) {
    differences.add(where + ": " + difference);
  }
}
