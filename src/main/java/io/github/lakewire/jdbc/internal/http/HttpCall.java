package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;

/**
 * One exchange with its retries. {@link #execute} once; {@link #abort} from any thread, any time.
 */
public final class HttpCall {
  private final RequestExecutor<Response> sender;
  private final HttpHost host;
  private final Repeat repeat;
  private final long maxBytes;
  private final AtomicBoolean executed = new AtomicBoolean();
  private IntFunction<byte[]> arrays = byte[]::new;

  HttpCall(RequestExecutor.RequestSpec plan, long maxBytes) {
    this.sender = new RequestExecutor<>(plan, this::read);
    this.host = plan.host();
    this.repeat = plan.repeat();
    this.maxBytes = maxBytes;
  }

  /**
   * Sends, retries as allowed, and reads the answer whole into memory, within the configured limit.
   *
   * @param arrays gives an array of at least the length asked for, when the server announces it; a
   *     repetition asks again, and what was given before is then no longer used
   * @throws DriverException CANNOT_CONNECT or CANNOT_CONNECT_EVER when no connection could be made,
   *     TRANSPORT when it broke and READ_TIMEOUT when nothing came for the socket time-out (the
   *     request may have arrived), UNAUTHORIZED for 401 and 403, REJECTED for 400 and 404 and
   *     redirects and answers that are not Thrift, PROTOCOL for answers that are no HTTP or too
   *     long, TIMED_OUT after the deadline, CANCELLED after abort or interruption (the thread stays
   *     interrupted), SESSION_GONE after the stack was closed; the message carries the server's
   *     reason and request id
   */
  public Response execute(IntFunction<byte[]> arrays) throws DriverException {
    if (!executed.compareAndSet(false, true)) {
      throw new IllegalStateException("A call is executed once");
    }
    this.arrays = arrays;
    return sender.send();
  }

  /** Ends {@link #execute} with CANCELLED, now or when it is called. Never throws. */
  public void abort() {
    sender.abort();
  }

  private Response read(ClassicHttpResponse response)
      throws IOException, DriverException, AttemptFailedException {
    if (response.getCode() != 200) {
      throw HttpErrorResponse.of(response, host, repeat);
    }
    HttpEntity entity = response.getEntity();
    if (entity == null || !HttpErrorResponse.mediaType(response).equals(HttpChannel.THRIFT)) {
      throw HttpErrorResponse.notThrift(response, host);
    }
    return BodyReader.read(
        entity.getContent(),
        entity.getContentLength(),
        maxBytes,
        this::tooLong,
        arrays,
        (bytes, length) -> new Response(bytes, length, HttpErrorResponse.requestId(response)));
  }

  private DriverException tooLong(long bytes) {
    return new DriverException(
        DriverException.Kind.TOO_LARGE,
        "The answer has at least "
            + bytes
            + " bytes, more than the "
            + maxBytes
            + " that maxMessageSize allows: raise it (a single page may be larger than"
            + " resultMemory), or select smaller values");
  }

  /** The body in the first {@code length} bytes of {@code bytes}; the receiver owns the array. */
  public record Response(byte[] bytes, int length, String requestId) {}
}
