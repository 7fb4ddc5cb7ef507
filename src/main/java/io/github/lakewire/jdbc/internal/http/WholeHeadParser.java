package io.github.lakewire.jdbc.internal.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a response, which has come whole only when the stream goes on to its empty
 * line. The library takes what there is at the end of a stream: half a Content-Type is another one,
 * and half a Content-Length makes a whole body of half a body.
 */
final class WholeHeadParser implements HttpMessageParser<ClassicHttpResponse> {
  /** Responses before the response (1xx), each of which begins the waiting anew. */
  private static final int MOST_INTERIM = 20;

  private final HttpMessageParser<ClassicHttpResponse> parser;
  private final LeastRate rate;
  private int interim;

  WholeHeadParser(HttpMessageParser<ClassicHttpResponse> parser, LeastRate rate) {
    this.parser = parser;
    this.rate = rate;
  }

  @Override
  public @Nullable ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    LeastRate.Stream head = rate.new Stream(in);
    ClassicHttpResponse response;
    try {
      response = parser.parse(buffer, head);
    } catch (HttpException e) {
      if (head.hasEnded()) {
        throw cut();
      }
      throw e;
    }
    if (response != null && head.hasEnded()) {
      throw cut();
    }
    interim = response == null || response.getCode() >= 200 ? 0 : interim + 1;
    if (interim > MOST_INTERIM) {
      throw new ProtocolException("More than " + MOST_INTERIM + " interim responses");
    }
    return response;
  }

  private static ConnectionClosedException cut() {
    return new ConnectionClosedException("The connection ended within the response's head");
  }
}
