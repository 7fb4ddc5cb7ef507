package io.github.lakewire.spark;

import java.io.Serial;

/** An expression that is left to Spark. */
final class NotPushableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NotPushableException(Object expression) {
    // It is no failure: nobody looks at where it came from.
    super(String.valueOf(expression), null, false, false);
  }
}
