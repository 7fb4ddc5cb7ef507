package io.github.lakewire.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Cast;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Extract;
import org.apache.spark.sql.connector.expressions.GeneralScalarExpression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * Says which expressions have the same value on a warehouse as on Spark, and of what type they are.
 * Those are left to Spark that
 *
 * <ul>
 *   <li>can fail, as division by zero or an overflow: the server may compute them for rows that
 *       Spark would not, and in another ANSI mode they would be NULL or wrong;
 *   <li>are computed by tables or approximations that engines have of their own: upper case,
 *       logarithms, texts of floating point numbers;
 *   <li>are not the same each time.
 * </ul>
 */
final class PushableTypes {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<=>", "<", "<=", ">", ">=");

  /** In longer lists the text of the statement would be a problem of its own. */
  private static final int MOST_VALUES = 10_000;

  private final StructType schema;

  PushableTypes(StructType schema) {
    this.schema = schema;
  }

  /**
   * Returns the type of an expression that may be pushed.
   *
   * @throws NotPushableException for all others
   */
  DataType of(Expression expression) {
    DataType type;
    if (expression instanceof Literal<?> literal) {
      type = literal(literal);
    } else if (expression instanceof NamedReference reference) {
      type = field(reference).dataType();
    } else if (expression instanceof Cast cast) {
      type = cast(cast);
    } else if (expression instanceof Extract extract) {
      type = extract(extract);
    } else if (expression instanceof GeneralScalarExpression general) {
      type = general(general);
    } else {
      throw new NotPushableException(expression);
    }
    return requireAtomic(type, expression);
  }

  /** A predicate may be an expression of any name, but it is a BOOLEAN. */
  void requirePredicate(Expression expression) {
    require(of(expression) instanceof BooleanType, expression);
  }

  /** Types whose values are compared, sorted and written alike everywhere. */
  private static DataType requireAtomic(DataType type, Expression expression) {
    boolean atomic =
        type instanceof BooleanType
            || type instanceof StringType
            || type instanceof BinaryType
            || type instanceof DateType
            || type instanceof TimestampType
            || type instanceof TimestampNTZType
            || type instanceof YearMonthIntervalType
            || type instanceof DayTimeIntervalType
            || SparkTypes.isNumber(type);
    require(atomic, expression);
    return type;
  }

  private static void require(boolean pushable, Object expression) {
    if (!pushable) {
      throw new NotPushableException(expression);
    }
  }

  private static DataType literal(Literal<?> literal) {
    SqlLiterals.write(literal);
    return literal.dataType();
  }

  /** The field, which the server must have as the same type as Spark. */
  private StructField field(NamedReference reference) {
    DataType type = schema;
    StructField field = null;
    for (String name : reference.fieldNames()) {
      field = null;
      if (type instanceof StructType struct && Arrays.asList(struct.fieldNames()).contains(name)) {
        field = struct.apply(name);
      }
      require(field != null && !SparkTypes.isConverted(field), reference);
      type = field.dataType();
    }
    if (field == null) {
      throw new NotPushableException(reference);
    }
    return field;
  }

  private DataType cast(Cast cast) {
    DataType from = of(cast.expression());
    DataType to = cast.dataType();
    boolean same = from.equals(to);
    boolean wider =
        SparkTypes.isNumber(from)
            && SparkTypes.isNumber(to)
            && org.apache.spark.sql.catalyst.expressions.Cast.canUpCast(from, to);
    boolean text =
        to.equals(DataTypes.StringType)
            && (SparkTypes.isWhole(from)
                || from instanceof BooleanType
                || from instanceof DateType);
    boolean day = from instanceof TimestampType && to instanceof DateType;
    require(same || wider || text || day, cast);
    return to;
  }

  private DataType extract(Extract extract) {
    DataType source = of(extract.source());
    boolean time = Set.of("HOUR", "MINUTE", "SECOND").contains(extract.field());
    boolean known =
        time
            ? source instanceof TimestampType
            : source instanceof DateType
                && ExpressionSql.PARTS_OF_DATE.containsKey(extract.field());
    require(known, extract);
    return DataTypes.IntegerType;
  }

