package io.github.lakewire.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CALL taken apart, or the SELECT that a function's value is asked for with: what is called, and
 * with which arguments.
 *
 * @param routine the parts of the name; empty when it is not a plain name
 */
public record RoutineCall(List<String> routine, List<Argument> arguments) {
  /** A string literal without escapes. */
  private static final Pattern LITERAL = Pattern.compile("(['\"])([^'\"\\\\]*)\\1");

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
    List<String> routine = name(sql.substring(nameStart, open));
    List<Argument> arguments = arguments(markers, scanner);
    int close = scanner.position() - 1;
    return scanner.nextToken().equals("(")
        ? new RoutineCall(
            isIdentifier(routine) ? text(sql.substring(open + 1, close)) : List.of(),
            arguments(markers, scanner))
        : new RoutineCall(routine, arguments);
  }

  /** Whether the name is given as text: IDENTIFIER('name'). */
  private static boolean isIdentifier(List<String> routine) {
    return routine.size() == 1 && routine.get(0).equalsIgnoreCase("IDENTIFIER");
  }

  /** The parts of a name that is the value of a literal; none when the text is anything else. */
  private static List<String> text(String sql) {
    Matcher literal = LITERAL.matcher(SqlScanner.withoutComments(sql).strip());
    return literal.matches() ? name(literal.group(2)) : List.of();
  }

  /** The arguments up to their end; the opening parenthesis has been read. */
  private static List<Argument> arguments(ParameterMarkers markers, SqlScanner scanner) {
    String sql = markers.sql();
    List<Argument> arguments = new ArrayList<>();
    int start = scanner.position();
    int valueStart = start;
    int depth = 0;
    int at = 0;
    while (at >= 0 && depth >= 0) {
      at = scanner.next();
      char c = at < 0 ? ' ' : sql.charAt(at);
      if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (depth == 0 && at >= 0 && sql.startsWith("=>", at)) {
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
    return arguments;
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
    String written = SqlScanner.withoutComments(text).strip();
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
      int dot = afterBlanks(written, end);
      boolean last = dot == written.length();
      if (end == at || !last && (written.charAt(dot) != '.' || dot + 1 == written.length())) {
        return List.of();
      }
      at = last ? dot : afterBlanks(written, dot + 1);
    }
    return parts;
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endOfQuoted(String text, int quote) {
    int close = text.indexOf('`', quote + 1);
    while (close >= 0 && text.startsWith("`", close + 1)) {
      close = text.indexOf('`', close + 2);
    }
    return close < 0 ? text.length() : close + 1;
  }
}
