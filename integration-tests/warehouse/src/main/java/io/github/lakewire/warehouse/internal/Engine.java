package io.github.lakewire.warehouse.internal;

import io.github.lakewire.warehouse.internal.catalog.WarehouseCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;

/** The embedded Spark. */
final class Engine {
  private static final List<String> CATALOGS = List.of("main", "samples", "system");

  private final SparkSession root;
  private final List<String> catalogs;

  /** Keeps its files in that folder. */
  Engine(Path workFolder, WarehouseOptions options) {
    catalogs =
        Stream.of(CATALOGS, options.crawls(), options.forbidden())
            .flatMap(List::stream)
            .distinct()
            .toList();
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("lakewire local warehouse")
            // Many threads: a task that waits for its reader holds one and uses no processor.
            .master("local[64]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.default.parallelism", "8")
            .config("spark.sql.leafNodeDefaultParallelism", "8")
            .config("spark.sql.catalogImplementation", "in-memory")
            .config("spark.sql.session.timeZone", "Etc/UTC")
            .config("spark.sql.defaultCatalog", CATALOGS.get(0))
            .config("spark.sql.warehouse.dir", workFolder.resolve("tables").toUri().toString())
            .config("spark.local.dir", workFolder.resolve("spill").toString())
            // Databricks kept the older column names of SHOW SCHEMAS and SHOW TABLES.
            .config("spark.sql.legacy.keepCommandOutputSchema", "true")
            .config("spark.sql.ui.retainedExecutions", "5")
            .config("spark.ui.retainedJobs", "5")
            .config("spark.ui.retainedStages", "5")
            .config("spark.ui.retainedTasks", "50")
            .config("spark.sql.artifact.isolation.enabled", "false")
            .config("spark.cleaner.referenceTracking.blocking", "false");
    for (String catalog : catalogs) {
      String setting = "spark.sql.catalog." + catalog;
      builder =
          builder
              .config(setting, WarehouseCatalog.class.getName())
              .config(
                  setting + "." + WarehouseCatalog.FORBIDDEN, options.forbidden().contains(catalog))
              .config(
                  setting + "." + WarehouseCatalog.FORBIDDEN_INFORMATION,
                  options.forbiddenInformation().contains(catalog))
              .config(setting + "." + WarehouseCatalog.DOCUMENTED, options.documented());
    }
    root = builder.getOrCreate();
  }

  /** All catalogs by name: those of the warehouse and Spark's own. */
  List<String> catalogs() {
    return Stream.concat(catalogs.stream(), Stream.of("spark_catalog")).toList();
  }

  /** A session whose settings and namespace are its own. */
  SparkSession newSession() {
    SparkSession session = root.newSession();
    // SHOW CATALOGS lists those that were asked for once.
    active(session, () -> catalogs.stream().map(catalogs(session)::catalog).toList());
    return session;
  }

  private static CatalogManager catalogs(SparkSession session) {
    return session.sessionState().catalogManager();
  }

  /** Does something on this thread with the settings of a session, which Spark takes from there. */
  static <T> T active(SparkSession session, Supplier<T> action) {
    org.apache.spark.sql.SparkSession.setActiveSession(session);
    try {
      return action.get();
    } finally {
      org.apache.spark.sql.SparkSession.clearActiveSession();
    }
  }

  /** Runs a first statement, which is the slow one. */
  void warmUp() {
    newSession().sql("SELECT 1").collect();
  }

  String version() {
    return root.version();
  }

  void stop() {
    root.stop();
  }
}
