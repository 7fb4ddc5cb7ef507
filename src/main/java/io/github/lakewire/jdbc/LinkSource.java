package io.github.lakewire.jdbc;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Where a worker gets new links from when those of its partition have expired. {@link Partitions}
 * has two: the HTTP server of the coordinator, and the workspace itself. A program can implement it
 * over whatever connects its processes: the question is serialisable, and the answer is what {@link
 * ResultPartitions#renew} returns to it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LinkSource {

  /** Renews nothing: reading fails with {@code 24000} when a link has expired. */
  LinkSource NONE =
      request -> {
        throw new IOException("there is no source of new links");
      };

  /**
   * Returns new links, from {@code startRow} of the request on, for at least one row. Several
   * threads may ask at the same time. May block; an implementation must have a time-out of its own.
   *
   * @return what {@link ResultPartitions#renew} returned for the request
   * @throws SQLException the reader's call fails with it
   * @throws IOException when the coordinator cannot be asked
   */
  byte[] renew(LinkRequest request) throws SQLException, IOException;
}
