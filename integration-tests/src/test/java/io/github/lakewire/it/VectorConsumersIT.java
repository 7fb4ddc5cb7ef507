package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What other libraries make of a result as Arrow vectors: the examples of the page on Arrow. */
@ExtendWith(SharedWarehouse.class)
class VectorConsumersIT {
  /** What Arrow's C data interface needs. */
  private static final String ARROWS_FLAG = "--add-opens=java.base/java.nio=ALL-UNNAMED";

  private static final String IMPORTS =
      """
      import io.github.lakewire.jdbc.*;
      import java.nio.file.*;
      import java.sql.*;
      import org.apache.arrow.c.*;
      import org.apache.arrow.memory.*;
      import org.apache.arrow.vector.ipc.*;
      import org.duckdb.*;

      """;

  @Test
  void duckDbReadsTheResultAndWritesItAsParquet(WarehouseProcess warehouse, @TempDir Path folder)
      throws Exception {
    Path program = folder.resolve("Save.java");
    Files.writeString(
        program,
        IMPORTS
            + """
            class Save {
              private static final String SQL =
                  "SELECT id, CAST(id AS STRING) AS text, CAST(id / 4 AS DECIMAL(20,2)) AS price,"
                      + " DATE'2024-02-29' AS day, TIMESTAMP_NTZ'2024-02-29 01:02:03.123456' AS moment,"
                      + " array(id, null) AS pair, named_struct('a', id, 'b', 'x') AS row,"
                      + " if(id %% 2 = 0, X'00ff', null) AS bytes FROM range(300000) ORDER BY id";

              public static void main(String[] arguments) throws Exception {
                Path file = Path.of(arguments[0]);
                for (int i = 1; i < arguments.length; i++) {
                  Files.deleteIfExists(file);
                  try (Connection connection =
                          DriverManager.getConnection(
                              System.getenv("LAKEWIRE_URL") + arguments[i],
                              "token",
                              System.getenv("LAKEWIRE_TOKEN"));
                      Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                      java.sql.Statement statement = connection.createStatement()) {
                    save(statement.executeQuery(SQL), duckdb, file);
                    check(file, !arguments[i].contains("arrow=0"));
                    ResultSet rows =
                        statement.executeQuery("SELECT repeat('x', 200) FROM range(3000000)");
                    statement.cancel();
                    try (java.sql.Statement again = duckdb.createStatement()) {
                      again.execute("DROP TABLE trips");
                      save(rows, duckdb, file);
                      throw new AssertionError("the cancelled result came to its end");
                    } catch (SQLException e) {
                      System.out.println(e.getMessage().contains("The statement was cancelled"));
                    }
                  }
                }
              }

              /** Another DuckDB reads the file. Nested values are text where there is no Arrow. */
              private static void check(Path file, boolean arrow) throws Exception {
                try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                    java.sql.Statement statement = duckdb.createStatement();
                    ResultSet sums =
                        statement.executeQuery(
                            "SELECT count(*), sum(id), sum(CAST(text AS BIGINT)), sum(price),"
                                + " min(day), max(moment), "
                                + (arrow ? "sum(pair[1]), sum(row.a)" : "count(pair), count(row)")
                                + ", count(bytes), max(octet_length(bytes))"
                                + " FROM read_parquet('" + file + "')")) {
                  sums.next();
                  StringBuilder line = new StringBuilder();
                  for (int i = 1; i <= 10; i++) {
                    line.append(sums.getString(i)).append(i < 10 ? "|" : "");
                  }
                  System.out.println(line);
                }
              }

            %s
            }
            """
                .formatted(example()));
    List<String> transports = List.of("", ";cloudFetch=0", ";arrow=0");
    Program.Outcome outcome =
        ArrowJars.run(
            SharedWarehouse.trustedUrl(warehouse),
            warehouse.token(),
            Path.of(System.getProperty("java.home")),
            List.of(ARROWS_FLAG),
            String.join(
                File.pathSeparator,
                ArrowJars.current(),
                jarOf("org/apache/arrow/c/Data.class"),
                jarOf("org/duckdb/DuckDBConnection.class")),
            List.of(
                program.toString(),
                folder.resolve("trips.parquet").toString(),
                transports.get(0),
                transports.get(1),
                transports.get(2)));
    String sum = "44999850000";
    String common =
        "300000|%s|%s|11249962500.00|2024-02-29|2024-02-29 01:02:03.123456|".formatted(sum, sum);
    String nested = common + sum + "|" + sum + "|150000|2\n";
    String text = common + "300000|300000|150000|2\n";
    assertEquals(
        nested + "true\n" + nested + "true\n" + text + "true\n", outcome.out(), outcome.err());
    assertEquals(0, outcome.exitCode(), outcome.err());
  }

  private static String example() throws Exception {
    Path page = Path.of(System.getProperty("lakewire.root"), "src", "docs", "arrow.md");
    Matcher example =
        Pattern.compile("(?s)## DuckDB and Parquet.*?```java\n(.*?)```")
            .matcher(Files.readString(page));
    assertTrue(example.find(), "no example below 'DuckDB and Parquet'");
    return example.group(1);
  }

  /** Of a library that only the program needs. */
  private static String jarOf(String resource) throws Exception {
    URL found = VectorConsumersIT.class.getClassLoader().getResource(resource);
    assertTrue(found != null, resource);
    URL jar = ((JarURLConnection) found.openConnection()).getJarFileURL();
    return Path.of(jar.toURI()).toString();
  }
}
