package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.fault.Fault;

/** One exchange with its retries. {@link #execute} once; {@link #abort} from any thread, any time. */
public final class HttpCall {
  HttpCall() {}

  /**
   * Sends, retries as allowed, and reads the answer whole into memory, within the configured limit.
   *
   * @throws Fault CANNOT_CONNECT or CANNOT_CONNECT_EVER when no connection could be made, TRANSPORT
   *     when it broke (the request may have arrived), UNAUTHORIZED for 401 and 403, REJECTED for 400
   *     and 404 and redirects and answers that are not Thrift, TIMED_OUT after the deadline,
   *     CANCELLED after abort or interruption; the message carries the server's reason and request id
   */
  public Answer execute() throws Fault {
    throw new UnsupportedOperationException();
  }

  /** Ends {@link #execute} with CANCELLED, now or when it is called. Never throws. */
  public void abort() {
    throw new UnsupportedOperationException();
  }

  /** The body in the first {@code length} bytes of {@code bytes}; the receiver owns the array. */
  public record Answer(byte[] bytes, int length, String requestId) {}
}
