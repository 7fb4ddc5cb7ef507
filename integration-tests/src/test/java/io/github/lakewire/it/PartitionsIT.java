package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.AsyncStatement;
import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.PartitionedQuery;
import io.github.lakewire.jdbc.Partitions;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.ResultPartitions;
import io.github.lakewire.jdbc.StatementId;
import io.github.lakewire.jdbc.SubmittedStatement;
import io.github.lakewire.jdbc.SubmittedStatements;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One result in parts: planned by one connection, read by whoever has the bytes. */
class PartitionsIT {
  private static final long ROWS = 400_000;
  private static final String NUMBERS =
      "SELECT id, CAST(id AS STRING) AS text, id * 0.5D AS half FROM range(" + ROWS + ")";

  private static WarehouseProcess warehouse;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--tls",
            "--link-millis",
            "2000",
            "--cloud-fetch-bytes",
            "1048576",
            "--bytes-per-file",
            "1048576");
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  private static Connection connect() throws SQLException {
    return SharedWarehouse.dataSource(warehouse).getConnection();
  }

  private static Properties trust() {
    Properties properties = new Properties();
    properties.setProperty("trustStore", warehouse.caPem().orElseThrow().toString());
    return properties;
  }

  private static ResultPartition sent(ResultPartition partition) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(partition);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ResultPartition) in.readObject();
    }
  }

  /** Reads the numbers of a partition, each of which must be the next one. */
  private static long read(ResultPartition partition, LinkSource links) throws SQLException {
    long next = partition.startRow();
    try (ResultSet rows = partition.open(links, trust())) {
      while (rows.next()) {
        assertEquals(next, rows.getLong(1));
        assertEquals(Long.toString(next), rows.getString(2));
        assertEquals(next * 0.5, rows.getDouble(3));
        next++;
      }
    }
    return next - partition.startRow();
  }

  @Test
  void partitionsHaveEachRowOnceWhoeverReadsThem() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement.unwrap(PartitionedQuery.class).executePartitions(NUMBERS, 3 << 20)) {
      assertEquals(ROWS, result.rowCount());
      assertTrue(result.partitions().size() > 2, result.toString());
      long next = 0;
      for (ResultPartition partition : result.partitions()) {
        assertEquals(next, partition.startRow());
        ResultPartition there = sent(partition);
        assertEquals(partition.rowCount(), read(there, result::renew), "after serialisation");
        ResultPartition again = Partitions.read(partition.toBytes());
        assertEquals(partition.rowCount(), read(again, result::renew), "a second time");
        next += partition.rowCount();
      }
      assertEquals(ROWS, next);
    }
  }

  /** As speculative attempts of a task do: two read to the end, one is given up half way. */
  @Test
  void readingsOfOnePartitionAtTheSameTimeDoNotTouchEachOther() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement.unwrap(PartitionedQuery.class).executePartitions(NUMBERS, 3 << 20)) {
      ResultPartition partition = result.partitions().get(1);
      CyclicBarrier inStep = new CyclicBarrier(2);
      ExecutorService readers =
          Executors.newFixedThreadPool(
              2,
              task -> {
                Thread thread = new Thread(task, "test-reader");
                thread.setDaemon(true);
                return thread;
              });
      try (ResultSet givenUp = partition.open(result::renew, trust())) {
        Callable<Long> reading =
            () -> {
              long next = partition.startRow();
              try (ResultSet rows = partition.open(result::renew, trust())) {
                while (rows.next()) {
                  assertEquals(next++, rows.getLong(1));
                  if (next % 1_000 == 0) {
                    inStep.await(1, TimeUnit.MINUTES);
                  }
                }
              }
              return next - partition.startRow();
            };
        for (long row = 0; row < partition.rowCount() / 2; row++) {
          assertTrue(givenUp.next());
          assertEquals(partition.startRow() + row, givenUp.getLong(1));
        }
        List<Future<Long>> readings = List.of(readers.submit(reading), readers.submit(reading));
        givenUp.close();
        for (Future<Long> each : readings) {
          assertEquals(partition.rowCount(), each.get(2, TimeUnit.MINUTES));
        }
      } finally {
        readers.shutdownNow();
      }
      assertEquals(partition.rowCount(), read(partition, result::renew), "afterwards");
    }
  }

  @Test
  void expiredLinksAreRenewedFromTheWorkspace() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement.unwrap(PartitionedQuery.class).executePartitions(NUMBERS, 3 << 20)) {
      Properties properties = trust();
      properties.setProperty("token", warehouse.token());
      LinkSource links = Partitions.linksFromWorkspace(warehouse.url(), properties);
      long rows = 0;
      for (ResultPartition partition : result.partitions()) {
        rows += read(sent(partition), links);
      }
      assertEquals(ROWS, rows);
    }
  }

  @Test
  void smallResultIsInItsPartition() throws Exception {
    ResultPartition kept;
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement
                .unwrap(PartitionedQuery.class)
                .executePartitions("SELECT id, 'x' AS x FROM range(10)")) {
      assertEquals(1, result.partitions().size());
      kept = sent(result.partitions().get(0));
      assertNull(kept.linksExpireAt());
    }
    try (ResultSet rows = kept.open(LinkSource.NONE)) {
      assertEquals("x", rows.getMetaData().getColumnLabel(2));
      int count = 0;
      while (rows.next()) {
        assertEquals(count++, rows.getInt("id"));
      }
      assertEquals(10, count);
    }
  }

  @Test
  void resultWithoutRowsHasNoPartitions() throws Exception {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement("SELECT id FROM range(10) WHERE id > ?")) {
      statement.setInt(1, 20);
      try (ResultPartitions result =
          statement.unwrap(PartitionedQuery.class).executePartitions(1 << 20)) {
        assertEquals(List.of(), result.partitions());
        assertEquals("id", result.getMetaData().getColumnName(1));
      }
    }
  }

  @Test
  void submittedStatementIsReadFromAnotherConnection() throws Exception {
    String text;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SubmittedStatement submitted = statement.unwrap(AsyncStatement.class).executeAsync(NUMBERS);
      submitted.detach();
      text = submitted.id().toText();
    }
    try (Connection connection = connect()) {
      SubmittedStatement attached =
          connection.unwrap(SubmittedStatements.class).attach(StatementId.parse(text));
      assertTrue(attached.await(Duration.ofMinutes(1)));
      for (int i = 0; i < 2; i++) {
        long count = 0;
        try (ResultSet rows = attached.getResultSet()) {
          while (rows.next()) {
            assertEquals(count++, rows.getLong(1));
          }
        }
        assertEquals(ROWS, count, "reading " + i);
      }
      try (ResultPartitions result = attached.getPartitions(3 << 20)) {
        long rows = 0;
        for (ResultPartition partition : result.partitions()) {
          rows += read(partition, result::renew);
        }
        assertEquals(ROWS, rows);
      }
      attached.close();
      SQLException gone = assertThrows(SQLException.class, () -> attached.await(Duration.ZERO));
      assertEquals("24000", gone.getSQLState(), gone.getMessage());
    }
  }
}
