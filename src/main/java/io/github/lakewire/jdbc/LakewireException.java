package io.github.lakewire.jdbc;

/**
 * Implemented by every {@code SQLException} of the driver, {@code BatchUpdateException} included,
 * which otherwise is the standard class for its SQLState:
 *
 * <pre>{@code
 * if (e instanceof LakewireException failure
 *     && failure.outcome() == ExecutionOutcome.NOT_EXECUTED) {
 *   repeat();
 * }
 * }</pre>
 *
 * <p>The document {@code src/docs/errors.md} lists all SQLStates.
 *
 * @since 0.1.0
 */
public interface LakewireException {
  /** Returns what is known of the failure in addition to message, SQLState and vendor code. */
  ErrorDetails details();

  /**
   * Returns whether the statement was executed. For a {@code BatchUpdateException} that of the rows
   * behind its counts that failed together; the rows behind those were not sent.
   */
  ExecutionOutcome outcome();
}
