package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.StallingServer;
import io.github.lakewire.jdbc.testkit.StallingServer.Point;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that begins to send files and never ends: what was begun ends with the result. */
@Timeout(60)
class SlowDownloadTest {

  @Test
  void closingEndsTheDownloadsAndTheOperationAtOnce() throws Exception {
    try (StallingServer server = new StallingServer(Point.DOWNLOAD_BODY, 4)) {
      try (Connection connection = server.connect(";downloadThreads=4");
          Statement statement = connection.createStatement()) {
        ResultSet rows = statement.executeQuery("SELECT id");
        CompletableFuture<SQLException> outcome =
            CompletableFuture.supplyAsync(() -> assertThrows(SQLException.class, rows::next));
        assertTrue(server.awaitStall(), "four files at once");
        rows.close();
        assertTrue(server.methods().contains("CloseOperation"));
        assertEquals("HY010", outcome.get(5, TimeUnit.SECONDS).getSQLState());
      }
      while (Thread.getAllStackTraces().keySet().stream()
          .anyMatch(thread -> thread.getName().startsWith("lakewire-fetch"))) {
        Thread.onSpinWait();
      }
    }
  }
}
