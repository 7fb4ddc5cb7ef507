package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens, signatures and the values of parameters stay out of all logs, messages and texts. */
@ExtendWith(SharedWarehouse.class)
class SecrecyIT {
  private static final String PARAMETER = "value-of-a-parameter";

  /** Keeps what a log file would hold, at the finest level. */
  private static final class Log extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    Log() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
      String name = entry.getLoggerName();
      if (name != null && name.startsWith("io.github.lakewire")) {
        lines.add(formatter.format(entry));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void nothingSecretIsWrittenAnywhere(WarehouseProcess warehouse) throws SQLException {
    Logger root = Logger.getLogger("");
    Logger own = Logger.getLogger("io.github.lakewire");
    Log log = new Log();
    root.addHandler(log);
    own.setLevel(Level.ALL);
    try {
      use(warehouse, log.lines);
    } finally {
      own.setLevel(null);
      root.removeHandler(log);
    }
    assertTrue(log.lines.size() > 20, "little was logged: " + log.lines);
    for (String line : log.lines) {
      for (String secret :
          List.of(warehouse.token(), PARAMETER, "X-Signature", "Bearer", "dapi-wrong")) {
        assertFalse(line.contains(secret), () -> secret + " is in: " + line);
      }
    }
  }

  private static void use(WarehouseProcess warehouse, List<String> texts) throws SQLException {
    String url = SharedWarehouse.trustedUrl(warehouse) + ";PWD=" + warehouse.token();
    Properties wrong = new Properties();
    wrong.setProperty("token", "dapi-wrong");
    texts.add(
        text(
            assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(SharedWarehouse.trustedUrl(warehouse), wrong))));
    texts.add(
        text(
            assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(url + ";cloudFetch=" + warehouse.token()))));
    Driver driver = DriverManager.getDriver(url);
    for (DriverPropertyInfo option : driver.getPropertyInfo(url, wrong)) {
      texts.add(option.name + "=" + option.value);
    }
    LakewireDataSource source = new LakewireDataSource();
    source.setUrl(url);
    source.setToken(warehouse.token());
    texts.add(source.toString());
    try (Connection connection = source.getConnection()) {
      texts.add(connection.toString());
      DatabaseMetaData metaData = connection.getMetaData();
      texts.add(metaData.toString() + metaData.getURL() + metaData.getUserName());
      metaData.getColumns("samples", "lakewire", "trips", null).close();
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT id, ? AS p FROM range(600000)")) {
        statement.setString(1, PARAMETER);
        texts.add(statement.toString() + statement.getParameterMetaData());
        try (ResultSet rows = statement.executeQuery()) {
          texts.add(rows.toString() + rows.getMetaData());
          long count = 0;
          while (rows.next()) {
            count++;
          }
          assertEquals(600_000, count);
        }
      }
      try (PreparedStatement statement = connection.prepareStatement("SELECT nonsense(?)")) {
        statement.setString(1, PARAMETER);
        texts.add(text(assertThrows(SQLException.class, statement::executeQuery)));
      }
      assertTrue(connection.isValid(5));
    }
  }

  private static String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
