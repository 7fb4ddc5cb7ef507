package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import java.time.Duration;

/**
 * How long one call may take.
 *
 * @param socketTimeout read time-out of one attempt
 * @param deadline end of all attempts and waits
 */
public record CallTimeouts(Duration socketTimeout, Deadline deadline) {}
