package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The warehouse is true: two clients that nobody here wrote take it for Databricks. */
@ExtendWith(SharedWarehouse.class)
class OfficialClientsIT {

  @Test
  void officialJdbcDriverRuns(WarehouseProcess warehouse) throws Exception {
    Path jar = Path.of("target", "official", "databricks-jdbc.jar").toAbsolutePath();
    assertTrue(Files.exists(jar), "no official driver: run 'mvn verify'");
    String home = System.getProperty("java.home");
    Program.Outcome outcome =
        Program.run(
            List.of(
                home + "/bin/java",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                jar + File.pathSeparator + testClasses(),
                OfficialJdbc.class.getName()),
            Map.of(
                "LAKEWIRE_URL",
                warehouse.url()
                    + ";SSLTrustStore="
                    + warehouse.trustStore().orElseThrow()
                    + ";SSLTrustStorePwd="
                    + warehouse.trustStorePassword().orElseThrow()
                    + ";SSLTrustStoreType=PKCS12;CheckCertRevocation=0",
                "LAKEWIRE_TOKEN",
                warehouse.token()),
            Path.of("target"),
            300);
    System.out.println(outcome.out());
    assertTrue(outcome.out().contains("official jdbc ok"), outcome.out() + outcome.err());
    assertEquals(0, outcome.exitCode());
  }

  @Test
  void officialNodeClientRuns(WarehouseProcess warehouse) throws Exception {
    boolean node = onPath("node") && onPath("npm");
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(node, "CI needs node and npm for the official Node.js client");
    }
    assumeTrue(node, "skipped: no node or npm on this machine");
    Path folder = Path.of("target", "official", "node").toAbsolutePath();
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "official.js")) {
      Files.copy(
          Path.of("src", "test", "node", file),
          folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Program.Outcome install =
        Program.run(
            List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"),
            Map.of(),
            folder,
            300);
    assertEquals(0, install.exitCode(), install.err());
    Program.Outcome outcome =
        Program.run(
            List.of("node", "official.js"),
            Map.of(
                "NODE_EXTRA_CA_CERTS", warehouse.caPem().orElseThrow().toString(),
                "LAKEWIRE_HOST", warehouse.host(),
                "LAKEWIRE_PORT", Integer.toString(warehouse.port()),
                "LAKEWIRE_PATH", warehouse.httpPath(),
                "LAKEWIRE_TOKEN", warehouse.token()),
            folder,
            300);
    System.out.println(outcome.out());
    assertFalse(outcome.out().isEmpty(), outcome.err());
    assertTrue(outcome.out().contains("official node ok"), outcome.out() + outcome.err());
    assertEquals(0, outcome.exitCode());
  }

  private static String testClasses() throws Exception {
    return Path.of(OfficialJdbc.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  private static boolean onPath(String command) throws InterruptedException {
    try {
      return Program.run(List.of(command, "--version"), Map.of(), Path.of("."), 30).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
