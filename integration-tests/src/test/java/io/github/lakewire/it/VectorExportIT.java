package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ArrowBatches;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Results as Arrow vectors from the shaded jar: with the application's own Arrow, without one, and
 * with one that the driver cannot use.
 */
@ExtendWith(SharedWarehouse.class)
class VectorExportIT {
  private static final String READER = "org.apache.arrow.vector.ipc.ArrowReader";
  private static final List<String> TRANSPORTS =
      List.of("", ";lz4=0", ";cloudFetch=0", ";cloudFetch=0;lz4=0", ";arrow=0");

  /** The one flag that Arrow's own writers and readers of streams need. */
  private static final String ARROWS_FLAG = "--add-opens=java.base/java.nio=ALL-UNNAMED";

  static List<Path> jdks() throws IOException {
    return Jdks.found();
  }

  private static Program.Outcome run(
      WarehouseProcess warehouse, Path home, List<String> flags, String arrow, List<String> program)
      throws Exception {
    return ArrowJars.run(
        SharedWarehouse.trustedUrl(warehouse), warehouse.token(), home, flags, arrow, program);
  }

  private static List<String> smoke() {
    List<String> program = new ArrayList<>(List.of(ArrowSmoke.class.getName()));
    program.addAll(TRANSPORTS);
    return program;
  }

  /** SLF4J misses a provider, which is the application's to bring. */
  private static List<String> complaints(Program.Outcome outcome) {
    return outcome.err().lines().filter(line -> !line.startsWith("SLF4J(W)")).toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyTransportGivesVectorsWithoutFlags(Path home, WarehouseProcess warehouse)
      throws Exception {
    Program.Outcome outcome = run(warehouse, home, List.of(), ArrowJars.current(), smoke());
    int java = Jdks.feature(home);
    assertEquals("arrow ok on Java " + java + "\n", outcome.out(), outcome.err());
    for (String line : complaints(outcome)) {
      // The JDK's own notice of what Netty does, once, which nobody can turn off from inside.
      assertTrue(java >= 24 && line.startsWith("WARNING: "), line);
    }
    assertEquals(0, outcome.exitCode());
  }

  @Test
  void rowsLoadNoVectorsNorTheirMemory(WarehouseProcess warehouse, @TempDir Path folder)
      throws Exception {
    Path classes = folder.resolve("classes.txt");
    Program.Outcome outcome =
        run(
            warehouse,
            Path.of(System.getProperty("java.home")),
            List.of("-Xlog:class+load:file=" + classes),
            ArrowJars.current(),
            List.of(Smoke.class.getName()));
    assertEquals(0, outcome.exitCode(), outcome.err());
    String loaded = Files.readString(classes);
    assertTrue(loaded.contains("io.github.lakewire.jdbc.internal.cursor.ArrowCursor"));
    for (String stranger : List.of(" org.apache.arrow.", " io.netty.", "BatchLoader")) {
      assertFalse(loaded.contains(stranger), stranger);
    }
  }

  @Test
  void anOlderArrowWorksWithTheFlagItNeedsAndElseSaysWhy(WarehouseProcess warehouse)
      throws Exception {
    Path home = Path.of(System.getProperty("java.home"));
    Program.Outcome outcome =
        run(warehouse, home, List.of(ARROWS_FLAG), ArrowJars.older(), smoke());
    assertEquals(0, outcome.exitCode(), outcome.err());
    outcome = run(warehouse, home, List.of(), ArrowJars.older(), smoke());
    assertEquals(1, outcome.exitCode());
    assertTrue(
        outcome.err().contains("The Arrow library on the class path does not work here"),
        outcome.err());
    assertTrue(outcome.err().contains("org.apache.arrow:arrow-vector:"), outcome.err());
  }

  @Test
  void withoutArrowTheMessageSaysWhatToAddAndRowsAreStillRead(WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 7")) {
      assertFalse(rows.isWrapperFor(ArrowBatches.class));
      SQLException e = assertThrows(SQLException.class, () -> rows.unwrap(ArrowBatches.class));
      assertEquals("HYC00", e.getSQLState());
      for (String artifact : List.of("arrow-vector", "arrow-memory-netty")) {
        assertTrue(
            Pattern.compile("org\\.apache\\.arrow:" + artifact + ":\\d+\\.\\d+")
                .matcher(e.getMessage())
                .find(),
            e.getMessage());
      }
      assertTrue(rows.next());
      assertEquals(7, rows.getInt(1));
    }
  }

