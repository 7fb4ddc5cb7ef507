package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The tables of warehouse.md: what the local warehouse makes of each statement is what it was seen
 * to make of it. {@code -Ddocs.update} writes them anew.
 */
@Warehouse(ownSchema = true)
final class WarehouseDocumentIT {
  private static final Path PAGE =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "docs", "warehouse.md");
  private static final String BEGIN = "<!-- From here on written by WarehouseDocumentIT. -->\n";
  private static final Pattern CONDITION = Pattern.compile("^\\[([A-Z_0-9.]+)]");
  private static final int SHOWN_ROWS = 3;

  /**
   * A statement, which sees what those before it have done.
   *
   * @param databricks "" where the answer is the same
   */
  private record Line(String sql, String databricks) {}

  /** Lines below a heading. */
  private record Section(String heading, List<Line> lines) {}

  private static Line same(String sql) {
    return new Line(sql, "");
  }

  private static Line other(String sql, String databricks) {
    return new Line(sql, databricks);
  }

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "Tables",
              List.of(
                  same(
                      "CREATE TABLE t (id BIGINT NOT NULL, name STRING COMMENT 'of it', price"
                          + " DECIMAL(10,2), CONSTRAINT pk PRIMARY KEY (id)) CLUSTER BY (id)"
                          + " COMMENT 'a table' TBLPROPERTIES ('a' = 'b')"),
                  same("INSERT INTO t VALUES (1, 'a', 1.5), (2, 'b', 2.5), (3, 'c', NULL)"),
                  same("UPDATE t SET name = 'z' WHERE id = 2"),
                  same("DELETE FROM t WHERE id = 1"),
                  same(
                      "MERGE INTO t USING (SELECT 2 AS id, 'm' AS name) AS s ON t.id = s.id"
                          + " WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN"
                          + " INSERT (id, name) VALUES (s.id, s.name)"),
                  same("SELECT id, name, price FROM t ORDER BY id"),
                  other(
                      "INSERT INTO t VALUES (NULL, 'without a key', 0)",
                      "refused: `23502` DELTA_NOT_NULL_CONSTRAINT_VIOLATED"),
                  same("ALTER TABLE t ADD CONSTRAINT positive CHECK (price > 0)"),
                  other(
                      "INSERT INTO t VALUES (5, 'cheap', -1)",
                      "refused: `23001` DELTA_VIOLATE_CONSTRAINT_WITH_VALUES"),
                  same(
                      "CREATE TABLE made (id BIGINT GENERATED ALWAYS AS IDENTITY, v STRING DEFAULT"
                          + " 'd', u STRING GENERATED ALWAYS AS (upper(v))) TBLPROPERTIES"
                          + " ('delta.feature.allowColumnDefaults' = 'supported')"),
                  same("INSERT INTO made (v) VALUES (DEFAULT), ('e')"),
                  other("SELECT * FROM made ORDER BY id", "numbers ascend, and may have gaps"),
                  same("ALTER TABLE t ADD COLUMN extra INT"),
                  other(
                      "ALTER TABLE t RENAME COLUMN extra TO more",
                      "needs the column mapping of Delta"),
                  other("ALTER TABLE t DROP COLUMN more", "needs the column mapping of Delta"),
                  same("CREATE TABLE copied AS SELECT * FROM range(10)"),
                  same("INSERT OVERWRITE copied SELECT * FROM range(2)"),
                  same("TRUNCATE TABLE copied"),
                  same("CREATE VIEW seen AS SELECT id FROM t"),
                  same("SELECT count(*) FROM seen"),
                  same("CREATE OR REPLACE TEMPORARY VIEW mine AS SELECT 1 AS x"),
                  other("CREATE TEMPORARY TABLE mine_too (x INT)", "done"),
                  other("SELECT count(*) FROM t VERSION AS OF 1", "the rows of that version"),
                  other("DESCRIBE HISTORY t", "the versions of the table"),
                  other("OPTIMIZE t", "rewrites files"),
                  other("VACUUM t", "deletes files"),
                  other("CREATE TABLE cloned SHALLOW CLONE t", "done"),
                  other("CREATE TABLE alike LIKE t", "done"),
                  other("COPY INTO t FROM '/tmp/x' FILEFORMAT = CSV", "loads files"),
                  other("ANALYZE TABLE t COMPUTE STATISTICS", "done"),
                  other("INSERT INTO t REPLACE WHERE id = 2 SELECT 2L, 'r', 1.0", "replaces rows"),
                  other(
                      "CREATE MATERIALIZED VIEW kept AS SELECT 1 AS x",
                      "makes one; here only its name is there"))),
          new Section(
              "Queries",
              List.of(
                  same("SELECT parse_json('{\"a\": [1, 2]}'):a[0]"),
                  same("SELECT named_struct('a', 1, 'b', array('x')), map('k', DATE'2024-02-29')"),
                  same("SELECT TIMESTAMP_NTZ'2024-02-29 12:00:00', INTERVAL '3' DAY"),
                  same("SELECT listagg(id, ',') WITHIN GROUP (ORDER BY id) FROM range(3)"),
                  same(
                      "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3)"
                          + " SELECT * FROM r"),
                  same("SELECT * FROM range(2), LATERAL explode(array('a'))"),
                  same("FROM range(3) |> WHERE id > 0 |> SELECT id"),
                  same("SELECT 'a' COLLATE UTF8_LCASE = 'A'"),
                  same("SELECT 1 / 0"),
                  same("SELECT CAST('x' AS INT)"),
                  same("SELECT * FROM nowhere"),
                  same("SELECT :name"),
                  other(
                      "SELECT id FROM range(2) QUALIFY row_number() OVER (ORDER BY id) = 1", "`0`"),
                  other("SELECT TIME'12:00:00'", "a TIME, where the runtime has the type"),
                  other("SELECT ST_Point(1, 2)", "a GEOMETRY"),
                  other("SELECT h3_longlatash3(1.0, 2.0, 3)", "a cell"),
                  other("SELECT ai_query('a model', 'a question')", "an answer"),
                  other("SELECT * FROM read_files('/tmp/x')", "rows of files"))),
          new Section(
              "Programs and sessions",
              List.of(
                  same("DECLARE VARIABLE v INT DEFAULT 5"),
                  same("SELECT v + 1"),
                  same("EXECUTE IMMEDIATE 'SELECT 1'"),
                  same("BEGIN DECLARE x INT DEFAULT 2; SET x = x + 1; SELECT x; END"),
                  same("CREATE FUNCTION twice(x INT) RETURNS INT RETURN x * 2"),
                  same("SELECT twice(4)"),
                  same(
                      "CREATE PROCEDURE answer(OUT x INT) LANGUAGE SQL SQL SECURITY INVOKER AS"
                          + " BEGIN SET x = 42; END"),
                  same("CALL answer(v)"),
                  other(
                      "BEGIN TRANSACTION",
                      "done, where it has them ([transactions.md](transactions.md))"),
                  same("INSERT INTO copied VALUES (1)"),
                  same("ROLLBACK"),
                  same("SELECT count(*) FROM copied"),
                  other(
                      "SET spark.sql.shuffle.partitions = 3",
                      "warehouses refuse most of Spark's settings"))),
          new Section(
              "Catalogs, names and rights",
              List.of(
                  other("SHOW CATALOGS", "the catalogs of the workspace"),
                  same(
                      "SELECT column_name, full_data_type FROM information_schema.columns WHERE"
                          + " table_name = 't' AND table_schema = current_schema() ORDER BY"
                          + " ordinal_position"),
                  same(
                      "SELECT constraint_name, constraint_type FROM"
                          + " information_schema.table_constraints WHERE table_name = 't' AND"
                          + " table_schema = current_schema() ORDER BY 1"),
                  other(
                      "SELECT count(*) > 0 FROM system.query.history",
                      "`true`, some minutes later"),
                  other("CREATE CATALOG more", "done"),
                  other(
                      "GRANT SELECT ON TABLE t TO users",
                      "done, and kept; here nobody is refused anything"),
                  other("ALTER TABLE t SET TAGS ('a' = 'b')", "done, and kept"),
                  other("CREATE TABLE masked (x STRING MASK twice)", "done"),
                  other("CREATE VOLUME files", "done; here every volume is there"))));

  private static String outcome(Statement statement, String sql) throws SQLException {
    try {
      if (!statement.execute(sql)) {
        long count = statement.getLargeUpdateCount();
        return count == 0 ? "done" : count + (count == 1 ? " row" : " rows");
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet result = statement.getResultSet()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            values.add(String.valueOf(result.getString(i)));
          }
          rows.add("`" + String.join(", ", values) + "`");
        }
      }
      boolean isLong = rows.size() > SHOWN_ROWS;
      return String.join(" ", isLong ? rows.subList(0, SHOWN_ROWS) : rows) + (isLong ? " …" : "");
    } catch (SQLException e) {
      Matcher condition = CONDITION.matcher(e.getMessage());
      return "refused: `"
          + e.getSQLState()
          + "`"
          + (condition.find() ? " " + condition.group(1) : "");
    }
  }

  private static String render(String url) throws SQLException {
    StringBuilder page = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (Section section : SECTIONS) {
        page.append("\n### ").append(section.heading()).append("\n\n");
        page.append("| statement | here | on Databricks |\n|---|---|---|\n");
        for (Line line : section.lines()) {
          page.append("| ``")
              .append(line.sql().replace("|", "\\|"))
              .append("`` | ")
              .append(outcome(statement, line.sql()).replace("|", "\\|"))
              .append(" | ")
              .append(line.databricks().isEmpty() ? "the same" : line.databricks())
              .append(" |\n");
        }
      }
    }
    return page.toString();
  }

  @Test
  void pageSaysWhatTheWarehouseMakesOfEachStatement(@Warehouse String url)
      throws IOException, SQLException {
    String page = Files.readString(PAGE);
    String written = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + render(url);
    if (System.getProperty("docs.update") != null) {
      Files.writeString(PAGE, written);
    }
    assertEquals(
        written, Files.readString(PAGE), "run the test with -Ddocs.update to write " + PAGE);
  }
}
