package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program in the jar, in a JVM of its own as users run it: a good connection, the failures that
 * people have, and statements.
 */
@ExtendWith(SharedWarehouse.class)
class CommandLineIT {
  private static final String PATH = "/sql/1.0/warehouses/0123456789abcdef";
  private static final String AWKWARD =
      "SELECT * FROM VALUES (1, 'a,b', NULL), (-20, 'he said \"x\"', ''),"
          + " (300, 'two\\nlines', '日本'), (4, ' blank ', 'x/y''z') AS t(id, text, note)";

  private final List<String> tokens = new ArrayList<>();

  private Program.Outcome run(List<String> flags, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-jar", ShadedJar.path().toString()));
    command.addAll(List.of(arguments));
    Program.Outcome outcome = Program.run(command, Map.of(), Path.of("."), 120);
    for (String token : tokens) {
      assertFalse((outcome.out() + outcome.err()).contains(token), "the token was printed");
    }
    return outcome;
  }

  private String withToken(String url, String token) {
    tokens.add(token);
    return url + ";token=" + token;
  }

  private String good(WarehouseProcess warehouse) {
    return withToken(SharedWarehouse.trustedUrl(warehouse), warehouse.token());
  }

  /** Runs a check that must fail at one step, after others that went well. */
  private String failedCheck(String url, String step) throws Exception {
    Program.Outcome outcome = run(List.of(), url);
    assertEquals(1, outcome.exitCode(), outcome.out() + outcome.err());
    assertEquals("", outcome.err());
    List<String> failed =
        outcome.out().lines().filter(line -> line.startsWith("  FAILED")).toList();
    assertEquals(1, failed.size(), outcome.out());
    assertTrue(failed.get(0).startsWith("  FAILED  " + step), outcome.out());
    String text = outcome.out().replaceAll("\\s+", " ");
    assertTrue(text.contains("What to do: "), outcome.out());
    assertTrue(text.endsWith("One check failed. "), outcome.out());
    return text;
  }

  @Test
  void aGoodConnectionPassesAllChecks(WarehouseProcess warehouse) throws Exception {
    Program.Outcome outcome = run(List.of(), good(warehouse));
    assertEquals("", outcome.err());
    assertEquals(0, outcome.exitCode(), outcome.out());
    for (String step :
        List.of("settings", "proxy", "name", "TCP", "TLS", "session", "query", "CloudFetch")) {
      assertTrue(outcome.out().contains("\n  ok      " + step), step + "\n" + outcome.out());
    }
    assertTrue(outcome.out().contains("CN=Lakewire throw-away CA, issued by itself, valid until"));
    assertTrue(outcome.out().contains("catalog main, schema default"), outcome.out());
    assertTrue(outcome.out().contains("(300000 rows)"), outcome.out());
    assertTrue(outcome.out().endsWith("All is well." + System.lineSeparator()), outcome.out());
  }

  @Test
  void aWrongHostNameFailsAtTheName() throws Exception {
    String report =
        failedCheck(
            withToken("jdbc:databricks://dbc-nowhere.invalid;httpPath=" + PATH, "dapi1234"),
            "name");
    assertTrue(report.contains("The host dbc-nowhere.invalid is unknown"), report);
    assertTrue(report.contains("Not checked: TCP, TLS, session, query, CloudFetch."), report);
  }

  @Test
  void aWrongCertificateAuthorityFailsAtTlsAndIsNamed(WarehouseProcess warehouse) throws Exception {
    String report = failedCheck(withToken(warehouse.url(), warehouse.token()), "TLS");
    assertTrue(report.contains("its authority is unknown"), report);
    assertTrue(
        report.contains("CN=localhost, issued by CN=Lakewire throw-away CA, valid until"), report);
    assertTrue(report.contains("trustStore=<file>"), report);
  }

  @Test
  void aWrongTokenFailsAtTheSession(WarehouseProcess warehouse) throws Exception {
    String report =
        failedCheck(withToken(SharedWarehouse.trustedUrl(warehouse), "dapiwrong"), "session");
    assertTrue(report.contains("HTTP 403: Invalid access token"), report);
    assertTrue(report.contains("What to do: Generate a new token"), report);
  }

