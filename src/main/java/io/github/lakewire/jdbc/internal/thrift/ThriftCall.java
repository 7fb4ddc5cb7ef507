package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerText;
import io.github.lakewire.jdbc.internal.error.ThriftRefusal;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.http.HttpCall;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.http.RequestContext;
import io.github.lakewire.jdbc.internal.tracing.TraceHeaders;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TType;
import org.jspecify.annotations.Nullable;

/**
 * One call of the service. {@link #execute} once; {@link #abort} from any thread, any time.
 *
 * @param <T> what the response says
 */
public final class ThriftCall<T> {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.thrift");

  private static final short ARGUMENT = 1;
  private static final short RESPONSE = 0;

  private final Spec spec;
  private final int sequence;
  private final HttpCall exchange;
  private final ResponseMapper<T> reading;

  ThriftCall(Spec spec, int sequence, HttpCall exchange, ResponseMapper<T> reading) {
    this.spec = spec;
    this.sequence = sequence;
    this.exchange = exchange;
    this.reading = reading;
  }

  /** What is called, on what, whether that may be repeated, and in which trace. */
  record Spec(String method, CallTarget target, Repeat repeat, TraceHeaders trace) {
    RequestContext context() {
      return new RequestContext(method, target.sessionId(), target.queryId(), trace);
    }
  }

  /** Reads the result, which is a struct whose field 0 is the response. */
  static void readResult(TProtocol protocol, TBase<?, ?> response) throws TException {
    boolean found = false;
    for (TField field = protocol.readFieldBegin();
        field.type != TType.STOP;
        field = protocol.readFieldBegin()) {
      if (field.id == RESPONSE && field.type == TType.STRUCT && !found) {
        response.read(protocol);
        found = true;
      } else {
        TProtocolUtil.skip(protocol, field.type);
      }
      protocol.readFieldEnd();
    }
    if (!found) {
      throw new TProtocolException("no result");
    }
  }

  /** Reads the result, which comes next, into the response's record. */
  @FunctionalInterface
  interface ResponseMapper<T> {
    T read(TProtocol protocol, ResponseBody body) throws TException, DriverException;
  }

  /** Writes a call whose only argument is the message. */
  static RequestBytes write(String method, int sequence, TBase<?, ?> message) {
    try {
      RequestBytes buffer = new RequestBytes();
      RequestProtocol protocol = new RequestProtocol(buffer);
      protocol.writeMessageBegin(new TMessage(method, TMessageType.CALL, sequence));
      protocol.writeFieldBegin(new TField("req", TType.STRUCT, ARGUMENT));
      message.write(protocol);
      protocol.writeFieldStop();
      protocol.writeMessageEnd();
      return buffer;
    } catch (TException e) {
      // Writing to memory does not fail, and no field of a request is required.
      throw new IllegalStateException("cannot write " + method, e);
    }
  }

  /**
   * Sends the request and reads the response. After a failure of transport the request may have
   * arrived anyway.
   *
   * @param arrays as in {@link HttpCall#execute}; rows of a page stay in the array
   * @throws DriverException as {@link HttpCall#execute}; PROTOCOL when the response is no response
   *     to this call; SERVER, SESSION_GONE, TIMED_OUT or REJECTED when the response's status is an
   *     error
   */
  public T execute(ArrayAllocator arrays) throws DriverException {
    long start = System.nanoTime();
    HttpCall.Response response;
    try {
      response = exchange.execute(arrays);
    } catch (DriverException exception) {
      DriverException meant =
          ServerErrors.ofHttp(exception, spec.target()).inQuery(spec.target().queryId());
      throw exception.outcome() == ExecutionOutcome.UNKNOWN ? meant.mayHaveArrived() : meant;
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    LOG.fine(() -> this + ": " + response.length() + " bytes in " + millis + " ms");
    try {
      T decoded = decode(new ResponseBody(response));
      if (decoded instanceof OperationResponse made) {
        LOG.fine(() -> this + " makes query " + made.handle().id());
      }
      return decoded;
    } catch (DriverException exception) {
      throw exception.inQuery(spec.target().queryId()).inRequest(response.requestId());
    } catch (BodyProtocol.NoRoomException e) {
      throw noRoom(response, e).inQuery(spec.target().queryId()).inRequest(response.requestId());
    } catch (TException | RuntimeException e) {
      // Generated code throws unchecked exceptions too when bytes make no sense.
      throw nonsense(String.valueOf(e.getMessage()), e)
          .inQuery(spec.target().queryId())
          .inRequest(response.requestId());
    }
  }

  /** Ends {@link #execute} with CANCELLED, now or when it is called. Never throws. */
  public void abort() {
    exchange.abort();
  }

  /** As {@link HttpCall#whileStarting}; returns this call. */
  public ThriftCall<T> whileStarting(Consumer<DriverException> told) {
    exchange.whileStarting(told);
    return this;
  }

  /** Returns the id of the session that the call is addressed to; null for another address. */
  public @Nullable String sessionId() {
    return spec.target().sessionId();
  }

  /** As {@link HttpCall#finishWithin}. */
  public void finishWithin(Duration grace) {
    exchange.finishWithin(grace);
  }

  private T decode(ResponseBody body) throws TException, DriverException {
    TProtocol protocol = body.protocol();
    TMessage message = protocol.readMessageBegin();
    if (message.type == TMessageType.EXCEPTION) {
      TApplicationException exception = TApplicationException.readFrom(protocol);
      if (ThriftRefusal.leads(String.valueOf(exception.getMessage()))) {
        throw ThriftRefusal.exception();
      }
      String shown = ServerText.shown(String.valueOf(exception.getMessage()));
      String refusal = "The server could not handle " + spec.method() + ": " + shown;
      // Not its own exception as the cause, which would be logged with all that the server wrote.
      TApplicationException cause = new TApplicationException(exception.getType(), shown);
      throw exception.getType() == TApplicationException.UNKNOWN_METHOD
          ? new DriverException(DriverException.Kind.UNSUPPORTED, refusal, cause)
          : new DriverException(DriverException.Kind.PROTOCOL, refusal, cause).mayHaveArrived();
    }
    if (message.type != TMessageType.REPLY || !message.name.equals(spec.method())) {
      throw nonsense("it is no response to this call", null);
    }
    if (message.seqid != sequence) {
      throw nonsense("it answers call " + message.seqid + ", not " + sequence, null);
    }
    return reading.read(protocol, body);
  }

  /** What the log says of it. */
  @Override
  public String toString() {
    return spec.context() + " (call " + sequence + ")";
  }

  private DriverException noRoom(HttpCall.Response response, TException cause) {
    return new DriverException(
            DriverException.Kind.OUT_OF_MEMORY,
            "The heap (-Xmx, %d MB) has no room for all the parts of the server's response to %s,"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20, spec.method())
                + " which has %d bytes: raise it".formatted(response.length()),
            cause)
        .mayHaveArrived();
  }

  private DriverException nonsense(String why, @Nullable Throwable cause) {
    return new DriverException(
            DriverException.Kind.PROTOCOL,
            "The server's response to " + spec.method() + " makes no sense: " + why,
            cause)
        .mayHaveArrived();
  }
}
