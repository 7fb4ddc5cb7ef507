package io.github.lakewire.warehouse.internal.ddl;

import io.github.lakewire.warehouse.internal.catalog.QualifiedName;
import io.github.lakewire.warehouse.internal.catalog.RefusedStatement;
import io.github.lakewire.warehouse.internal.catalog.Routine;
import io.github.lakewire.warehouse.internal.catalog.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * CALL of a procedure of ours. Its body runs as a script of Spark's, with the parameters as local
 * variables of a scope around it; those that are OUT or INOUT are copied to the variables of the
 * call when it has come to its end. The rows are those of the last query that it ran. Calls inside
 * of a body are Spark's, which has no procedures.
 */
public final class ProcedureCall {
  private static final Pattern CALL =
      CatalogStatements.compile("CALL\\s+" + QualifiedName.PATTERN + "\\s*(\\(.*\\))");
  private static final Pattern VARIABLE = CatalogStatements.compile(QualifiedName.PATTERN);

  private final SparkSession session;
  private final Queries queries;

  /** Runs a query with the parameters of the request, those of its markers that are in it. */
  public interface Queries {
    Dataset<Row> run(String sql);
  }

  public ProcedureCall(SparkSession session, Queries queries) {
    this.session = session;
    this.queries = queries;
  }

  /** Runs a statement, when it calls a procedure of ours. */
  public Optional<Dataset<Row>> run(String sql) {
    Matcher match = CALL.matcher(sql);
    if (!match.matches()) {
      return Optional.empty();
    }
    QualifiedName name = QualifiedName.of(session, match.group(1));
    if (!name.isOurs()) {
      return Optional.empty();
    }
    Schema schema =
        name.storage()
            .schema(name.schema())
            .orElseThrow(() -> RefusedStatement.noSchema(name.catalog() + "." + name.schema()));
    Routine routine = schema.routines().get(name.name());
    if (routine == null || !routine.procedure()) {
      throw RefusedStatement.noRoutine(name);
    }
    return Optional.of(run(routine, match.group(2)));
  }

  private Dataset<Row> run(Routine routine, String list) {
    Map<String, String> arguments = arguments(routine, list);
    Map<String, String> values = values(routine, arguments);
    StringBuilder script = new StringBuilder("BEGIN\n");
    List<String> results = new ArrayList<>();
    for (Routine.Parameter parameter : routine.parameters()) {
      String local = "`" + parameter.name().replace("`", "``") + "`";
      script
          .append("DECLARE ")
          .append(local)
          .append(' ')
          .append(parameter.type().sql())
          .append(" DEFAULT ")
          .append(values.getOrDefault(parameter.name(), "NULL"))
          .append(";\n");
      if (!parameter.mode().equals("IN")) {
        results.add("SET session." + sessionName(arguments.get(parameter.name())) + " = " + local);
      }
    }
    script.append(routine.body()).append(";\n");
    results.forEach(result -> script.append(result).append(";\n"));
    return session.sql(script.append("END").toString());
  }

  /** The text of the argument for each parameter that is given one. */
  private Map<String, String> arguments(Routine routine, String list) {
    Map<String, String> arguments = new LinkedHashMap<>();
    List<Routine.Parameter> parameters = routine.parameters();
    for (Argument argument : split(list)) {
      if (argument.name() == null && arguments.size() == parameters.size()) {
        throw RefusedStatement.arguments(routine.name() + " has " + parameters.size());
      }
      String name =
          argument.name() == null
              ? parameters.get(arguments.size()).name()
              : parameters.stream()
                  .map(Routine.Parameter::name)
                  .filter(QualifiedName.parts(session, argument.name()).get(0)::equalsIgnoreCase)
                  .findFirst()
                  .orElseThrow(
                      () ->
                          RefusedStatement.arguments(
                              routine.name() + " has no parameter " + argument.name()));
      if (!argument.value().equalsIgnoreCase("DEFAULT")) {
        arguments.put(name, argument.value());
      }
    }
    return arguments;
  }

  /** What the parameters with a value begin with, as literals; all are asked for in one query. */
  private Map<String, String> values(Routine routine, Map<String, String> arguments) {
    List<String> columns = new ArrayList<>();
    StructType types = new StructType();
    for (Routine.Parameter parameter : routine.parameters()) {
      String argument = arguments.get(parameter.name());
      boolean in = parameter.mode().equals("IN");
      if (!in && (argument == null || !VARIABLE.matcher(argument).matches())) {
        throw RefusedStatement.arguments(
            "the argument for the "
                + parameter.mode()
                + " parameter "
                + parameter.name()
                + " is no variable");
      } else if (in && argument == null && parameter.defaultSql() == null) {
        throw RefusedStatement.arguments("the parameter " + parameter.name() + " has no value");
      }
      if (!parameter.mode().equals("OUT")) {
        String value = argument == null ? parameter.defaultSql() : argument;
        columns.add("CAST((" + value + ") AS " + parameter.type().sql() + ")");
        types = types.add(parameter.name(), parameter.type());
      }
    }
    Map<String, String> literals = new LinkedHashMap<>();
    if (!columns.isEmpty()) {
      Row row = queries.run("SELECT " + String.join(", ", columns)).collectAsList().get(0);
      for (int i = 0; i < types.size(); i++) {
        DataType type = types.apply(i).dataType();
        String literal = Literal.create(row.get(i), type).sql();
        literals.put(types.apply(i).name(), "CAST(" + literal + " AS " + type.sql() + ")");
      }
    }
    return literals;
  }

  private String sessionName(String variable) {
    List<String> parts = QualifiedName.parts(session, variable);
    return "`" + parts.get(parts.size() - 1).replace("`", "``") + "`";
  }

  /**
   * An argument.
   *
   * @param name of the parameter, null when its place tells
   */
  private record Argument(String name, String value) {}

  /** The arguments between parentheses. */
  private static List<Argument> split(String list) {
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(list)));
    lexer.removeErrorListeners();
    List<Argument> arguments = new ArrayList<>();
    String name = null;
    int begin = 1;
    int depth = 0;
    for (Token token : lexer.getAllTokens()) {
      int at = list.offsetByCodePoints(0, token.getStartIndex());
      String text = token.getText();
      depth += text.equals("(") || text.equals("[") ? 1 : 0;
      depth -= text.equals(")") || text.equals("]") ? 1 : 0;
      if (depth == 1 && text.equals("=>")) {
        name = list.substring(begin, at).strip();
        begin = at + 2;
      } else if (depth == 0 || (depth == 1 && text.equals(","))) {
        String value = list.substring(begin, at).strip();
        if (!value.isEmpty()) {
          arguments.add(new Argument(name, value));
        }
        name = null;
        begin = at + 1;
      }
    }
    return arguments;
  }
}
