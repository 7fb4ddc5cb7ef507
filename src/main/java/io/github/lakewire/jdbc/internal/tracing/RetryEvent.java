package io.github.lakewire.jdbc.internal.tracing;

import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("lakewire.Retry")
@Label("Retry")
@Category("Lakewire")
@Description("An attempt of a request that failed and will be repeated")
@StackTrace(false)
final class RetryEvent extends Event implements Span<DriverEvents.Retry> {
  @Label("Call")
  @Description("Of the protocol, or Download")
  private @Nullable String call;

  @Label("Session Id")
  private @Nullable String sessionId;

  @Label("Query Id")
  private @Nullable String queryId;

  @Label("Host")
  private @Nullable String host;

  @Label("Cause")
  @Description("Kind of failure")
  private @Nullable String cause;

  @Label("HTTP Status")
  @Description("0 where there was no response")
  private int httpStatus;

  @Label("Attempt")
  @Description("Number of the failed attempt, from 1")
  private int attempt;

  @Label("Pause")
  @Description("Until the next attempt")
  @Timespan(Timespan.MILLISECONDS)
  private long pause;

  @Override
  public void end(Supplier<DriverEvents.Retry> details) {
    if (shouldCommit()) {
      DriverEvents.Retry told = details.get();
      call = told.call();
      sessionId = told.sessionId();
      queryId = told.queryId();
      host = told.host();
      cause = told.cause();
      httpStatus = told.httpStatus();
      attempt = told.attempt();
      pause = told.pauseMillis();
      commit();
    }
  }
}