  @Test
  void aWrongPathFailsAtTheSession(WarehouseProcess warehouse) throws Exception {
    String url = good(warehouse).replace(warehouse.httpPath(), "/sql/1.0/warehouses/gone");
    String report = failedCheck(url, "session");
    assertTrue(report.contains("HTTP 404"), report);
    assertTrue(report.contains("What to do: Copy the HTTP path again"), report);
  }

  @Test
  void aBlockedStoreFailsAtCloudFetchAfterAQueryInPlainText() throws Exception {
    try (WarehouseProcess warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--store",
            "http://127.0.0.1:1")) {
      String report = failedCheck(withToken(warehouse.url(), warehouse.token()), "CloudFetch");
      assertTrue(report.contains("- TLS not used, as ssl is 0"), report);
      assertTrue(report.contains("ok query user "), report);
      assertTrue(report.contains("cloud store 127.0.0.1:1"), report);
      assertTrue(report.contains("cloudFetch=0"), report);
      Program.Outcome inline =
          run(List.of(), withToken(warehouse.url() + ";cloudFetch=0", warehouse.token()));
      assertEquals(0, inline.exitCode(), inline.out());
    }
  }

  @Test
  void aStatementPrintsATable(WarehouseProcess warehouse) throws Exception {
    Program.Outcome outcome =
        run(List.of(), "--sql", "SELECT id, id = 1 AS one FROM range(3)", good(warehouse));
    assertEquals("", outcome.err());
    assertEquals(
        " id | one\n----+-------\n  0 | false\n  1 | true\n  2 | false\n3 rows\n",
        outcome.out().replace(System.lineSeparator(), "\n"));
    assertEquals(0, outcome.exitCode());
  }

  @Test
  void aStatementThatFailsSaysWhy(WarehouseProcess warehouse) throws Exception {
    Program.Outcome outcome =
        run(List.of(), "--sql", "SELECT * FROM no_such_table", good(warehouse));
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains("no_such_table"), outcome.err());
    assertTrue(outcome.err().contains("[SQLState 42P01]"), outcome.err());
    assertEquals(1, outcome.exitCode());
  }

  @Test
  void anotherReaderOfCsvFindsTheValuesOfTheResult(WarehouseProcess warehouse, @TempDir Path folder)
      throws Exception {
    Program.Outcome outcome = run(List.of(), "--csv", "--sql", AWKWARD, good(warehouse));
    assertEquals("4 rows" + System.lineSeparator(), outcome.err());
    Path file = Files.writeString(folder.resolve("rows.csv"), outcome.out());
    try (Connection connection = SharedWarehouse.dataSource(warehouse).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMPORARY VIEW printed (id INT, text STRING, note STRING) USING csv OPTIONS"
              + " (path '"
              + file
              + "', header 'true', multiLine 'true', escape '\"', nullValue '<none>')");
      try (ResultSet row =
          statement.executeQuery(
              "SELECT count(*), (SELECT count(*) FROM (SELECT * FROM printed EXCEPT ALL "
                  + AWKWARD
                  + ")) FROM printed")) {
        assertTrue(row.next());
        assertEquals(4, row.getInt(1));
        assertEquals(0, row.getInt(2), outcome.out());
      }
    }
  }

  @Test
  void moreRowsThanTheHeapHoldsArePrinted(WarehouseProcess warehouse) throws Exception {
    Program.Outcome outcome =
        run(
            List.of("-Xmx64m", "-Dfile.encoding=US-ASCII"),
            "--csv",
            "--sql",
            "SELECT id, repeat('ä', 100) AS a FROM range(700000)",
            good(warehouse) + ";resultMemory=16777216");
    assertEquals("700000 rows" + System.lineSeparator(), outcome.err());
    assertEquals(0, outcome.exitCode());
    assertEquals(700_001, outcome.out().chars().filter(c -> c == '\n').count());
    assertTrue(outcome.out().getBytes(StandardCharsets.UTF_8).length > 140_000_000);
  }
}
