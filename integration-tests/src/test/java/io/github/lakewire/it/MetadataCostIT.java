package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What metadata costs: requests, as the warehouse counts them, memory, and time. */
class MetadataCostIT {
  private static final Pattern WALKED = Pattern.compile("walk (\\d+) ms (\\d+) rows");
  private static final Pattern READ = Pattern.compile("(\\d+) rows (\\d+) (\\d+)");

  private static WarehouseProcess warehouse;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--tls",
            "--direct-wait-millis",
            "30000",
            "--crawl",
            "20x50x20,50x200x20,1x10000x20,2x100x10,2x4x3",
            "--response-millis",
            "20");
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  private static Connection connect(int cache) throws SQLException {
    LakewireDataSource source = SharedWarehouse.dataSource(warehouse);
    source.setMetadataCache(cache);
    return source.getConnection();
  }

  /** How many requests some work takes. */
  private static long requests(Work work) throws Exception {
    long before = warehouse.requestCount();
    work.run();
    return warehouse.requestCount() - before;
  }

  private interface Work {
    void run() throws Exception;
  }

  private static int read(ResultSet result, String... columns) throws SQLException {
    int rows = 0;
    try (result) {
      while (result.next()) {
        rows++;
        for (String column : columns) {
          result.getString(column);
        }
      }
    }
    return rows;
  }

  @Test
  void columnsOfOneTableAreOneRequest() throws Exception {
    try (Connection connection = connect(10)) {
      assertEquals(
          1,
          requests(
              () ->
                  assertEquals(
                      20,
                      read(
                          connection
                              .getMetaData()
                              .getColumns("crawl_20x50x20", "schema_03", "table_04", "%"),
                          "COLUMN_NAME",
                          "TYPE_NAME"))));
    }
  }

  @Test
  void crawlOfTwentySchemasTakesFewRequests() throws Exception {
    try (Connection connection = connect(10)) {
      List<String> rows = new ArrayList<>();
      long requests =
          requests(() -> rows.addAll(MetadataCrawl.walk(connection, "crawl_20x50x20", false)));
      System.out.println("crawl 20x50x20: " + requests + " requests");
      assertTrue(rows.size() > 20_000 + 2 * 1_000, rows.size() + " rows");
      assertTrue(requests <= 120, requests + " requests");
    }
    try (Connection connection = connect(10)) {
      long requests = requests(() -> MetadataCrawl.walk(connection, "crawl_20x50x20", true));
      System.out.println("crawl 20x50x20 with exported keys: " + requests + " requests");
      assertTrue(requests <= 120, requests + " requests with exported keys");
    }
  }

  @Test
  void crawlOfTenThousandTablesTakesFewRequests() throws Exception {
    try (Connection connection = connect(10)) {
      long begin = System.nanoTime();
      long requests = requests(() -> MetadataCrawl.walk(connection, "crawl_50x200x20", false));
      System.out.println(
          "crawl 50x200x20: "
              + requests
              + " requests, "
              + (System.nanoTime() - begin) / 1_000_000
              + " ms");
      assertTrue(requests <= 300, requests + " requests");
    }
  }

  @Test
  void rowsAreTheSameWithoutTheCache() throws Exception {
    List<String> expected;
    try (Connection connection = connect(0)) {
      expected = MetadataCrawl.walk(connection, "crawl_2x4x3", true);
    }
    try (Connection connection = connect(10)) {
      assertEquals(expected, MetadataCrawl.walk(connection, "crawl_2x4x3", true));
    }
  }

  /** Each of them ends what was kept, so that the next call for a table is a request. */
  @Test
  void whatMayChangeSomethingIsNotAnsweredFromMemory() throws Exception {
    try (Connection connection = connect(60)) {
      for (Work change :
          List.<Work>of(
              () -> run(connection, "CREATE TABLE IF NOT EXISTS main.default.cost (a INT)"),
              () -> run(connection, "USE SCHEMA default"),
              () -> run(connection, "SET x.y = 1"),
              () -> connection.setCatalog("samples"),
              () -> connection.setSchema("lakewire"),
              () -> {
                connection.beginRequest();
                connection.endRequest();
              })) {
        columns(connection, "table_0");
        columns(connection, "table_1");
        assertEquals(0, requests(() -> columns(connection, "table_2")));
        run(connection, "SELECT 1");
        assertEquals(0, requests(() -> columns(connection, "table_2")));
        change.run();
        assertEquals(1, requests(() -> columns(connection, "table_2")));
      }
      run(connection, "DROP TABLE main.default.cost");
    }
  }

  private static void columns(Connection connection, String table) throws SQLException {
    assertEquals(
        3, read(connection.getMetaData().getColumns("crawl_2x4x3", "schema_0", table, "%")));
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void twoHundredThousandColumnsNeedLittleMemoryAndTheFirstComesSoon() throws Exception {
    Program.Outcome outcome =
        java(
            List.of("-Xmx64m", "-XX:+UseSerialGC"),
            ShadedJar.path().toString(),
            LargeMetadata.class,
            SharedWarehouse.trustedUrl(warehouse),
            "crawl_1x10000x20",
            "schema_0");
    Matcher read = READ.matcher(outcome.out());
    assertTrue(read.find(), outcome.out() + outcome.err());
    System.out.println("getColumns of 200,000 with -Xmx64m: " + read.group());
    assertEquals("200000", read.group(1));
    long first = Long.parseLong(read.group(2));
    long last = Long.parseLong(read.group(3));
    assertTrue(first <= last / 5, "first row after " + first + " of " + last + " ms");
  }

  @Test
  void crawlTakesAFifthOfTheTimeOfTheOfficialDriver() throws Exception {
    Path jar = Path.of("target", "official", "databricks-jdbc.jar").toAbsolutePath();
    assertTrue(Files.exists(jar), "no official driver: run 'mvn verify'");
    long official =
        walk(
            List.of("--add-opens=java.base/java.nio=ALL-UNNAMED"),
            jar.toString(),
            warehouse.url()
                + ";AuthMech=3;transportMode=http;EnableTelemetry=0;UseThriftClient=1;SSLTrustStore="
                + warehouse.trustStore().orElseThrow()
                + ";SSLTrustStorePwd="
                + warehouse.trustStorePassword().orElseThrow()
                + ";SSLTrustStoreType=PKCS12;CheckCertRevocation=0");
    long ours = walk(List.of(), ShadedJar.path().toString(), SharedWarehouse.trustedUrl(warehouse));
    System.out.println("crawl 2x100x10, 20 ms a response: " + ours + " ms, official " + official);
    assertTrue(ours <= official / 5, ours + " ms, official driver " + official + " ms");
  }

  private static long walk(List<String> flags, String driver, String url) throws Exception {
    long before = warehouse.requestCount();
    Program.Outcome outcome =
        java(flags, driver, MetadataCrawl.class, url, "crawl_2x100x10", "crawl_2x4x3");
    Matcher walked = WALKED.matcher(outcome.out());
    assertTrue(walked.find(), outcome.out() + outcome.err());
    System.out.println(walked.group() + ", " + (warehouse.requestCount() - before) + " requests");
    return Long.parseLong(walked.group(1));
  }

  private static Program.Outcome java(
      List<String> flags, String driver, Class<?> program, String url, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(flags);
    Path programs = Path.of(program.getProtectionDomain().getCodeSource().getLocation().toURI());
    command.addAll(List.of("-cp", driver + File.pathSeparator + programs, program.getName()));
    command.addAll(List.of(arguments));
    return Program.run(
        command,
        Map.of("LAKEWIRE_URL", url, "LAKEWIRE_TOKEN", warehouse.token()),
        Path.of("."),
        300);
  }
}
