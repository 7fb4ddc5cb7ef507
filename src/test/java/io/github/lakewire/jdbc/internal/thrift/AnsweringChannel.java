package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpCall;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** A channel that turns each request into its response at once. */
public record AnsweringChannel(UnaryOperator<byte[]> server) implements HttpChannel {

  @Override
  public HttpCall prepare(byte[] body, int length, Repeat repeat, CallTimeouts timeouts) {
    return new HttpCall() {
      @Override
      public Response execute(IntFunction<byte[]> arrays) {
        byte[] response = server.apply(body);
        return new Response(response, response.length, "r");
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void applicationName(String name) {}

  @Override
  public void renewToken(Secret token) {}
}
