package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.PartitionedQuery;
import io.github.lakewire.jdbc.Partitions;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.ResultPartitions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What Spark sends with a task. */
class InputPartitionIT {
  private static final String QUERY = "SELECT id, concat('row ', id) AS text FROM range(100000)";
  private static final StructType SCHEMA =
      new StructType().add("id", DataTypes.LongType).add("text", DataTypes.StringType);
  private static final LinkRoute ROUTE =
      new LinkRoute.Http(URI.create("http://driver.example:4711/links"), "the-key-of-the-server");

  private static byte[] serialised(Object object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static LakewireInputPartition of(ResultPartition partition) {
    return new LakewireInputPartition(
        partition, SCHEMA, Map.of("timezone", "UTC"), ROUTE, new Object());
  }

  @Test
  void sevenFilesAreAFewKilobytesOnTheWire() throws Exception {
    try (Connection connection = SharedSpark.connect(SharedSpark.session());
        Statement statement = connection.createStatement()) {
      PartitionedQuery query = statement.unwrap(PartitionedQuery.class);
      long seven;
      int one;
      try (ResultPartitions files = query.executePartitions(QUERY, 1)) {
        assertTrue(files.partitions().size() > 7, files.toString());
        seven = files.partitions().stream().limit(7).mapToLong(ResultPartition::bytes).sum();
        one = serialised(of(files.partitions().get(0))).length;
      }
      try (ResultPartitions groups = query.executePartitions(QUERY, seven)) {
        ResultPartition first = groups.partitions().get(0);
        assertEquals(seven, first.bytes());
        LakewireInputPartition sent = of(first);
        byte[] wire = serialised(sent);
        System.out.println("A task has " + wire.length + " bytes for 7 files, " + one + " for one");
        assertTrue(wire.length < 6_000, wire.length + " bytes");

        LakewireInputPartition received;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(wire))) {
          received = (LakewireInputPartition) in.readObject();
        }
        assertEquals(SCHEMA, received.schema());
        assertEquals(ROUTE, received.links());
        assertEquals(first.rowCount(), received.rows());
        long rows = 0;
        try (ResultSet result =
            Partitions.read(received.partition()).open(LinkSource.NONE, received.properties())) {
          while (result.next()) {
            assertEquals(rows, result.getLong(1));
            rows++;
          }
        }
        assertEquals(first.rowCount(), rows);
      }
    }
  }

  @Test
  void itsTextHasNoSecretsAlthoughItsBytesHave() throws Exception {
    try (Connection connection = SharedSpark.connect(SharedSpark.session());
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement.unwrap(PartitionedQuery.class).executePartitions(QUERY)) {
      LakewireInputPartition partition = of(result.partitions().get(0));
      String wire = new String(serialised(partition), StandardCharsets.ISO_8859_1);
      assertTrue(wire.contains("the-key-of-the-server"));
      assertFalse(wire.contains(SharedSpark.warehouse().token()), "the token");
      assertEquals(
          "partition 0 of query " + result.queryId() + " (100000 rows)", partition.toString());
    }
  }
}