  @Test
  void anArrowThatTheDriversLoaderCannotSeeIsExplained(WarehouseProcess warehouse)
      throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String jar : ArrowJars.current().split(File.pathSeparator, -1)) {
      jars.add(Path.of(jar).toUri().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader arrow =
            new URLClassLoader("application", jars.toArray(URL[]::new), platform);
        URLClassLoader driver =
            new URLClassLoader("driver", new URL[] {ShadedJar.path().toUri().toURL()}, platform)) {
      Properties properties = new Properties();
      properties.setProperty("token", warehouse.token());
      Driver found = ServiceLoader.load(Driver.class, driver).findFirst().orElseThrow();
      try (Connection connection =
              found.connect(SharedWarehouse.trustedUrl(warehouse), properties);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT 7")) {
        Class<?> reader = arrow.loadClass(READER);
        assertFalse(rows.isWrapperFor(reader));
        SQLException e = assertThrows(SQLException.class, () -> rows.unwrap(reader));
        assertEquals("HYC00", e.getSQLState());
        assertTrue(e.getMessage().contains("same class loader"), e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theExampleOfTheReadmeWritesAFileThatArrowReads(
      Path home, WarehouseProcess warehouse, @TempDir Path folder) throws Exception {
    Path readme = Path.of(System.getProperty("lakewire.root"), "README.md");
    Matcher example =
        Pattern.compile("(?s)## Arrow.*?```java\n(.*?)```").matcher(Files.readString(readme));
    assertTrue(example.find(), "no example below 'Arrow' in the README");
    assertTrue(example.group(1).lines().count() < 20, "the example is to be short");
    Path program = folder.resolve("Save.java");
    Files.writeString(
        program,
        """
        import java.io.*;
        import java.nio.channels.*;
        import java.nio.file.*;
        import java.sql.*;
        import org.apache.arrow.memory.*;
        import org.apache.arrow.vector.*;
        import org.apache.arrow.vector.ipc.*;
        import org.apache.arrow.vector.ipc.message.*;

        class Save {
          public static void main(String[] arguments) throws Exception {
            try (Connection connection =
                    DriverManager.getConnection(
                        System.getenv("LAKEWIRE_URL"), "token", System.getenv("LAKEWIRE_TOKEN"));
                Statement statement = connection.createStatement()) {
              save(
                  statement.executeQuery("SELECT id, array(id, null) AS pair FROM range(100000)"),
                  Path.of(arguments[0]));
            }
          }

        %s
        }
        """
            .formatted(example.group(1)));
    Path file = folder.resolve("result.arrows");
    Program.Outcome outcome =
        run(
            warehouse,
            home,
            List.of(),
            ArrowJars.current(),
            List.of(program.toString(), file.toString()));
    assertEquals(0, outcome.exitCode(), outcome.err());

    // Arrow's own reader needs a flag, but decides.
    Path check = folder.resolve("Check.java");
    Files.writeString(
        check,
        """
        import java.nio.file.*;
        import org.apache.arrow.memory.*;
        import org.apache.arrow.vector.*;
        import org.apache.arrow.vector.ipc.*;

        class Check {
          public static void main(String[] arguments) throws Exception {
            long count = 0;
            try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader =
                    new ArrowStreamReader(
                        Files.newInputStream(Path.of(arguments[0])), allocator)) {
              VectorSchemaRoot root = reader.getVectorSchemaRoot();
              while (reader.loadNextBatch()) {
                for (int i = 0; i < root.getRowCount(); i++, count++) {
                  if (((BigIntVector) root.getVector("id")).get(i) != count
                      || !root.getVector("pair").getObject(i).toString()
                          .equals("[" + count + ",null]")) {
                    throw new AssertionError("row " + count);
                  }
                }
              }
            }
            System.out.println(count + " rows");
          }
        }
        """);
    outcome =
        run(
            warehouse,
            Path.of(System.getProperty("java.home")),
            List.of(ARROWS_FLAG),
            ArrowJars.current(),
            List.of(check.toString(), file.toString()));
    assertEquals("100000 rows\n", outcome.out(), outcome.err());
  }
}
