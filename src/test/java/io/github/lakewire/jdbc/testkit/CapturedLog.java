package io.github.lakewire.jdbc.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the driver logs while a test runs, at all levels. */
public final class CapturedLog extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("io.github.lakewire.jdbc");
  private final Level before = logger.getLevel();
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  public CapturedLog() {
    setLevel(Level.ALL);
    setFormatter(new SimpleFormatter());
    logger.setLevel(Level.ALL);
    logger.addHandler(this);
    // What is looked at here need not be on the console.
    logger.setUseParentHandlers(false);
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  /** The messages so far, without the exceptions. */
  public List<String> messages() {
    return records.stream().map(getFormatter()::formatMessage).toList();
  }

  /** The messages of one level. */
  public List<String> messages(Level level) {
    return records.stream()
        .filter(record -> record.getLevel().equals(level))
        .map(getFormatter()::formatMessage)
        .toList();
  }

  /** All of it, exceptions with their causes included. */
  public String text() {
    StringBuilder text = new StringBuilder();
    records.forEach(record -> text.append(getFormatter().format(record)));
    return text.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(before);
    logger.setUseParentHandlers(true);
  }
}
