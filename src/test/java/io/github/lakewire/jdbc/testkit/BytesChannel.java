package io.github.lakewire.jdbc.testkit;

import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpCall;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import io.github.lakewire.jdbc.internal.http.RequestContext;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A channel whose server is a function from the bytes of a request to those of its response. */
public record BytesChannel(UnaryOperator<byte[]> server) implements HttpChannel {

  @Override
  public HttpCall prepare(
      RequestContext context, byte[] body, int length, Repeat repeat, CallTimeouts timeouts) {
    return new HttpCall() {
      @Override
      public Response execute(ArrayAllocator arrays) {
        byte[] response = server.apply(body);
        return new Response(response, response.length, "r");
      }

      @Override
      public void abort() {}

      @Override
      public void finishWithin(Duration grace) {}
    };
  }

  @Override
  public void applicationName(String name) {}

  @Override
  public void renewToken(Secret token) {}
}
