package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One exchange with its retries. {@link #execute} once; {@link #abort} from any thread, any time.
 */
public interface HttpCall {

  /**
   * Sends, retries as allowed, and reads the response whole into memory, within the configured
   * limit.
   *
   * @param arrays gives an array of at least the length asked for, when the server announces it; a
   *     repetition asks again, and what was given before is then no longer used
   * @throws DriverException whose {@link DriverException#outcome} is UNKNOWN when the request may
   *     have been executed; CANNOT_CONNECT or CANNOT_CONNECT_EVER when no connection could be made,
   *     TRANSPORT when it broke and READ_TIMEOUT when nothing came for the socket time-out (the
   *     request may have arrived), UNAUTHORIZED for 401 and 403, REJECTED for 400 and 404 and
   *     redirects and responses that are not Thrift, PROTOCOL for responses that are no HTTP or too
   *     long, TIMED_OUT after the deadline, CANCELLED after abort or interruption (the thread stays
   *     interrupted), SESSION_GONE after the stack was closed; the message carries the server's
   *     reason and request id
   */
  Response execute(ArrayAllocator arrays) throws DriverException;

  /** Ends {@link #execute} with CANCELLED, now or when it is called. Never throws. */
  void abort();

  /**
   * Lets the attempt under way go on for so long, and makes no other: for a request that nobody
   * waits for any more, but whose response tells what to clean up. Never throws.
   */
  void finishWithin(Duration grace);

  /**
   * Tells of each answer after which the call waits for compute to start. To be called before
   * {@link #execute}, whose thread tells.
   */
  default void whileStarting(Consumer<DriverException> told) {}

  /** The body in the first {@code length} bytes of {@code bytes}; the receiver owns the array. */
  record Response(byte[] bytes, int length, String requestId) {}
}
