package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.launch.WarehouseProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The time of a batch of 10,000 rows beside the official driver's with its defaults, in the same
 * run, each in a JVM of its own. It runs one statement for each row, which takes minutes here: it
 * gets fewer rows ({@code -Dlakewire.batch.official.rows}), and its time is scaled up, as is
 * printed. Times are printed and not asserted; how many requests a batch may cost is asserted by
 * the driver's own RequestCountTest.
 */
@ExtendWith(SharedWarehouse.class)
class BatchTimeIT {
  private static final int ROWS = 10_000;

  @Test
  void tenThousandRowsBesideTheOfficialDriver(WarehouseProcess warehouse) throws Exception {
    Path official = Path.of("target", "official", "databricks-jdbc.jar").toAbsolutePath();
    assertTrue(Files.exists(official), "no official driver: run 'mvn verify'");
    int officialRows = Integer.getInteger("lakewire.batch.official.rows", 200);
    String officialUrl =
        warehouse.url()
            + ";SSLTrustStore="
            + warehouse.trustStore().orElseThrow()
            + ";SSLTrustStorePwd="
            + warehouse.trustStorePassword().orElseThrow()
            + ";SSLTrustStoreType=PKCS12;CheckCertRevocation=0;AuthMech=3;transportMode=http"
            + ";EnableTelemetry=0;UseThriftClient=1";
    long theirs = millis(warehouse, official, officialUrl, "theirs", officialRows);
    long ours =
        millis(warehouse, ShadedJar.path(), SharedWarehouse.trustedUrl(warehouse), "ours", ROWS);
    double scaled = (double) theirs * ROWS / officialRows;
    System.out.printf(
        Locale.ROOT,
        "batch of %d rows x 5 columns: Lakewire %.2f s; official driver %.2f s for %d rows, which"
            + " is %.0f s for as many; ratio 1/%.0f%n",
        ROWS,
        ours / 1e3,
        theirs / 1e3,
        officialRows,
        scaled / 1e3,
        scaled / ours);
  }

  private static long millis(
      WarehouseProcess warehouse, Path driver, String url, String table, int rows)
      throws Exception {
    Path classes =
        Path.of(BatchInserts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Program.Outcome outcome =
        Program.run(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                driver + File.pathSeparator + classes,
                BatchInserts.class.getName(),
                "main.default.batch_" + table,
                Integer.toString(rows)),
            Map.of("LAKEWIRE_URL", url, "LAKEWIRE_TOKEN", warehouse.token()),
            Path.of("target"),
            900);
    assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
    return outcome
        .out()
        .lines()
        .filter(line -> line.startsWith("MILLIS "))
        .mapToLong(line -> Long.parseLong(line.substring("MILLIS ".length())))
        .findFirst()
        .orElseThrow();
  }
}
