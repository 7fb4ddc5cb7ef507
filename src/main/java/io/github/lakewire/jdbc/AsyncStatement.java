package io.github.lakewire.jdbc;

import java.sql.SQLException;

/**
 * Submits statements without waiting for them: {@code statement.unwrap(AsyncStatement.class)}. The
 * server must be Databricks.
 *
 * @since 0.1.0
 */
public interface AsyncStatement {

  /**
   * Submits a statement and returns as soon as the server has taken it. The server goes on with it
   * whatever becomes of the JDBC statement, which can be used for others or closed; only the end of
   * the connection's session ends it, unless it was {@linkplain SubmittedStatement#detach
   * detached}.
   *
   * <p>The statement's query time-out, row limit and query tags are sent along; the server keeps
   * the time-out. {@code Statement.cancel} ends the call while the server has not answered.
   *
   * @param sql one statement; a prepared statement refuses a text, see {@link #executeAsync()}
   * @throws SQLException as {@link java.sql.Statement#execute(String)} does as far as the server
   *     checks a statement at once; {@code HYC00} on servers that are not Databricks and while a
   *     transaction is open
   */
  SubmittedStatement executeAsync(String sql) throws SQLException;

  /**
   * Submits a prepared statement with its present parameters.
   *
   * @throws SQLException as {@link #executeAsync(String)}; {@code HY010} for a statement that is
   *     not prepared
   */
  SubmittedStatement executeAsync() throws SQLException;
}
