package io.github.lakewire.warehouse.internal.ddl;

import io.github.lakewire.warehouse.internal.catalog.QualifiedName;
import io.github.lakewire.warehouse.internal.catalog.RefusedStatement;
import io.github.lakewire.warehouse.internal.catalog.Routine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads CREATE FUNCTION and CREATE PROCEDURE as Databricks writes them, from the parameters on.
 * Spark's parser knows no procedures and only SQL functions.
 */
final class RoutineText {
  private static final String TEXT = "'((?:[^'\\\\]|\\\\.|'')*)'";
  private static final Pattern MODE = compile("(IN|OUT|INOUT)\\s+(?=[\\w`])");
  private static final Pattern RETURNS_TABLE = compile("RETURNS\\s+TABLE\\s*(?=\\()");
  private static final Pattern RETURNS = compile("RETURNS\\s+");
  private static final Pattern LANGUAGE = compile("LANGUAGE\\s+(\\w+)");
  private static final Pattern DETERMINISTIC = compile("(NOT\\s+)?DETERMINISTIC\\b");
  private static final Pattern COMMENT = compile("COMMENT\\s+" + TEXT);
  private static final Pattern ACCESS =
      compile("(CONTAINS\\s+SQL|READS\\s+SQL\\s+DATA|MODIFIES\\s+SQL\\s+DATA|NO\\s+SQL)\\b");
  private static final Pattern IGNORED =
      compile("(SQL\\s+SECURITY\\s+\\w+|DEFAULT\\s+COLLATION\\s+\\w+|PARAMETER\\s+STYLE\\s+\\w+)");
  private static final Pattern BODY = compile("(?:RETURN\\b\\s*|AS\\b\\s*|(?=BEGIN\\b))(.*)");
  private static final Pattern DOLLARS = compile("\\$(\\w*)\\$(.*)\\$\\1\\$");
  private static final Set<String> CLAUSES =
      Set.of(
          "LANGUAGE",
          "DETERMINISTIC",
          "NOT",
          "COMMENT",
          "CONTAINS",
          "READS",
          "MODIFIES",
          "SQL",
          "DEFAULT",
          "RETURN",
          "AS",
          "BEGIN");

  private final ParserInterface parser;
  private final String text;
  private int position;

