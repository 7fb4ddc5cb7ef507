package io.github.lakewire.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Queries in virtual threads, several at once on each of some connections, while the JVM records
 * which of the threads pinned their carrier. Needs Java 21. Prints one line when the driver never
 * did.
 */
public final class ManyVirtualThreads {
  private static final int CONNECTIONS = 5;
  private static final int QUERIES = 200;
  private static final String PINNED = "jdk.VirtualThreadPinned";

  private ManyVirtualThreads() {}

  /** Reads LAKEWIRE_URL and LAKEWIRE_TOKEN from the environment. */
  public static void main(String[] arguments) throws Exception {
    Path file = Files.createTempFile("lakewire-pinned", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(PINNED).withoutThreshold().withStackTrace();
      recording.start();
      run();
      virtual(List.of(() -> Pins.NOTHING));
      recording.stop();
      recording.dump(file);
      report(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void run() throws Exception {
    List<Connection> connections = new ArrayList<>();
    virtual(
        List.of(
            () -> {
              for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(connect());
              }
              return null;
            }));
    List<Task> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      Connection connection = connections.get(i % CONNECTIONS);
      // Some come as files, some inline, all with metadata between them.
      long rows = i % 40 == 0 ? 300_000 : 10 + i;
      boolean metadata = i % 10 == 1;
      queries.add(
          () -> {
            check(sum(connection, rows) == rows * (rows - 1) / 2, "the sum of " + rows);
            if (metadata) {
              try (ResultSet catalogs = connection.getMetaData().getCatalogs()) {
                check(catalogs.next(), "a catalog");
              }
            }
            return null;
          });
    }
    virtual(queries);
    virtual(
        connections.stream()
            .map(
                connection ->
                    (Task)
                        () -> {
                          connection.close();
                          return null;
                        })
            .toList());
  }

  private interface Task {
    Object run() throws Exception;
  }

  /** Runs each in a virtual thread of its own. By reflection, for this is compiled for Java 17. */
  private static void virtual(List<Task> tasks) throws Exception {
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      List<Future<?>> outcomes = new ArrayList<>();
      for (Task task : tasks) {
        outcomes.add(threads.submit(task::run));
      }
      for (Future<?> outcome : outcomes) {
        outcome.get(120, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static long sum(Connection connection, long rows) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT id FROM range(" + rows + ")")) {
      long sum = 0;
      while (result.next()) {
        sum += result.getLong(1);
      }
      return sum;
    }
  }

  private static Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", System.getenv("LAKEWIRE_TOKEN"));
    return DriverManager.getConnection(System.getenv("LAKEWIRE_URL"), properties);
  }

  /** Who waits for a class to be loaded is not parked, but pins: that is the JVM's own affair. */
  private static void report(Path file) throws IOException {
    int byDriver = 0;
    int onPurpose = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (!passes(event, LockSupport.class.getName())) {
        continue;
      }
      if (passes(event, "io.github.lakewire.jdbc.")) {
        System.out.println(event);
        byDriver++;
      } else if (passes(event, Pins.class.getName())) {
        onPurpose++;
      }
    }
    check(onPurpose > 0, "a thread that was pinned on purpose was not recorded");
    check(byDriver == 0, "pinned " + byDriver + " times");
    System.out.println(QUERIES + " queries, no carrier pinned");
  }

  private static boolean passes(RecordedEvent event, String where) {
    if (event.getStackTrace() == null) {
      return false;
    }
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      if (frame.getMethod().getType().getName().startsWith(where)) {
        return true;
      }
    }
    return false;
  }

  private static void check(boolean fine, String what) {
    if (!fine) {
      throw new AssertionError(what);
    }
  }

  /** Waits inside of its initialiser, which pins: so it shows that the recording works. */
  private static final class Pins {
    static final Object NOTHING = pin();

    private static Object pin() {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      return "nothing";
    }
  }
}
