package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TCloseSessionReq;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.thrift.TException;

/** Runs statements as a client's are, in a session of their own, without a connection. */
final class Script {
  private final TCLIService.Iface service;

  Script(TCLIService.Iface service) {
    this.service = service;
  }

  /** Until the first that fails, which the exception names. */
  void run(String text) throws TException {
    TOpenSessionReq request =
        new TOpenSessionReq()
            .setClient_protocol_i64(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8.getValue());
    TOpenSessionResp opened = service.OpenSession(request);
    check(opened.getStatus(), "opening a session");
    TSessionHandle session = opened.getSessionHandle();
    try {
      for (String statement : statements(text)) {
        TExecuteStatementResp response =
            service.ExecuteStatement(
                new TExecuteStatementReq()
                    .setSessionHandle(session)
                    .setStatement(statement)
                    .setRunAsync(false));
        check(response.getStatus(), statement);
        service.CloseOperation(
            new TCloseOperationReq().setOperationHandle(response.getOperationHandle()));
      }
    } finally {
      service.CloseSession(new TCloseSessionReq().setSessionHandle(session));
    }
  }

  private static void check(TStatus status, String statement) {
    if (status.getStatusCode() != TStatusCode.SUCCESS_STATUS) {
      throw new IllegalStateException(status.getErrorMessage() + ", in: " + statement);
    }
  }

  /** What is between semicolons outside literals, names and comments, by Spark's own lexer. */
  static List<String> statements(String text) {
    SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    List<String> statements = new ArrayList<>();
    int begin = -1;
    for (Token token = lexer.nextToken(); ; token = lexer.nextToken()) {
      boolean isEnd = token.getType() == Token.EOF;
      if (isEnd || token.getType() == SqlBaseLexer.SEMICOLON) {
        if (begin >= 0) {
          int[] points = text.codePoints().toArray();
          int end = isEnd ? points.length : token.getStartIndex();
          statements.add(new String(points, begin, end - begin).strip());
        }
        begin = -1;
      } else if (begin < 0 && token.getChannel() == Token.DEFAULT_CHANNEL) {
        begin = token.getStartIndex();
      }
      if (isEnd) {
        return statements;
      }
    }
  }
}
