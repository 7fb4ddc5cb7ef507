package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.http.Deadline;
import io.github.lakewire.jdbc.internal.results.ResultSchema;
import io.github.lakewire.jdbc.internal.results.RowCursor;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One statement or metadata call on the server: submit, await, fetch, cancel, close. {@link
 * #cancel}, {@link #close} and {@link #queryId} may be called from any thread at any time.
 */
public final class Operation implements AutoCloseable {
  Operation() {}

  /**
   * Submits and waits until it has finished, polling with growing intervals. On any Fault the
   * server's side is cancelled and closed.
   *
   * @param deadline a time-out of the user; when it passes, the server's operation is cancelled
   */
  public void run(Deadline deadline) throws Fault {
    throw new UnsupportedOperationException();
  }

  /** The query id as UUID text; null until the server gave a handle. */
  public @Nullable String queryId() {
    throw new UnsupportedOperationException();
  }

  /** numModifiedRows, when the server set it. After {@link #run}. */
  public OptionalLong modifiedRows() {
    throw new UnsupportedOperationException();
  }

  /** Whether the statement's result is rows rather than a count (PROTOCOL section 6.4). After {@link #run}. */
  public boolean hasRows() {
    throw new UnsupportedOperationException();
  }

  /** The columns; asks the server when it has not said them yet. After {@link #run}. */
  public ResultSchema schema() throws Fault {
    throw new UnsupportedOperationException();
  }

  /** Opens the rows, once; the cursor then owns the operation and its close() closes it. */
  public RowCursor openCursor() throws Fault {
    throw new UnsupportedOperationException();
  }

  /** What the server said along with success: warnings. */
  public List<String> infoMessages() {
    throw new UnsupportedOperationException();
  }

  /**
   * Cancels: aborts the exchange under way, and tells the server, at once or as soon as its handle
   * is known. The blocked thread gets a Fault CANCELLED. Without effect when finished. Never throws.
   */
  public void cancel() {
    throw new UnsupportedOperationException();
  }

  /** Closes the server's side unless direct results did. Never throws; may be repeated. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
