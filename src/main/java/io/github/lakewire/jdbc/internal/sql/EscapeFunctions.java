package io.github.lakewire.jdbc.internal.sql;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of JDBC's escapes (JDBC 4.3 appendix C) that Databricks has not, or has under
 * another name. All others go through as they are. Arguments are written once and in their order,
 * as there may be markers in them: where a function needs them twice or turned round, they go into
 * a struct of which a lambda takes them.
 */
final class EscapeFunctions {
  private static final String SOUNDS_ALIKE =
      "CAST(substring(x.a, %d, 1) = substring(x.b, %<d, 1) AS INT)";

  /** Name and number of arguments; {@code $1} is the first argument. */
  private static final Map<String, String> TEMPLATES =
      Map.ofEntries(
          Map.entry("CURRENT_DATE/0", "current_date()"),
          Map.entry("CURRENT_TIMESTAMP/0", "current_timestamp()"),
          Map.entry("CURRENT_TIME/0", "date_format(current_timestamp(), 'HH:mm:ss')"),
          Map.entry("CURTIME/0", "date_format(current_timestamp(), 'HH:mm:ss')"),
          Map.entry("DATABASE/0", "current_schema()"),
          Map.entry("USER/0", "current_user()"),
          Map.entry("WEEK/1", "weekofyear($1)"),
          // Without trailing blanks.
          Map.entry("LENGTH/1", "length(rtrim($1))"),
          Map.entry("CHAR_LENGTH/2", "char_length($1)"),
          Map.entry("CHARACTER_LENGTH/2", "char_length($1)"),
          Map.entry("LENGTH/2", "length(rtrim($1))"),
          Map.entry("SUBSTRING/4", "substring($1, $2, $3)"),
          Map.entry("POSITION/2", "position($1)"),
          Map.entry(
              "INSERT/4",
              ofStruct("'a', $1, 'b', $2, 'c', $3, 'd', $4", "overlay(x.a, x.d, x.b, x.c)")),
          Map.entry(
              "DIFFERENCE/2",
              ofStruct(
                  "'a', soundex($1), 'b', soundex($2)",
                  String.join(
                      " + ",
                      SOUNDS_ALIKE.formatted(1),
                      SOUNDS_ALIKE.formatted(2),
                      SOUNDS_ALIKE.formatted(3),
                      SOUNDS_ALIKE.formatted(4)))));

  /** Types of CONVERT, without the prefix SQL_. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("BIGINT", "BIGINT"),
          Map.entry("BINARY", "BINARY"),
          Map.entry("BIT", "BOOLEAN"),
          Map.entry("BOOLEAN", "BOOLEAN"),
          Map.entry("CHAR", "STRING"),
          Map.entry("DATE", "DATE"),
          Map.entry("TYPE_DATE", "DATE"),
          // Half of the digits behind the point: nothing better is known of the value.
          Map.entry("DECIMAL", "DECIMAL(38,18)"),
          Map.entry("DOUBLE", "DOUBLE"),
          Map.entry("FLOAT", "DOUBLE"),
          Map.entry("INTEGER", "INT"),
          Map.entry("LONGVARBINARY", "BINARY"),
          Map.entry("LONGVARCHAR", "STRING"),
          Map.entry("NUMERIC", "DECIMAL(38,18)"),
          Map.entry("REAL", "FLOAT"),
          Map.entry("SMALLINT", "SMALLINT"),
          Map.entry("TIMESTAMP", "TIMESTAMP"),
          Map.entry("TYPE_TIMESTAMP", "TIMESTAMP"),
          Map.entry("TINYINT", "TINYINT"),
          Map.entry("VARBINARY", "BINARY"),
          Map.entry("VARCHAR", "STRING"),
          Map.entry("WCHAR", "STRING"),
          Map.entry("WLONGVARCHAR", "STRING"),
          Map.entry("WVARCHAR", "STRING"));

  private EscapeFunctions() {}

  private static String ofStruct(String fields, String body) {
    return "element_at(transform(array(named_struct(" + fields + ")), x -> " + body + "), 1)";
  }

  /** Translates what stands behind {@code fn}. */
  static String translate(String call) throws DriverException {
    int end = 0;
    while (end < call.length() && SqlScanner.isWordPart(call.charAt(end))) {
      end++;
    }
    String name = call.substring(0, end).toUpperCase(Locale.ROOT);
    List<String> arguments = arguments(call, end);
    if (arguments == null) {
      return call;
    }
    return switch (name + "/" + arguments.size()) {
      case "TIMESTAMPADD/3" -> add(unit(arguments.get(0)), arguments.get(1), arguments.get(2));
      case "TIMESTAMPDIFF/3" -> difference(unit(arguments.get(0)), arguments);
      case "TRUNCATE/2" -> truncate(arguments.get(0), arguments.get(1));
      case "CONVERT/2" -> convert(arguments.get(0), arguments.get(1));
      case "CHAR_LENGTH/2", "CHARACTER_LENGTH/2", "LENGTH/2", "POSITION/2", "SUBSTRING/4" ->
          inCharacters(name, arguments, call);
      default -> {
        String template = TEMPLATES.get(name + "/" + arguments.size());
        yield template == null ? call : fill(template, arguments);
      }
    };
  }

