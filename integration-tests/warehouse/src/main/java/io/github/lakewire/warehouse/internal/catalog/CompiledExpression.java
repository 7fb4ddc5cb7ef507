package io.github.lakewire.warehouse.internal.catalog;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.runtime.AbstractPartialFunction;

/** SQL over the columns of a row, as an expression that is evaluated outside a query. */
final class CompiledExpression {
  private CompiledExpression() {}

  /**
   * An expression whose references are positions in a row.
   *
   * @param given the columns of that row
   * @param stages each adds columns to those before, but the last, which is the expression
   */
  static Expression of(SparkSession session, StructType given, List<String> stages) {
    // Rows that Spark does not know to be none: it would work out everything at once otherwise.
    Dataset<Row> data =
        session.createDataFrame(
            JavaSparkContext.fromSparkContext(session.sparkContext()).<Row>emptyRDD(), given);
    for (String stage : stages.subList(0, stages.size() - 1)) {
      data = data.selectExpr("*", stage);
    }
    data = data.selectExpr(stages.get(stages.size() - 1));
    LogicalPlan plan = data.queryExecution().optimizedPlan();
    if (plan instanceof Project project
        && project.child().children().isEmpty()
        && project.projectList().apply(0) instanceof Alias alias) {
      return (Expression) alias.child().transform(new Bind(project.child()));
    }
    throw new UnsupportedOperationException(
        "The local warehouse evaluates expressions without subqueries only: " + stages);
  }

  private static final class Bind extends AbstractPartialFunction<Expression, Expression> {
    private final LogicalPlan input;

    Bind(LogicalPlan input) {
      this.input = input;
    }

    @Override
    public boolean isDefinedAt(Expression expression) {
      return expression instanceof AttributeReference;
    }

    @Override
    public Expression apply(Expression expression) {
      AttributeReference reference = (AttributeReference) expression;
      for (int i = 0; i < input.output().size(); i++) {
        if (input.output().apply(i).exprId().equals(reference.exprId())) {
          return new BoundReference(i, reference.dataType(), reference.nullable());
        }
      }
      throw new IllegalStateException("No input has the attribute " + reference);
    }
  }
}
