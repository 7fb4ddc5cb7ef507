package io.github.lakewire.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How far a statement is. Stages, fraction and summary are asked for from the moment that somebody
 * has looked at the progress of the statement, and there is what the server sends.
 *
 * @param queryId the id in the server's query history, null while it is not known
 * @param elapsed since the statement was sent
 * @param fraction from 0 to 1
 * @param stages one map for each stage, from the server's column names to its texts
 * @param summary a line for people, or null
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
    /** Not run yet. */
    NEW,
    /** Sent; the server has not answered yet. */
    SENT,
    /** Accepted: the statement is queued, or the warehouse is starting. */
    WAITING,
    /** Running. */
    RUNNING,
    /** Ended, well or not; rows may still be to come. */
    ENDED
  }
}
