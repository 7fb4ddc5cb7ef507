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

@Name("lakewire.Download")
@Label("Download")
@Category("Lakewire")
@Description("A file of a result that was downloaded from the cloud store")
@StackTrace(false)
final class DownloadEvent extends Event implements Span<DriverEvents.Download> {
  @Label("Query Id")
  private @Nullable String queryId;

  @Label("Host")
  @Description("Of the store")
  private @Nullable String host;

  @Label("First Row")
  @Description("Number of its first row in the result, from 0")
  private long firstRow;

  @Label("Rows")
  private long rows;

  @Label("Bytes")
  @Description("Size of the file as it was sent; 0 when it did not arrive")
  @DataAmount
  private long bytes;

  @Label("Plain Bytes")
  @Description("Size without compression, as the server announced it")
  @DataAmount
  private long plainBytes;

  @Label("Refused")
  @Description("The store did not take the link, which is renewed then")
  private boolean refused;

  @Label("Failure")
  @Description("Kind of failure; null when it did not fail")
  private @Nullable String failure;

  @Override
  public void end(Supplier<DriverEvents.Download> details) {
    end();
    if (shouldCommit()) {
      DriverEvents.Download told = details.get();
      queryId = told.queryId();
      host = told.host();
      firstRow = told.firstRow();
      rows = told.rows();
      bytes = told.bytes();
      plainBytes = told.plainBytes();
      refused = told.refused();
      failure = told.failure();
      commit();
    }
  }
}
