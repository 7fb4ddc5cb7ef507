package io.github.lakewire.jdbc;

import java.sql.SQLException;

/**
 * Runs a query once and returns its result in parts that any process can read: {@code
 * statement.unwrap(PartitionedQuery.class)}. The document {@code src/docs/distributed.md} has
 * examples, guarantees and costs.
 *
 * @since 0.1.0
 */
public interface PartitionedQuery {

  /** The size of a partition that is aimed at where none is named: 128 MiB before compression. */
  long TARGET_BYTES = 128L << 20;

  /** As {@link #executePartitions(String, long)}, with {@link #TARGET_BYTES}. */
  default ResultPartitions executePartitions(String sql) throws SQLException {
    return executePartitions(sql, TARGET_BYTES);
  }

  /**
   * Runs a query and asks for all of its files, without downloading one. A result that the server
   * sends inline is in the partitions themselves, and must fit into {@code resultMemory}.
   *
   * <p>The result belongs to the connection, not to the statement: it stays on the server until the
   * partitions are closed, or the connection. The query time-out is for the query and for asking.
   *
   * @param sql a query; a prepared statement refuses a text, see {@link #executePartitions(long)}
   * @param targetBytes wanted size of a partition before compression, at least 1; files are not cut
   *     and are not spread over partitions, so that a partition is at least one file
   * @throws SQLException as {@link java.sql.Statement#executeQuery}; {@code HYC00} on servers that
   *     are not Databricks; {@code 53200} when an inline result is too large
   */
  ResultPartitions executePartitions(String sql, long targetBytes) throws SQLException;

  /**
   * As {@link #executePartitions(String, long)}, for a prepared statement with its present
   * parameters.
   *
   * @throws SQLException {@code HY010} for a statement that is not prepared
   */
  ResultPartitions executePartitions(long targetBytes) throws SQLException;
}
