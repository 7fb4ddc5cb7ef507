package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The driver needs no flags and prints nothing, but for the line that names a zone other than UTC:
 * a bare JVM of each JDK found, with only the shaded jar and one small program on its class path.
 */
@ExtendWith(SharedWarehouse.class)
class FlaglessJvmIT {
  private static final String IN_UTC = "-Duser.timezone=UTC";

  static List<Path> jdks() throws IOException {
    return Jdks.found();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void smokeProgramRunsSilentlyWithoutFlags(Path home, WarehouseProcess warehouse)
      throws Exception {
    Program.Outcome outcome =
        smoke(home, warehouse, SharedWarehouse.trustedUrl(warehouse), onClassPath(IN_UTC));
    assertEquals("", outcome.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void localeZoneAndCharsetOfTheJvmChangeNothing(Path home, WarehouseProcess warehouse)
      throws Exception {
    Program.Outcome outcome =
        smoke(
            home,
            warehouse,
            SharedWarehouse.trustedUrl(warehouse),
            onClassPath(
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Apia",
                "-Dfile.encoding=ISO-8859-1"));
    // java.util.logging writes two: where it comes from, and what it says.
    assertEquals(2, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains("Pacific/Apia"), outcome.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void runsOnTheModulePathWithTheTrustStoreOfTheJvm(
      Path home, WarehouseProcess warehouse, @TempDir Path folder) throws Exception {
    Path store = folder.resolve("trust.p12");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    try (InputStream pem = Files.newInputStream(warehouse.caPem().orElseThrow());
        OutputStream out = Files.newOutputStream(store)) {
      keys.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      keys.store(out, "changeit".toCharArray());
    }
    Program.Outcome outcome =
        smoke(
            home,
            warehouse,
            warehouse.url(),
            List.of(
                IN_UTC,
                "-Djavax.net.ssl.trustStore=" + store,
                "-Djavax.net.ssl.trustStorePassword=changeit",
                "-p",
                ShadedJar.path().toString(),
                "--add-modules",
                "io.github.lakewire.jdbc",
                "-cp",
                testClasses()));
    assertEquals("", outcome.err());
  }

  private static List<String> onClassPath(String... settings) throws Exception {
    List<String> flags = new ArrayList<>(List.of(settings));
    flags.addAll(List.of("-cp", ShadedJar.path() + File.pathSeparator + testClasses()));
    return flags;
  }

  private static Program.Outcome smoke(
      Path home, WarehouseProcess warehouse, String url, List<String> settings) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(settings);
    command.add(Smoke.class.getName());
    Program.Outcome outcome =
        Program.run(
            command,
            Map.of("LAKEWIRE_URL", url, "LAKEWIRE_TOKEN", warehouse.token()),
            Path.of("."),
            180);
    assertEquals("smoke ok on Java " + Jdks.feature(home) + "\n", outcome.out());
    assertEquals(0, outcome.exitCode());
    return outcome;
  }

  static String testClasses() throws Exception {
    return Path.of(Smoke.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }
}
