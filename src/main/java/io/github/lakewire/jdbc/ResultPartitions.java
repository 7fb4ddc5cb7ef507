package io.github.lakewire.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/**
 * The result of one query in parts, in the process that ran the query. As long as it is open the
 * result is kept on the server: polls keep it there, and keep a warehouse running. They end {@code
 * keepAliveLimit} after links were last renewed through {@link #renew}, and when it is closed, or
 * the connection. Thread-safe.
 *
 * @since 0.1.0
 */
public interface ResultPartitions extends AutoCloseable {

  /** Returns the query id as UUID text, as the query history shows it. */
  String queryId();

  /** Returns the columns. */
  ResultSetMetaData getMetaData() throws SQLException;

  /**
   * Returns the partitions in the order of their rows, none for a result without rows. Order within
   * the result is order of the partitions.
   */
  List<ResultPartition> partitions();

  /** Returns the number of rows of all partitions. */
  long rowCount();

  /** Returns the bytes of all partitions before compression, as the server announces them. */
  long bytes();

  /**
   * Returns new links for rows of this result, for a worker whose links have expired. Links that
   * another worker has asked for shortly before are given again, without a request.
   *
   * @return bytes for {@link LinkSource#renew}; they are secret
   * @throws SQLException {@code HY024} for a request about another result or other rows than its
   *     own; {@code 24000} when the result is no longer there; {@code HY010} after {@link #close}
   */
  byte[] renew(LinkRequest request) throws SQLException;

  /** Returns whether {@link #close} was called. */
  boolean isClosed();

  /**
   * Cancels what may still be under way on the server, and closes the result there. Partitions can
   * be read as long as their links live; nothing renews them. Never throws; may be repeated.
   */
  @Override
  void close();
}
