package io.github.lakewire.it;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Walks through a catalog table by table: columns, primary key and imported keys of each table, as
 * DBeaver does, and its exported keys too, as SchemaCrawler does. With {@link #main} in a JVM of
 * its own, over any driver.
 */
public final class MetadataCrawl {
  private static final List<String> COLUMNS =
      List.of(
          "COLUMN_NAME",
          "DATA_TYPE",
          "SOURCE_DATA_TYPE",
          "TYPE_NAME",
          "COLUMN_SIZE",
          "NULLABLE",
          "DECIMAL_DIGITS",
          "NUM_PREC_RADIX",
          "COLUMN_DEF",
          "REMARKS",
          "CHAR_OCTET_LENGTH",
          "ORDINAL_POSITION",
          "IS_AUTOINCREMENT",
          "IS_GENERATEDCOLUMN");

  private static final List<String> PRIMARY_KEY =
      List.of("PK_NAME", "COLUMN_NAME", "KEY_SEQ", "TABLE_NAME");

  private static final List<String> FOREIGN_KEY =
      List.of(
          "PKTABLE_CAT",
          "PKTABLE_SCHEM",
          "PKTABLE_NAME",
          "PKCOLUMN_NAME",
          "FKTABLE_CAT",
          "FKTABLE_SCHEM",
          "FKTABLE_NAME",
          "FKCOLUMN_NAME",
          "KEY_SEQ",
          "UPDATE_RULE",
          "DELETE_RULE",
          "FK_NAME",
          "PK_NAME",
          "DEFERRABILITY");

  private final DatabaseMetaData metaData;
  private final String catalog;
  private final boolean withExportedKeys;
  private final List<String> rows = new ArrayList<>();

  private MetadataCrawl(DatabaseMetaData metaData, String catalog, boolean withExportedKeys) {
    this.metaData = metaData;
    this.catalog = catalog;
    this.withExportedKeys = withExportedKeys;
  }

  /** Returns the rows of all calls, in the order of the calls. */
  static List<String> walk(Connection connection, String catalog, boolean withExportedKeys)
      throws SQLException {
    MetadataCrawl crawl = new MetadataCrawl(connection.getMetaData(), catalog, withExportedKeys);
    crawl.walk();
    return crawl.rows;
  }

  private void walk() throws SQLException {
    try (ResultSet catalogs = metaData.getCatalogs()) {
      take(catalogs, List.of("TABLE_CAT"), 0);
    }
    List<String> schemas;
    try (ResultSet found = metaData.getSchemas(catalog, "%")) {
      schemas = take(found, List.of("TABLE_SCHEM"), 0);
    }
    // What every catalog has says nothing of the others.
    schemas.remove("information_schema");
    for (String schema : schemas) {
      List<String> tables;
      try (ResultSet found = metaData.getTables(catalog, schema, "%", null)) {
        tables = take(found, List.of("TABLE_NAME", "TABLE_TYPE", "REMARKS"), 0);
      }
      for (String table : tables) {
        table(schema, table);
      }
    }
  }

  private void table(String schema, String table) throws SQLException {
    try (ResultSet columns = metaData.getColumns(catalog, schema, table, "%")) {
      take(columns, COLUMNS, 0);
    }
    try (ResultSet key = metaData.getPrimaryKeys(catalog, schema, table)) {
      take(key, PRIMARY_KEY, 0);
    }
    try (ResultSet keys = metaData.getImportedKeys(catalog, schema, table)) {
      take(keys, FOREIGN_KEY, 0);
    }
    if (withExportedKeys) {
      try (ResultSet keys = metaData.getExportedKeys(catalog, schema, table)) {
        take(keys, FOREIGN_KEY, 0);
      }
    }
  }

  /** Takes the columns of all rows, and returns one of them. */
  private List<String> take(ResultSet result, List<String> columns, int name) throws SQLException {
    List<String> names = new ArrayList<>();
    while (result.next()) {
      List<String> values = new ArrayList<>();
      for (String column : columns) {
        values.add(result.getString(column));
      }
      names.add(values.get(name));
      rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
    }
    return names;
  }

  /**
   * Reads LAKEWIRE_URL and LAKEWIRE_TOKEN from the environment, and prints how many milliseconds
   * the walk took.
   *
   * @param arguments the catalog, and one to begin with
   */
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("UID", "token");
    properties.setProperty("PWD", System.getenv("LAKEWIRE_TOKEN"));
    try (Connection connection =
        DriverManager.getConnection(System.getenv("LAKEWIRE_URL"), properties)) {
      // Classes are loaded by then, here and there.
      walk(connection, arguments[1], false);
      long begin = System.nanoTime();
      int rows = walk(connection, arguments[0], false).size();
      long millis = (System.nanoTime() - begin) / 1_000_000;
      System.out.printf(Locale.ROOT, "walk %d ms %d rows%n", millis, rows);
    }
    System.exit(0); // the threads of the official driver are not all daemons
  }
}
