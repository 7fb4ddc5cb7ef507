package io.github.lakewire.jdbc.internal.error;

import org.jspecify.annotations.Nullable;

/**
 * What the server said of a failed request (protocol.md, "Errors in a status").
 *
 * @param message the text for people, without what the other parts say; never the stack trace
 * @param sqlState the server's SQLState, or null when it sent none or something else than five
 *     characters
 * @param vendorCode the server's error code, 0 when unset
 * @param errorClass the error class, for example {@code TABLE_OR_VIEW_NOT_FOUND}
 * @param line line of the statement, from 1, or 0
 * @param column character of that line, from 1, or 0
 */
public record ServerError(
    String message,
    @Nullable String sqlState,
    int vendorCode,
    @Nullable String errorClass,
    int line,
    int column) {

  /** An error that names no place in the statement. */
  public ServerError(
      String message, @Nullable String sqlState, int vendorCode, @Nullable String errorClass) {
    this(message, sqlState, vendorCode, errorClass, 0, 0);
  }

  /** The same error in other words. */
  public ServerError withMessage(String words) {
    return new ServerError(words, sqlState, vendorCode, errorClass, line, column);
  }
}
