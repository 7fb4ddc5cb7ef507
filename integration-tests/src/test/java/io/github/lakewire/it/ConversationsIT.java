package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conversations in the driver's tests are what driver and warehouse say today. {@code
 * -Dconversations.update=true} writes them anew.
 */
@ExtendWith(SharedWarehouse.class)
class ConversationsIT {
  private static final Path FOLDER =
      Path.of(System.getProperty("lakewire.root", ".."), "src/test/resources/conversations");

  private static final String FOREVER =
      "SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7";

  private static final int ENOUGH = 10;

  private static final String CHANGED =
      "not what was recorded; if this is right, run with -Dconversations.update=true";

  private interface Script {
    void run(Connection connection, RecordingProxy proxy) throws Exception;
  }

  private static void record(WarehouseProcess warehouse, String name, String options, Script script)
      throws Exception {
    // A warehouse that has just started lets the driver wait: that is another conversation.
    record(warehouse, name, options, script, conversation -> !conversation.waits());
  }

  /** Records until the conversation is the one that is meant, and not one of a busy machine. */
  private static void record(
      WarehouseProcess warehouse,
      String name,
      String options,
      Script script,
      Predicate<Conversation> meant)
      throws Exception {
    Conversation conversation;
    int attempts = 0;
    do {
      assertTrue(attempts++ < ENOUGH, "the machine is too busy for the conversation that is meant");
      try (RecordingProxy proxy = RecordingProxy.before(warehouse)) {
        try (Connection connection = connect(proxy, warehouse, options, warehouse.token())) {
          script.run(connection, proxy);
        }
        conversation = Conversation.of(name, proxy);
      }
    } while (!meant.test(conversation));
    compareOrWrite(conversation);
  }

