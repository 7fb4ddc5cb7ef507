package io.github.lakewire.warehouse.internal;

import java.time.Duration;

/** An answer that is no Thrift message: a status and the reason that goes into a header. */
final class HttpFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final Duration retryAfter;

  HttpFault(int status, String code, String message) {
    this(status, code, message, null);
  }

  /**
   * @param retryAfter null says nothing about it
   */
  HttpFault(int status, String code, String message, Duration retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  Duration retryAfter() {
    return retryAfter;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
