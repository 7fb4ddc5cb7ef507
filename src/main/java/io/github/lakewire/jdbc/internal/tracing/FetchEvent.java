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

@Name("lakewire.Fetch")
@Label("Fetch")
@Category("Lakewire")
@Description("A page of a result that was fetched from the server")
@StackTrace(false)
final class FetchEvent extends Event implements Span<DriverEvents.Fetch> {
  @Label("Query Id")
  private @Nullable String queryId;

  @Label("Form")
  @Description("How its rows come: batches, columns, links or none")
  private @Nullable String form;

  @Label("First Row")
  @Description("Its number in the result, from 0; -1 where the server did not say")
  private long firstRow;

  @Label("Rows")
  private long rows;

  @Label("Bytes")
  @Description("Size of the response")
  @DataAmount
  private long bytes;

  @Label("Failure")
  @Description("Kind of failure; null when it did not fail")
  private @Nullable String failure;

  @Override
  public void end(Supplier<DriverEvents.Fetch> details) {
    end();
    if (shouldCommit()) {
      DriverEvents.Fetch told = details.get();
      queryId = told.queryId();
      form = told.form();
      firstRow = told.firstRow();
      rows = told.rows();
      bytes = told.bytes();
      failure = told.failure();
      commit();
    }
  }
}
