package io.github.lakewire.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ui.SQLAppStatusStore;
import scala.jdk.javaapi.CollectionConverters;

/** What the page of a query in Spark's UI shows, from the store behind it. */
final class Metrics {
  private Metrics() {}

  /** Returns all metrics of the last query, by what they are called there. */
  static Map<String, String> ofLastQuery(SparkSession spark) {
    SQLAppStatusStore store = spark.sharedState().statusStore();
    // The store hears of the end of tasks from the bus of listeners.
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
    long query = store.executionsList().last().executionId();
    Map<Object, String> values = CollectionConverters.asJava(store.executionMetrics(query));
    Map<String, String> shown = new LinkedHashMap<>();
    CollectionConverters.asJava(store.planGraph(query).allNodes())
        .forEach(
            node ->
                CollectionConverters.asJava(node.metrics())
                    .forEach(
                        metric -> shown.put(metric.name(), values.get(metric.accumulatorId()))));
    return shown;
  }
}
