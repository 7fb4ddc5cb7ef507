package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.QueryTags;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.text.QueryTagText;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the user wants a statement to be executed: settings, and keys, of which there are none. */
abstract class StatementSettings implements Statement, QueryTags {
  private int maxFieldSize;
  private long maxRows;
  private int fetchSize;
  private int queryTimeout;
  private Map<String, @Nullable String> queryTags = Map.of();
  private boolean escapes = true;
  private boolean poolable = this instanceof PreparedStatement;

  /** The request of a statement that is executed now. */
  final StatementRequest request(
      String sql, List<StatementRequest.Parameter> parameters, Duration timeout) {
    return new StatementRequest(
        sql, parameters, timeout, maxRows, fetchSize, queryTags, List.of(), true);
  }

  final Duration timeout() {
    return Duration.ofSeconds(queryTimeout);
  }

  final boolean hasEscapes() {
    return escapes;
  }

  /** Fails when the statement is closed. */
  abstract void requireOpen() throws SQLException;

  /** Adds a warning. */
  abstract void warn(String state, String message);

  private int notNegative(String what, int value) throws SQLException {
    requireOpen();
    if (value < 0) {
      throw SqlExceptions.invalidArgument("The " + what + " must not be negative: " + value);
    }
    return value;
  }

  /** What was set last; values are never cut. */
  @Override
  public final int getMaxFieldSize() throws SQLException {
    requireOpen();
    return maxFieldSize;
  }

  /**
   * Keeps the number, which has no effect: an application could not see that a value had been cut.
   */
  @Override
  public final void setMaxFieldSize(int max) throws SQLException {
    maxFieldSize = notNegative("field size", max);
    if (max > 0) {
      warn(SqlExceptions.OPTION_CHANGED, "Values are given whole, whatever the field size");
    }
  }

  @Override
  public final int getMaxRows() throws SQLException {
    return (int) Math.min(getLargeMaxRows(), Integer.MAX_VALUE);
  }

  @Override
  public final void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    requireOpen();
    return maxRows;
  }

  @Override
  public final void setLargeMaxRows(long max) throws SQLException {
    requireOpen();
    if (max < 0) {
      throw SqlExceptions.invalidArgument("The number of rows must not be negative: " + max);
    }
    maxRows = max;
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    requireOpen();
    return queryTimeout;
  }

  /**
   * One deadline for a run and its rows, from execute on (JDBC leaves it to drivers whether rows
   * count): whatever still waits for the server when it has passed, {@code ResultSet.next}
   * included, fails with HYT00, and the server's side is cancelled. Rows that have arrived can
   * still be read. The server is told the time too. Statements of a batch have a deadline each.
   *
   * @param seconds 0 is no limit; a negative number is refused with HY024
   */
  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    queryTimeout = notNegative("time-out", seconds);
  }

  @Override
  public final Map<String, @Nullable String> queryTags() throws SQLException {
    requireOpen();
    return queryTags;
  }

  @Override
  public final void setQueryTag(String key, @Nullable String value) throws SQLException {
    Map<String, @Nullable String> tags = new LinkedHashMap<>(queryTags);
    tags.put(key == null ? "" : key.strip(), value);
    setQueryTags(tags);
  }

  @Override
  public final void setQueryTags(@Nullable Map<String, @Nullable String> tags) throws SQLException {
    requireOpen();
    try {
      queryTags = QueryTagText.checked(tags == null ? Map.of() : tags);
    } catch (IllegalArgumentException e) {
      throw SqlExceptions.invalidArgument("These are no query tags: " + e.getMessage());
    }
  }

  @Override
  public final int getFetchSize() throws SQLException {
    requireOpen();
    return fetchSize;
  }

  @Override
  public final void setFetchSize(int rows) throws SQLException {
    fetchSize = notNegative("fetch size", rows);
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    requireOpen();
    return ResultSet.FETCH_FORWARD;
  }

  /** A hint, of which only its own constants are checked: results are read forwards anyway. */
  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    requireOpen();
    if (direction < ResultSet.FETCH_FORWARD || direction > ResultSet.FETCH_UNKNOWN) {
      throw SqlExceptions.invalidArgument("No such fetch direction: " + direction);
    }
  }

  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    requireOpen();
    escapes = enable;
  }

  @Override
  public final void setCursorName(@Nullable String name) throws SQLException {
    requireOpen();
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    requireOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getResultSetType() throws SQLException {
    requireOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    requireOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    requireOpen();
    return poolable;
  }

  @Override
  public final void setPoolable(boolean poolable) throws SQLException {
    requireOpen();
    this.poolable = poolable;
  }

  // Keys asked for along with a statement, of which there are none.

  @Override
  public final boolean execute(@Nullable String sql, int autoGeneratedKeys) throws SQLException {
    requireOpen();
    boolean wanted = GeneratedKeys.areWanted(autoGeneratedKeys);
    boolean result = execute(sql);
    missKeys(wanted, sql);
    return result;
  }

  @Override
  public final boolean execute(@Nullable String sql, int @Nullable [] columnIndexes)
      throws SQLException {
    boolean result = execute(sql);
    missKeys(GeneratedKeys.areWanted(columnIndexes), sql);
    return result;
  }

  @Override
  public final boolean execute(@Nullable String sql, String @Nullable [] columnNames)
      throws SQLException {
    boolean result = execute(sql);
    missKeys(GeneratedKeys.areWanted(columnNames), sql);
    return result;
  }

  @Override
  public final long executeLargeUpdate(@Nullable String sql, int autoGeneratedKeys)
      throws SQLException {
    requireOpen();
    boolean wanted = GeneratedKeys.areWanted(autoGeneratedKeys);
    long result = executeLargeUpdate(sql);
    missKeys(wanted, sql);
    return result;
  }

  @Override
  public final long executeLargeUpdate(@Nullable String sql, int @Nullable [] columnIndexes)
      throws SQLException {
    long result = executeLargeUpdate(sql);
    missKeys(GeneratedKeys.areWanted(columnIndexes), sql);
    return result;
  }

  @Override
  public final long executeLargeUpdate(@Nullable String sql, String @Nullable [] columnNames)
      throws SQLException {
    long result = executeLargeUpdate(sql);
    missKeys(GeneratedKeys.areWanted(columnNames), sql);
    return result;
  }

  @Override
  public final int executeUpdate(@Nullable String sql, int autoGeneratedKeys) throws SQLException {
    return toInt(executeLargeUpdate(sql, autoGeneratedKeys));
  }

  @Override
  public final int executeUpdate(@Nullable String sql, int @Nullable [] columnIndexes)
      throws SQLException {
    return toInt(executeLargeUpdate(sql, columnIndexes));
  }

  @Override
  public final int executeUpdate(@Nullable String sql, String @Nullable [] columnNames)
      throws SQLException {
    return toInt(executeLargeUpdate(sql, columnNames));
  }

  /** JDBC's int for a count: what is too large is "successful, count unknown". */
  static int toInt(long count) {
    return count > Integer.MAX_VALUE ? SUCCESS_NO_INFO : (int) count;
  }

  /** Adds the warning that there are no generated keys. */
  final void missKeys(boolean wanted, @Nullable String sql) {
    String warning = wanted && sql != null ? GeneratedKeys.warning(sql) : null;
    if (warning != null) {
      warn(SqlExceptions.GENERAL_WARNING, warning);
    }
  }
}
