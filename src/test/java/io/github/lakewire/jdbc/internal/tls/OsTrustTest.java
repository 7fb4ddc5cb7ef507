package io.github.lakewire.jdbc.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.testkit.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operating system trusts. */
class OsTrustTest {
  @TempDir private Path folder;

  @Test
  void fileOfTheDistributionIsRead() throws Exception {
    assumeTrue(
        OsTrust.BUNDLES.stream().map(Path::of).anyMatch(Files::isReadable),
        "skipped: no package of authorities on this machine");
    int authorities = OsTrust.load("Linux", OsTrust.BUNDLES).size();
    assertTrue(authorities > 50, authorities + " authorities");
  }

  @Test
  void firstFileThatIsThereCounts() throws Exception {
    new TestAuthority(folder, "own");
    List<String> places =
        List.of(folder.resolve("none.pem").toString(), folder.resolve("own.pem").toString());
    assertEquals(1, OsTrust.load("Linux", places).size());
  }

  @Test
  void systemWithoutAuthoritiesIsTold() {
    List<String> places = List.of(folder.resolve("none.pem").toString());
    String message =
        assertThrows(DriverException.class, () -> OsTrust.load("SunOS", places)).getMessage();
    assertTrue(message.contains("SunOS"), message);
    assertTrue(message.contains("set trustStore"), message);
  }

  @Test
  void storesOfOtherSystemsAreThoseOfTheirJvm() {
    assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "skipped: this is Windows");
    String message =
        assertThrows(DriverException.class, () -> OsTrust.load("Windows 11", OsTrust.BUNDLES))
            .getMessage();
    assertTrue(message.contains("Windows 11 cannot be read"), message);
  }
}
