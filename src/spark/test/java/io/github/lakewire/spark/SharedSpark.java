package io.github.lakewire.spark;

import io.github.lakewire.jdbc.LakewireDriver;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import scala.jdk.javaapi.CollectionConverters;

/** The one warehouse of this JVM, which ends with it, and the Spark of whoever reads from it. */
final class SharedSpark {
  private static WarehouseProcess warehouse;

  private SharedSpark() {}

  static synchronized WarehouseProcess warehouse() throws IOException, InterruptedException {
    if (warehouse == null) {
      warehouse =
          WarehouseProcess.start(
              WarehouseProcess.classPathOfBuild(),
              Duration.ofMinutes(3),
              "--cloud-fetch-bytes",
              "100000",
              "--bytes-per-file",
              "100000");
    }
    return warehouse;
  }

  /** A session of its own, so that settings reach no other test; another class may end Spark. */
  static SparkSession session() {
    SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
            .newSession();
    session.conf().set("spark.sql.shuffle.partitions", "2");
    session.conf().set("spark.sql.session.timeZone", "Europe/Rome");
    SparkSession.setActiveSession(session);
    return session;
  }

  static DataFrameReader reader(SparkSession session) throws IOException, InterruptedException {
    return session
        .read()
        .format("lakewire")
        .option("url", warehouse().url())
        .option("token", warehouse().token());
  }

  /** A connection as the source opens them. */
  static Connection connect(SparkSession session)
      throws SQLException, IOException, InterruptedException {
    Properties properties = new Properties();
    properties.setProperty("token", warehouse().token());
    properties.setProperty("timezone", session.conf().get("spark.sql.session.timeZone"));
    return new LakewireDriver().connect(warehouse().url(), properties);
  }

  /** Runs statements on the warehouse. */
  static void update(SparkSession session, String... statements)
      throws SQLException, IOException, InterruptedException {
    try (Connection connection = connect(session);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** All that Spark prints of a plan. */
  static String explained(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows)
        .queryExecution()
        .explainString(ExplainMode.fromString("extended"));
  }

  /** The statement of the only scan of a plan. */
  static String pushed(Dataset<Row> rows) {
    String description = scan(optimized(rows)).scan().description();
    return description.substring("lakewire ".length());
  }

  static LogicalPlan optimized(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().optimizedPlan();
  }

  private static DataSourceV2ScanRelation scan(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.collectLeaves()).stream()
        .filter(DataSourceV2ScanRelation.class::isInstance)
        .map(DataSourceV2ScanRelation.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no scan in " + plan));
  }
}
