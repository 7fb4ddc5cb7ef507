package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says about the zone of sessions, in class loaders that have not said it yet. */
class ZoneAnnouncementTest {
  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  @Test
  void theFirstConnectOutsideUtcNamesTheZoneAndTheWayBack() throws Exception {
    List<LogRecord> lines = linesOf("Europe/Rome", "", 3);
    assertEquals(1, lines.size());
    assertEquals(Level.INFO, lines.get(0).getLevel());
    String text = lines.get(0).getMessage();
    assertTrue(text.contains("Europe/Rome") && text.contains("timezone=server"), text);
  }

  @Test
  void nothingIsSaidInUtcAndWhereTheUserChose() throws Exception {
    assertEquals(List.of(), linesOf("UTC", "", 2));
    assertEquals(List.of(), linesOf("Etc/GMT0", "", 2));
    assertEquals(List.of(), linesOf("Europe/Rome", ";timezone=server", 2));
    assertEquals(List.of(), linesOf("Europe/Rome", ";timezone=Asia/Tokyo", 2));
  }

  /** The lines of INFO and above that a driver, newly loaded, writes. */
  private static List<LogRecord> linesOf(String zone, String options, int connects)
      throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    List<LogRecord> lines = new CopyOnWriteArrayList<>();
    Handler listener = new Listener(lines);
    Logger logger = Logger.getLogger("io.github.lakewire.jdbc");
    logger.addHandler(listener);
    try (FakeThriftServer server = new FakeThriftServer();
        URLClassLoader loader =
            new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Driver driver =
          (Driver) loader.loadClass(LakewireDriver.class.getName()).getConstructor().newInstance();
      for (int i = 0; i < connects; i++) {
        try (Connection connection =
            driver.connect(server.url() + ";PWD=dapi-test" + options, null)) {
          assertFalse(connection.isClosed());
        }
      }
    } finally {
      logger.removeHandler(listener);
    }
    return lines;
  }

  private static final class Listener extends Handler {
    private final List<LogRecord> lines;

    Listener(List<LogRecord> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.INFO.intValue()) {
        lines.add(line);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }
}
