package io.github.lakewire.jdbc.internal.jdbc;

import java.time.Duration;

/**
 * How the user wants a statement to be run.
 *
 * @param maxRows 0 is no limit
 * @param fetchSize rows of one page, 0 leaves it to the configuration
 * @param timeout zero is none
 */
record ExecutionOptions(long maxRows, int fetchSize, Duration timeout) {}
