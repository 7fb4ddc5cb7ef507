package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.jdbc.recordings.RecordedResult.Column;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares a ResultSet of the driver with what was recorded: columns, then all rows. */
final class ResultComparison {
  private static final int ENOUGH = 20;

  private ResultComparison() {}

  static List<String> differences(ResultSet actual, RecordedResult expected) throws SQLException {
    List<String> differences = columns(actual.getMetaData(), expected.columns());
    if (differences.isEmpty()) {
      compareRows(actual, expected, differences);
    }
    return differences;
  }

  private static List<String> columns(ResultSetMetaData actual, List<Column> expected)
      throws SQLException {
    List<String> differences = new ArrayList<>();
    if (actual.getColumnCount() != expected.size()) {
      differences.add(expected.size() + " columns became " + actual.getColumnCount());
      return differences;
    }
    for (int i = 1; i <= expected.size(); i++) {
      Column column = expected.get(i - 1);
      check(differences, i, "label", column.name(), actual.getColumnLabel(i));
      check(differences, i, "name", column.name(), actual.getColumnName(i));
      String typeName = actual.getColumnTypeName(i).toUpperCase(Locale.ROOT);
      check(differences, i, "type name", typeName(column.sqlType()), typeName);
      if (column.sqlType().startsWith("DECIMAL(")) {
        String size = "DECIMAL(" + actual.getPrecision(i) + "," + actual.getScale(i) + ")";
        check(differences, i, "precision and scale", column.sqlType(), size);
      }
      check(differences, i, "type", jdbcType(column.sqlType()), actual.getColumnType(i));
    }
    return differences;
  }

  private static void check(
      List<String> differences, int column, String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      differences.add(
          "column " + column + ", " + what + ": expected " + expected + " but got " + actual);
    }
  }

  private static void compareRows(
      ResultSet actual, RecordedResult expected, List<String> differences) throws SQLException {
    int row = 0;
    while (actual.next()) {
      if (row < expected.rows().size() && differences.size() < ENOUGH) {
        List<Object> cells = expected.rows().get(row);
        for (int column = 1; column <= cells.size(); column++) {
          String where = "row " + row + ", column " + expected.columns().get(column - 1) + ", ";
          CellComparison.differences(actual, column, cells.get(column - 1))
              .forEach(difference -> differences.add(where + difference));
        }
      }
      row++;
    }
    if (row != expected.rows().size()) {
      differences.add(expected.rows().size() + " rows became " + row);
    }
  }

  /** The server's name, but for the sizes that have methods of their own, and nullability. */
  private static String typeName(String sqlType) {
    return sqlType.replaceFirst("^(DECIMAL|CHAR|VARCHAR)\\(.*", "$1").replace(" NOT NULL", "");
  }

  private static int jdbcType(String sqlType) {
    String base = sqlType.replaceAll("[(<].*", "");
    return switch (base) {
      case "BOOLEAN" -> Types.BOOLEAN;
      case "TINYINT" -> Types.TINYINT;
      case "SMALLINT" -> Types.SMALLINT;
      case "INT" -> Types.INTEGER;
      case "BIGINT" -> Types.BIGINT;
      case "FLOAT" -> Types.REAL;
      case "DOUBLE" -> Types.DOUBLE;
      case "DECIMAL" -> Types.DECIMAL;
      case "CHAR" -> Types.CHAR;
      case "BINARY" -> Types.BINARY;
      case "DATE" -> Types.DATE;
      case "TIMESTAMP", "TIMESTAMP_NTZ" -> Types.TIMESTAMP;
      case "ARRAY" -> Types.ARRAY;
      case "STRUCT" -> Types.STRUCT;
      case "VOID" -> Types.NULL;
      // STRING, VARCHAR, and the types that JDBC has no code for.
      default -> Types.VARCHAR;
    };
  }
}
