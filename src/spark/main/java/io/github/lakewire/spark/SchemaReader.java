package io.github.lakewire.spark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Asks the server for the columns of a relation, which it describes without running anything. */
final class SchemaReader {
  private static final int NAME = 1;
  private static final int COMMENT = 3;

  private SchemaReader() {}

  /**
   * Returns the columns with their comments.
   *
   * @throws IllegalArgumentException for what is no query, for columns whose names are not
   *     different, and for types that Spark does not have
   * @throws SourceException when the server cannot be reached, or refuses the query
   */
  static StructType read(ConnectionSettings settings, Relation relation) {
    try (Connection connection = settings.open(SQLConf.get().sessionLocalTimeZone())) {
      return read(connection, relation);
    } catch (SQLException e) {
      throw new SourceException("Cannot find out the columns of " + relation.name(), e);
    }
  }

  /** As {@link #read(ConnectionSettings, Relation)}, through a connection that stays open. */
  static StructType read(Connection connection, Relation relation) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(relation.statement())) {
      ResultSetMetaData columns = statement.getMetaData();
      if (columns == null) {
        throw new IllegalArgumentException(
            "Option query has no query that the server can describe: it begins with SELECT, WITH,"
                + " VALUES, TABLE or FROM, and has no parameters");
      }
      Map<String, String> comments = comments(connection, relation);
      try {
        return schema(columns, comments);
      } catch (IllegalArgumentException e) {
        return ofNoRows(connection, relation, comments, e);
      }
    }
  }

  /**
   * A description leaves out what is in large types. The result of the query without rows, for
   * which the server runs nothing either, has it.
   */
  private static StructType ofNoRows(
      Connection connection,
      Relation relation,
      Map<String, String> comments,
      IllegalArgumentException reason)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      String sql = "SELECT * FROM " + relation.source() + " AS lakewire_source LIMIT 0";
      try (ResultSet rows = statement.executeQuery(sql)) {
        return schema(rows.getMetaData(), comments);
      }
    } catch (SQLException | IllegalArgumentException e) {
      reason.addSuppressed(e);
      throw reason;
    }
  }

  /** JDBC's metadata have no place for comments. */
  private static Map<String, String> comments(Connection connection, Relation relation)
      throws SQLException {
    Map<String, String> comments = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet columns = statement.executeQuery("DESCRIBE QUERY " + relation.statement())) {
        while (columns.next()) {
          String comment = columns.getString(COMMENT);
          comments.put(columns.getString(NAME), comment == null ? "" : comment);
        }
      }
    }
    return comments;
  }

  private static StructType schema(ResultSetMetaData columns, Map<String, String> comments)
      throws SQLException {
    StructField[] fields = new StructField[columns.getColumnCount()];
    Set<String> names = new HashSet<>();
    for (int i = 0; i < fields.length; i++) {
      String name = columns.getColumnLabel(i + 1);
      // The server does not tell them apart either, whatever Spark is set to.
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Several columns are named " + name + "; name them differently in the query");
      }
      fields[i] = SparkTypes.field(columns, i + 1, comments.getOrDefault(name, ""));
    }
    return new StructType(fields);
  }
}
