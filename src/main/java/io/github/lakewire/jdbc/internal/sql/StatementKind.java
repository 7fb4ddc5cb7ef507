package io.github.lakewire.jdbc.internal.sql;

import java.util.Locale;
import java.util.Set;

/** What a statement may do to the session, told by its first words. */
public enum StatementKind {
  /** May change the current catalog or schema, and nothing else of the session. */
  MOVES_NAMESPACE,
  /** Leaves something that cannot be taken back by setting a value: a variable, a view, a role. */
  LEAVES_STATE,
  /** A script, dynamic SQL, a procedure: may do anything that a statement may do. */
  MAY_DO_ANYTHING,
  /** Begins a transaction, which a later statement ends. */
  BEGINS_TRANSACTION,
  /** Ends it, and stores its changes. */
  COMMITS,
  /** Ends it without effect. */
  ROLLS_BACK,
  /** From now on transactions begin by themselves. */
  AUTOCOMMIT_OFF,
  /** They do not any more. */
  AUTOCOMMIT_ON,
  /** Nothing, or no more than {@link SettingChange} tells. */
  OTHER;

  private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY");
  private static final Set<String> NAMESPACE = Set.of("CATALOG", "SCHEMA", "DATABASE");
  private static final Set<String> TRUE = Set.of("TRUE", "ON", "1");
  private static final Set<String> TRANSACTION = Set.of("TRANSACTION", "TRAN", "WORK");

  public static StatementKind of(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    return switch (scanner.firstWord()) {
      case "USE" -> MOVES_NAMESPACE;
      case "BEGIN" -> begin(scanner);
      case "START" -> scanner.nextWord().equals("TRANSACTION") ? BEGINS_TRANSACTION : OTHER;
      case "COMMIT" -> COMMITS;
      case "ROLLBACK" -> ROLLS_BACK;
      case "EXECUTE", "CALL" -> MAY_DO_ANYTHING;
      case "SET" -> set(sql, scanner);
      // CACHE TABLE t AS SELECT makes a temporary view; ADD JAR and ADD FILE are the session's.
      case "DECLARE", "CACHE", "ADD" -> LEAVES_STATE;
      case "CREATE", "DROP" -> definition(scanner);
      default -> isLabel(scanner) ? MAY_DO_ANYTHING : OTHER;
    };
  }

  /** Whether the current catalog or schema may be another one afterwards. */
  public boolean mayMoveNamespace() {
    return this == MOVES_NAMESPACE || this == MAY_DO_ANYTHING;
  }

  /** Whether only a new session is sure to be free of it. */
  public boolean mayLeaveState() {
    return preparesSession() || this == MAY_DO_ANYTHING;
  }

  /** Whether it can be meant for all who use the session later, and a new one needs it again. */
  public boolean preparesSession() {
    return this == LEAVES_STATE || this == AUTOCOMMIT_OFF || this == AUTOCOMMIT_ON;
  }

  /** {@code BEGIN TRANSACTION} and a bare {@code BEGIN}; all others begin a script. */
  private static StatementKind begin(SqlScanner scanner) {
    String second = scanner.nextWord();
    boolean bare = second.isEmpty() || second.equals(";");
    return bare || TRANSACTION.contains(second) ? BEGINS_TRANSACTION : MAY_DO_ANYTHING;
  }

  private static StatementKind set(String sql, SqlScanner scanner) {
    String first = scanner.nextWord();
    String second = scanner.nextWord();
    if (NAMESPACE.contains(first) && !second.equals("=")) {
      return MOVES_NAMESPACE;
    }
    if (first.equals(SettingChange.AUTOCOMMIT)) {
      return autocommit(second, scanner);
    }
    boolean restorable = SettingChange.of(sql) != null;
    return restorable || shows(first, second, scanner) ? OTHER : LEAVES_STATE;
  }

  private static StatementKind autocommit(String next, SqlScanner scanner) {
    if (next.isEmpty() || next.equals(";")) {
      return OTHER;
    }
    String literal = next.equals("=") ? scanner.nextLiteral() : null;
    String value =
        literal != null
            ? literal.strip().toUpperCase(Locale.ROOT)
            : next.equals("=") ? scanner.nextWord() : next;
    return TRUE.contains(value) ? AUTOCOMMIT_ON : AUTOCOMMIT_OFF;
  }

  /** {@code SET}, {@code SET -v} and {@code SET name} show settings. */
  private static boolean shows(String first, String second, SqlScanner scanner) {
    if (first.isEmpty() || first.equals(";") || first.equals("-")) {
      return true;
    }
    String next = second;
    while (SqlScanner.isWordPart(first.charAt(0)) && (next.equals(".") || next.equals("-"))) {
      scanner.nextWord();
      next = scanner.nextWord();
    }
    return SqlScanner.isWordPart(first.charAt(0)) && (next.isEmpty() || next.equals(";"));
  }

  /** {@code CREATE OR REPLACE GLOBAL TEMPORARY VIEW}, and what temporary things end with. */
  private static StatementKind definition(SqlScanner scanner) {
    String word = scanner.nextWord();
    if (word.equals("OR")) {
      scanner.nextWord();
      word = scanner.nextWord();
    }
    if (word.equals("GLOBAL") || word.equals("LOCAL")) {
      word = scanner.nextWord();
    }
    return TEMPORARY.contains(word) ? LEAVES_STATE : OTHER;
  }

  /** {@code label: BEGIN ... END}. */
  private static boolean isLabel(SqlScanner scanner) {
    return scanner.nextWord().equals(":");
  }
}
