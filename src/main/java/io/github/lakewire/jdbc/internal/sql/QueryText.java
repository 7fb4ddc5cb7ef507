package io.github.lakewire.jdbc.internal.sql;

import java.util.Set;

/** Tells queries by their text, where the server cannot be asked. */
public final class QueryText {
  private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  private QueryText() {}

  /**
   * Whether the text is a query that {@code DESCRIBE QUERY} takes: SELECT, VALUES, TABLE, or WITH
   * or FROM that do not lead to a write. SHOW, DESCRIBE and other statements that return rows are
   * not.
   */
  public static boolean isQuery(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    String first = scanner.nextWord();
    while (first.equals("(")) {
      first = scanner.nextWord();
    }
    return switch (first) {
      case "SELECT", "VALUES", "TABLE" -> true;
      case "WITH", "FROM" -> !writes(scanner);
      default -> false;
    };
  }

  private static boolean writes(SqlScanner scanner) {
    int depth = 0;
    for (String word = scanner.nextWord(); !word.isEmpty(); word = scanner.nextWord()) {
      if (word.equals("(")) {
        depth++;
      } else if (word.equals(")")) {
        depth--;
      } else if (depth == 0 && WRITES.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
