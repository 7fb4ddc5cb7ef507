package io.github.lakewire.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a statement. The server is asked for stages, fraction and summary only after
 * {@link QueryMonitor#progress} was called or a listener was set, and it may send none of them.
 *
 * @param phase where the statement is
 * @param queryId the id in the server's query history, null while it is not known
 * @param elapsed time since the statement was sent
 * @param fraction the part that is done, from 0 to 1; empty when not known
 * @param stages one map for each stage, from the server's column names to its texts; empty when not
 *     known
 * @param summary one line of text, null when not known
 * @since 0.1.0
 */
public record QueryProgress(
    Phase phase,
    @Nullable String queryId,
    Duration elapsed,
    OptionalDouble fraction,
    List<Map<String, String>> stages,
    @Nullable String summary) {

  /** Where a statement is. */
  public enum Phase {
    /** Not executed yet. */
    NEW,
    /** Sent; there is no response yet. */
    SENT,
    /** The statement is queued, or the warehouse is starting. */
    WAITING,
    /** The server executes it. */
    RUNNING,
    /** Ended, with or without success; rows may still have to be fetched. */
    ENDED
  }
}
