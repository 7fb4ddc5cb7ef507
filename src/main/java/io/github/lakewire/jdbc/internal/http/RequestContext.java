package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.tracing.TraceHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a request belongs to, for log lines, events and traces.
 *
 * @param name of the call, such as FetchResults
 * @param sessionId null where the request is about a query, or no session is open yet
 * @param queryId null before the server has given it
 * @param trace the trace of the application, for the server
 */
public record RequestContext(
    String name, @Nullable String sessionId, @Nullable String queryId, TraceHeaders trace) {

  /** A download of a result file: the store is told of no trace. */
  static RequestContext download(@Nullable String queryId) {
    return new RequestContext("Download", null, queryId, TraceHeaders.NONE);
  }

  @Override
  public String toString() {
    if (queryId != null) {
      return name + " of query " + queryId;
    }
    return sessionId == null ? name : name + " in session " + sessionId;
  }
}
