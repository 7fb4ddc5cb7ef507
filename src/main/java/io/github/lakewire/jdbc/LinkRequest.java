package io.github.lakewire.jdbc;

import java.io.Serializable;

/**
 * A question for new links, from a worker to the process that has the {@link ResultPartitions}.
 *
 * @param queryId of the result
 * @param startRow the first row that links are wanted for, from 0
 * @param endRow the row behind the last one
 * @since 0.1.0
 */
public record LinkRequest(String queryId, long startRow, long endRow) implements Serializable {}
