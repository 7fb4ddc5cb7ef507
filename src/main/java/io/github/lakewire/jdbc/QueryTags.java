package io.github.lakewire.jdbc;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query tags of a statement, under which the query history and {@code system.query.history}
 * list it: {@code statement.unwrap(QueryTags.class)}.
 *
 * <pre>{@code
 * Statement statement = connection.createStatement();
 * statement.unwrap(QueryTags.class).setQueryTag("report", "weekly sales");
 * statement.executeQuery("SELECT ...");
 * }</pre>
 *
 * <p>Tags belong to each execution that begins later, each entry of a batch included, and travel
 * with its request: setting them sends none. Those of all statements of a connection are the
 * connection property {@code query_tags} and {@code setClientInfo("query_tags", "team:sales")}. Of
 * two with the same key, the statement's counts before the client information, and that before the
 * session's.
 *
 * <p>A statement has at most 20 tags. A key has one character or more and none of {@code , : - / =
 * . \}; a value has at most 128 characters. Blanks around both do not count, and an empty value is
 * none. Whoever may read the query history reads them: they are no place for secrets. Servers that
 * are not Databricks are sent no tags.
 *
 * @since 0.1.0
 */
public interface QueryTags {
  /**
   * Returns the tags of the next execution that were set here, from key to value; null is no value.
   * Unmodifiable, in the order in which they were set.
   *
   * @throws SQLException {@code HY010} when the statement is closed, {@code 08003} when the
   *     connection is
   */
  Map<String, @Nullable String> queryTags() throws SQLException;

  /**
   * Sets one tag beside the others, in place of one with the same key.
   *
   * @param value null or empty for a tag that is a key alone
   * @throws SQLException {@code HY024} for a key or value that the server would not take, and for
   *     more than 20 tags; otherwise as {@link #queryTags}
   */
  void setQueryTag(String key, @Nullable String value) throws SQLException;

  /**
   * Sets the tags in place of all that were set here before.
   *
   * @param tags from key to value; empty for none. Copied
   * @throws SQLException as {@link #setQueryTag}; nothing has changed then
   */
  void setQueryTags(Map<String, @Nullable String> tags) throws SQLException;
}
