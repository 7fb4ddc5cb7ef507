package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Executors in processes of their own, that die, fail and find their links expired: what is read is
 * the same each time.
 */
class ClusterIT {
  @TempDir private static Path applications;
  private static WarehouseProcess warehouse;
  private static SparkApplication.Outcome withPlugin;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--link-millis",
            "2000",
            "--cloud-fetch-bytes",
            "1000",
            "--bytes-per-file",
            "1048576");
  }

  /** All that is asked of one application with the plugin, as each takes long to start. */
  private static SparkApplication.Outcome withPlugin() throws Exception {
    if (withPlugin == null) {
      withPlugin =
          run(
              Files.createDirectory(applications.resolve("plugin")),
              plugin(),
              "processes",
              "cancelled",
              "links",
              "read",
              "executorKilled",
              "taskFails",
              "cached");
    }
    return withPlugin;
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  private static SparkApplication.Outcome run(Path folder, Map<String, String> conf, String... jobs)
      throws Exception {
    Map<String, String> all = new HashMap<>(conf);
    all.put("spark.datasource.lakewire.token", warehouse.token());
    SparkApplication.Outcome outcome =
        SparkApplication.run(
            folder, SparkJobs.class, all, Map.of("LAKEWIRE_URL", warehouse.url()), jobs);
    assertEquals(0, outcome.exitCode(), outcome.everything());
    assertFalse(outcome.everything().contains("Memory was leaked"), outcome.everything());
    return outcome;
  }

  private static Map<String, String> plugin() {
    return Map.of("spark.plugins", LakewirePlugin.class.getName());
  }

  @Test
  void executorsAreProcessesOfTheirOwn() throws Exception {
    SparkApplication.Outcome outcome = withPlugin();
    assertEquals("false", outcome.result("self"));
    assertEquals("3", outcome.result("others"));
  }

  @Test
  void executorsAskForLinksThroughThePlugin() throws Exception {
    SparkApplication.Outcome outcome = withPlugin();
    assertEquals("Plugin[]", outcome.result("route"));
    assertEquals(
        "[links from 0, links from 1, links from 2, links from 3, links from 4, HY024 no rows]",
        outcome.result("answers"));
    assertEquals(
        "[02000 The result of query query-1 is no longer kept by Spark's driver]",
        outcome.result("forgotten"));
    assertEquals("1", outcome.result("closed"));
  }

  @Test
  void rowsAreExactWhateverHappensToExecutors() throws Exception {
    SparkApplication.Outcome outcome = withPlugin();
    assertEquals("same", outcome.result("read"));
    assertTrue(Integer.parseInt(outcome.result("partitions")) >= 6);
    assertEquals("same", outcome.result("again"));
    assertEquals("300000", outcome.result("rowsRead"));
    assertTrue(Integer.parseInt(outcome.result("metrics")) > 0, outcome.result("metrics"));
    assertEquals("true", outcome.result("killed"));
    assertTrue(Integer.parseInt(outcome.result("failedTasks")) > 0);
    assertEquals("same", outcome.result("afterKill"));
    assertEquals("same", outcome.result("taskFails"));
    assertEquals("[on purpose]", outcome.result("reasons"));
    assertEquals("same", outcome.result("cached"));
    assertEquals("same", outcome.result("cachedAgain"));
    assertEquals("same", outcome.result("unpersisted"));
  }

  @Test
  void aSpeculativeAttemptReadsItsPartitionBesideTheFirstAndRowsCountOnce(@TempDir Path folder)
      throws Exception {
    Map<String, String> conf = new HashMap<>(plugin());
    conf.put("spark.speculation", "true");
    conf.put("spark.speculation.interval", "100ms");
    conf.put("spark.speculation.quantile", "0.1");
    conf.put("spark.speculation.multiplier", "1");
    conf.put("spark.speculation.minTaskRuntime", "1s");
    conf.put("spark.speculation.efficiency.enabled", "false");
    SparkApplication.Outcome outcome = run(folder, conf, "speculation");
    assertEquals("same", outcome.result("speculation"));
    String attempts = outcome.result("attempts");
    assertTrue(attempts.contains("first 1 was killed"), attempts);
    assertTrue(attempts.contains("speculative 1 succeeded"), attempts);
    assertEquals("same", outcome.result("afterwards"));
  }

  @Test
  void executorsWithCredentialsOfTheirOwnRenewLinksThemselves(@TempDir Path folder)
      throws Exception {
    Map<String, String> conf =
        Map.of(
            "spark.test.linkRenewal",
            "workspace",
            "spark.executorEnv.DATABRICKS_HOST",
            warehouse.host() + ":" + warehouse.port(),
            "spark.executorEnv.DATABRICKS_TOKEN",
            warehouse.token());
    SparkApplication.Outcome outcome = run(folder, conf, "read");
    assertEquals("same", outcome.result("read"));
    assertEquals("same", outcome.result("again"));
  }

  @Test
  void aCancelledJobClosesItsResultAtOnce() throws Exception {
    SparkApplication.Outcome outcome = withPlugin();
    assertEquals("true", outcome.result("cancelled"));
    assertEquals("1 before, 0 after", outcome.result("results"));
    assertTrue(warehouse.requests().get("CloseOperation") > 0, "closed on the warehouse");
  }

  @Test
  void withoutThePluginLinksAreRenewedOverHttp(@TempDir Path folder) throws Exception {
    SparkApplication.Outcome outcome = run(folder, Map.of(), "links", "read", "executorKilled");
    assertTrue(outcome.result("route").startsWith("Http[127.0.0.1:"), outcome.result("route"));
    assertEquals("true", outcome.result("listeningBefore"));
    assertEquals("false", outcome.result("listening"));
    assertEquals(
        "[links from 0, links from 1, links from 2, links from 3, links from 4, HY024 no rows]",
        outcome.result("answers"));
    assertEquals("same", outcome.result("read"));
    assertTrue(Integer.parseInt(outcome.result("metrics")) > 0, outcome.result("metrics"));
    assertEquals("same", outcome.result("afterKill"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void secretsAreNowhereInWhatSparkShowsOrWrites(boolean plugin, @TempDir Path folder)
      throws Exception {
    Path events = Files.createDirectory(folder.resolve("events"));
    Map<String, String> conf = new HashMap<>(plugin ? plugin() : Map.of());
    conf.put("spark.eventLog.enabled", "true");
    conf.put("spark.eventLog.compress", "false");
    conf.put("spark.eventLog.dir", events.toUri().toString());
    Path logging =
        Files.writeString(
            folder.resolve("talkative.properties"),
            """
            rootLogger.level = info
            rootLogger.appenderRef.err.ref = err
            appender.err.type = Console
            appender.err.name = err
            appender.err.target = SYSTEM_ERR
            appender.err.layout.type = PatternLayout
            appender.err.layout.pattern = %p %c: %m%n%ex
            logger.tasks.name = org.apache.spark.executor
            logger.tasks.level = debug
            logger.scheduler.name = org.apache.spark.scheduler
            logger.scheduler.level = debug
            logger.plans.name = org.apache.spark.sql
            logger.plans.level = debug
            """);
    String talkative = "-Dlog4j2.configurationFile=" + logging.toUri();
    conf.put("log4j2.configurationFile", logging.toUri().toString());
    conf.put("spark.executor.extraJavaOptions", talkative);
    SparkApplication.Outcome outcome = run(folder, conf, "secrets");
    StringBuilder written = new StringBuilder(outcome.everything());
    try (Stream<Path> files = Files.walk(events)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
    String text = written.toString();
    // What is looked through has the reading in it, of the driver, the executors and the log.
    assertTrue(text.contains("lakewire SELECT"), "the plan");
    assertTrue(outcome.executors().contains("DEBUG org.apache.spark.executor"), "executors");
    assertTrue(outcome.err().contains("DEBUG org.apache.spark.scheduler"), "the driver's log");
    assertTrue(text.contains("\"rows read\""), "the event log");
    for (String secret : List.of(warehouse.token(), "X-Signature", "/presigned/")) {
      assertFalse(text.contains(secret), () -> secret + " in " + around(text, secret));
    }
    // The key is known to the job only.
    assertEquals("false", outcome.result("keyShown"));
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100));
  }
}
