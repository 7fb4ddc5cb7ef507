package io.github.lakewire.jdbc.internal.commandline;

import io.github.lakewire.jdbc.internal.jdbc.Connector;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs one statement and prints what comes of it. Holds no more rows than the printer does. */
final class StatementRun {
  private static final Set<Integer> NUMBERS =
      Set.of(
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC);

  private final Writer err;

  StatementRun(Writer err) {
    this.err = err;
  }

  /**
   * Connects, executes and prints.
   *
   * @param out flushed at the end
   * @param counts where the number of rows goes
   */
  void run(
      String url, Properties properties, String sql, RowPrinter printer, Writer out, Writer counts)
      throws SQLException, IOException {
    Connection connection = Connector.connect(url, properties, 0);
    // Whoever stops the program wants the server to stop, too.
    Thread end = new Thread(() -> close(connection), "lakewire-end");
    Runtime.getRuntime().addShutdownHook(end);
    try (connection;
        Statement statement = connection.createStatement()) {
      warn(connection.getWarnings());
      long count;
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          count = print(rows, printer);
        }
        counts.write(rows(count));
      } else {
        count = statement.getLargeUpdateCount();
        counts.write("done, " + rows(count) + " changed");
      }
      counts.write(System.lineSeparator());
      warn(statement.getWarnings());
      out.flush();
      counts.flush();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(end);
      } catch (IllegalStateException e) {
        // The program is being stopped, and the hook is at work.
        end.setName("lakewire-end-at-work");
      }
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // The program ends; the server ends the session when it has been idle.
      Thread.currentThread().setName("lakewire-end-failed");
    }
  }

  private static String rows(long count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  private long print(ResultSet rows, RowPrinter printer) throws SQLException, IOException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> labels = new ArrayList<>();
    List<Boolean> numbers = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.add(columns.getColumnLabel(i));
      numbers.add(NUMBERS.contains(columns.getColumnType(i)));
    }
    printer.begin(labels, numbers);
    long count = 0;
    while (rows.next()) {
      List<@Nullable String> values = new ArrayList<>(labels.size());
      for (int i = 1; i <= labels.size(); i++) {
        values.add(rows.getString(i));
      }
      printer.row(values);
      count++;
    }
    printer.end();
    warn(rows.getWarnings());
    return count;
  }

  private void warn(@Nullable SQLWarning first) throws IOException {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      err.write("warning: " + warning.getMessage() + System.lineSeparator());
    }
    err.flush();
  }
}