  private DataType general(GeneralScalarExpression general) {
    Expression[] children = general.children();
    String name = general.name();
    if (COMPARISONS.contains(name)) {
      common(general, children);
      return DataTypes.BooleanType;
    }
    return switch (name) {
      case "ALWAYS_TRUE", "ALWAYS_FALSE" -> DataTypes.BooleanType;
      case "AND", "OR", "NOT", "BOOLEAN_EXPRESSION" -> {
        for (Expression child : children) {
          requirePredicate(child);
        }
        yield DataTypes.BooleanType;
      }
      case "IN" -> {
        require(children.length > 1 && children.length <= MOST_VALUES, general);
        common(general, children);
        yield DataTypes.BooleanType;
      }
      case "IS_NULL", "IS_NOT_NULL" -> {
        requireNullable(children[0]);
        yield DataTypes.BooleanType;
      }
      case "STARTS_WITH", "ENDS_WITH", "CONTAINS" -> {
        strings(general, children);
        yield DataTypes.BooleanType;
      }
      case "COALESCE", "GREATEST", "LEAST" -> common(general, children);
      case "CASE_WHEN" -> caseWhen(general, children);
      case "CHAR_LENGTH", "BIT_LENGTH" -> {
        strings(general, children);
        yield DataTypes.IntegerType;
      }
      case "CONCAT", "TRIM", "LTRIM", "RTRIM" -> strings(general, children);
      case "SUBSTRING" -> substring(general, children);
      case "DATE_DIFF" -> {
        require(children.length == 2 && common(general, children) instanceof DateType, general);
        yield DataTypes.IntegerType;
      }
      case "+", "-", "*", "/", "%" -> arithmetic(general, children);
      case "&", "|", "^", "~" -> {
        DataType type = common(general, children);
        require(SparkTypes.isWhole(type), general);
        yield type;
      }
      default -> throw new NotPushableException(general);
    };
  }

  /** NULL is NULL, whatever the type is. */
  private void requireNullable(Expression expression) {
    if (expression instanceof NamedReference reference) {
      String[] names = reference.fieldNames();
      require(Arrays.asList(schema.fieldNames()).contains(names[0]), reference);
      if (names.length > 1) {
        field(reference);
      }
    } else {
      of(expression);
    }
  }

  /** Returns the one type of all; only the lengths of decimals may differ. */
  private DataType common(Expression whole, Expression[] expressions) {
    require(expressions.length > 0, whole);
    DataType type = null;
    for (Expression expression : expressions) {
      DataType next = of(expression);
      require(type == null || type.equals(next), whole);
      type = next;
    }
    if (type == null) {
      throw new NotPushableException(whole);
    }
    return type;
  }

  private DataType strings(Expression whole, Expression[] expressions) {
    DataType type = common(whole, expressions);
    require(type.equals(DataTypes.StringType), whole);
    return type;
  }

  private DataType caseWhen(Expression whole, Expression[] children) {
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i + 1 < children.length; i += 2) {
      requirePredicate(children[i]);
      values.add(children[i + 1]);
    }
    if (children.length % 2 == 1) {
      values.add(children[children.length - 1]);
    }
    return common(whole, values.toArray(new Expression[0]));
  }

  private DataType substring(Expression whole, Expression[] children) {
    require(children.length == 2 || children.length == 3, whole);
    for (int i = 1; i < children.length; i++) {
      require(of(children[i]).equals(DataTypes.IntegerType), whole);
    }
    return strings(whole, new Expression[] {children[0]});
  }

  /**
   * What cannot fail: floating point numbers, known divisors, and numbers that are always small.
   */
  private DataType arithmetic(GeneralScalarExpression whole, Expression[] children) {
    DataType type = common(whole, children);
    boolean floating = SparkTypes.isFloating(type);
    boolean pushable =
        switch (whole.name()) {
          case "/" -> floating && isNonZero(children[1]);
          case "%" ->
              (floating || SparkTypes.isWhole(type))
                  && children.length == 2
                  && isNonZero(children[1]);
          default -> floating || isSmall(whole);
        };
    require(pushable && !(type instanceof DecimalType), whole);
    return type;
  }

  private static boolean isNonZero(Expression expression) {
    return expression instanceof Literal<?> literal
        && literal.value() instanceof Number number
        && number.doubleValue() != 0;
  }

  /** Days of the week come as sums and remainders of parts of a date. */
  private static boolean isSmall(Expression expression) {
    if (expression instanceof Extract) {
      return true;
    }
    if (expression instanceof Literal<?> literal) {
      return literal.value() instanceof Integer value && Math.abs((long) value) <= 1000;
    }
    return expression instanceof GeneralScalarExpression general
        && Set.of("+", "-", "%").contains(general.name())
        && general.children().length == 2
        && Arrays.stream(general.children()).allMatch(PushableTypes::isSmall);
  }
}
