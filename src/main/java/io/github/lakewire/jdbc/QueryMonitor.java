package io.github.lakewire.jdbc;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of the driver says of its run, from any thread, while it runs and afterwards:
 * {@code statement.unwrap(QueryMonitor.class)}. Nothing here asks the server by itself.
 */
public interface QueryMonitor {
  /**
   * Returns the id of the last run in the server's query history; null before the server has
   * accepted the first. It is known as soon as that has happened, long before there are rows.
   */
  @Nullable String queryId();

  /** Returns how far the last run is, as of the last answer of the server. */
  QueryProgress progress();

  /**
   * Has a listener told whenever the server was asked, between 20 times a second and once a second,
   * by the thread that runs the statement; for this and all further runs. It must return soon. What
   * it throws is logged and does no harm.
   *
   * @param listener null for none
   */
  void onProgress(@Nullable Consumer<? super QueryProgress> listener);
}
