package io.github.lakewire.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Locale;
import java.util.Properties;

/** Reads all columns of a catalog, in a JVM of its own with a small heap. */
public final class LargeMetadata {
  private LargeMetadata() {}

  /**
   * Reads LAKEWIRE_URL and LAKEWIRE_TOKEN from the environment, and prints how many rows there were
   * and the milliseconds to the first and to the last.
   *
   * @param arguments the catalog and the schema
   */
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("token", System.getenv("LAKEWIRE_TOKEN"));
    try (Connection connection =
        DriverManager.getConnection(System.getenv("LAKEWIRE_URL"), properties)) {
      // Classes are loaded by then.
      read(connection, "main", "information_schema");
      System.out.println(read(connection, arguments[0], arguments[1]));
    }
  }

  private static String read(Connection connection, String catalog, String schema)
      throws Exception {
    long begin = System.nanoTime();
    long first = 0;
    long rows = 0;
    String before = "";
    try (ResultSet columns = connection.getMetaData().getColumns(catalog, schema, "%", "%")) {
      while (columns.next()) {
        first = rows++ == 0 ? System.nanoTime() : first;
        String name =
            columns.getString("TABLE_NAME")
                + String.format(Locale.ROOT, ".%05d", columns.getInt("ORDINAL_POSITION"));
        if (name.compareTo(before) <= 0) {
          throw new AssertionError(name + " comes after " + before);
        }
        before = name;
        columns.getString("IS_AUTOINCREMENT");
      }
    }
    long last = System.nanoTime();
    return String.format(
        Locale.ROOT,
        "%d rows %d %d",
        rows,
        (first - begin) / 1_000_000,
        (last - begin) / 1_000_000);
  }
}
