package io.github.lakewire.jdbc.internal.fault;

import org.jspecify.annotations.Nullable;

/**
 * What the server said of a failed request (PROTOCOL section 13).
 *
 * @param message the text for people; never the stack trace
 * @param sqlState the server's SQLState, or null when it sent none or something else than five
 *     characters
 * @param vendorCode the server's error code, 0 when unset
 * @param errorClass the error class, for example {@code TABLE_OR_VIEW_NOT_FOUND}
 * @param queryId the operation's id as UUID text
 */
public record ServerError(
    String message,
    @Nullable String sqlState,
    int vendorCode,
    @Nullable String errorClass,
    @Nullable String queryId) {}
