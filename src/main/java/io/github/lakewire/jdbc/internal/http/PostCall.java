package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;

/** A message posted to the server. */
final class PostCall implements HttpCall {
  private final RequestExecutor<Response> executor;
  private final HttpHost host;
  private final Repeat repeat;
  private final long maxBytes;
  private final AtomicBoolean executed = new AtomicBoolean();
  private ArrayAllocator arrays = byte[]::new;

  PostCall(RequestExecutor.RequestSpec spec, long maxBytes) {
    this.executor = new RequestExecutor<>(spec, this::read);
    this.host = spec.host();
    this.repeat = spec.repeat();
    this.maxBytes = maxBytes;
  }

  @Override
  public Response execute(ArrayAllocator arrays) throws DriverException {
    if (!executed.compareAndSet(false, true)) {
      throw new IllegalStateException("A call is executed once");
    }
    this.arrays = arrays;
    return executor.send();
  }

  @Override
  public void abort() {
    executor.abort();
  }

  @Override
  public void whileStarting(Consumer<DriverException> told) {
    executor.whileStarting(told);
  }

  @Override
  public void finishWithin(Duration grace) {
    executor.finishWithin(grace);
  }

  private Response read(ClassicHttpResponse response)
      throws IOException, DriverException, AttemptFailedException {
    if (response.getCode() != 200) {
      throw HttpErrorResponse.of(response, host, repeat);
    }
    HttpEntity entity = response.getEntity();
    if (entity == null || !HttpErrorResponse.mediaType(response).equals(EndpointChannel.THRIFT)) {
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

  /** Where the limit is the heap's, more heap is what helps, and the connection can be kept. */
  private DriverException tooLong(long bytes) {
    boolean ofHeap = maxBytes >= Runtime.getRuntime().maxMemory() / 2;
    return new DriverException(
        ofHeap ? DriverException.Kind.OUT_OF_MEMORY : DriverException.Kind.TOO_LARGE,
        "The response has at least "
            + bytes
            + " bytes, more than the "
            + maxBytes
            + (ofHeap
                ? " that the heap has room for: raise -Xmx"
                : " that maxMessageSize allows: raise it")
            + " (a single page may be larger than resultMemory), or select smaller values");
  }
}
