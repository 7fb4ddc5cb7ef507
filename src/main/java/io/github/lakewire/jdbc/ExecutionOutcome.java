package io.github.lakewire.jdbc;

/**
 * Whether a statement that failed was executed, as far as the driver knows: what to look at before
 * a write is repeated.
 *
 * @see LakewireException#outcome()
 * @since 0.1.0
 */
public enum ExecutionOutcome {
  /** The server has executed the statement; what failed came later, for example a fetch of rows. */
  EXECUTED,

  /**
   * The statement was not executed: it was not sent, the server refused it, or the server says that
   * it failed, timed out or was cancelled. Also of methods that execute nothing, such as getters.
   */
  NOT_EXECUTED,

  /**
   * The statement may have been executed, or may still be: the request or its response was lost, or
   * the driver stopped waiting (a time-out, a cancel, an interrupt). A write must be looked for
   * before it is repeated.
   */
  UNKNOWN
}
