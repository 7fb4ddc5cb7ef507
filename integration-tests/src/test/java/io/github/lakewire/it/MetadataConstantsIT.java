package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The constants of the metadata, against what the SQL engine does. */
@ExtendWith(SharedWarehouse.class)
class MetadataConstantsIT {
  private static final String TABLE = "(VALUES (1, 'x', 10), (2, NULL, 20)) t(a, b, c)";

  /** A method that says true, and what must run then. */
  private static final Map<String, String> PROMISES =
      Map.ofEntries(
          Map.entry("supportsColumnAliasing", "SELECT 1 AS one"),
          Map.entry("supportsTableCorrelationNames", "SELECT x.id FROM range(1) x"),
          Map.entry("supportsExpressionsInOrderBy", "SELECT a FROM " + TABLE + " ORDER BY -a"),
          Map.entry("supportsOrderByUnrelated", "SELECT a FROM " + TABLE + " ORDER BY c"),
          Map.entry("supportsGroupBy", "SELECT b, count(*) FROM " + TABLE + " GROUP BY b"),
          Map.entry("supportsGroupByUnrelated", "SELECT count(*) FROM " + TABLE + " GROUP BY b"),
          Map.entry("supportsGroupByBeyondSelect", "SELECT a FROM " + TABLE + " GROUP BY a, b"),
          Map.entry("supportsLikeEscapeClause", "SELECT 'a_b' LIKE 'a!_b' ESCAPE '!'"),
          Map.entry(
              "supportsCorrelatedSubqueries",
              "SELECT a FROM " + TABLE + " WHERE EXISTS (SELECT 1 FROM range(9) r WHERE r.id = a)"),
          Map.entry(
              "supportsSubqueriesInComparisons",
              "SELECT a FROM " + TABLE + " WHERE a = (SELECT max(id) FROM range(2))"),
          Map.entry(
              "supportsSubqueriesInExists",
              "SELECT a FROM " + TABLE + " WHERE EXISTS (SELECT 1 FROM range(1))"),
          Map.entry(
              "supportsSubqueriesInIns",
              "SELECT a FROM " + TABLE + " WHERE a IN (SELECT id FROM range(3))"),
          Map.entry("supportsUnion", "SELECT 1 UNION SELECT 2"),
          Map.entry("supportsUnionAll", "SELECT 1 UNION ALL SELECT 2"),
          Map.entry(
              "supportsOuterJoins",
              "SELECT 1 FROM range(1) l LEFT OUTER JOIN (range(2) r JOIN range(3) s) ON l.id ="
                  + " r.id"),
          Map.entry(
              "supportsLimitedOuterJoins",
              "SELECT 1 FROM range(1) l RIGHT OUTER JOIN range(2) r ON l.id = r.id"),
          Map.entry(
              "supportsFullOuterJoins",
              "SELECT 1 FROM range(1) l FULL OUTER JOIN range(2) r ON l.id = r.id"),
          Map.entry("supportsStoredProcedures", "{call main.flags.p}"),
          Map.entry("supportsCatalogsInProcedureCalls", "CALL main.flags.p()"),
          Map.entry("supportsSchemasInProcedureCalls", "{call flags.p()}"),
          Map.entry("supportsConvert", "SELECT {fn CONVERT('1', SQL_INTEGER)}"),
          Map.entry("supportsNonNullableColumns", "CREATE TABLE main.flags.a (i INT NOT NULL)"),
          Map.entry(
              "supportsCatalogsInTableDefinitions", "CREATE TABLE main.flags.b (i INT, j INT)"),
          Map.entry("supportsCatalogsInDataManipulation", "SELECT * FROM main.flags.b"),
          Map.entry("supportsSchemasInDataManipulation", "SELECT * FROM flags.b"),
          Map.entry("supportsSchemasInTableDefinitions", "CREATE TABLE flags.c (i INT)"),
          Map.entry("supportsAlterTableWithAddColumn", "ALTER TABLE main.flags.b ADD COLUMN k INT"),
          Map.entry("supportsAlterTableWithDropColumn", "ALTER TABLE main.flags.b DROP COLUMN j"));

