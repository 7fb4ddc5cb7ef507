package io.github.lakewire.jdbc.internal.sql;

import java.util.Set;

/** Tells by its text what a statement does. Names are never taken for keywords. */
public final class QueryText {
  private static final Set<String> LISTED = Set.of("TABLES", "SCHEMAS", "DATABASES", "CATALOGS");
  private static final Set<String> EXTENDED = Set.of("EXTENDED", "FORMATTED");

  private QueryText() {}

  /**
   * Whether the text is a query that {@code DESCRIBE QUERY} takes: SELECT, VALUES, TABLE, or WITH
   * or FROM that do not lead to a write. SHOW, DESCRIBE and other statements that return rows are
   * not.
   */
  public static boolean isQuery(String sql) {
    return outcome(sql) == ExpectedOutcome.QUERY;
  }

  /**
   * What comes of a statement. Commands that tell what they have done in rows of their own
   * (OPTIMIZE, COPY INTO, a clone) are left open, as is every word that is not known.
   */
  public static ExpectedOutcome outcome(String sql) {
    return outcome(new SqlScanner(sql));
  }

  /**
   * Whether a statement may change what there is, rather than only rows, or where names are looked
   * up: anything that is not plainly a query, a listing, or a change of rows that keeps columns.
   */
  public static boolean mayChangeObjects(String sql) {
    return switch (outcome(sql)) {
      case QUERY, LISTING -> false;
      case INSERT, CHANGE -> mayAddColumns(new SqlScanner(sql));
      default -> true;
    };
  }

  /**
   * Whether a statement makes the server end an open transaction, as its documentation says: those
   * that change catalog or schema, list objects, or read the information schema.
   */
  public static boolean abortsTransaction(String sql) {
    if (StatementKind.of(sql) == StatementKind.MOVES_NAMESPACE) {
      return true;
    }
    SqlScanner scanner = new SqlScanner(sql);
    boolean lists =
        switch (scanner.firstWord()) {
          case "SHOW" -> LISTED.contains(scanner.nextWord());
          case "DESCRIBE", "DESC" -> {
            String next = scanner.nextWord();
            yield EXTENDED.contains(next.equals("TABLE") ? scanner.nextWord() : next);
          }
          default -> false;
        };
    return lists || new SqlScanner(sql).findsName("INFORMATION_SCHEMA");
  }

  /** Whether a statement changes nothing but, at most, where names are looked up. */
  public static boolean onlyReads(String sql) {
    return switch (outcome(sql)) {
      case QUERY, LISTING -> true;
      default -> StatementKind.of(sql) == StatementKind.MOVES_NAMESPACE;
    };
  }

  /** {@code INSERT WITH SCHEMA EVOLUTION}, and MERGE likewise. */
  private static boolean mayAddColumns(SqlScanner scanner) {
    String before = "";
    for (String word = scanner.nextWord(); !word.isEmpty(); word = scanner.nextWord()) {
      if (before.equals("SCHEMA") && word.equals("EVOLUTION")) {
        return true;
      }
      before = word;
    }
    return false;
  }

  private static ExpectedOutcome outcome(SqlScanner scanner) {
    return switch (scanner.firstWord()) {
      case "SELECT", "VALUES", "TABLE" -> ExpectedOutcome.QUERY;
      case "WITH" -> behindCommonTables(scanner);
      case "FROM" -> behindFrom(scanner);
      case "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "LIST" -> ExpectedOutcome.LISTING;
      case "INSERT" -> ExpectedOutcome.INSERT;
      case "UPDATE", "DELETE", "MERGE" -> ExpectedOutcome.CHANGE;
      case "CREATE", "REPLACE" -> clones(scanner) ? ExpectedOutcome.OPEN : ExpectedOutcome.COMMAND;
      case "ALTER",
          "DROP",
          "UNDROP",
          "TRUNCATE",
          "USE",
          "GRANT",
          "REVOKE",
          "DENY",
          "COMMENT",
          "DECLARE",
          "RESET",
          "COMMIT",
          "ROLLBACK" ->
          ExpectedOutcome.COMMAND;
      default -> ExpectedOutcome.OPEN;
    };
  }

  /**
   * What stands behind the parenthesis that ends a common table, unless that only ended its columns
   * or another table follows, is the statement itself. Before it all words are names.
   */
  private static ExpectedOutcome behindCommonTables(SqlScanner scanner) {
    int depth = 0;
    boolean mayEnd = false;
    while (true) {
      int before = scanner.position();
      String word = scanner.nextWord();
      if (word.isEmpty()) {
        return ExpectedOutcome.OPEN;
      }
      if (mayEnd && !word.equals(",") && !word.equals("AS") && !word.equals("MAX")) {
        scanner.moveTo(before);
        return outcome(scanner);
      }
      if (word.equals("(")) {
        depth++;
      } else if (word.equals(")")) {
        depth--;
      }
      mayEnd = depth == 0 && word.equals(")");
    }
  }

  /** FROM leads to a query, or to one or more INSERTs. */
  private static ExpectedOutcome behindFrom(SqlScanner scanner) {
    int depth = 0;
    String before = "";
    for (String word = scanner.nextWord(); !word.isEmpty(); word = scanner.nextWord()) {
      if (word.equals("(")) {
        depth++;
      } else if (word.equals(")")) {
        depth--;
      } else if (depth == 0
          && before.equals("INSERT")
          && (word.equals("INTO") || word.equals("OVERWRITE"))) {
        return ExpectedOutcome.INSERT;
      }
      before = word;
    }
    return ExpectedOutcome.QUERY;
  }

  /** Whether a table may be made as the clone of another, which is answered with a row. */
  private static boolean clones(SqlScanner scanner) {
    for (String word = scanner.nextWord(); !word.isEmpty(); word = scanner.nextWord()) {
      if (word.equals("CLONE")) {
        return true;
      }
      if (word.equals("AS") || word.equals("BEGIN")) {
        return false;
      }
    }
    return false;
  }
}
