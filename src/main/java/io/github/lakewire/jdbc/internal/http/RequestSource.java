package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/** Makes a fresh request for each attempt. */
interface RequestSource {
  /**
   * Makes the request for the next attempt.
   *
   * @throws DriverException when it cannot be made, as {@link Authorization#headers}
   */
  HttpUriRequestBase next(Wait wait) throws DriverException;

  /** The last one was refused for its credentials: whether the next has others. */
  default boolean renew(Wait wait) throws DriverException {
    return false;
  }
}
