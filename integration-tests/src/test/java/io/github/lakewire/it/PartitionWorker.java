package io.github.lakewire.it;

import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.Partitions;
import io.github.lakewire.jdbc.ResultPartition;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.Properties;

/**
 * A worker as users write it, in a JVM of its own: reads the partitions whose files it is told, and
 * says what was in them. Told to hold, it stops in the middle of the next one until the next line.
 */
final class PartitionWorker {
  private PartitionWorker() {}

  /**
   * @param arguments where links come from (an address or a URL of JDBC), the trust store
   */
  public static void main(String[] arguments) throws Exception {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Properties properties = new Properties();
    properties.setProperty("trustStore", arguments[1]);
    properties.setProperty("resultMemory", "6M");
    LinkSource links = links(arguments[0], properties);
    boolean hold = false;
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      if (line.equals("HOLD")) {
        hold = true;
        continue;
      }
      ResultPartition partition = Partitions.read(Files.readAllBytes(Path.of(line)));
      ResultSums sums = new ResultSums();
      try (ResultSet rows = partition.open(links, properties)) {
        while (rows.next()) {
          sums.add(rows.getLong(1), rows.getLong(2));
          if (hold && sums.count() == partition.rowCount() / 2) {
            hold = false;
            System.out.println("HELD " + partition.index());
            commands.readLine();
          }
        }
      }
      System.out.println("DONE " + partition.index() + " " + sums);
    }
  }

  private static LinkSource links(String from, Properties properties) throws Exception {
    if (!from.startsWith("jdbc:")) {
      return Partitions.linksFrom(URI.create(from), System.getenv("LINK_KEY"), properties);
    }
    Properties signIn = new Properties();
    signIn.putAll(properties);
    signIn.setProperty("token", System.getenv("LAKEWIRE_TOKEN"));
    return Partitions.linksFromWorkspace(from, signIn);
  }
}
