package io.github.lakewire.demo;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * What a user's own program does, and nothing else: java.sql, DriverManager, a URL and a token. It
 * runs in a JVM of its own without any flag, with only the shaded jar on its class path.
 *
 * <p>Environment: {@code LAKEWIRE_URL}, {@code LAKEWIRE_TOKEN}, and {@code LAKEWIRE_SQL} for a
 * statement of one's own.
 */
public final class Demo {
  private static final String TABLE = "trips";
  private static final int SHOWN_ROWS = 10;
  private static final int SHOWN_NAMES = 12;
  private static final int CELL_WIDTH = 26;

  private Demo() {}

  /** Connects, looks around, runs the query and reads it to the end. */
  public static void main(String[] arguments) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", environment("LAKEWIRE_TOKEN"));
    String sql = System.getenv("LAKEWIRE_SQL");
    long start = System.nanoTime();
    try (Connection connection =
        DriverManager.getConnection(environment("LAKEWIRE_URL"), properties)) {
      DatabaseMetaData about = connection.getMetaData();
      System.out.printf(
          Locale.ROOT,
          "Connected to %s with %s %s in %.2f s%n",
          about.getURL(),
          about.getDriverName(),
          about.getDriverVersion(),
          secondsSince(start));
      if (sql == null || sql.isBlank()) {
        lookAround(about);
        sql = "SELECT * FROM samples.lakewire." + TABLE;
      }
      run(connection, sql);
    }
  }

  private static void lookAround(DatabaseMetaData about) throws SQLException {
    try (ResultSet catalogs = about.getCatalogs()) {
      System.out.println("\nCatalogs: " + names(catalogs, "TABLE_CAT"));
    }
    try (ResultSet schemas = about.getSchemas("samples", "%")) {
      System.out.println("Schemas of samples: " + names(schemas, "TABLE_SCHEM"));
    }
    System.out.println("Columns of samples.lakewire." + TABLE + ":");
    try (ResultSet columns = about.getColumns("samples", "lakewire", TABLE, "%")) {
      while (columns.next()) {
        System.out.printf(
            "  %2d %-14s %s%n",
            columns.getInt("ORDINAL_POSITION"),
            columns.getString("COLUMN_NAME"),
            columns.getString("TYPE_NAME"));
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    System.out.println("\n" + sql);
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      boolean hasRows = statement.execute(sql);
      if (!hasRows) {
        System.out.printf(
            Locale.ROOT,
            "%d rows changed in %.2f s%n",
            statement.getLargeUpdateCount(),
            secondsSince(start));
        return;
      }
      try (ResultSet rows = statement.getResultSet()) {
        double firstAnswer = secondsSince(start);
        Reading reading = new Reading(rows.getMetaData());
        List<String[]> first = new ArrayList<>();
        while (first.size() < SHOWN_ROWS && rows.next()) {
          first.add(reading.show(rows));
        }
        print(reading.labels, first);
        boolean more = first.size() == SHOWN_ROWS;
        while (more && rows.next()) {
          reading.read(rows);
        }
        double seconds = secondsSince(start);
        System.out.printf(
            Locale.ROOT,
            "%,d rows, %,.1f MB of values in %.2f s (first answer after %.2f s):"
                + " %,.1f MB/s, %,.0f rows/s%n",
            reading.rows,
            reading.bytes / 1e6,
            seconds,
            firstAnswer,
            reading.bytes / 1e6 / seconds,
            reading.rows / seconds);
      }
    }
  }

  /** Reads each column with the getter that fits its type, and counts what came. */
  private static final class Reading {
    private final int[] types;
    private final String[] labels;
    private long rows;
    private long bytes;

    Reading(ResultSetMetaData about) throws SQLException {
      types = new int[about.getColumnCount()];
      labels = new String[types.length];
      for (int i = 0; i < types.length; i++) {
        types[i] = about.getColumnType(i + 1);
        labels[i] = about.getColumnLabel(i + 1);
      }
    }

    String[] show(ResultSet row) throws SQLException {
      read(row);
      String[] cells = new String[types.length];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = String.valueOf(row.getString(i + 1));
      }
      return cells;
    }

    void read(ResultSet row) throws SQLException {
      rows++;
      for (int i = 0; i < types.length; i++) {
        bytes += read(row, i + 1, types[i]);
      }
    }

    private static int read(ResultSet row, int column, int type) throws SQLException {
      switch (type) {
        case Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.REAL -> {
          if (type == Types.REAL) {
            row.getFloat(column);
          } else {
            row.getInt(column);
          }
          return row.wasNull() ? 0 : 4;
        }
        case Types.BIGINT -> {
          row.getLong(column);
          return row.wasNull() ? 0 : 8;
        }
        case Types.DOUBLE -> {
          row.getDouble(column);
          return row.wasNull() ? 0 : 8;
        }
        case Types.DECIMAL -> {
          BigDecimal value = row.getBigDecimal(column);
          return value == null ? 0 : 16;
        }
        case Types.DATE -> {
          return row.getDate(column) == null ? 0 : 4;
        }
        case Types.TIMESTAMP -> {
          return row.getTimestamp(column) == null ? 0 : 8;
        }
        case Types.BINARY -> {
          byte[] value = row.getBytes(column);
          return value == null ? 0 : value.length;
        }
        default -> {
          String value = row.getString(column);
          return value == null ? 0 : value.getBytes(StandardCharsets.UTF_8).length;
        }
      }
    }
  }

  private static void print(String[] labels, List<String[]> rows) {
    int[] widths = new int[labels.length];
    List<String[]> lines = new ArrayList<>();
    lines.add(labels);
    lines.addAll(rows);
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.min(CELL_WIDTH, width(line[i])));
      }
    }
    StringBuilder rule = new StringBuilder("+");
    for (int width : widths) {
      rule.append("-".repeat(width + 2)).append('+');
    }
    System.out.println(rule);
    for (int n = 0; n < lines.size(); n++) {
      StringBuilder text = new StringBuilder("|");
      for (int i = 0; i < widths.length; i++) {
        String cell = lines.get(n)[i];
        while (width(cell) > CELL_WIDTH) {
          cell = cell.substring(0, cell.length() - 2) + "…";
        }
        text.append(' ').append(cell).append(" ".repeat(widths[i] - width(cell))).append(" |");
      }
      System.out.println(text);
      if (n == 0) {
        System.out.println(rule);
      }
    }
    System.out.println(rule);
  }

  /** Terminals show East Asian characters two cells wide. */
  private static int width(String text) {
    return text.codePoints()
        .map(
            point ->
                point >= 0x1100 && Character.isIdeographic(point)
                        || point >= 0x3040 && point <= 0x30ff
                        || point >= 0xac00 && point <= 0xd7a3
                    ? 2
                    : 1)
        .sum();
  }

  private static String names(ResultSet rows, String label) throws SQLException {
    List<String> names = new ArrayList<>();
    int all = 0;
    while (rows.next()) {
      if (all++ < SHOWN_NAMES) {
        names.add(rows.getString(label));
      }
    }
    return String.join(", ", names) + (all > SHOWN_NAMES ? ", … (" + all + ")" : "");
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("Set " + name + " first");
    }
    return value;
  }
}
