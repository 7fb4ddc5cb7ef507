package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.TableDetails;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the metadata finds by itself: routines, privileges, keys of rows, tags, odd names. */
@ExtendWith(SharedWarehouse.class)
class MetadataObjectsIT {

  /** The rows as text: the named columns, with bars between them. */
  private static List<String> rows(ResultSet opened, String... columns) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = opened) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
          values.add(String.valueOf(rows.getString(column)));
        }
        lines.add(String.join("|", values));
      }
    }
    return lines;
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void functionsOfUsersAreWhereTheyBelong(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      DatabaseMetaData metadata = connection.getMetaData();
      String[] columns = {
        "FUNCTION_CAT",
        "FUNCTION_SCHEM",
        "FUNCTION_NAME",
        "REMARKS",
        "FUNCTION_TYPE",
        "SPECIFIC_NAME"
      };
      List<String> demo =
          List.of(
              "samples|lakewire|fare_with_tip|What a guest pays|1|fare_with_tip",
              "samples|lakewire|zones_of|The zones of one borough|2|zones_of");
      assertEquals(demo, rows(metadata.getFunctions("samples", "lakewire", "%"), columns));
      assertEquals(demo, rows(metadata.getFunctions(null, "LAKE%", null), columns));
      assertEquals(
          demo.subList(0, 1), rows(metadata.getFunctions("samples", null, "fare\\_%"), columns));
      assertEquals(List.of(), rows(metadata.getFunctions("samples", "no_such", "%"), columns));
      assertNull(connection.getWarnings());
      assertEquals(List.of(), rows(metadata.getFunctions("no_such", null, "%"), columns));
    }
  }

  @Test
  void functionsOfTheLanguageHaveNoCatalog(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      DatabaseMetaData metadata = connection.getMetaData();
      String[] columns = {"FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "SPECIFIC_NAME"};
      assertEquals(
          List.of("null|null|abs|abs"), rows(metadata.getFunctions("", "", "abs"), columns));
      assertEquals(
          List.of("null|null|abs|abs"), rows(metadata.getFunctions(null, null, "ABS"), columns));
      assertEquals(List.of(), rows(metadata.getFunctions("main", null, "abs"), columns));
      List<String> all = rows(metadata.getFunctions(null, "%", "%"), columns);
      assertTrue(all.size() > 300, all.toString());
      assertTrue(all.contains("samples|lakewire|zones_of|zones_of"), all.toString());
    }
  }

  @Test
  void parametersAndResultsAreDescribedAsColumnsAre(WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      DatabaseMetaData metadata = connection.getMetaData();
      String[] columns = {
        "FUNCTION_NAME",
        "COLUMN_NAME",
        "COLUMN_TYPE",
        "DATA_TYPE",
        "TYPE_NAME",
        "PRECISION",
        "SCALE",
        "RADIX",
        "NULLABLE",
        "REMARKS",
        "ORDINAL_POSITION",
        "IS_NULLABLE"
      };
      List<String> columnsOfFunctions =
          rows(metadata.getFunctionColumns("samples", "lakewire", "%", "%"), columns);
      String money = columnsOfFunctions.get(0).split("\\|", 3)[2].split("\\|", 2)[1];
      assertEquals("3|DECIMAL|", money.substring(0, 10));
      assertEquals(
          List.of(
              "fare_with_tip||" + DatabaseMetaData.functionReturn + "|" + money,
              "fare_with_tip|fare|1|" + money.replace("null|0|", "Without tip|1|"),
              "fare_with_tip|percent|1|4|INT|10|0|10|1|Of the fare|2|YES",
              "zones_of|borough|1|12|STRING|2147483647|null|null|1|As in zones|1|YES",
              "zones_of|zone|5|12|STRING|2147483647|null|null|1|Name|1|YES",
              "zones_of|area_km2|5|3|DECIMAL|8|3|10|1|null|2|YES"),
          columnsOfFunctions);
      assertEquals(
          List.of("zones_of|zone|5"),
          rows(
              metadata.getFunctionColumns("samples", "lakewire", "zones_of", "z%"),
              "FUNCTION_NAME",
              "COLUMN_NAME",
              "COLUMN_TYPE"));
    }
  }

  @Test
  void proceduresHaveModesAndDefaults(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      execute(
          connection,
          "CREATE OR REPLACE PROCEDURE main.default.move(IN what STRING COMMENT 'That', OUT n"
              + " BIGINT, INOUT rest ARRAY<INT>, times INT DEFAULT 1) LANGUAGE SQL SQL SECURITY"
              + " INVOKER COMMENT 'Moves' AS BEGIN SET n = 1; END");
      DatabaseMetaData metadata = connection.getMetaData();
      assertEquals(
          List.of("main|default|move|Moves|" + DatabaseMetaData.procedureNoResult + "|move"),
          rows(
              metadata.getProcedures("main", "def%", "m%"),
              "PROCEDURE_CAT",
              "PROCEDURE_SCHEM",
              "PROCEDURE_NAME",
              "REMARKS",
              "PROCEDURE_TYPE",
              "SPECIFIC_NAME"));
      assertEquals(
          List.of(
              "what|" + DatabaseMetaData.procedureColumnIn + "|STRING|null|That|1",
              "n|" + DatabaseMetaData.procedureColumnOut + "|BIGINT|null|null|2",
              "rest|" + DatabaseMetaData.procedureColumnInOut + "|ARRAY<INT>|null|null|3",
              "times|" + DatabaseMetaData.procedureColumnIn + "|INT|1|null|4"),
          rows(
              metadata.getProcedureColumns("main", "default", "move", null),
              "COLUMN_NAME",
              "COLUMN_TYPE",
              "TYPE_NAME",
              "COLUMN_DEF",
              "REMARKS",
              "ORDINAL_POSITION"));
      execute(connection, "DROP PROCEDURE main.default.move");
    }
  }

  @Test
  void privilegesOfATableCountForItsColumns(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      execute(
          connection,
          "CREATE SCHEMA main.safe",
          "CREATE TABLE main.safe.my_table (b INT, a INT)",
          "CREATE TABLE main.safe.myXtable (b INT, a INT)",
          "GRANT SELECT, APPLY TAG ON TABLE main.safe.my_table TO `who@example.org`",
          "GRANT SELECT ON TABLE main.safe.myXtable TO `who@example.org`",
          "GRANT USE SCHEMA ON SCHEMA main.safe TO readers");
      DatabaseMetaData metadata = connection.getMetaData();
      assertEquals(
          List.of("my_table|who@example.org|APPLY TAG|NO", "my_table|who@example.org|SELECT|NO"),
          rows(
              metadata.getTablePrivileges("main", "safe", "my\\_table"),
              "TABLE_NAME",
              "GRANTEE",
              "PRIVILEGE",
              "IS_GRANTABLE"));
      assertEquals(
          List.of("my_table|a|SELECT", "my_table|b|SELECT"),
          rows(
              metadata.getColumnPrivileges("main", "safe", "my_table", "%"),
              "TABLE_NAME",
              "COLUMN_NAME",
              "PRIVILEGE"));
      execute(connection, "DROP SCHEMA main.safe CASCADE");
    }
  }

  @Test
  void primaryKeyIsTheBestRowIdentifier(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      execute(
          connection,
          "CREATE TABLE main.default.keyed (a INT, b STRING NOT NULL, c DECIMAL(10,2) NOT NULL,"
              + " CONSTRAINT keyed_key PRIMARY KEY (c, b))");
      DatabaseMetaData metadata = connection.getMetaData();
      assertEquals(
          List.of("2|c|3|DECIMAL|10|2|1", "2|b|12|STRING|2147483647|null|1"),
          rows(
              metadata.getBestRowIdentifier(
                  "main", "default", "keyed", DatabaseMetaData.bestRowTemporary, false),
              "SCOPE",
              "COLUMN_NAME",
              "DATA_TYPE",
              "TYPE_NAME",
              "COLUMN_SIZE",
              "DECIMAL_DIGITS",
              "PSEUDO_COLUMN"));
      execute(connection, "DROP TABLE main.default.keyed");
    }
  }

  @Test
  void tablesWithFilesHaveAPseudoColumn(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      execute(
          connection,
          "CREATE SCHEMA main.pseudo",
          "CREATE TABLE main.pseudo.t (id INT)",
          "CREATE VIEW main.pseudo.v AS SELECT 1 AS one",
          "CREATE TABLE main.pseudo.far (id INT) TBLPROPERTIES ('lakewire.table_type' ="
              + " 'FOREIGN')");
      assertEquals(
          List.of("main|pseudo|t|_metadata|" + Types.STRUCT + "|NO_USAGE_RESTRICTIONS|NO"),
          rows(
              connection.getMetaData().getPseudoColumns("main", "pseudo", null, null),
              "TABLE_CAT",
              "TABLE_SCHEM",
              "TABLE_NAME",
              "COLUMN_NAME",
              "DATA_TYPE",
              "COLUMN_USAGE",
              "IS_NULLABLE"));
      execute(connection, "DROP SCHEMA main.pseudo CASCADE");
    }
  }

  @Test
  void detailsOfTablesAreReached(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      execute(
          connection,
          "CREATE SCHEMA main.details",
          "CREATE TABLE main.details.t (id INT, name STRING) TBLPROPERTIES ('a.b' = 'c')",
          "CREATE VIEW main.details.v AS SELECT id FROM main.details.t",
          "ALTER TABLE main.details.t SET TAGS ('cost' = 'low', 'it''s')",
          "ALTER TABLE main.details.t ALTER COLUMN name SET TAGS ('pii' = 'yes')");
      TableDetails details = connection.getMetaData().unwrap(TableDetails.class);
      assertEquals("SELECT id FROM main.details.t", details.viewText("MAIN", "details", "v"));
      assertNull(details.viewText("main", "details", "t"));
      assertEquals("c", details.tableProperties("main", "details", "t").get("a.b"));
      assertEquals(Map.of("cost", "low", "it's", ""), details.tableTags("main", "details", "T"));
      assertEquals(
          Map.of("name", Map.of("pii", "yes")), details.columnTags("main", "details", "t"));
      connection.setCatalog("main");
      assertEquals("SELECT id FROM main.details.t", details.viewText(null, "details", "v"));
      assertEquals("c", details.tableProperties(null, "details", "t").get("a.b"));
      assertEquals(Map.of(), details.tableProperties("main", "details", "no_such"));
      assertEquals(Map.of(), details.tableTags("main", "no_such", "t"));
      assertNull(connection.getWarnings());
      execute(connection, "DROP SCHEMA main.details CASCADE");
    }
  }

  @Test
  void namesOfAnyCharactersAreFoundAndToldAsTheyAre(WarehouseProcess warehouse)
      throws SQLException {
    List<String> names = List.of("it's", "a`b", "back\\slash", "per%cent", "dot.ted", "日本", "$x");
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      execute(connection, "CREATE SCHEMA main.`odd schema's`");
      for (String name : names) {
        execute(
            connection,
            "CREATE TABLE main.`odd schema's`.`" + name.replace("`", "``") + "` (`My Col` INT)",
            "GRANT SELECT ON TABLE main.`odd schema's`.`"
                + name.replace("`", "``")
                + "` TO readers");
      }
      DatabaseMetaData metadata = connection.getMetaData();
      String schema = "odd schema's";
      for (String name : names) {
        String pattern = name.replace("\\", "\\\\").replace("%", "\\%");
        String expected = "main|" + schema + "|" + name;
        String[] columns = {"TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME"};
        assertEquals(
            List.of(expected), rows(metadata.getTables("main", schema, pattern, null), columns));
        assertEquals(
            List.of(expected), rows(metadata.getTablePrivileges("main", schema, pattern), columns));
        assertEquals(
            List.of(expected + "|My Col"),
            rows(
                metadata.getColumns("main", schema, pattern, "my col"),
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "COLUMN_NAME"));
      }
      // A backslash that escapes nothing means itself.
      assertEquals(
          List.of("back\\slash"),
          rows(metadata.getTables("main", schema, "back\\slash", null), "TABLE_NAME"));
      assertEquals(
          List.of("back\\slash"),
          rows(metadata.getTablePrivileges("main", schema, "back\\slash"), "TABLE_NAME"));
      execute(connection, "DROP SCHEMA main.`odd schema's` CASCADE");
    }
  }

  @Test
  void metadataLeavesAnOpenResultAlone(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement();
        ResultSet open = statement.executeQuery("SELECT id FROM range(100000)")) {
      assertTrue(open.next());
      connection.getMetaData().getFunctions("samples", "%", "%").close();
      connection.getMetaData().unwrap(TableDetails.class).tableTags("samples", "lakewire", "trips");
      long count = 1;
      while (open.next()) {
        count++;
      }
      assertEquals(100_000, count);
      assertFalse(statement.getMoreResults());
    }
  }
}
