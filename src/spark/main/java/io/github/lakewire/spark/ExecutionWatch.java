package io.github.lakewire.spark;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Ends what an application no longer needs. When an execution fails or is cancelled, its statements
 * that still run are cancelled, as adaptive plans run them in threads that no interrupt reaches,
 * and the results that it reads are closed. When the application ends, all are.
 */
final class ExecutionWatch extends SparkListener {
  /** Spark allows one application at a time in a JVM, and any number after another. */
  private static final Map<SparkContext, ExecutionWatch> APPLICATIONS = new ConcurrentHashMap<>();

  private final SparkContext context;
  private final Set<LiveResult> open = ConcurrentHashMap.newKeySet();
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  private ExecutionWatch(SparkContext context) {
    this.context = context;
  }

  /** Returns that of the application that runs in this JVM. */
  static ExecutionWatch current() {
    return APPLICATIONS.computeIfAbsent(
        SparkSession.active().sparkContext(),
        context -> {
          ExecutionWatch watch = new ExecutionWatch(context);
          context.addSparkListener(watch);
          return watch;
        });
  }

  /** A statement that runs, until it is closed. */
  final class Running implements AutoCloseable {
    private final Statement statement;
    private final @Nullable String execution;

    private Running(Statement statement) {
      this.statement = statement;
      this.execution = context.getLocalProperty(SQLExecution.EXECUTION_ID_KEY());
    }

    private void cancel() {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // The session ends with the application's connection anyway.
        System.getLogger(ExecutionWatch.class.getName())
            .log(System.Logger.Level.DEBUG, "A statement was not cancelled", e);
      }
    }

    @Override
    public void close() {
      running.remove(this);
    }
  }

  /**
   * Notes a statement that is about to run.
   *
   * @throws SQLException {@code 08003} when the application has ended
   */
  Running running(Statement statement) throws SQLException {
    Running now = new Running(statement);
    running.add(now);
    if (ended) {
      running.remove(now);
      throw ended();
    }
    return now;
  }

  /**
   * Notes a result.
   *
   * @throws SQLException {@code 08003} when the application has ended; the result is closed then
   */
  void opened(LiveResult result) throws SQLException {
    open.add(result);
    if (ended) {
      result.close();
      throw ended();
    }
  }

  private static SQLException ended() {
    return new SQLException("Spark's application has ended", "08003");
  }

  void closed(LiveResult result) {
    open.remove(result);
  }

  /** How many results are open. */
  int openResults() {
    return open.size();
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd end) {
    ended = true;
    APPLICATIONS.remove(context, this);
    running.forEach(Running::cancel);
    open.forEach(LiveResult::close);
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionEnd end
        && end.errorMessage().exists(message -> !message.isEmpty())) {
      String execution = String.valueOf(end.executionId());
      for (Running statement : running) {
        if (execution.equals(statement.execution)) {
          statement.cancel();
        }
      }
      if (end.qe() != null && !open.isEmpty()) {
        closeReadBy(end.qe());
      }
    }
  }

  private void closeReadBy(QueryExecution execution) {
    SparkPlan plan;
    try {
      plan = execution.executedPlan();
    } catch (Exception e) {
      // It failed before it had one. Scala's methods do not say what they throw.
      return;
    }
    for (LiveResult result : open) {
      if (reads(plan, result)) {
        result.close();
      }
    }
  }

  /** Whether a plan itself reads a result; what a cached Dataset in it reads is no part of it. */
  private static boolean reads(SparkPlan plan, LiveResult result) {
    if (plan instanceof AdaptiveSparkPlanExec adaptive) {
      return reads(adaptive.executedPlan(), result);
    }
    if (plan instanceof QueryStageExec stage) {
      return reads(stage.plan(), result);
    }
    if (plan instanceof ReusedExchangeExec reused) {
      return reads(reused.child(), result);
    }
    if (plan instanceof BatchScanExec scan) {
      return result.isReadBy(scan.batch());
    }
    for (SparkPlan child : CollectionConverters.asJava(plan.children())) {
      if (reads(child, result)) {
        return true;
      }
    }
    for (SparkPlan subquery : CollectionConverters.asJava(plan.subqueries())) {
      if (reads(subquery, result)) {
        return true;
      }
    }
    return false;
  }
}
