package io.github.lakewire.jdbc.internal.fetch;

import io.github.lakewire.jdbc.internal.error.DriverException;

/** A part of a result in its place in the order. Guarded by the lock of its {@link Prefetcher}. */
abstract class Chunk {

  abstract boolean isReady();

  /** Called by the reader without the lock, once it is ready. */
  abstract Prefetcher.Content content() throws DriverException;

  /** It has been read, or will not be. */
  void free() {}

  /** Bytes that it takes. */
  long held() {
    return 0;
  }

  /** A page with its rows. */
  static final class Received extends Chunk {
    private final Page page;
    private final ReceiveBuffer buffer;

    Received(Page page, ReceiveBuffer buffer) {
      this.page = page;
      this.buffer = buffer;
    }

    @Override
    boolean isReady() {
      return true;
    }

    @Override
    Prefetcher.Content content() {
      return new Prefetcher.Inline(page);
    }

    @Override
    void free() {
      buffer.free();
    }

    @Override
    long held() {
      return buffer.held();
    }
  }

  /** What could not be fetched. */
  static final class Failed extends Chunk {
    private final Throwable failure;

    Failed(Throwable failure) {
      this.failure = failure;
    }

    @Override
    boolean isReady() {
      return true;
    }

    @Override
    Prefetcher.Content content() throws DriverException {
      throw Prefetcher.raise(failure);
    }
  }
}