  /** Splits at the commas between the parentheses; null when the text is no plain call. */
  private static @Nullable List<String> arguments(String call, int from) {
    List<String> arguments = new ArrayList<>();
    if (call.substring(from).isBlank()) {
      return arguments;
    }
    SqlScanner scanner = new SqlScanner(call);
    scanner.moveTo(from);
    int depth = 0;
    int start = -1;
    for (int at = scanner.next(); at >= 0; at = scanner.next()) {
      char c = call.charAt(at);
      if (c == '(' || c == '[') {
        start = depth++ == 0 ? at + 1 : start;
      } else if (depth == 0 && !Character.isWhitespace(c)) {
        return null;
      } else if ((c == ')' || c == ']') && --depth == 0) {
        String last = call.substring(start, at).strip();
        if (!last.isEmpty() || !arguments.isEmpty()) {
          arguments.add(last);
        }
        return call.substring(at + 1).isBlank() ? arguments : null;
      } else if (c == ',' && depth == 1) {
        arguments.add(call.substring(start, at).strip());
        start = at + 1;
      }
    }
    return null;
  }

  private static String fill(String template, List<String> arguments) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '$') {
        text.append(arguments.get(template.charAt(++i) - '1'));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String unit(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("SQL_TSI_") ? upper.substring("SQL_TSI_".length()) : name;
  }

  /** FRAC_SECOND counts nanoseconds, Databricks microseconds. */
  private static String add(String unit, String count, String time) {
    return unit.equals("FRAC_SECOND")
        ? "timestampadd(MICROSECOND, CAST((" + count + ") DIV 1000 AS INT), " + time + ")"
        : "timestampadd(" + unit + ", " + count + ", " + time + ")";
  }

  private static String difference(String unit, List<String> arguments) {
    String times = arguments.get(1) + ", " + arguments.get(2) + ")";
    return unit.equals("FRAC_SECOND")
        ? "(timestampdiff(MICROSECOND, " + times + " * 1000)"
        : "timestampdiff(" + unit + ", " + times;
  }

  private static String truncate(String number, String places) throws DriverException {
    if (!places.matches("[+-]?\\s*\\d{1,2}")) {
      throw DriverException.data(
          SqlState.SYNTAX_ERROR,
          "{fn TRUNCATE(number, places)} needs a whole number as places, not " + places);
    }
    return fill(
        "element_at(transform(array($1), x -> IF(x < 0, ceil(x, $2), floor(x, $2))), 1)",
        List.of(number, places));
  }

  private static String convert(String value, String type) throws DriverException {
    String upper = type.toUpperCase(Locale.ROOT);
    String plain = upper.startsWith("SQL_") ? upper.substring("SQL_".length()) : upper;
    if (plain.equals("TIME") || plain.equals("TYPE_TIME")) {
      return "date_format(" + value + ", 'HH:mm:ss')";
    }
    int bracket = plain.indexOf('(');
    String found = TYPES.get(bracket < 0 ? plain : plain.substring(0, bracket).strip());
    if (found == null) {
      throw DriverException.data(
          SqlState.SYNTAX_ERROR, "{fn CONVERT(value, type)} has no type " + type + "; use CAST");
    }
    String target =
        bracket > 0 && found.startsWith("DECIMAL") ? "DECIMAL" + plain.substring(bracket) : found;
    return "CAST(" + value + " AS " + target + ")";
  }

  /** The last argument says how to count, which is in characters anyway. */
  private static String inCharacters(String name, List<String> arguments, String call)
      throws DriverException {
    String count = arguments.get(arguments.size() - 1).toUpperCase(Locale.ROOT);
    if (count.equals("OCTETS")) {
      throw DriverException.data(
          SqlState.SYNTAX_ERROR, "{fn " + name + "} counts characters only; use OCTET_LENGTH");
    }
    String template = TEMPLATES.get(name + "/" + arguments.size());
    return count.equals("CHARACTERS") && template != null ? fill(template, arguments) : call;
  }
}
