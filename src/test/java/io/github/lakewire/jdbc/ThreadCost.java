package io.github.lakewire.jdbc;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What it may cost to read bytes that nobody vouches for: a second, and as much memory as a
 * multiple of the bytes. Both are counted for the calling thread alone, so a busy machine changes
 * neither.
 */
public final class ThreadCost {
  /**
   * Widens the bound for readers of texts while a test fuzzes: of each comparison Jazzer takes
   * notes, which are counted too.
   */
  public static final int NOTES = Boolean.getBoolean("jazzer.hooks") ? 16 : 1;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_NANOS = 1_000_000_000;

  private ThreadCost() {}

  /** One reading of the bytes; the same each time. */
  @FunctionalInterface
  public interface Reading {
    void run() throws Exception;
  }

  /** Reads and fails when it takes more than a second, or allocates more bytes than allowed. */
  public static void check(long mostAllocated, Reading reading) throws Exception {
    if (!run(mostAllocated, reading, false)) {
      // Classes were loaded and lambdas linked, at the expense of the first reading.
      run(mostAllocated, reading, true);
    }
  }

  private static boolean run(long mostAllocated, Reading reading, boolean failing)
      throws Exception {
    long nanos = THREADS.getCurrentThreadCpuTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    reading.run();
    allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    boolean fits = allocated <= mostAllocated && nanos <= MOST_NANOS;
    if (failing && !fits) {
      throw new AssertionError(
          "it took %d ms and %d bytes, where %d bytes are justified"
              .formatted(nanos / 1_000_000, allocated, mostAllocated));
    }
    return fits;
  }
}