  private static Connection connect(
      RecordingProxy proxy, WarehouseProcess warehouse, String options, String token)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", token);
    // Files are behind TLS as they are without the proxy.
    properties.setProperty("trustStore", warehouse.caPem().orElseThrow().toString());
    return DriverManager.getConnection(proxy.url() + ";timezone=UTC" + options, properties);
  }

  private static void compareOrWrite(Conversation conversation) throws Exception {
    if (Boolean.getBoolean("conversations.update")) {
      conversation.write(FOLDER);
    }
    List<String> recorded = Conversation.comparable(FOLDER, conversation.name());
    List<String> today = conversation.comparable();
    for (int i = 0; i < Math.min(recorded.size(), today.size()); i++) {
      assertEquals(recorded.get(i), today.get(i), CHANGED);
    }
    assertEquals(recorded.size(), today.size(), CHANGED);
  }

  private static int read(ResultSet rows) throws SQLException {
    try (rows) {
      int count = 0;
      while (rows.next()) {
        rows.getString(1);
        count++;
      }
      return count;
    }
  }

  @Test
  void valuesOfEveryTypeComeInArrow(WarehouseProcess warehouse) throws Exception {
    record(
        warehouse,
        "arrow-every-type",
        "",
        (connection, proxy) -> {
          try (Statement statement = connection.createStatement()) {
            assertEquals(2, read(statement.executeQuery(ValuesOfEveryType.SQL)));
            assertEquals(0, read(statement.executeQuery("SELECT 1 AS one WHERE false")));
          }
        });
  }

  @Test
  void pagesOfArrowFollowEachOther(WarehouseProcess warehouse) throws Exception {
    record(
        warehouse,
        "arrow-pages",
        ";maxRowsPerPage=1000",
        (connection, proxy) -> {
          try (Statement statement = connection.createStatement()) {
            String sql = "SELECT id, concat('row ', id) AS text FROM range(0, 3500, 1, 1)";
            assertEquals(3500, read(statement.executeQuery(sql)));
          }
        });
  }

  @Test
  void largeResultsAreFilesBehindLinks(WarehouseProcess warehouse) throws Exception {
    record(
        warehouse,
        "cloud-fetch",
        "",
        (connection, proxy) -> {
          String sql = "SELECT id, repeat('lake', 2500) AS text FROM range(0, 2500, 1, 1)";
          try (Statement statement = connection.createStatement()) {
            assertEquals(2500, read(statement.executeQuery(sql)));
          }
        },
        conversation -> !conversation.waits() && conversation.links().equals(List.of(1, 1)));
  }

  @Test
  void valuesAndPagesAreColumnarWithoutArrow(WarehouseProcess warehouse) throws Exception {
    record(
        warehouse,
        "columnar",
        ";arrow=0;maxRowsPerPage=1000",
        (connection, proxy) -> {
          try (Statement statement = connection.createStatement()) {
            assertEquals(2, read(statement.executeQuery(ValuesOfEveryType.SQL)));
            String sql = "SELECT id, concat('row ', id) AS text FROM range(0, 2500, 1, 1)";
            assertEquals(2500, read(statement.executeQuery(sql)));
          }
        });
  }

  @Test
  void metadataCallsAreAnswered(WarehouseProcess warehouse) throws Exception {
    record(
        warehouse,
        "metadata",
        "",
        (connection, proxy) -> {
          DatabaseMetaData metadata = connection.getMetaData();
          assertTrue(read(metadata.getCatalogs()) > 1);
          assertTrue(read(metadata.getSchemas("samples", "%")) > 0);
          assertEquals(1, read(metadata.getTables("samples", "lakewire", "tri%", null)));
          assertTrue(read(metadata.getColumns("samples", "lakewire", "trips", "%")) > 10);
        });
  }

  @Test
  void updatesHaveCounts(WarehouseProcess warehouse) throws Exception {
    record(
        warehouse,
        "updates",
        "",
        (connection, proxy) -> {
          String table = "main.default.conversation";
          try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (id INT, name STRING)");
            assertEquals(
                2, statement.executeUpdate("INSERT INTO " + table + " VALUES (1, 'a'), (2, 'b')"));
            assertEquals(1, statement.executeUpdate("DELETE FROM " + table + " WHERE id = 1"));
            statement.execute("DROP TABLE " + table);
          }
        });
  }

  @Test
  void errorsHaveStateAndText(WarehouseProcess warehouse) throws Exception {
    record(
        warehouse,
        "errors",
        "",
        (connection, proxy) -> {
          try (Statement statement = connection.createStatement()) {
            for (String sql :
                new String[] {
                  "SELEC 1",
                  "SELECT * FROM main.default.no_such_table",
                  "SELECT 1 / 0",
                  "SELECT CAST('x' AS INT)"
                }) {
              assertThrows(SQLException.class, () -> statement.executeQuery(sql), sql);
            }
          }
        });
  }

  @Test
  void aWrongTokenIsRefused(WarehouseProcess warehouse) throws Exception {
    try (RecordingProxy proxy = RecordingProxy.before(warehouse)) {
      assertThrows(SQLException.class, () -> connect(proxy, warehouse, "", "wrong").close());
      compareOrWrite(Conversation.of("login-refused", proxy));
    }
  }

  @Test
  void aRunningStatementIsCancelled(WarehouseProcess warehouse) throws Exception {
    record(
        warehouse,
        "cancel",
        "",
        (connection, proxy) -> {
          try (Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> running =
                CompletableFuture.supplyAsync(
                    () -> assertThrows(SQLException.class, () -> statement.execute(FOREVER)));
            // The session, the statement, and the first question whether it still runs.
            proxy.await(3);
            statement.cancel();
            assertEquals("57014", running.get(60, TimeUnit.SECONDS).getSQLState());
          }
        },
        Conversation::waits);
  }

  @Test
  void parametersGoBesideTheText(WarehouseProcess warehouse) throws Exception {
    record(
        warehouse,
        "parameters",
        "",
        (connection, proxy) -> {
          String sql = "SELECT ? AS i, ? AS bi, ? AS s, ? AS de, ? AS bo, ? AS d, ? AS n";
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, 42);
            statement.setLong(2, Long.MIN_VALUE);
            statement.setString(3, "it's ünï ✓");
            statement.setBigDecimal(4, new BigDecimal("1234567890.12"));
            statement.setBoolean(5, true);
            statement.setDouble(6, -2.5e300);
            statement.setNull(7, Types.INTEGER);
            assertEquals(1, read(statement.executeQuery()));
          }
        });
  }
}
