package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of one owner that are under way, so that another thread can abort them. */
final class ActiveCalls {
  private final Set<ThriftCall<?>> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  <T> T execute(ThriftCall<T> call, ArrayAllocator arrays) throws DriverException {
    calls.add(call);
    try {
      // Looked at after the call was added: abort() either sees the call or is seen here.
      if (aborted) {
        call.abort();
      }
      return call.execute(arrays);
    } finally {
      calls.remove(call);
    }
  }

  /** Lets what is under way end within a time, and aborts all that comes later. */
  void finishWithin(Duration grace) {
    aborted = true;
    calls.forEach(call -> call.finishWithin(grace));
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Aborts what is under way and all that comes later. */
  void abort() {
    aborted = true;
    calls.forEach(ThriftCall::abort);
  }
}
