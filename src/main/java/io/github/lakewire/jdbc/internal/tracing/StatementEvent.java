package io.github.lakewire.jdbc.internal.tracing;

import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("lakewire.Statement")
@Label("Statement")
@Category("Lakewire")
@Description("A statement or metadata call, from its execution to its end or to its first rows")
@StackTrace(true)
final class StatementEvent extends Event implements Span<DriverEvents.Statement> {
  @Label("Call")
  @Description("Of the protocol: ExecuteStatement, GetColumns and so on")
  private @Nullable String call;

  @Label("Session Id")
  private @Nullable String sessionId;

  @Label("Query Id")
  private @Nullable String queryId;

  @Label("Outcome")
  @Description("Whether it was executed: EXECUTED, NOT_EXECUTED or UNKNOWN")
  private @Nullable String outcome;

  @Label("Result")
  @Description("rows or count; null when it failed")
  private @Nullable String result;

  @Label("Modified Rows")
  @Description("-1 where the server gave no count")
  private long modifiedRows;

  @Label("Rows")
  @Description("Rows that came along, or were announced as files")
  private long rows;

  @Label("Bytes")
  @Description("Size of the response that the rows came in")
  @DataAmount
  private long bytes;

  @Label("SQLState")
  @Description("Of the exception; null when it did not fail")
  private @Nullable String sqlState;

  @Override
  public void end(Supplier<DriverEvents.Statement> details) {
    end();
    if (shouldCommit()) {
      DriverEvents.Statement told = details.get();
      call = told.call();
      sessionId = told.sessionId();
      queryId = told.queryId();
      outcome = told.outcome().name();
      result = told.result();
      modifiedRows = told.modifiedRows();
      rows = told.rows();
      bytes = told.bytes();
      sqlState = told.sqlState();
      commit();
    }
  }
}
