package io.github.lakewire.jdbc.trial;

import org.jspecify.annotations.Nullable;

/** Says which requests go wrong. Thread-safe. */
interface FaultSource {
  /** Whether the next request, whatever it is, is reset before it is read. */
  boolean resetsUnread();

  /** What befalls a request that has been read, by its Thrift method or "GET" for a file. */
  @Nullable Fault of(String method);

  /** Whether each response is the last of its connection, without saying so. */
  default boolean closes() {
    return false;
  }
}
