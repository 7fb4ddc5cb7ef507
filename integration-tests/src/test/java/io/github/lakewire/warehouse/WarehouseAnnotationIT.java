package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What @Warehouse hands to tests, and what a schema of one's own is. */
@Warehouse(ownSchema = true, initScripts = "/io/github/lakewire/warehouse/orders.sql")
final class WarehouseAnnotationIT {
  @Warehouse private static LocalWarehouse ofClass;
  private static String beforeAll;

  @Warehouse private String url;

  @BeforeAll
  static void takesTheUrl(@Warehouse String given) {
    beforeAll = given;
  }

  private static String first(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next(), sql);
      return rows.getString(1);
    }
  }

  @Test
  void theUrlLeadsIntoTheSchemaOfTheClass() throws SQLException {
    String schema = first(url, "SELECT current_schema()");
    assertTrue(schema.startsWith("warehouseannotationit_"), schema);
    assertEquals("main", first(url, "SELECT current_catalog()"));
    assertEquals("default", first(ofClass.jdbcUrl(), "SELECT current_schema()"));
  }

  @Test
  void scriptsHaveRunInThatSchema() throws SQLException {
    assertEquals("a;b,it's", first(url, "SELECT listagg(note, ',') FROM orders"));
  }

  @Test
  void fieldsAndParametersGetTheSame(@Warehouse String parameter, @Warehouse LocalWarehouse given) {
    assertEquals(url, parameter);
    assertEquals(url, beforeAll);
    assertSame(ofClass, given);
  }

  @Nested
  final class ClassesInside {
    @Warehouse private String inner;

    @Test
    void haveTheSchemaOfTheClassAroundThem() {
      assertEquals(url, inner);
    }
  }

  @Test
  void classesOfOneRunShareAWarehouseThatEndsAfterThem() {
    Seen.ALL.clear();
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("junit.jupiter.testclass.order.default", NAMES)
            .selectors(selectClass(First.class), selectClass(Second.class))
            .execute()
            .testEvents();
    tests.assertStatistics(events -> events.started(2).succeeded(2));
    Seen first = Seen.ALL.get(0);
    Seen second = Seen.ALL.get(1);
    assertEquals(first.port(), second.port());
    assertNotEquals(first.url(), second.url());
    assertEquals("1", first.schemas());
    assertEquals("0", second.schemas(), "schemas of the first class while the second one runs");
    assertThrows(ConnectException.class, () -> connect(first.port()));
  }

  private static final String NAMES = "org.junit.jupiter.api.ClassOrderer$ClassName";

  private static void connect(int port) throws Exception {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }

  /** How many schemas of the first class there were. */
  private record Seen(String url, int port, String schemas) {
    static final List<Seen> ALL = new ArrayList<>();

    static void add(String url, LocalWarehouse warehouse) throws SQLException {
      String sql =
          "SELECT count(*) FROM main.information_schema.schemata WHERE schema_name LIKE 'first%'";
      ALL.add(new Seen(url, warehouse.port(), first(url, sql)));
    }
  }

  @Warehouse(ownSchema = true)
  static final class First {
    @Test
    void looks(@Warehouse String url, @Warehouse LocalWarehouse warehouse) throws SQLException {
      Seen.add(url, warehouse);
    }
  }

  /** Nothing on the class: the parameters are enough. */
  static final class Second {
    @Test
    void looks(@Warehouse String url, @Warehouse LocalWarehouse warehouse) throws SQLException {
      Seen.add(url, warehouse);
    }
  }
}
