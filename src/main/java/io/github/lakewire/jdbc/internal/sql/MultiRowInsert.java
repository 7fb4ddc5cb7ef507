package io.github.lakewire.jdbc.internal.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plain {@code INSERT INTO table [(columns)] VALUES (...)} of one row, all of whose markers are
 * in that row: several of them say the same as one with several rows. Immutable.
 */
public final class MultiRowInsert {
  /** With these the rows of a statement depend on each other, or on what was there before. */
  private static final Set<String> NOT_PLAIN = Set.of("PARTITION", "REPLACE", "USING", "SELECT");

  private final String head;
  private final ParameterMarkers row;
  private final String tail;

  private MultiRowInsert(String head, ParameterMarkers row, String tail) {
    this.head = head;
    this.row = row;
    this.tail = tail;
  }

  /** Recognizes a plain INSERT; null when the statement is none. */
  public static @Nullable MultiRowInsert of(ParameterMarkers markers) {
    SqlScanner scanner = new SqlScanner(markers.sql());
    if (!scanner.nextWord().equals("INSERT") || !scanner.nextWord().equals("INTO")) {
      return null;
    }
    int open = openingOfRow(scanner);
    int close = open < 0 ? -1 : closingOfRow(scanner);
    if (close < 0 || !markers.allWithin(open, close)) {
      return null;
    }
    String next = scanner.nextWord();
    if (next.equals(";")) {
      next = scanner.nextWord();
    }
    if (!next.isEmpty()) {
      return null;
    }
    return new MultiRowInsert(
        markers.sql().substring(0, open),
        markers.part(open, close),
        markers.sql().substring(close));
  }

  /** The index of the parenthesis behind VALUES; negative when there is none. */
  private static int openingOfRow(SqlScanner scanner) {
    int depth = 0;
    boolean values = false;
    for (String word = scanner.nextWord(); !word.isEmpty(); word = scanner.nextWord()) {
      if (word.equals("(")) {
        if (values) {
          return scanner.position() - 1;
        }
        depth++;
      } else if (word.equals(")")) {
        depth--;
      } else if (depth == 0 && NOT_PLAIN.contains(word)) {
        return -1;
      }
      values = depth == 0 && word.equals("VALUES");
    }
    return -1;
  }

  /** The index behind the parenthesis that closes the row; negative when the row is not plain. */
  private static int closingOfRow(SqlScanner scanner) {
    int depth = 1;
    for (String word = scanner.nextWord(); !word.isEmpty(); word = scanner.nextWord()) {
      if (word.equals("(")) {
        depth++;
      } else if (word.equals(")") && --depth == 0) {
        return scanner.position();
      } else if (word.equals("SELECT")) {
        return -1;
      }
    }
    return -1;
  }

  /** Returns one row as it stands behind VALUES, with its parameters replaced. */
  public String row(List<@Nullable String> literals) {
    return row.replace(literals);
  }

  /** Returns the statement that inserts rows made by {@link #row}. */
  public String statement(List<String> rows) {
    return head + String.join(", ", rows) + tail;
  }
}
