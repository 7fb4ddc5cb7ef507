package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpCall;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.TSerializable;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.jspecify.annotations.Nullable;

/**
 * A server by hand: per method a script of answers, of which the last repeats. Requests and replies
 * go through the generated code's own reader and writer, not the driver's.
 */
public final class FakeServer implements HttpChannel {

  /** Answers one request with the reply struct, or fails as the HTTP layer would. */
  @FunctionalInterface
  public interface Handler {
    TSerializable answer(Received call) throws DriverException;
  }

  /** One request that came in, and how it was sent. */
  public record Received(
      String method,
      TBase<?, ?> request,
      Repeat repeat,
      Duration socketTimeout,
      Deadline deadline,
      CountDownLatch aborted) {

    /** Does not answer until aborted or out of time. */
    public DriverException hang() {
      try {
        if (aborted.await(
            Math.min(20_000, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)) {
          return new DriverException(DriverException.Kind.CANCELLED, "aborted");
        }
        return new DriverException(DriverException.Kind.TIMED_OUT, "Time-out: " + method);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DriverException(DriverException.Kind.CANCELLED, "interrupted");
      }
    }
  }

  private final Map<String, Deque<Handler>> scripts = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<byte[]> arrays = new CopyOnWriteArrayList<>();

  /** Answers calls of a method, one handler each, the last one for all that follow. */
  public FakeServer on(String method, Handler... script) {
    scripts.put(method, new ArrayDeque<>(Arrays.asList(script)));
    return this;
  }

  /** Answers with a fixed reply each. */
  public FakeServer reply(String method, TSerializable... replies) {
    return on(
        method,
        Arrays.stream(replies).map(response -> (Handler) call -> response).toArray(Handler[]::new));
  }

  /** The methods called so far, in order. */
  public List<String> methods() {
    return received.stream().map(Received::method).toList();
  }

  /** The arrays that the client received answers of 64 KiB and more into, in order. */
  public List<byte[]> arrays() {
    return arrays.stream().filter(array -> array.length >= 1 << 16).toList();
  }

  public List<Received> calls(String method) {
    return received.stream().filter(call -> call.method().equals(method)).toList();
  }

  /** The requests of that type so far, in order. */
  public <T> List<T> requests(Class<T> type) {
    return received.stream()
        .map(Received::request)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Override
  public HttpCall prepare(byte[] body, int length, Repeat repeat, CallTimeouts timeouts) {
    CountDownLatch aborted = new CountDownLatch(1);
    return new HttpCall() {
      @Override
      public HttpCall.Response execute(IntFunction<byte[]> arrays) throws DriverException {
        if (aborted.getCount() == 0 || Thread.currentThread().isInterrupted()) {
          throw new DriverException(DriverException.Kind.CANCELLED, "aborted");
        }
        HttpCall.Response made = serve(body, length, repeat, timeouts, aborted);
        byte[] array = arrays.apply(made.length());
        System.arraycopy(made.bytes(), 0, array, 0, made.length());
        FakeServer.this.arrays.add(array);
        return new HttpCall.Response(array, made.length(), made.requestId());
      }

      @Override
      public void abort() {
        aborted.countDown();
      }
    };
  }

  @Override
  public void applicationName(@Nullable String name) {}

  @Override
  public void renewToken(Secret token) {}

  private HttpCall.Response serve(
      byte[] body, int length, Repeat repeat, CallTimeouts timeouts, CountDownLatch aborted)
      throws DriverException {
    try {
      TBinaryProtocol in = new TBinaryProtocol(new TMemoryInputTransport(body, 0, length));
      TMessage message = in.readMessageBegin();
      TBase<?, ?> arguments = struct(message.name + "_args");
      arguments.read(in);
      Received call =
          new Received(
              message.name,
              (TBase<?, ?>) field(arguments, 1),
              repeat,
              timeouts.socketTimeout(),
              timeouts.deadline(),
              aborted);
      received.add(call);
      TSerializable response = next(message.name).answer(call);
      return response instanceof TApplicationException exception
          ? write(message, TMessageType.EXCEPTION, exception)
          : write(message, TMessageType.REPLY, result(message.name, response));
    } catch (TException e) {
      throw new AssertionError("the driver sent something unreadable", e);
    }
  }

  private Handler next(String method) {
    Deque<Handler> script = scripts.get(method);
    if (script == null) {
      throw new AssertionError("nobody expected " + method);
    }
    synchronized (script) {
      return script.size() > 1 ? script.remove() : script.element();
    }
  }

  private static HttpCall.Response write(TMessage request, byte type, TSerializable content)
      throws TException {
    TMemoryBuffer buffer = new TMemoryBuffer(256);
    TBinaryProtocol out = new TBinaryProtocol(buffer);
    out.writeMessageBegin(new TMessage(request.name, type, request.seqid));
    content.write(out);
    out.writeMessageEnd();
    return new HttpCall.Response(buffer.getArray(), buffer.length(), "request-1");
  }

  private static TBase<?, ?> result(String method, TSerializable response) {
    TBase<?, ?> result = struct(method + "_result");
    setField(result, 0, response);
    return result;
  }

  private static TBase<?, ?> struct(String name) {
    try {
      return Class.forName("io.github.lakewire.thrift.TCLIService$" + name)
          .asSubclass(TBase.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such call: " + name, e);
    }
  }

  private static <F extends TFieldIdEnum> Object field(TBase<?, F> struct, int id) {
    return struct.getFieldValue(struct.fieldForId(id));
  }

  private static <F extends TFieldIdEnum> void setField(TBase<?, F> struct, int id, Object value) {
    struct.setFieldValue(struct.fieldForId(id), value);
  }
}
