package io.github.lakewire.it;

import io.github.lakewire.jdbc.LakewireDriver;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the jar under test is: {@code -Dlakewire.jar} from an IDE, else the one Maven built. */
final class ShadedJar {
  private ShadedJar() {}

  static Path path() {
    String given = System.getProperty("lakewire.jar");
    if (given != null) {
      return Path.of(given);
    }
    try {
      Path jar =
          Path.of(LakewireDriver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!jar.toString().endsWith(".jar")) {
        throw new IllegalStateException(
            "The integration tests run on the shaded jar: run 'mvn verify', or set -Dlakewire.jar");
      }
      return jar;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
