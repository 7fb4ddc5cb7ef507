package io.github.lakewire.jdbc;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JDBC's metadata has no place for, reached by {@code unwrap}:
 *
 * <pre>{@code
 * TableDetails details = connection.getMetaData().unwrap(TableDetails.class);
 * String text = details.viewText("main", "sales", "top_customers");
 * Map<String, String> tags = details.tableTags("main", "sales", "orders");
 * }</pre>
 *
 * <p>Names are exact, in any case, and not patterns. Each method asks the server once, by a query
 * of its own that no statement of the connection notices, and keeps nothing. Where there is no such
 * table or view, it has nothing of the kind, or the user may not read it, the answer is null or
 * empty. Thread-safe.
 *
 * <p>Every method throws {@code SQLException} with SQLState {@code HY024} for a name that is empty
 * or that cannot be quoted (one with <code>${</code> in it), {@code 08003} when the connection is
 * closed, {@code 25001} while a transaction is open, which the query would end, {@code 08006} when
 * it breaks, and {@code HYT00} when the answer takes longer than {@code loginTimeout}.
 *
 * @since 0.1.0
 */
public interface TableDetails {
  /**
   * Returns the query that a view or a materialized view was made of, as SQL. From {@code
   * information_schema.views}, which shows it to the view's owner only; where there is none ({@code
   * hive_metastore}, Spark) from {@code DESCRIBE TABLE EXTENDED}.
   *
   * @param catalog null is the current one
   * @return null for a table, and where it is not told
   */
  @Nullable String viewText(@Nullable String catalog, String schema, String view)
      throws SQLException;

  /**
   * Returns the properties of a table or view ({@code TBLPROPERTIES}) by their names, sorted. From
   * {@code SHOW TBLPROPERTIES}, which hides the values of secrets.
   *
   * @param catalog null is the current one
   */
  Map<String, String> tableProperties(@Nullable String catalog, String schema, String table)
      throws SQLException;

  /**
   * Returns the tags of a table or view by their names, sorted; a tag without a value has the value
   * "". From {@code information_schema.table_tags}.
   *
   * @param catalog null is the current one
   */
  Map<String, String> tableTags(@Nullable String catalog, String schema, String table)
      throws SQLException;

  /**
   * Returns the tags of the columns that have any: by the column's name, then by their own, both
   * sorted. From {@code information_schema.column_tags}.
   *
   * @param catalog null is the current one
   */
  Map<String, Map<String, String>> columnTags(@Nullable String catalog, String schema, String table)
      throws SQLException;
}
