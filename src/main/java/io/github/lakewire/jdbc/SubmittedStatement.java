package io.github.lakewire.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the server has taken: submitted by {@link AsyncStatement}, or attached to by its
 * id ({@link SubmittedStatements}). It may be read as often as wanted, from several connections.
 * Thread-safe.
 *
 * <p>The server keeps a statement for some 20 minutes after the last request about it, and no
 * longer than the session that submitted it.
 *
 * @since 0.1.0
 */
public interface SubmittedStatement extends AutoCloseable {

  /** Returns what another connection of the same user, here or elsewhere, attaches to it with. */
  StatementId id();

  /** Returns the query id as UUID text, as the query history shows it. */
  String queryId();

  /**
   * Waits until the statement has finished.
   *
   * @param atMost zero only asks once
   * @return false when it still runs
   * @throws SQLException the statement's failure; {@code 57014} when it was cancelled; {@code
   *     24000} when the server no longer has it
   */
  boolean await(Duration atMost) throws SQLException;

  /**
   * Waits for the rows, at most for the query time-out, and opens them. Several readers may read
   * large results, which come as files, at the same time. Closing the result set leaves the
   * statement as it is.
   *
   * @return null when the statement has no rows
   * @throws SQLException as {@link #await}, and as {@link java.sql.Statement#executeQuery}; {@code
   *     HY010} when the rows come in pages that have been read before, and the server does not go
   *     back to the first
   */
  @Nullable ResultSet getResultSet() throws SQLException;

  /**
   * Waits for the statement, at most for the query time-out, and returns how many rows it has
   * changed; -1 when it has rows, or the server has not counted.
   *
   * @throws SQLException as {@link #await}
   */
  long getLargeUpdateCount() throws SQLException;

  /**
   * Waits for the rows, at most for the query time-out, and returns them in parts.
   *
   * @param targetBytes wanted size of a partition before compression, at least 1
   * @throws SQLException as {@link PartitionedQuery#executePartitions(String, long)}
   */
  ResultPartitions getPartitions(long targetBytes) throws SQLException;

  /** Cancels it on the server, where it does not wait for that. No effect once it has finished. */
  void cancel() throws SQLException;

  /**
   * Leaves it to the server when the connection is closed: its session stays open there, until the
   * server ends it for being idle. From then on only {@link SubmittedStatements#attach} leads to
   * it.
   */
  void detach() throws SQLException;

  /** Closes it on the server, result included. Never throws; may be repeated. */
  @Override
  void close();
}
