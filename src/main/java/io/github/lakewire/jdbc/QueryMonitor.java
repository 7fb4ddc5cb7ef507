package io.github.lakewire.jdbc;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The query id and the progress of a statement: {@code statement.unwrap(QueryMonitor.class)}. May
 * be used from any thread, while the statement is executed and afterwards. No method sends a
 * request.
 *
 * @since 0.1.0
 */
public interface QueryMonitor {
  /**
   * Returns the id of the last execution in the server's query history; null before the server has
   * accepted the first one. It is known as soon as the server has accepted the statement, long
   * before there are rows.
   */
  @Nullable String queryId();

  /** Returns the progress of the last execution, as of the last response of the server. */
  QueryProgress progress();

  /**
   * Sets a listener for this and all further executions. It is called after each poll of the
   * server: 20 times a second at first, later once a second. The calling thread is the one that
   * executes the statement, so the listener must return soon. What it throws is logged and ignored.
   *
   * @param listener null removes it
   */
  void onProgress(@Nullable Consumer<? super QueryProgress> listener);
}
