package io.github.lakewire.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Details of a failure. Each is null or 0 where it is not known. They contain no secrets.
 *
 * @param errorClass the server's error class, for example {@code TABLE_OR_VIEW_NOT_FOUND}
 * @param line line in the statement as it was given to the driver, from 1
 * @param column character in that line, from 1
 * @param queryId the id of the statement in the server's query history
 * @param requestId the id of the failed HTTP request, for Databricks' support
 * @param serverState the SQLState as the server sent it. {@code getSQLState()} differs where pools
 *     would take the server's state for a dead connection, or where it does not say what happened
 * @since 0.1.0
 */
public record ErrorDetails(
    @Nullable String errorClass,
    int line,
    int column,
    @Nullable String queryId,
    @Nullable String requestId,
    @Nullable String serverState) {}
