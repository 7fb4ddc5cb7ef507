package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.jdbc.VolumeFiles;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files in volumes, by SQL and by {@link VolumeFiles}, against the store of the warehouse. */
@ExtendWith(SharedWarehouse.class)
class VolumesIT {
  private static final byte[] BYTES = "für alle\n".getBytes(StandardCharsets.UTF_8);

  private final String volume = "/Volumes/main/default/v" + UUID.randomUUID() + "/";
  @TempDir private Path folder;
  private LakewireDataSource source;

  @BeforeEach
  void connectTo(WarehouseProcess warehouse) {
    source = SharedWarehouse.dataSource(warehouse);
    source.setAllowedLocalPaths(folder.toString());
  }

  private List<String> local() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] get(VolumeFiles files, String path) throws SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    files.get(path, out);
    return out.toByteArray();
  }

  @Test
  void filesComeAndGoBySql() throws Exception {
    Path sent = Files.write(folder.resolve("it's sent.bin"), BYTES);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      String literal = "'" + sent.toString().replace("'", "\\'") + "'";
      try (ResultSet row =
          statement.executeQuery("PUT " + literal + " INTO '" + volume + "a.bin'")) {
        assertTrue(row.next());
        assertEquals("SUCCEEDED", row.getString("operation_status"));
        assertEquals("PUT", row.getString("operation"));
        assertEquals(BYTES.length, row.getLong("bytes"));
        assertFalse(row.next());
      }
      try (ResultSet row = statement.executeQuery("LIST '" + volume + "'")) {
        assertTrue(row.next());
        assertEquals("a.bin", row.getString("name"));
        assertEquals(BYTES.length, row.getLong("size"));
      }
      assertTrue(
          statement.execute(
              "/* back */ get '" + volume + "a.bin' TO '" + folder.resolve("back.bin") + "';"));
      assertArrayEquals(BYTES, Files.readAllBytes(folder.resolve("back.bin")));
      assertEquals(0, statement.executeUpdate("REMOVE '" + volume + "a.bin'"));
      assertEquals(null, statement.getWarnings());
      assertEquals(0, statement.executeUpdate("REMOVE '" + volume + "a.bin'"), "gone is gone");
    }
    assertEquals(List.of("back.bin", "it's sent.bin"), local());
  }

  @Test
  void aFileIsReplacedOnlyWhenThatIsSaid() throws Exception {
    Path file = Files.write(folder.resolve("a"), BYTES);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      String put = "PUT '" + file + "' INTO '" + volume + "a'";
      statement.execute(put);
      SQLException exists = assertThrows(SQLException.class, () -> statement.execute(put));
      assertTrue(exists.getMessage().contains("ALREADY_EXISTS"), exists.getMessage());
      Files.write(file, new byte[0]);
      statement.execute(put + " OVERWRITE");
      assertEquals(0, get(connection.unwrap(VolumeFiles.class), volume + "a").length);
    }
  }

  @Test
  void streamsComeAndGoWithoutAllowedFolders() throws Exception {
    source.setAllowedLocalPaths("");
    try (Connection connection = source.getConnection()) {
      VolumeFiles files = connection.unwrap(VolumeFiles.class);
      assertTrue(connection.isWrapperFor(VolumeFiles.class));
      String path = volume + "it's a \\ file";
      files.put(path, new ByteArrayInputStream(BYTES), BYTES.length, false);
      assertArrayEquals(BYTES, get(files, path));
      files.put(path, Files.write(folder.resolve("x"), new byte[] {1, 2}), true);
      assertArrayEquals(new byte[] {1, 2}, get(files, path));
      List<VolumeFiles.Entry> entries = files.list(volume);
      assertEquals(1, entries.size());
      assertEquals(path, entries.get(0).path());
      assertEquals(2, entries.get(0).size());
      assertNotNull(entries.get(0).modified());
      assertFalse(entries.get(0).isFolder());
      files.remove(path);
      assertEquals(List.of(), files.list(volume));
      SQLException gone = assertThrows(SQLException.class, () -> get(files, path));
      assertTrue(gone.getMessage().contains("PATH_NOT_FOUND"), gone.getMessage());
    }
  }

  @Test
  void whatIsNotAllowedIsRefusedAndNothingIsTouched() throws Exception {
    Path outside = Files.createTempDirectory("outside");
    Path secret = Files.write(outside.resolve("secret"), BYTES);
    Files.createSymbolicLink(folder.resolve("link"), secret);
    Files.createSymbolicLink(folder.resolve("door"), outside);
    Files.write(folder.resolve("there"), BYTES);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection
          .unwrap(VolumeFiles.class)
          .put(volume + "a", new ByteArrayInputStream(BYTES), BYTES.length, false);
      for (String sql :
          List.of(
              "PUT '" + secret + "' INTO '" + volume + "b'",
              "PUT '" + folder + "/link' INTO '" + volume + "b'",
              "PUT '" + folder + "/door/secret' INTO '" + volume + "b'",
              "PUT '" + folder + "/../" + outside.getFileName() + "/secret' INTO '" + volume + "b'",
              "PUT '" + folder + "' INTO '" + volume + "b'",
              "PUT '" + folder + "/missing' INTO '" + volume + "b'",
              "GET '" + volume + "a' TO '" + outside + "/new'",
              "GET '" + volume + "a' TO '" + folder + "/door/new'",
              "GET '" + volume + "a' TO '" + folder + "/link'",
              "GET '" + volume + "a' TO '" + folder + "/there'",
              "GET '" + volume + "a' TO '" + folder + "/..'",
              "GET '" + volume + "a' TO '" + folder + "/none/new'")) {
        SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql), sql);
        assertEquals("HYC00", refused.getSQLState(), sql + refused);
        assertTrue(connection.isValid(5));
      }
      assertEquals(1, connection.unwrap(VolumeFiles.class).list(volume).size());
    }
    try (Stream<Path> files = Files.list(outside)) {
      assertEquals(List.of(secret), files.toList());
    }
    assertEquals(List.of("door", "link", "there"), local());
    Files.delete(secret);
    Files.delete(outside);
  }

  @Test
  void anExpiredLinkIsAskedForAgain() throws Exception {
    try (Connection connection = source.getConnection()) {
      VolumeFiles files = connection.unwrap(VolumeFiles.class);
      String path = "/Volumes/main/default/stale/" + UUID.randomUUID();
      files.put(path, Files.write(folder.resolve("x"), BYTES), false);
      assertArrayEquals(BYTES, get(files, path));
      SQLException once =
          assertThrows(
              SQLException.class,
              () -> files.put(path, new ByteArrayInputStream(BYTES), BYTES.length, true));
      assertEquals("57012", once.getSQLState(), "a stream that is used up: " + once);
      assertFalse(once.getMessage().contains("X-Signature"), once.getMessage());
      assertTrue(connection.isValid(5));
    }
  }

  @Test
  void moreBytesThanTheHeapHasAreStreamed(WarehouseProcess warehouse) throws Exception {
    Program.Outcome outcome =
        ArrowJars.run(
            SharedWarehouse.trustedUrl(warehouse),
            warehouse.token(),
            Path.of(System.getProperty("java.home")),
            List.of("-Xmx96m"),
            "",
            List.of(VolumeStreaming.class.getName(), volume + "large"));
    assertEquals("all\n", outcome.out(), outcome.err());
  }

  @Test
  void aCancelEndsATransferAndLeavesNothing() throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      VolumeFiles files = connection.unwrap(VolumeFiles.class);
      files.put(volume + "large", new VolumeStreaming.Zeros(), 400L << 20, false);
      CountDownLatch begun = new CountDownLatch(1);
      Thread canceller =
          new Thread(
              () -> {
                try {
                  while (local().isEmpty()) {
                    Thread.onSpinWait();
                  }
                  begun.countDown();
                  statement.cancel();
                } catch (IOException | SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      canceller.start();
      SQLException cancelled =
          assertThrows(
              SQLException.class,
              () ->
                  statement.execute(
                      "GET '" + volume + "large' TO '" + folder.resolve("large") + "'"));
      canceller.join();
      assertEquals(0, begun.getCount());
      assertEquals("57014", cancelled.getSQLState(), cancelled.getMessage());
      assertEquals(List.of(), local());
      assertTrue(connection.isValid(5));
      files.remove(volume + "large");
    }
  }

  @Test
  void aStreamThatEndsEarlyFailsAndMakesNoFile() throws Exception {
    try (Connection connection = source.getConnection()) {
      VolumeFiles files = connection.unwrap(VolumeFiles.class);
      SQLException failed =
          assertThrows(
              SQLException.class,
              () -> files.put(volume + "short", new ByteArrayInputStream(BYTES), 100, false));
      assertEquals("HY000", failed.getSQLState(), failed.getMessage());
      assertTrue(failed.getMessage().contains("ended before 100 bytes"), failed.getMessage());
      assertEquals(List.of(), files.list(volume));
    }
  }

  @Test
  void pooledConnectionsMoveFilesAndStayInThePool() throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setDataSource(source);
      pool.setMaximumPoolSize(1);
      Connection first;
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        first = connection.unwrap(Connection.class);
        connection
            .unwrap(VolumeFiles.class)
            .put(volume + "a", new ByteArrayInputStream(BYTES), BYTES.length, false);
        assertThrows(
            SQLException.class,
            () -> statement.execute("GET '" + volume + "a' TO '/nowhere/at/all'"));
      }
      try (Connection connection = pool.getConnection()) {
        assertEquals(first, connection.unwrap(Connection.class));
        assertArrayEquals(BYTES, get(connection.unwrap(VolumeFiles.class), volume + "a"));
      }
    }
  }
}
