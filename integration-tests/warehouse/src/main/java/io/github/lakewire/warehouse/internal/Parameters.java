package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TSparkParameter;
import io.github.lakewire.thrift.TSparkParameterValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.ExpressionUtils$;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/**
 * Native parameters: text, cast on the server to the type that was named (protocol.md,
 * "Parameters").
 */
final class Parameters {
  private static final int MOST = 256;
  private static final String BOUND_AS_VALUES =
      "spark.sql.legacy.parameterSubstitution.constantsOnly";

  private Parameters() {}

  /** Runs a statement with its parameters, all positional or all named. */
  static Dataset<Row> run(
      SparkSession session, String sql, List<TSparkParameter> parameters, String zone) {
    if (parameters == null || parameters.isEmpty()) {
      return session.sql(sql);
    }
    if (parameters.size() > MOST) {
      throw new IllegalArgumentException(
          "The statement has " + parameters.size() + " parameters; at most " + MOST + " are taken");
    }
    if (parameters.stream().anyMatch(parameter -> isRepeated(parameter, zone))) {
      session.conf().set(BOUND_AS_VALUES, true);
    }
    try {
      return bind(session, sql, parameters, zone);
    } finally {
      session.conf().unset(BOUND_AS_VALUES);
    }
  }

  /**
   * Whether the clock of the zone shows the same at another moment: Spark makes text of parameters,
   * by that clock, and would take the first for the second.
   */
  private static boolean isRepeated(TSparkParameter parameter, String zone) {
    if (!"TIMESTAMP".equalsIgnoreCase(parameter.getType()) || text(parameter.getValue()) == null) {
      return false;
    }
    Object micros = literal(parameter, zone).value();
    if (micros == null) {
      return false;
    }
    ZoneRules rules = DateTimeUtils.getZoneId(zone).getRules();
    Instant instant = Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS);
    LocalDateTime shown = LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    return rules.getValidOffsets(shown).size() > 1;
  }

  private static Dataset<Row> bind(
      SparkSession session, String sql, List<TSparkParameter> parameters, String zone) {
    if (parameters.get(0).getName() != null) {
      Map<String, Object> named = new LinkedHashMap<>();
      parameters.forEach(parameter -> named.put(parameter.getName(), column(parameter, zone)));
      return session.sql(sql, named);
    }
    // Spark 4.1.3 mixes up more than four positional values, so they are given names.
    Map<String, Object> numbered = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      numbered.put("lakewire_" + (i + 1), column(parameters.get(i), zone));
    }
    return session.sql(named(sql), numbered);
  }

  /** Turns each question mark that Spark's lexer takes for a marker into a named one. */
  private static String named(String sql) {
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(sql)));
    lexer.removeErrorListeners();
    StringBuilder text = new StringBuilder();
    int done = 0;
    int markers = 0;
    for (Token token : lexer.getAllTokens()) {
      if (token.getType() == SqlBaseLexer.QUESTION) {
        int at = sql.offsetByCodePoints(0, token.getStartIndex());
        text.append(sql, done, at).append(":lakewire_").append(++markers);
        done = at + 1;
      }
    }
    return text.append(sql, done, sql.length()).toString();
  }

  private static Object column(TSparkParameter parameter, String zone) {
    return ExpressionUtils$.MODULE$.column(literal(parameter, zone));
  }

  static Literal literal(TSparkParameter parameter, String zone) {
    DataType type =
        parameter.getType() == null || parameter.getType().equalsIgnoreCase("VOID")
            ? DataTypes.NullType
            : DataType.fromDDL(parameter.getType());
    Object value = null;
    String text = text(parameter.getValue());
    if (text != null) {
      Literal literal = new Literal(UTF8String.fromString(text), DataTypes.StringType);
      value = new Cast(literal, type, Option.apply(zone)).eval(null);
    }
    return new Literal(value, type);
  }

  private static String text(TSparkParameterValue value) {
    if (value == null || !value.isSet()) {
      return null;
    }
    return String.valueOf(value.getFieldValue());
  }
}
