package io.github.lakewire.jdbc.internal.fetch;

import io.github.lakewire.jdbc.internal.error.DriverException;
import org.jspecify.annotations.Nullable;

/**
 * Where a cursor gets its pages: the open operation on the server. Owned and closed by the cursor.
 *
 * <p>{@link #next} and {@link #renew} may be called by different threads, one after the other;
 * implementations let only one of them talk to the server at a time.
 */
public interface PageSource extends AutoCloseable {

  /**
   * Whether {@link #next} may bring another page. False once the server has said that there is no
   * more. Never blocks; not to be asked while {@link #next} runs.
   */
  boolean hasNext();

  /** Returns the number of its first row in the whole result. */
  default long firstRow() {
    return 0;
  }

  /**
   * Returns the next page, which may be empty, or null after the last. Blocks.
   *
   * @param buffers where it is received, if it has to be; its rows stay there
   */
  @Nullable Page next(ArrayAllocator buffers) throws DriverException;

  /**
   * Returns the links again, from the one that starts at {@code startRow} on, because the former
   * have expired or are about to.
   */
  Page.Links renew(long startRow) throws DriverException;

  /** Frees the server's side. Never throws; may be repeated. */
  @Override
  void close();
}
