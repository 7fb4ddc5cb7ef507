package io.github.lakewire.jdbc;

import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A part of a query's result, which any process can read, without a session and without
 * credentials. It has everything that is needed: the columns, the session's time zone, the rows or
 * links to their files, the handle of the operation; never a token. Its bytes are secret while its
 * links live. Immutable.
 *
 * <p>It can be opened any number of times, by several processes at once: reading it acknowledges
 * nothing and closes nothing. Each time all of its rows are read exactly once, in order, or reading
 * fails.
 *
 * @since 0.1.0
 */
public interface ResultPartition extends Serializable {

  /** Returns the query id as UUID text. */
  String queryId();

  /** Returns its place among the partitions of the result, from 0. */
  int index();

  /** Returns the number of its first row in the result, from 0. */
  long startRow();

  /** Returns the number of its rows, at least 1. */
  long rowCount();

  /** Returns its bytes before compression, as the server announces them. */
  long bytes();

  /**
   * Returns when the first of its links expires; a moment that has passed when it has been made
   * without links; null when it needs none, as its rows are in it.
   */
  @Nullable Instant linksExpireAt();

  /**
   * Returns it as bytes, which {@link Partitions#read} reads in any process and any later version
   * that says so in the changelog. They begin with a version and end with a check sum.
   */
  byte[] toBytes();

  /** As {@link #open(LinkSource, Properties)}, with the defaults of all properties. */
  default ResultSet open(LinkSource links) throws SQLException {
    return open(links, new Properties());
  }

  /**
   * Opens its rows. The result set is that of a query: forward-only, to be unwrapped as {@link
   * ArrowBatches} or Arrow's {@code ArrowReader}. Closing it, from any thread, ends the downloads;
   * so does an interrupt of the reading thread.
   *
   * @param links where new links come from when those of the partition have expired
   * @param properties connection properties that say how files are fetched: {@code
   *     downloadThreads}, {@code resultMemory}, time-outs, proxies, trust store. Others have no
   *     effect; credentials are not needed
   * @throws SQLException {@code 08001} for wrong properties. While rows are read, {@code 08006} or
   *     the like when files cannot be fetched, {@code 24000} when links have expired and are not
   *     renewed, {@code 08P01} when new links lead to other rows
   */
  ResultSet open(LinkSource links, Properties properties) throws SQLException;
}
