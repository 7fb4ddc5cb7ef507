package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TTypeId;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The driver comes and goes without a trace, also in several class loaders at once. */
class UnloadingTest {

  /** Runs inside the other class loader, as DriverManager looks at who calls it. */
  public static final class Inside implements UnaryOperator<String> {
    private Connection connection;
    private ResultSet open;

    /** Made by reflection. */
    public Inside() {}

    @Override
    public String apply(String url) {
      try {
        if (connection == null) {
          Class.forName(LakewireDriver.class.getName());
          connection = DriverManager.getConnection(url);
          open = connection.createStatement().executeQuery("SELECT n FROM t");
          return connection.toString() + open.next();
        }
        List<Driver> own =
            DriverManager.drivers()
                .filter(driver -> driver.getClass() == LakewireDriver.class)
                .toList();
        for (Driver driver : own) {
          DriverManager.deregisterDriver(driver);
        }
        return own.size() + " deregistered";
      } catch (SQLException | ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void twoCopiesWorkSideBySideAndADeregisteredOneLeavesNoThread() throws Exception {
    try (FakeThriftServer server = withAnOpenResult();
        Connection here = DriverManager.getConnection(server.url() + ";PWD=dapi-test");
        URLClassLoader other =
            new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Set<Thread> before = ownThreads();
      Object made = other.loadClass(Inside.class.getName()).getDeclaredConstructor().newInstance();
      @SuppressWarnings("unchecked") // loaded twice, but the interface is the JDK's
      UnaryOperator<String> inside = (UnaryOperator<String>) made;
      assertNotNull(inside.apply(server.url() + ";PWD=dapi-test;keepAliveInterval=100ms"));
      assertFalse(server.calls("GetOperationStatus", 1).isEmpty(), "the result is not polled");
      List<Thread> started = new ArrayList<>(ownThreads());
      started.removeAll(before);
      assertFalse(started.isEmpty());
      assertTrue(started.stream().allMatch(Thread::isDaemon));

      assertEquals("1 deregistered", inside.apply(""));
      for (Thread thread : started) {
        thread.join(5000);
        assertFalse(thread.isAlive(), thread.getName());
      }
      assertFalse(here.isClosed(), "the other copy went along");
      assertTrue(before.stream().allMatch(Thread::isAlive));
    }
  }

  /** A server whose results do not end, so that they are kept open. */
  private static FakeThriftServer withAnOpenResult() {
    return new FakeThriftServer()
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE))
        .respond(
            "ExecuteStatement",
            ThriftResponses.complete(
                ThriftResponses.metadata("n", TTypeId.BIGINT_TYPE),
                ThriftResponses.page(0, 1, true)));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void manyConnectionsLeaveNoThreadAndNoFile() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      Set<Thread> before = ownThreads();
      DriverManager.getConnection(server.url() + ";PWD=dapi-test").close();
      long files = openFiles();
      for (int i = 0; i < 200; i++) {
        DriverManager.getConnection(server.url() + ";PWD=dapi-test").close();
      }
      for (Thread thread : ownThreads()) {
        if (!before.contains(thread)) {
          thread.join(5000);
          assertFalse(thread.isAlive(), thread.getName());
        }
      }
      long more = openFiles() - files;
      // The server in this JVM may not have noticed the last ones yet.
      assertTrue(more < 50, more + " files more are open");
    }
  }

  @Test
  void noContextClassLoaderIsNeeded() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try (FakeThriftServer server = new FakeThriftServer();
        Connection connection =
            new LakewireDriver().connect(server.url() + ";PWD=dapi-test", null)) {
      assertFalse(connection.getMetaData().getDriverVersion().isBlank());
      assertTrue(new LakewireDriver().getPropertyInfo(server.url(), null).length > 0);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Set<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lakewire"))
        .collect(Collectors.toSet());
  }

  private static long openFiles() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }
}