  /** Text that begins at the parameters. */
  RoutineText(ParserInterface parser, String text) {
    this.parser = parser;
    this.text = text;
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /** The result type of a scalar function that names none is missing. */
  Routine read(String name, boolean procedure) throws ParseException {
    skipSpace();
    if (position == text.length() || text.charAt(position) != '(') {
      throw RefusedStatement.syntax("the parameters of " + name + " are missing");
    }
    List<Routine.Parameter> parameters = parameters(parentheses());
    DataType result = null;
    StructType columns = null;
    String language = "SQL";
    String access = null;
    String comment = null;
    boolean deterministic = true;
    while (true) {
      skipSpace();
      Matcher match;
      if (find(RETURNS_TABLE) != null) {
        columns = columns(parentheses());
      } else if (find(RETURNS) != null) {
        result = parser.parseDataType(untilClause());
      } else if ((match = find(LANGUAGE)) != null) {
        language = match.group(1).toUpperCase(Locale.ROOT);
      } else if ((match = find(DETERMINISTIC)) != null) {
        deterministic = match.group(1) == null;
      } else if ((match = find(COMMENT)) != null) {
        comment = match.group(1).replace("''", "'").replace("\\'", "'");
      } else if ((match = find(ACCESS)) != null) {
        access = match.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
      } else if (find(IGNORED) == null) {
        break;
      }
    }
    Matcher body = find(BODY);
    if (body == null) {
      throw RefusedStatement.syntax("the body of " + name + " is missing");
    }
    String code = body.group(1).strip();
    Matcher dollars = DOLLARS.matcher(code);
    return new Routine(
        name,
        procedure,
        parameters,
        result,
        columns,
        language,
        dollars.matches() ? dollars.group(2) : code,
        deterministic,
        access == null ? defaultAccess(procedure, code) : access,
        comment);
  }

  /** What DESCRIBE says; not compared with a real server. */
  static List<String> describe(QualifiedName name, Routine routine) {
    List<String> lines = new ArrayList<>();
    lines.add(
        (routine.procedure() ? "Procedure: " : "Function:  ")
            + String.join(".", name.catalog(), name.schema(), name.name()));
    lines.add(
        "Type:      "
            + (routine.procedure() ? "PROCEDURE" : routine.isScalar() ? "SCALAR" : "TABLE"));
    for (Routine.Parameter parameter : routine.parameters()) {
      lines.add(
          "Input:     "
              + (routine.procedure() ? parameter.mode() + " " : "")
              + parameter.name()
              + " "
              + parameter.type().sql()
              + (parameter.defaultSql() == null ? "" : " DEFAULT " + parameter.defaultSql())
              + (parameter.comment() == null ? "" : " '" + parameter.comment() + "'"));
    }
    if (!routine.procedure()) {
      lines.add(
          "Returns:   "
              + (routine.isScalar()
                  ? routine.resultType().sql()
                  : routine.resultColumns().toDDL()));
    }
    if (routine.comment() != null) {
      lines.add("Comment:   " + routine.comment());
    }
    lines.add("Body:      " + routine.body());
    return lines;
  }

  private static String defaultAccess(boolean procedure, String code) {
    if (procedure) {
      return "MODIFIES SQL DATA";
    }
    return code.toUpperCase(Locale.ROOT).contains("SELECT") ? "READS SQL DATA" : "CONTAINS SQL";
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private Matcher find(Pattern pattern) {
    Matcher match = pattern.matcher(text).region(position, text.length());
    match.useTransparentBounds(true);
    if (!match.lookingAt()) {
      return null;
    }
    position = match.end();
    return match;
  }

  /** What is between the parenthesis here and the one that belongs to it. */
  private String parentheses() {
    int begin = position + 1;
    int depth = 0;
    do {
      depth += nesting(text.charAt(position));
      position = after(position);
    } while (depth > 0 && position < text.length());
    return text.substring(begin, position - 1);
  }

  private static int nesting(char c) {
    return c == '(' || c == '<' ? 1 : c == ')' || c == '>' ? -1 : 0;
  }

  /** The position after the character or the quoted text that is here. */
  private int after(int here) {
    char quote = text.charAt(here);
    if (quote != '\'' && quote != '"' && quote != '`') {
      return here + 1;
    }
    int end = text.indexOf(quote, here + 1);
    return end < 0 ? text.length() : end + 1;
  }

  private String untilClause() {
    int begin = position;
    int depth = 0;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (depth == 0 && Character.isWhitespace(c)) {
        String rest = text.substring(position).strip();
        if (CLAUSES.contains(rest.split("\\W", 2)[0].toUpperCase(Locale.ROOT))) {
          break;
        }
      }
      depth += nesting(c);
      position = after(position);
    }
    return text.substring(begin, position).strip();
  }

  private List<Routine.Parameter> parameters(String list) throws ParseException {
    List<Routine.Parameter> parameters = new ArrayList<>();
    for (String part : split(list)) {
      Matcher mode = MODE.matcher(part);
      boolean named = mode.lookingAt();
      StructField field =
          parser.parseRoutineParam(named ? part.substring(mode.end()) : part).apply(0);
      parameters.add(
          new Routine.Parameter(
              named ? mode.group(1).toUpperCase(Locale.ROOT) : "IN",
              field.name(),
              field.dataType(),
              field.getDefault().getOrElse(() -> null),
              field.getComment().getOrElse(() -> null)));
    }
    return parameters;
  }

  private StructType columns(String list) throws ParseException {
    StructType columns = new StructType();
    for (String part : split(list)) {
      columns = columns.add(parser.parseRoutineParam(part).apply(0));
    }
    return columns;
  }

  private static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    RoutineText scanner = new RoutineText(null, list);
    int begin = 0;
    int depth = 0;
    while (scanner.position < list.length()) {
      char c = list.charAt(scanner.position);
      depth += nesting(c);
      if (c == ',' && depth == 0) {
        parts.add(list.substring(begin, scanner.position).strip());
        begin = scanner.position + 1;
      }
      scanner.position = scanner.after(scanner.position);
    }
    String last = list.substring(begin).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }
}
