package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.config.BeanProperty;
import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.NamingManager;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LakewireDataSourceTest {
  private final LakewireDataSource source = new LakewireDataSource();

  private static Method getter(ConnectionProperty option) throws NoSuchMethodException {
    String verb = BeanProperty.of(option).type() == boolean.class ? "is" : "get";
    return LakewireDataSource.class.getMethod(verb + BeanProperty.of(option).name());
  }

  private static Method setter(ConnectionProperty option) throws NoSuchMethodException {
    return LakewireDataSource.class.getMethod(
        "set" + BeanProperty.of(option).name(), BeanProperty.of(option).type());
  }

  /** A value that differs from the default, as its property has it and as text. */
  private static Map.Entry<Object, String> sample(ConnectionProperty option) {
    Class<?> type = BeanProperty.of(option).type();
    if (type == boolean.class) {
      boolean other = !"1".equals(option.defaultValue());
      return Map.entry(other, other ? "1" : "0");
    }
    return type == int.class ? Map.entry(17, "17") : Map.entry("text", "text");
  }

  @ParameterizedTest
  @EnumSource(ConnectionProperty.class)
  void everyOptionIsAProperty(ConnectionProperty option) throws Exception {
    assertEquals(BeanProperty.of(option).type(), getter(option).getReturnType());
    Object unset = getter(option).invoke(source);
    if (option == ConnectionProperty.LOGIN_TIMEOUT) {
      assertEquals(0, unset);
    } else {
      String defaultValue = option.defaultValue();
      Object expected =
          BeanProperty.of(option).type() == boolean.class
              ? (Object) "1".equals(defaultValue)
              : BeanProperty.of(option).type() == int.class
                  ? (Object) Integer.valueOf(String.valueOf(defaultValue))
                  : defaultValue;
      assertEquals(expected, unset);
    }
    Map.Entry<Object, String> sample = sample(option);
    setter(option).invoke(source, sample.getKey());
    assertEquals(sample.getKey(), getter(option).invoke(source));
  }

  @ParameterizedTest
  @EnumSource(ConnectionProperty.class)
  void gettersTellTheTruthWhateverSaidIt(ConnectionProperty option) throws Exception {
    Map.Entry<Object, String> sample = sample(option);
    for (String name : option.names()) {
      LakewireDataSource byName = new LakewireDataSource();
      byName.setConnectionProperty(name.toUpperCase(Locale.ROOT), sample.getValue());
      assertEquals(sample.getKey(), getter(option).invoke(byName), name);
      LakewireDataSource byUrl = new LakewireDataSource();
      byUrl.setUrl("jdbc:databricks://h;" + name + "=" + sample.getValue());
      assertEquals(sample.getKey(), getter(option).invoke(byUrl), name);
    }
    Object unset = getter(option).invoke(source);
    for (String name : option.names()) {
      // One store: what is set by one name is replaced and taken back by another.
      setter(option).invoke(source, sample.getKey());
      source.setConnectionProperty(name, null);
      assertEquals(unset, getter(option).invoke(source), name);
    }
  }

  /** Pools take a DataSource; the other kinds promise what the server cannot keep. */
  @Test
  void isNeitherPooledNorDistributed() throws SQLException {
    assertFalse(source.isWrapperFor(ConnectionPoolDataSource.class));
    assertFalse(source.isWrapperFor(XADataSource.class));
    assertTrue(source.isWrapperFor(DataSource.class));
    assertEquals(source, source.unwrap(DataSource.class));
  }

  @Test
  void hostPortAndSchemaOfTheUrlAreProperties() {
    source.setUrl("jdbc:databricks://[::1]:8443/sales;httpPath=/p;ssp_ansi_mode=true");
    assertEquals("::1", source.getHost());
    assertEquals(8443, source.getPortNumber());
    assertEquals("sales", source.getDatabaseName());
    assertEquals("true", source.getAnsiMode());
    source.setSchema("other");
    assertEquals("other", source.getSchema());
    source.setSchema(null);
    assertEquals("sales", source.getSchema());
  }

  @ParameterizedTest
  @CsvSource({
    "retryTimeout, 15m, 900",
    "retryTimeout, 500ms, 1",
    "RateLimitRetryTimeout, 1500ms, 2",
    "retryTimeout, 0, 0",
    "retryTimeout, nonsense, 120",
    "retryTimeout, '', 120"
  })
  void timesAreSecondsWhateverTheirUnit(String name, String text, int seconds) {
    source.setConnectionProperty(name, text);
    assertEquals(seconds, source.getRetryTimeout());
  }

  @ParameterizedTest
  @CsvSource({"false, false", "off, false", "0, false", "yes, true", "TRUE, true", "junk, true"})
  void flagsAreReadInEverySpelling(String text, boolean on) {
    source.setConnectionProperty("EnableArrow", text);
    assertEquals(on, source.isArrow());
  }

  @Test
  void loginTimeoutAgreesWithTheOption() throws SQLException {
    assertEquals(0, source.getLoginTimeout());
    source.setUrl("jdbc:databricks://h;loginTimeout=45");
    assertEquals(45, source.getLoginTimeout());
    source.setConnectionProperty("LoginTimeout", "2m");
    assertEquals(120, source.getLoginTimeout());
    source.setLoginTimeout(30);
    assertEquals(30, source.getLoginTimeout());
    source.setConnectionProperty("loginTimeout", "60");
    assertEquals(60, source.getLoginTimeout());
    source.setLoginTimeout(7);
    source.setLoginTimeout(0);
    assertEquals(60, source.getLoginTimeout());
    source.setLoginTimeout(Integer.MAX_VALUE);
    assertEquals(Integer.MAX_VALUE, source.getLoginTimeout());
    for (int seconds : new int[] {-1, -5, Integer.MIN_VALUE}) {
      SQLException e = assertThrows(SQLException.class, () -> source.setLoginTimeout(seconds));
      assertEquals("HY024", e.getSQLState());
    }
    assertEquals(Integer.MAX_VALUE, source.getLoginTimeout());
  }

  @Test
  void loginTimeoutSetHereBoundsConnecting() throws Exception {
    try (RawSocketServer silent = RawSocketServer.silent()) {
      source.setUrl(silent.url() + ";PWD=t;loginTimeout=600");
      source.setLoginTimeout(1);
      long start = System.nanoTime();
      SQLException e = assertThrows(SQLException.class, source::getConnection);
      assertEquals("08001", e.getSQLState());
      assertTrue(System.nanoTime() - start < 20_000_000_000L, "took too long");
    }
  }

  @Test
  void toolsFindEveryPropertyByIntrospection() throws Exception {
    BeanInfo bean = Introspector.getBeanInfo(LakewireDataSource.class);
    Map<String, PropertyDescriptor> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (PropertyDescriptor property : bean.getPropertyDescriptors()) {
      found.put(property.getName(), property);
    }
    for (ConnectionProperty option : ConnectionProperty.values()) {
      PropertyDescriptor property = found.get(BeanProperty.of(option).name());
      assertEquals(
          BeanProperty.of(option).type(), property.getPropertyType(), option.propertyName());
      property.getWriteMethod().invoke(source, sample(option).getKey());
      assertEquals(sample(option).getKey(), property.getReadMethod().invoke(source));
    }
    for (String name : List.of("url", "description", "username", "token", "serverName")) {
      found.get(name).getWriteMethod().invoke(source, "x");
      assertEquals("x", found.get(name).getReadMethod().invoke(source));
    }
  }

  private LakewireDataSource full() throws Exception {
    for (ConnectionProperty option : ConnectionProperty.values()) {
      setter(option).invoke(source, sample(option).getKey());
    }
    source.setUrl("jdbc:databricks://h;httpPath=/p;useProxy=0");
    source.setDescription("for people");
    source.setConnectionProperty("loginTimeout", "60");
    source.setLoginTimeout(5);
    source.setConnectionProperty("ssp_Some_Thing", "a=b;c");
    source.setConnectionProperty("http.header.X-Trace", "t");
    return source;
  }

  private static void assertSame(LakewireDataSource expected, Object other) throws Exception {
    LakewireDataSource actual = assertInstanceOf(LakewireDataSource.class, other);
    for (PropertyDescriptor property :
        Introspector.getBeanInfo(LakewireDataSource.class).getPropertyDescriptors()) {
      if (!List.of("connection", "parentLogger", "reference").contains(property.getName())) {
        assertEquals(
            property.getReadMethod().invoke(expected),
            property.getReadMethod().invoke(actual),
            property.getName());
      }
    }
    assertEquals(expected.properties(), actual.properties());
    assertEquals(expected.loginWithin(), actual.loginWithin());
  }

  @Test
  void referenceHoldsAllThatWasSet() throws Exception {
    Reference reference = full().getReference();
    assertEquals(LakewireDataSource.class.getName(), reference.getClassName());
    assertSame(source, NamingManager.getObjectInstance(reference, null, null, new Hashtable<>()));
    Reference empty = new LakewireDataSource().getReference();
    assertSame(
        new LakewireDataSource(),
        NamingManager.getObjectInstance(empty, null, null, new Hashtable<>()));
  }

  @Test
  void factoryLeavesTheObjectsOfOthersAlone() throws Exception {
    LakewireDataSourceFactory factory = new LakewireDataSourceFactory();
    for (Object other :
        new Object[] {
          null,
          "text",
          new Reference("org.example.OtherDataSource"),
          new Reference(DataSource.class.getName())
        }) {
      assertNull(factory.getObjectInstance(other, null, null, null));
    }
  }

  @Test
  void factoryReadsTheConfigurationOfContainers() throws Exception {
    Reference resource =
        new Reference(DataSource.class.getName(), LakewireDataSourceFactory.class.getName(), null);
    Map<String, String> entries =
        Map.of(
            "scope", "Shareable",
            "auth", "Container",
            "singleton", "true",
            "url", "jdbc:databricks://h;httpPath=/p",
            "username", "token",
            "password", "t",
            "loginTimeout", "30");
    entries.forEach((name, value) -> resource.add(new StringRefAddr(name, value)));
    LakewireDataSource made =
        (LakewireDataSource)
            NamingManager.getObjectInstance(resource, null, null, new Hashtable<>());
    assertEquals("jdbc:databricks://h;httpPath=/p", made.getUrl());
    assertEquals("token", made.getUser());
    assertEquals("t", made.getPassword());
    assertEquals(30, made.getLoginTimeout());
    assertEquals(3, made.properties().size(), () -> made.properties().keySet().toString());
  }

  @Test
  void copyThatWasSerializedHoldsAllThatWasSet() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(full());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertSame(source, in.readObject());
    }
  }

  @Test
  void textShowsTheDescriptionAndNoOption() throws Exception {
    source.setPassword("dapi-secret");
    source.setUrl("jdbc:databricks://secret.example;PWD=dapi-secret");
    assertEquals("LakewireDataSource", source.toString());
    source.setDescription("for people");
    assertEquals("LakewireDataSource[for people]", source.toString());
  }

  @Test
  void userOtherThanTokenIsIgnoredWithOneWarning() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      source.setUrl(server.url());
      source.setUsername("me@example.com");
      source.setToken("t");
      try (Connection connection = source.getConnection()) {
        assertTrue(connection.getWarnings().getMessage().contains("user is ignored"));
        assertNull(connection.getWarnings().getNextWarning());
      }
      try (Connection connection = source.getConnection("somebody", "t")) {
        assertTrue(connection.getWarnings().getMessage().contains("user is ignored"));
        assertNull(connection.getWarnings().getNextWarning());
      }
      source.setToken(null);
      SQLException e = assertThrows(SQLException.class, source::getConnection);
      assertTrue(e.getMessage().contains("password is missing"), e.getMessage());
      assertFalse(e.getMessage().contains("example.com"), e.getMessage());
    }
  }
}
