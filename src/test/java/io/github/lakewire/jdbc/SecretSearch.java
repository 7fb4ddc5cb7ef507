package io.github.lakewire.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Searches everything that the driver logged, at the finest level, all its events, and everything
 * that anybody threw, while all the tests ran: the run fails when a secret is in it. JUnit finds
 * this by itself; Java's flight recorder keeps what was thrown, caught or not.
 */
public final class SecretSearch implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(SecretSearch.class);

  private static final String THROWN = "jdk.JavaExceptionThrow";

  /** The tokens of all tests begin with dapi-, the links of the store are signed. */
  private static final Pattern SECRET =
      Pattern.compile("dapi-|Bearer |[?&](sig|signature|X-Amz-Signature|X-Signature)=");

  /** Made by JUnit. */
  public SecretSearch() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("search", key -> new Search(), Search.class);
  }

  /** Listens from the first test to the last. */
  private static final class Search extends Handler implements AutoCloseable {
    private final Logger driver = Logger.getLogger("io.github.lakewire.jdbc");
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final Recording recording = new Recording();

    Search() {
      setLevel(Level.ALL);
      driver.setLevel(Level.ALL);
      driver.addHandler(this);
      recording.enable(THROWN).withoutStackTrace();
      recording.start();
    }

    @Override
    public void publish(LogRecord entry) {
      String line = formatter.format(entry);
      if (SECRET.matcher(line).find()) {
        found.add("logged: " + line);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      driver.removeHandler(this);
      Set<String> all = new TreeSet<>(found);
      Path file = null;
      try (recording) {
        recording.stop();
        file = Files.createTempFile("lakewire-thrown", ".jfr");
        recording.dump(file);
        try (RecordingFile events = new RecordingFile(file)) {
          while (events.hasMoreEvents()) {
            RecordedEvent event = events.readEvent();
            boolean own = event.getEventType().getName().startsWith("lakewire.");
            if (own && SECRET.matcher(event.toString()).find()) {
              all.add("recorded: " + event);
            }
            String message =
                event.getEventType().getName().equals(THROWN) ? event.getString("message") : null;
            if (message != null && SECRET.matcher(message).find()) {
              all.add("thrown: " + event.getClass("thrownClass").getName() + ": " + message);
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        if (file != null) {
          file.toFile().delete();
        }
      }
      if (!all.isEmpty()) {
        throw new AssertionError(
            "Secrets came out while the tests ran:\n" + String.join("\n", all));
      }
    }
  }
}