  /** A method that says false, and what must fail then. */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "supportsSubqueriesInQuantifieds",
          "SELECT a FROM " + TABLE + " WHERE a = ANY (SELECT id FROM range(3))",
          "supportsSelectForUpdate",
          "SELECT id FROM range(3) FOR UPDATE",
          "supportsPositionedDelete",
          "DELETE FROM main.flags.a WHERE CURRENT OF cursor_name");

  private static List<String> column(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Test
  void keywordsAreThoseOfTheServerButNotOfTheStandard(WarehouseProcess warehouse) throws Exception {
    Path standard =
        Path.of(
            System.getProperty("lakewire.root", ".."), "src/test/resources/sql2003-keywords.txt");
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      Set<String> missing = new TreeSet<>(column(statement, "SELECT keyword FROM sql_keywords()"));
      assertTrue(missing.size() > 300, missing.toString());
      missing.removeAll(Arrays.asList(connection.getMetaData().getSQLKeywords().split(",")));
      missing.removeAll(Arrays.asList(Files.readString(standard).strip().split("\\s+")));
      // The letter of hexadecimal literals.
      assertEquals(Set.of("X"), missing);
    }
  }

  @Test
  void whatIsPromisedRunsAndWhatIsNotDoesNot(WarehouseProcess warehouse) throws Exception {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA main.flags");
      connection.setCatalog("main");
      statement.execute(
          "CREATE PROCEDURE main.flags.p() LANGUAGE SQL SQL SECURITY INVOKER AS BEGIN SELECT 1;"
              + " END");
      DatabaseMetaData metadata = connection.getMetaData();
      List<String> failed = new ArrayList<>();
      // Tables are made before they are used.
      List<Map.Entry<String, String>> promises =
          PROMISES.entrySet().stream()
              .sorted(Comparator.comparing(entry -> !entry.getValue().startsWith("CREATE")))
              .toList();
      for (Map.Entry<String, String> promise : promises) {
        assertEquals(true, answer(metadata, promise.getKey()), promise.getKey());
        try {
          statement.execute(promise.getValue());
        } catch (SQLException e) {
          failed.add(promise.getKey() + ": " + e.getMessage());
        }
      }
      assertEquals(List.of(), failed);
      for (Map.Entry<String, String> refusal : REFUSALS.entrySet()) {
        assertEquals(false, answer(metadata, refusal.getKey()), refusal.getKey());
        assertThrows(
            SQLException.class, () -> statement.execute(refusal.getValue()), refusal.getKey());
      }
      assertEquals(false, metadata.supportsDifferentTableCorrelationNames());
      statement.execute("SELECT b.i FROM main.flags.b b");
      statement.execute("DROP SCHEMA main.flags CASCADE");
    }
  }

  private static Object answer(DatabaseMetaData metadata, String method) throws Exception {
    return DatabaseMetaData.class.getMethod(method).invoke(metadata);
  }

  @Test
  void nullsAreLowAndSpread(WarehouseProcess warehouse) throws Exception {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      DatabaseMetaData metadata = connection.getMetaData();
      assertTrue(metadata.nullsAreSortedLow() && metadata.nullPlusNonNullIsNull());
      assertEquals(
          Arrays.asList(null, "x"), column(statement, "SELECT b FROM " + TABLE + " ORDER BY b"));
      assertEquals(
          Arrays.asList("x", null),
          column(statement, "SELECT b FROM " + TABLE + " ORDER BY b DESC"));
      assertEquals(
          Arrays.asList("xy", null),
          column(statement, "SELECT b || 'y' FROM " + TABLE + " ORDER BY a"));
    }
  }
}
