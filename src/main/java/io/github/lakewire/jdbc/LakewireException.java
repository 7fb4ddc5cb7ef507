package io.github.lakewire.jdbc;

/**
 * What every {@code SQLException} of the driver is, besides the standard class that fits: {@code if
 * (e instanceof LakewireException error) error.details().queryId() ...}. Of a {@code
 * BatchUpdateException} it is the cause.
 */
public interface LakewireException {
  /** Returns what is known of the failure beyond message, SQLState and vendor code. */
  ErrorDetails details();
}
