package io.github.lakewire.jdbc;

import java.sql.SQLException;

/**
 * Comes back to statements that were submitted: {@code
 * connection.unwrap(SubmittedStatements.class)}.
 *
 * @since 0.1.0
 */
public interface SubmittedStatements {

  /**
   * Attaches to a statement. No request is sent.
   *
   * @param id of a statement that the same user has submitted to the same workspace
   * @throws SQLException {@code HY024} for an id of another workspace; {@code HYC00} on servers
   *     that are not Databricks
   */
  SubmittedStatement attach(StatementId id) throws SQLException;
}
