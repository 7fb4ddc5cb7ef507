package io.github.lakewire.jdbc.internal.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Walks the code of a statement from one sign to the next that may begin a marker. Passes the
 * pattern of a MATCH_RECOGNIZE, where question marks are quantifiers ({@code A?}, {@code B*?}), and
 * knows whether a sign stands behind LIMIT or OFFSET. Not thread-safe.
 */
final class MarkerSearch {
  /** Behind these begins an expression or a name: a word that follows is no clause. */
  private static final Set<String> NO_OPERANDS =
      Set.of(
          "SELECT",
          "DISTINCT",
          "FROM",
          "JOIN",
          "WHERE",
          "AND",
          "OR",
          "NOT",
          "ON",
          "BY",
          "HAVING",
          "QUALIFY",
          "IN",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "RLIKE",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "SET",
          "AS",
          "INTO",
          "TABLE",
          "UPDATE",
          "CALL",
          "USING",
          "RETURN",
          "MEASURES",
          "DEFINE",
          "DIV");

  /** Where a sign stands from the word LIMIT or OFFSET. */
  private enum Limit {
    NONE,
    /** Behind the word, which may also be the name of something. */
    WORD,
    /** Behind the clause; the number may stand in parentheses. */
    CLAUSE
  }

  private final SqlScanner scanner;

  /** What was read last, in upper case, and what stood before it. */
  private String token = "";

  private String before = "";

  /** Whether an operand ends before {@link #token}. */
  private boolean operand;

  private Limit limit = Limit.NONE;
  private boolean pattern;
  private int depth;

  /** The depths of parentheses that belong to a MATCH_RECOGNIZE. */
  private final Deque<Integer> recognitions = new ArrayDeque<>();

  MarkerSearch(String sql) {
    this.scanner = new SqlScanner(sql);
  }

  /** Returns the index of the next such sign, or -1 at the end. */
  int next(char sign) {
    do {
      pass();
      token = scanner.nextWord();
      if (scanner.passedQuoted()) {
        before = "''";
        operand = true;
        limit = Limit.NONE;
        pattern = false;
      }
    } while (!token.isEmpty() && token.charAt(0) != sign);
    return token.isEmpty() ? -1 : scanner.position() - 1;
  }

  /** Whether the sign stands where the server takes nothing but an INT. */
  boolean isBehindLimit() {
    return limit != Limit.NONE;
  }

  /** Whether the sign is the second of two. */
  boolean isRepeated() {
    return before.equals(token);
  }

  /** Goes on behind a marker, which ends at the index. */
  void passMarker(int end) {
    scanner.moveTo(end);
    token = "?";
  }

  /** Takes the last token into account. */
  private void pass() {
    String passed = token;
    Limit behind = Limit.NONE;
    boolean patternFollows = false;
    boolean endsOperand = false;
    switch (passed) {
      case "(" -> {
        if (pattern && isInRecognition()) {
          skipGroup();
          endsOperand = true;
        } else {
          depth++;
          if (before.equals("MATCH_RECOGNIZE")) {
            recognitions.push(depth);
          }
          behind = limit == Limit.CLAUSE ? Limit.CLAUSE : Limit.NONE;
        }
      }
      case ")" -> {
        if (isInRecognition()) {
          recognitions.pop();
        }
        depth--;
        endsOperand = true;
      }
      case "LIMIT", "OFFSET" -> {
        boolean clause = operand || limit != Limit.NONE;
        if (before.equals(".")) {
          endsOperand = true;
        } else {
          behind = clause ? Limit.CLAUSE : Limit.WORD;
        }
      }
      case "PATTERN" -> {
        patternFollows = operand || before.equals("(");
        endsOperand = !patternFollows;
      }
      // SELECT * LIMIT, t.* LIMIT; between two operands it multiplies.
      case "*" -> endsOperand = !operand;
      // |> LIMIT
      case ">" -> endsOperand = before.equals("|");
      default ->
          endsOperand =
              passed.equals("?")
                  || passed.equals("]")
                  || (!passed.isEmpty()
                      && SqlScanner.isWordPart(passed.charAt(0))
                      && !NO_OPERANDS.contains(passed));
    }
    limit = behind;
    pattern = patternFollows;
    operand = endsOperand;
    before = passed;
  }

  private boolean isInRecognition() {
    return !recognitions.isEmpty() && recognitions.peek() == depth;
  }

  /** Passes everything up to the parenthesis that closes the one which was read last. */
  private void skipGroup() {
    int open = 1;
    while (open > 0) {
      switch (scanner.nextToken()) {
        case "" -> open = 0;
        case "(" -> open++;
        case ")" -> open--;
        default -> {}
      }
    }
    // Names in quotes were inside.
    scanner.passedQuoted();
  }
}
