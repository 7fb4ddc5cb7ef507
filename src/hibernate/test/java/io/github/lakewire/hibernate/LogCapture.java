package io.github.lakewire.hibernate;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Collects what is logged at WARNING and above until it is closed, whatever was set before. */
final class LogCapture implements AutoCloseable {
  private final Logger logger;
  private final Handler handler;
  private final Level level;

  private LogCapture(Logger logger, Handler handler) {
    this.logger = logger;
    this.handler = handler;
    this.level = logger.getLevel();
    logger.setLevel(Level.WARNING);
    logger.addHandler(handler);
  }

  static LogCapture of(String name, List<String> messages) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            messages.add(new SimpleFormatter().formatMessage(record));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    return new LogCapture(Logger.getLogger(name), handler);
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setLevel(level);
  }
}
