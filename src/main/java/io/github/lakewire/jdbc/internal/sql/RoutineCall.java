package io.github.lakewire.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CALL taken apart, or the SELECT that a function's value is asked for with: what is called, and
 * with which arguments.
 *
 * @param routine the parts of the name; empty when it is not a plain name
 */
public record RoutineCall(List<String> routine, List<Argument> arguments) {
  public RoutineCall {
    routine = List.copyOf(routine);
    arguments = List.copyOf(arguments);
  }

  /**
   * An argument.
   *
   * @param name of the parameter that it is for, where the call says it ({@code name => ?})
   * @param marker the parameter of the statement that it is, from 0; -1 when it is anything else
   */
  public record Argument(@Nullable String name, int marker) {}

  /** Takes a text apart, up to the parenthesis that ends the arguments. */
  public static RoutineCall of(ParameterMarkers markers) {
    String sql = markers.sql();
    SqlScanner scanner = new SqlScanner(sql);
    scanner.nextWord();
    int nameStart = scanner.position();
    int open = next(scanner, sql, '(');
    if (open < 0) {
      return new RoutineCall(name(sql.substring(nameStart)), List.of());
    }
    List<Argument> arguments = new ArrayList<>();
    int start = open + 1;
    int valueStart = start;
    int depth = 0;
    for (int at = scanner.next(); at >= 0 && depth >= 0; at = scanner.next()) {
      char c = sql.charAt(at);
      if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (depth == 0 && sql.startsWith("=>", at)) {
        valueStart = at + 2;
      }
      if (depth < 0 || (depth == 0 && c == ',')) {
        boolean named = valueStart > start;
        List<String> name = named ? name(sql.substring(start, valueStart - 2)) : List.of();
        arguments.add(
            new Argument(
                name.size() == 1 ? name.get(0) : null, markers.parameterIn(valueStart, at)));
        start = at + 1;
        valueStart = start;
      }
    }
    return new RoutineCall(name(sql.substring(nameStart, open)), arguments);
  }

  private static int next(SqlScanner scanner, String sql, char wanted) {
    int at = scanner.next();
    while (at >= 0 && sql.charAt(at) != wanted) {
      at = scanner.next();
    }
    return at;
  }

  /** The parts of a name; none when the text is anything else. */
  private static List<String> name(String text) {
    String written = text.strip();
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < written.length()) {
      int end = at;
      if (written.charAt(at) == '`') {
        end = endOfQuoted(written, at);
        parts.add(written.substring(at + 1, Math.max(at + 1, end - 1)).replace("``", "`"));
      } else {
        while (end < written.length() && SqlScanner.isWordPart(written.charAt(end))) {
          end++;
        }
        parts.add(written.substring(at, end));
      }
      boolean last = end == written.length();
      if (end == at || !last && (written.charAt(end) != '.' || end + 1 == written.length())) {
        return List.of();
      }
      at = end + 1;
    }
    return parts;
  }

  private static int endOfQuoted(String text, int quote) {
    int close = text.indexOf('`', quote + 1);
    while (close >= 0 && text.startsWith("`", close + 1)) {
      close = text.indexOf('`', close + 2);
    }
    return close < 0 ? text.length() : close + 1;
  }
}
