package io.github.lakewire.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Connects and reads in a JVM of its own, and says in one line what came of each: the rows or the
 * SQLState, then the same of a second statement, then what must not be.
 */
final class BombReader {
  /** Longer than a server's text may become in a message of the driver's. */
  private static final int LONGEST = 5_000;

  /** No text of a server begins a line so, unless it was let in whole. */
  private static final String INJECTED = "INJECTED";

  private static final Logger DRIVER = Logger.getLogger("io.github.lakewire.jdbc");

  private BombReader() {}

  public static void main(String[] urls) throws Exception {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> wrong.add(thread.getName() + e));
    DRIVER.setLevel(Level.ALL);
    DRIVER.setUseParentHandlers(false);
    DRIVER.addHandler(new LineCheck(wrong));
    for (String url : urls) {
      long start = System.nanoTime();
      String came = read(url, wrong);
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      System.out.println(came + (seconds > 15 ? ", after " + seconds + " s" : "") + wrong);
      wrong.clear();
    }
  }

  private static String read(String url, Queue<String> wrong) {
    try (Connection connection = DriverManager.getConnection(url)) {
      check(connection.getWarnings(), wrong);
      return statement(connection, url, wrong) + ", then " + statement(connection, url, wrong);
    } catch (SQLException e) {
      return failed(e, wrong);
    } catch (Throwable e) {
      return e.toString();
    }
  }

  private static String statement(Connection connection, String url, Queue<String> wrong) {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            url.contains("Metadata")
                ? connection.getMetaData().getTables(null, null, null, null)
                : statement.executeQuery("SELECT id FROM bomb")) {
      int count = 0;
      while (rows.next()) {
        rows.getObject(1);
        count++;
      }
      check(statement.getWarnings(), wrong);
      return "read " + count;
    } catch (SQLException e) {
      return failed(e, wrong);
    }
  }

  private static String failed(SQLException e, Queue<String> wrong) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      check(String.valueOf(cause.getMessage()), wrong);
      if (cause instanceof Error) {
        wrong.add(String.valueOf(cause));
      }
    }
    return e.getSQLState();
  }

  private static void check(SQLWarning warning, Queue<String> wrong) {
    for (SQLWarning next = warning; next != null; next = next.getNextWarning()) {
      check(next.getMessage(), wrong);
    }
  }

  private static void check(String text, Queue<String> wrong) {
    if (text.length() > LONGEST) {
      wrong.add("a text of " + text.length() + " characters");
    }
    text.chars()
        .filter(BombReader::isHarmful)
        .distinct()
        .forEach(c -> wrong.add("a text with %04x".formatted(c)));
  }

  private static boolean isHarmful(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** Looks at each line that the driver logs, as it is printed by default. */
  private static final class LineCheck extends Handler {
    private final Queue<String> wrong;

    LineCheck(Queue<String> wrong) {
      this.wrong = wrong;
      setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord record) {
      String text = getFormatter().format(record);
      if (text.length() > 20 * LONGEST) {
        wrong.add("a log entry of " + text.length() + " characters");
      }
      text.chars()
          .filter(BombReader::isHarmful)
          .distinct()
          .forEach(c -> wrong.add("a log entry with %04x".formatted(c)));
      text.lines()
          .filter(line -> line.startsWith(INJECTED))
          .limit(1)
          .forEach(line -> wrong.add("a log line of the server's"));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
