package io.github.lakewire.jdbc.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a response, which has come whole only when the stream goes on to its empty
 * line. The library takes what there is at the end of a stream: half a Content-Type is another one,
 * and half a Content-Length makes a whole body of half a body.
 */
final class WholeHeadParser implements HttpMessageParser<ClassicHttpResponse> {
  private final HttpMessageParser<ClassicHttpResponse> parser;

  WholeHeadParser(HttpMessageParser<ClassicHttpResponse> parser) {
    this.parser = parser;
  }

  @Override
  public @Nullable ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    WatchedStream watched = new WatchedStream(in);
    ClassicHttpResponse response;
    try {
      response = parser.parse(buffer, watched);
    } catch (HttpException e) {
      if (watched.ended) {
        throw cut();
      }
      throw e;
    }
    if (response != null && watched.ended) {
      throw cut();
    }
    return response;
  }

  private static ConnectionClosedException cut() {
    return new ConnectionClosedException("The connection ended within the response's head");
  }

  /** Notices its end. */
  private static final class WatchedStream extends FilterInputStream {
    private boolean ended;

    WatchedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return noted(in.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return noted(in.read(bytes, offset, length));
    }

    private int noted(int read) {
      ended |= read < 0;
      return read;
    }
  }
}
