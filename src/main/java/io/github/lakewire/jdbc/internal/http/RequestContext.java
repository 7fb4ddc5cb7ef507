package io.github.lakewire.jdbc.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * What a request belongs to: for log lines and events, not for the request itself.
 *
 * @param name of the call, such as FetchResults
 * @param sessionId null where the request is about a query, or no session is open yet
 * @param queryId null before the server has given it
 */
public record RequestContext(String name, @Nullable String sessionId, @Nullable String queryId) {

  /** A download of a result file. */
  static RequestContext download(@Nullable String queryId) {
    return new RequestContext("Download", null, queryId);
  }

  @Override
  public String toString() {
    if (queryId != null) {
      return name + " of query " + queryId;
    }
    return sessionId == null ? name : name + " in session " + sessionId;
  }
}
