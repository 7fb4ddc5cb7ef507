package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.metadata.ClientInfoProperty;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Client information is kept, told to the server where it has a place, and taken back. */
class ClientInfoTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  @Test
  void applicationNameGoesToTheServer() throws SQLException {
    connection.setClientInfo("applicationname", "DBeaver 25.1 - Main");
    assertEquals("DBeaver 25.1 - Main", session.applicationName);
    connection.setClientInfo("ApplicationName", null);
    assertNull(session.applicationName);
  }

  @Test
  void clientInfoIsMirroredAndUnknownNamesAreWarnings() throws SQLException {
    connection.setClientInfo("applicationname", "DBeaver 25.1 - Main");
    assertEquals("DBeaver 25.1 - Main", connection.getClientInfo("ApplicationName"));
    connection.setClientInfo("Nonsense", "x");
    assertNotNull(connection.getWarnings());
    Properties properties = new Properties();
    properties.setProperty("ClientUser", "me");
    connection.setClientInfo(properties);
    assertEquals(properties, connection.getClientInfo());
    connection.close();
    SQLClientInfoException e =
        assertThrows(
            SQLClientInfoException.class, () -> connection.setClientInfo("ClientUser", "x"));
    assertEquals("08003", e.getSQLState());
    assertTrue(e.getFailedProperties().containsKey("ClientUser"));
  }

  @Test
  void clientInfoIsWhatItsTableSays() throws SQLException {
    for (ClientInfoProperty property : ClientInfoProperty.values()) {
      String name = property.propertyName();
      String value = "v".repeat(property.maxLength());
      connection.setClientInfo(name.toUpperCase(Locale.ROOT), value);
      assertNull(connection.getWarnings(), name);
      assertEquals(property.readable() ? value : null, connection.getClientInfo(name), name);
      assertEquals(property.readable(), connection.getClientInfo().containsKey(name), name);
    }
    assertEquals("v".repeat(200), session.applicationName);
    Properties all = connection.getClientInfo();
    connection.setClientInfo(new Properties());
    assertEquals(new Properties(), connection.getClientInfo());
    connection.setClientInfo(all);
    assertEquals(all, connection.getClientInfo());
  }

  @Test
  void clientInfoThatIsTooLongIsCutWithAWarning() throws SQLException {
    connection.setClientInfo("ClientUser", "u".repeat(256));
    assertEquals("u".repeat(255), connection.getClientInfo("ClientUser"));
    assertEquals("01S02", connection.getWarnings().getSQLState());
    connection.setClientInfo("ApplicationName", "a".repeat(199) + "\ud83d\ude00");
    assertEquals("a".repeat(199), connection.getClientInfo("ApplicationName"));
    assertEquals("a".repeat(199), session.applicationName);
  }

  @Test
  void unknownClientInfoIsAWarningWhateverItsName() throws SQLException {
    for (String name : new String[] {"Nonsense", "", null, "n".repeat(10_000)}) {
      connection.clearWarnings();
      connection.setClientInfo(name, "dapi-secret");
      assertEquals("01S00", connection.getWarnings().getSQLState());
      assertTrue(connection.getWarnings().getMessage().length() < 200);
      assertFalse(connection.getWarnings().getMessage().contains("secret"));
      assertNull(connection.getClientInfo(name));
    }
    Properties properties = new Properties();
    properties.put("ClientUser", 7);
    connection.setClientInfo(properties);
    assertEquals("7", connection.getClientInfo("ClientUser"));
  }

  @Test
  void endRequestTakesClientInformationBack() throws SQLException {
    connection.setClientInfo("ApplicationName", "pool");
    connection.beginRequest();
    connection.setClientInfo("ApplicationName", "borrower");
    connection.setClientInfo("ClientUser", "borrower");
    connection.endRequest();
    assertEquals("pool", session.applicationName);
    assertEquals("pool", connection.getClientInfo("ApplicationName"));
    assertNull(connection.getClientInfo("ClientUser"));
  }
}
