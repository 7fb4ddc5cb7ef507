package io.github.lakewire.jdbc.internal.arrowexport;

import io.github.lakewire.jdbc.internal.error.DriverException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;

/** Starts Arrow's memory. */
final class ArrowAllocators {
  /** On Java 24 and newer Netty does not use Unsafe, and Arrow's allocator fails without it. */
  private static final String NO_UNSAFE = "io.netty.noUnsafe";

  private static final int FIRST_JAVA_WITHOUT = 24;

  private ArrowAllocators() {}

  /** Makes an allocator of its own, and tries it: most of what can go wrong does so here. */
  static synchronized BufferAllocator allocator(long limit) throws DriverException {
    boolean lend =
        Runtime.version().feature() >= FIRST_JAVA_WITHOUT && System.getProperty(NO_UNSAFE) == null;
    if (lend) {
      System.setProperty(NO_UNSAFE, "false");
    }
    try {
      BufferAllocator allocator = new RootAllocator(limit);
      byte[] probe = new byte[Long.BYTES];
      try (ArrowBuf buffer = allocator.buffer(probe.length)) {
        buffer.setBytes(0, probe, 0, probe.length);
        buffer.getLong(0);
      }
      return allocator;
    } catch (RuntimeException | LinkageError e) {
      throw ArrowExport.unusable(e);
    } finally {
      if (lend) {
        // Netty has read it by now; no other code is to see it.
        System.clearProperty(NO_UNSAFE);
      }
    }
  }

  /** The allocator's limit, or the JVM's for direct memory, was reached. */
  static DriverException exhausted(OutOfMemoryException failure, BufferAllocator allocator) {
    return new DriverException(
        DriverException.Kind.OUT_OF_MEMORY,
        "A batch of the result does not fit into the memory for Arrow vectors ("
            + allocator.getLimit()
            + " bytes for this result): raise the driver's resultMemory, of which it is a"
            + " multiple, the limit of your own allocator, or -XX:MaxDirectMemorySize",
        failure);
  }
}
