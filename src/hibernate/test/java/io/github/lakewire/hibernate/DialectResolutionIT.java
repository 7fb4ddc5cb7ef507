package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialect is found without a property that names it. */
class DialectResolutionIT {
  @TempDir Path folder;

  @Test
  void lakewireGetsTheDialectOfDatabricks() throws Exception {
    Configuration configuration = new Configuration();
    configuration
        .getProperties()
        .put("hibernate.connection.datasource", TestWarehouse.schema("dialect_resolution"));
    try (SessionFactory factory = configuration.buildSessionFactory()) {
      assertInstanceOf(
          DatabricksDialect.class,
          factory.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect());
    }
  }

  @Test
  void theOfficialDriverGetsTheDialectAndStoresAndFindsEntities() throws Exception {
    Path jar = Path.of(System.getProperty("lakewire.official.jar", "missing"));
    assumeTrue(Files.exists(jar), "skipped: no official driver, 'mvn verify' fetches it: " + jar);
    LakewireDataSource source = TestWarehouse.schema("hib_official_driver");
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Xmx256m",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            withoutLakewire() + File.pathSeparator + jar,
            OfficialDriverProgram.class.getName(),
            source.getSchema());
    builder.environment().putAll(Map.of("LAKEWIRE_URL", source.getUrl()));
    builder.environment().put("LAKEWIRE_TOKEN", source.getToken());
    builder.redirectErrorStream(true).redirectOutput(out.toFile());
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it ends in time");
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(out, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), text);
    for (String line :
        List.of(
            "dialect DatabricksDialect",
            "persist ok",
            "found it's ✓ 1.25 2024-02-29 2024-02-29T12:30:15.123456"
                + " 2024-02-29T12:30:15.123456Z true",
            "find ok",
            "change ok",
            "remove ok")) {
      assertTrue(text.contains(line), line + " is not in " + text);
    }
  }

  /** The class path of this JVM without our driver, which would take the URL. */
  private static String withoutLakewire() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("lakewire-jdbc"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
