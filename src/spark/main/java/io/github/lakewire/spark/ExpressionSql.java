package io.github.lakewire.spark;

import io.github.lakewire.jdbc.SqlText;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.GeneralScalarExpression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.util.V2ExpressionSQLBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.TimestampType;

/** Writes expressions that {@link PushableTypes} has found to be pushable as Databricks SQL. */
final class ExpressionSql extends V2ExpressionSQLBuilder {
  /**
   * Parts of a date and the functions that return them. DAY_OF_WEEK is that of ISO, 1 for Monday.
   */
  static final Map<String, String> PARTS_OF_DATE =
      Map.of(
          "YEAR", "year(%s)",
          "QUARTER", "quarter(%s)",
          "MONTH", "month(%s)",
          "WEEK", "weekofyear(%s)",
          "DAY", "day(%s)",
          "DAY_OF_WEEK", "(weekday(%s) + 1)",
          "DAY_OF_YEAR", "dayofyear(%s)",
          "YEAR_OF_WEEK", "extract(YEAROFWEEK FROM %s)");

  private final PushableTypes types;

  ExpressionSql(PushableTypes types) {
    this.types = types;
  }

  /** Between parentheses, wherever it is to stand. */
  @Override
  protected String inputToSQL(Expression input) {
    return input instanceof Literal || input instanceof NamedReference
        ? build(input)
        : "(" + build(input) + ")";
  }

  @Override
  public String build(Expression expression) {
    if (expression instanceof GeneralScalarExpression general) {
      Expression[] children = general.children();
      switch (general.name()) {
        case "ALWAYS_TRUE":
          return "TRUE";
        case "ALWAYS_FALSE":
          return "FALSE";
        case "NOT":
          return "NOT " + inputToSQL(children[0]);
        case "IS_NULL":
          return nullable(children[0]) + " IS NULL";
        case "IS_NOT_NULL":
          return nullable(children[0]) + " IS NOT NULL";
        case "IN":
          return in(children);
        case "-":
          if (children.length == 1) {
            // Two signs in a row would be a comment.
            return "- " + inputToSQL(children[0]);
          }
          break;
        case "DATE_DIFF":
          // Only with two arguments is it the number of days everywhere.
          return visitSQLFunction("datediff", children);
        default:
      }
    }
    return super.build(expression);
  }

  private String in(Expression[] children) {
    StringBuilder text = new StringBuilder(inputToSQL(children[0])).append(" IN (");
    for (int i = 1; i < children.length; i++) {
      text.append(i > 1 ? ", " : "").append(inputToSQL(children[i]));
    }
    return text.append(')').toString();
  }

  /** A column of any type, as it is: nothing but its NULLs is looked at. */
  private String nullable(Expression expression) {
    return expression instanceof NamedReference reference
        ? name(reference)
        : inputToSQL(expression);
  }

  @Override
  protected String visitLiteral(Literal<?> literal) {
    return SqlLiterals.write(literal);
  }

  /**
   * A column. Strings are cast to STRING, which changes nothing and costs nothing but for a CHAR,
   * which is then not padded where it is compared, and for one with a collation, which is then
   * compared byte by byte as Spark does.
   */
  @Override
  protected String visitNamedReference(NamedReference reference) {
    String name = name(reference);
    return types.of(reference).equals(DataTypes.StringType) ? "CAST(" + name + " AS STRING)" : name;
  }

  static String name(NamedReference reference) {
    try {
      return SqlText.identifier(reference.fieldNames());
    } catch (SQLException e) {
      throw new NotPushableException(reference);
    }
  }

  @Override
  protected String visitBinaryComparison(String name, String l, String r) {
    return l + " " + name + " " + r;
  }

  @Override
  protected String visitStartsWith(String l, String r) {
    return "startswith(" + l + ", " + r + ")";
  }

  @Override
  protected String visitEndsWith(String l, String r) {
    return "endswith(" + l + ", " + r + ")";
  }

  @Override
  protected String visitContains(String l, String r) {
    return "contains(" + l + ", " + r + ")";
  }

  @Override
  protected String visitCast(String expression, DataType from, DataType to) {
    String type = to instanceof TimestampType ? "TIMESTAMP_LTZ" : to.sql();
    return "CAST(" + expression + " AS " + type + ")";
  }

  @Override
  protected String visitExtract(String field, String source) {
    String function = PARTS_OF_DATE.get(field);
    return function == null
        ? field.toLowerCase(Locale.ROOT) + "(" + source + ")"
        : function.replace("%s", source);
  }
}
