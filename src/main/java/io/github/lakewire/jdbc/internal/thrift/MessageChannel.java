package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpCall;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import java.time.Duration;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Where messages go: the HTTP channel in life, a script in tests. Thread-safe. */
@FunctionalInterface
public interface MessageChannel {

  /** As {@link HttpChannel#prepare}. */
  Exchange prepare(
      byte[] body, int length, Repeat repeat, Duration socketTimeout, Deadline deadline);

  /** As {@link HttpChannel#applicationName}. */
  default void applicationName(@Nullable String name) {}

  /** As {@link HttpChannel#renewToken}. */
  default void renewToken(Secret token) {}

  /** One request and its answer, as {@link HttpCall}. */
  interface Exchange {

    /** As {@link HttpCall#execute}. */
    HttpCall.Response execute(IntFunction<byte[]> arrays) throws DriverException;

    /** As {@link HttpCall#abort}. */
    void abort();
  }

  /** The channel over HTTP. */
  static MessageChannel over(HttpChannel channel) {
    return new MessageChannel() {
      @Override
      public Exchange prepare(
          byte[] body, int length, Repeat repeat, Duration socketTimeout, Deadline deadline) {
        return exchange(channel.prepare(body, length, repeat, socketTimeout, deadline));
      }

      @Override
      public void applicationName(@Nullable String name) {
        channel.applicationName(name);
      }

      @Override
      public void renewToken(Secret token) {
        channel.renewToken(token);
      }
    };
  }

  private static Exchange exchange(HttpCall call) {
    return new Exchange() {
      @Override
      public HttpCall.Response execute(IntFunction<byte[]> arrays) throws DriverException {
        return call.execute(arrays);
      }

      @Override
      public void abort() {
        call.abort();
      }
    };
  }
}
