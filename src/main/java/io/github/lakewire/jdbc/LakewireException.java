package io.github.lakewire.jdbc;

/**
 * Implemented by every {@code SQLException} of the driver, which otherwise is the standard class
 * for its SQLState:
 *
 * <pre>{@code
 * if (e instanceof LakewireException failure) {
 *   log(failure.details().queryId());
 * }
 * }</pre>
 *
 * <p>A {@code BatchUpdateException} does not implement it, but its cause does. The document {@code
 * src/docs/errors.md} lists all SQLStates.
 *
 * @since 0.1.0
 */
public interface LakewireException {
  /** Returns what is known of the failure in addition to message, SQLState and vendor code. */
  ErrorDetails details();
}
