package io.github.lakewire.hibernate;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Collects what is logged at WARNING and above until it is closed. */
final class LogCapture implements AutoCloseable {
  private final Logger logger;
  private final Handler handler;

  private LogCapture(Logger logger, Handler handler) {
    this.logger = logger;
    this.handler = handler;
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
    Logger logger = Logger.getLogger(name);
    logger.addHandler(handler);
    return new LogCapture(logger, handler);
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }
}
