package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.ReaderActivity;
import io.github.lakewire.jdbc.internal.cursor.ResultForm;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One statement or metadata call on the server: made before it is sent, so that it can be cancelled
 * at any time. {@link #cancel}, {@link #close} and {@link #queryId} may be called from any thread
 * at any time.
 */
public interface Operation extends AutoCloseable {
  /** Sets the listener for progress; before {@link #execute}. */
  void listen(ProgressListener to);

  /**
   * Submits and waits until it has finished, polling with growing intervals. When it fails, the
   * server's side is cancelled and closed.
   *
   * @param end a time-out of the user, for the rows too; when it passes before all that was asked
   *     for has arrived, the server's operation is cancelled
   */
  void execute(Deadline end) throws DriverException;

  /** The query id as UUID text; null until the server gave a handle. */
  @Nullable String queryId();

  /** What it is on the server. After {@link #execute}. */
  OperationHandle handle() throws DriverException;

  /** Whether the statement's result is rows rather than a count. After {@link #execute}. */
  boolean hasRows();

  /** Whether its row tells the client to move a file (PUT, GET, REMOVE). After {@link #execute}. */
  boolean isStaging();

  /** The number of rows written, when the server said it. After {@link #execute}. */
  OptionalLong modifiedRows();

  /**
   * Submits, and leaves what was submitted to the server: in place of {@link #execute}. Its request
   * should want no direct results.
   *
   * @param end for the response; when it passes the server's side is cancelled and closed, as after
   *     any failure
   */
  OperationHandle submit(Deadline end) throws DriverException;

  /**
   * The rows before they are decoded.
   *
   * @param pages closing them closes the operation
   */
  record Rows(ResultForm form, PageSource pages) {}

  /**
   * Opens the rows as they come, once, in place of {@link #openCursor}. Where they are in files, as
   * many links are asked for at once as the server sends.
   */
  Rows openRows() throws DriverException;

  /**
   * Begins to poll where the rows are still needed on the server. The activity is not held: the
   * polls end with it.
   *
   * @param reader tells whether the rows are still being read
   */
  void keepOpen(ReaderActivity reader) throws DriverException;

  /** Opens the rows, once. The cursor then owns the operation: closing it closes the operation. */
  RowCursor openCursor() throws DriverException;

  /** Sets the time-out of what is fetched from now on, in place of that of {@link #execute}. */
  void limit(Deadline end);

  /** What the server said along with success: warnings. */
  List<String> infoMessages();

  /**
   * Cancels: aborts the exchange under way, and cancels on the server, at once or as soon as the
   * handle is known. The blocked thread gets a {@code DriverException} CANCELLED. Without effect
   * when finished, unless rows are still to come from the server or in files; reading then ends
   * with CANCELLED where they are missing. Never throws.
   */
  void cancel();

  /** Closes the server's side unless direct results did. Never throws; may be repeated. */
  @Override
  void close();
}
