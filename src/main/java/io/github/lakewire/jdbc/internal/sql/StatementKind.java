package io.github.lakewire.jdbc.internal.sql;

/** What a statement may do to the session, told by its first words. */
public enum StatementKind {
  /** May change the current catalog or schema. */
  MOVES_NAMESPACE,
  OTHER;

  public static StatementKind of(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    return switch (scanner.nextWord()) {
      // Scripts and dynamic SQL may contain USE.
      case "USE", "BEGIN", "EXECUTE" -> MOVES_NAMESPACE;
      case "SET" -> "CATALOG".equals(scanner.nextWord()) ? MOVES_NAMESPACE : OTHER;
      default -> OTHER;
    };
  }
}
