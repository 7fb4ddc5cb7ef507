package io.github.lakewire.spark;

import io.github.lakewire.jdbc.PartitionedQuery;
import io.github.lakewire.jdbc.SqlText;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What the user asked for.
 *
 * @param connection where to connect
 * @param relation what to read
 * @param partitionBytes wanted size of a partition before compression, at least 1
 * @param linkRenewal who renews links
 * @param pushDown whether parts of Spark's query may become SQL
 */
record SourceOptions(
    ConnectionSettings connection,
    Relation relation,
    long partitionBytes,
    LinkRenewal linkRenewal,
    boolean pushDown) {

  private static final String URL = "url";
  private static final String QUERY = "query";
  private static final String TABLE = "dbtable";
  private static final String PARTITION_BYTES = "partitionBytes";
  private static final String LINK_RENEWAL = "linkRenewal";
  private static final String PUSH_DOWN = "pushDown";

  /** They are the source's own; all others are connection properties of the driver. */
  private static final Set<String> OWN =
      Set.of("url", "query", "dbtable", "partitionbytes", "linkrenewal", "pushdown");

  private static final Pattern END = Pattern.compile("[;\\s]+\\z");

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException for a wrong or missing one; the message names it, and has
   *     nothing of the URL and of connection properties
   */
  static SourceOptions of(CaseInsensitiveStringMap options) {
    return of(options, relation(options));
  }

  /** As {@link #of(CaseInsensitiveStringMap)}, for a relation that is known otherwise. */
  static SourceOptions of(CaseInsensitiveStringMap options, Relation relation) {
    return new SourceOptions(
        connection(options),
        relation,
        partitionBytes(options),
        LinkRenewal.of(options.getOrDefault(LINK_RENEWAL, "coordinator")),
        pushDown(options));
  }

  static ConnectionSettings connection(CaseInsensitiveStringMap options) {
    String url = options.getOrDefault(URL, "").strip();
    if (url.isEmpty()) {
      throw new IllegalArgumentException(
          "Option url is missing: jdbc:databricks://<host>;httpPath=/sql/1.0/warehouses/<id>");
    }
    if (!ConnectionSettings.isUrl(url)) {
      throw new IllegalArgumentException("Option url must begin with jdbc:databricks:");
    }
    Map<String, String> properties = new HashMap<>();
    options
        .asCaseSensitiveMap()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.equals(ConnectionSettings.ZONE)) {
                throw new IllegalArgumentException(
                    "Option timezone cannot be set: the time zone is that of the Spark session,"
                        + " spark.sql.session.timeZone");
              }
              if (lower.equals("path") || lower.equals("paths")) {
                throw new IllegalArgumentException(
                    "Call load() without a path, and name the table with option dbtable");
              }
              if (!OWN.contains(lower)) {
                properties.put(name, value);
              }
            });
    return new ConnectionSettings(url, properties);
  }

  private static Relation relation(CaseInsensitiveStringMap options) {
    String query = options.getOrDefault(QUERY, "");
    String table = options.getOrDefault(TABLE, "");
    if (query.isBlank() == table.isBlank()) {
      throw new IllegalArgumentException(
          query.isBlank()
              ? "Option query or option dbtable is missing"
              : "Options query and dbtable exclude each other");
    }
    return query.isBlank() ? table(table.strip()) : query(query);
  }

  private static Relation query(String text) {
    // Between parentheses there is no end of a statement.
    String query = END.matcher(text).replaceAll("");
    if (query.isEmpty()) {
      throw new IllegalArgumentException("Option query has no query");
    }
    return Relation.query(query);
  }

  private static Relation table(String name) {
    String[] parts;
    try {
      parts = Expressions.column(name).fieldNames();
    } catch (Exception e) {
      // Scala's methods do not say what they throw.
      throw new IllegalArgumentException(
          "Option dbtable is no name of a table: "
              + name
              + "; parts that are not one word stand between backticks",
          e);
    }
    if (parts.length > 3) {
      throw new IllegalArgumentException(
          "Option dbtable has more than catalog, schema and table: " + name);
    }
    return table(List.of(parts));
  }

  static Relation table(List<String> parts) {
    try {
      return Relation.table(
          String.join(".", parts), SqlText.identifier(parts.toArray(new String[0])));
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "Option dbtable: " + e.getMessage() + ": " + Arrays.toString(parts.toArray()), e);
    }
  }

  private static long partitionBytes(CaseInsensitiveStringMap options) {
    String text = options.get(PARTITION_BYTES);
    if (text == null) {
      return PartitionedQuery.TARGET_BYTES;
    }
    long bytes;
    try {
      bytes = JavaUtils.byteStringAsBytes(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Option partitionBytes is a number of bytes such as 67108864 or 64m, not " + text, e);
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("Option partitionBytes is at least 1, not " + text);
    }
    return bytes;
  }

  private static boolean pushDown(CaseInsensitiveStringMap options) {
    String text = options.getOrDefault(PUSH_DOWN, "true").strip();
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException("Option pushDown is true or false, not " + text);
    }
    return text.equalsIgnoreCase("true");
  }
}
