package io.github.lakewire.warehouse.internal.catalog;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** A scalar SQL function as Spark calls it: its expression, evaluated for each row. */
final class ScalarRoutine implements UnboundFunction {
  private final QualifiedName name;
  private final Routine routine;

  ScalarRoutine(QualifiedName name, Routine routine) {
    this.name = name;
    this.routine = routine;
  }

  @Override
  public String name() {
    return routine.name();
  }

  @Override
  public String description() {
    return String.valueOf(routine.comment());
  }

  /** The parameters behind those that are given have their defaults. */
  @Override
  public BoundFunction bind(StructType arguments) {
    StructType given = new StructType();
    List<DataType> types = new ArrayList<>();
    List<String> stages = new ArrayList<>();
    for (int i = 0; i < routine.parameters().size(); i++) {
      Routine.Parameter parameter = routine.parameters().get(i);
      if (i < arguments.size()) {
        given = given.add(parameter.name(), parameter.type());
        types.add(parameter.type());
      } else if (parameter.defaultSql() != null) {
        stages.add(
            cast(parameter.defaultSql(), parameter.type()) + " AS `" + parameter.name() + "`");
      } else {
        throw new UnsupportedOperationException(
            "The parameter " + parameter.name() + " has no default");
      }
    }
    if (arguments.size() > routine.parameters().size()) {
      throw new UnsupportedOperationException(
          "It has " + routine.parameters().size() + " parameters");
    }
    stages.add(cast(routine.body(), routine.resultType()) + " AS result");
    Expression expression =
        CompiledExpression.of(
            (SparkSession) org.apache.spark.sql.SparkSession.active(), given, stages);
    return new Bound(
        name.toString(), types.toArray(DataType[]::new), routine.resultType(), expression);
  }

  private static String cast(String sql, DataType type) {
    return "CAST((" + sql + ") AS " + type.sql() + ")";
  }

  private static final class Bound implements ScalarFunction<Object>, Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final DataType[] inputTypes;
    private final DataType resultType;
    private final Expression expression;

    Bound(String name, DataType[] inputTypes, DataType resultType, Expression expression) {
      this.name = name;
      this.inputTypes = inputTypes;
      this.resultType = resultType;
      this.expression = expression;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String canonicalName() {
      return name;
    }

    @Override
    public DataType[] inputTypes() {
      return inputTypes.clone();
    }

    @Override
    public DataType resultType() {
      return resultType;
    }

    @Override
    public boolean isDeterministic() {
      return expression.deterministic();
    }

    @Override
    public Object produceResult(InternalRow input) {
      return expression.eval(input);
    }
  }
}
