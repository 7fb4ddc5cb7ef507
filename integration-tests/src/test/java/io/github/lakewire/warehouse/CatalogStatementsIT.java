package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.thrift.TGetFunctionsReq;
import io.github.lakewire.thrift.TGetTablesReq;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Views, routines, privileges and tags of the warehouse's own catalogs. */
class CatalogStatementsIT {
  private static WarehouseProcess warehouse;
  private static SqlClient client;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--direct-wait-millis",
            "30000");
    client = new SqlClient(warehouse);
    client.rows("CREATE SCHEMA main.own");
    client.rows("CREATE TABLE main.own.t (id INT NOT NULL, name STRING) COMMENT 'Rows'");
    client.rows("INSERT INTO main.own.t VALUES (1, 'one'), (2, 'two')");
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  @Test
  void fieldsOfStructsAreReadOneByOne() throws Exception {
    client.rows("CREATE TABLE main.own.s (id INT, s STRUCT<x: INT, y: STRUCT<z: STRING, w: INT>>)");
    client.rows("INSERT INTO main.own.s VALUES (1, struct(7, struct('a', 8))), (2, NULL)");
    assertEquals(List.of("1"), client.rows("SELECT id FROM main.own.s WHERE s.y.w = 8"));
    assertEquals(
        List.of("8|a", "null|null"),
        client.rows("SELECT s.y.w, s.y.z FROM main.own.s ORDER BY id"));
    client.rows("DROP TABLE main.own.s");
  }

  @Test
  void aViewRunsItsQueryWhereItWasMade() throws Exception {
    client.rows("USE main.own");
    client.rows(
        "CREATE VIEW big (number COMMENT 'Counted', label) COMMENT 'Above 1'"
            + " AS SELECT id * 10, name FROM t WHERE id > 1");
    client.rows("USE main.default");
    assertEquals(List.of("two|20"), client.rows("SELECT v.label, v.number FROM main.own.big v"));
    assertEquals(
        List.of("1|2"),
        client.rows(
            "SELECT count(*), max(t.id) FROM main.own.big v JOIN main.own.t t ON t.name ="
                + " v.label"));
    assertEquals(
        List.of("SELECT id * 10, name FROM t WHERE id > 1|NONE|NO|NO|null"),
        client.rows(
            "SELECT view_definition, check_option, is_updatable, is_insertable_into, sql_path"
                + " FROM main.information_schema.views WHERE table_schema = 'own'"
                + " AND table_name = 'big'"));
    assertEquals(
        List.of("big|VIEW|NO|Above 1"),
        client.rows(
            "SELECT table_name, table_type, is_insertable_into, comment"
                + " FROM main.information_schema.tables WHERE table_name = 'big'"));
    assertEquals(List.of("own|big|false"), client.rows("SHOW VIEWS IN main.own LIKE 'b*'"));
    assertTrue(
        client
            .rows("SHOW CREATE TABLE main.own.big")
            .get(0)
            .startsWith("CREATE VIEW main.own.big (\n  number COMMENT 'Counted',\n  label)\n"));
    assertTrue(client.failure("CREATE VIEW main.own.big AS SELECT 1").startsWith("42P07"));
    client.rows("CREATE OR REPLACE VIEW main.own.big AS SELECT 1 AS one");
    assertEquals(List.of("1"), client.rows("SELECT * FROM main.own.big"));
    client.rows("DROP VIEW main.own.big");
    assertTrue(client.failure("SELECT * FROM main.own.big").startsWith("42P01"));
    assertTrue(client.failure("DROP VIEW main.own.big").startsWith("42P01"));
  }

  @Test
  void materializedViewsAndStreamingTablesAreTypesOfTheirOwn() throws Exception {
    client.rows("CREATE SCHEMA main.kinds");
    client.rows("CREATE TABLE main.kinds.plain (id INT)");
    client.rows("CREATE MATERIALIZED VIEW main.kinds.kept AS SELECT id FROM main.own.t");
    client.rows(
        "CREATE OR REFRESH STREAMING TABLE main.kinds.flow AS SELECT * FROM STREAM main.own.t");
    client.rows(
        "CREATE TABLE main.kinds.far (id INT) TBLPROPERTIES ('lakewire.table_type' = 'FOREIGN')");
    assertEquals(
        List.of("far|FOREIGN", "flow|STREAMING_TABLE", "kept|MATERIALIZED_VIEW", "plain|MANAGED"),
        client.rows(
            "SELECT table_name, table_type FROM main.information_schema.tables"
                + " WHERE table_schema = 'kinds' ORDER BY 1"));
    assertEquals(
        List.of("far|FOREIGN", "flow|STREAMING_TABLE", "kept|MATERIALIZED_VIEW", "plain|TABLE"),
        SqlClient.rows(
                client.raw.calls.GetTables(
                        new TGetTablesReq()
                            .setSessionHandle(client.session)
                            .setCatalogName("main")
                            .setSchemaName("kinds")
                            .setGetDirectResults(SqlClient.ALL))
                    .getDirectResults())
            .stream()
            .map(row -> row.split("\\|")[2] + "|" + row.split("\\|")[3])
            .toList());
    assertEquals(List.of("2"), client.rows("SELECT count(*) FROM main.kinds.flow"));
    client.rows("DROP MATERIALIZED VIEW main.kinds.kept");
    client.rows("DROP SCHEMA main.kinds CASCADE");
  }

  @Test
  void aScalarFunctionIsDescribedAndCalled() throws Exception {
    client.rows(
        "CREATE FUNCTION main.own.plus(a INT COMMENT 'First', b DECIMAL(5,2) DEFAULT 1.5)"
            + " RETURNS DECIMAL(10,2) LANGUAGE SQL NOT DETERMINISTIC COMMENT 'It''s a sum'"
            + " RETURN a + b");
    client.rows("CREATE OR REPLACE FUNCTION main.own.untyped() RETURN upper('x')");
    assertEquals(
        List.of(
            "plus|FUNCTION|DECIMAL|decimal(10,2)|SQL|a + b|null|NO|CONTAINS SQL|It's a sum",
            "untyped|FUNCTION|STRING|string|SQL|upper('x')|null|YES|CONTAINS SQL|null"),
        client.rows(
            "SELECT routine_name, routine_type, data_type, full_data_type, routine_body,"
                + " routine_definition, external_language, is_deterministic, sql_data_access,"
                + " comment FROM main.information_schema.routines WHERE routine_schema = 'own'"
                + " AND routine_name IN ('plus', 'untyped') ORDER BY 1"));
    assertEquals(
        List.of("a|0|IN|NO|int|null|First", "b|1|IN|NO|decimal(5,2)|1.5|null"),
        client.rows(
            "SELECT parameter_name, ordinal_position, parameter_mode, is_result, full_data_type,"
                + " parameter_default, comment FROM main.information_schema.parameters"
                + " WHERE specific_schema = 'own' AND specific_name = 'plus' ORDER BY 2"));
    assertEquals(
        List.of("1.75|X", "2.75|X"),
        client.rows(
            "SELECT main.own.plus(id, 0.75), main.own.untyped() FROM main.own.t ORDER BY 1"));
    assertEquals(List.of("null|3.50"), client.rows("SELECT main.own.plus(NULL), main.own.plus(2)"));
    assertEquals(
        List.of("main.own.plus"), client.rows("SHOW USER FUNCTIONS IN main.own LIKE 'pl*'"));
    assertTrue(client.failure("CREATE FUNCTION main.own.plus() RETURN 1").startsWith("42723"));
    client.rows("DROP FUNCTION main.own.plus");
    assertTrue(client.failure("DROP FUNCTION main.own.plus").startsWith("42883"));
    client.rows("DROP FUNCTION IF EXISTS main.own.plus");
  }

  @Test
  void tableFunctionsAndProceduresAreDescribed() throws Exception {
    client.rows(
        "CREATE FUNCTION main.own.above(least INT) RETURNS TABLE (id INT COMMENT 'Counted', m"
            + " MAP<STRING, INT>) COMMENT 'Rows' RETURN SELECT id, map() FROM main.own.t WHERE id >"
            + " least");
    client.rows(
        "CREATE FUNCTION main.own.py(x STRING) RETURNS INT LANGUAGE PYTHON AS $$\n"
            + "return len(x)\n$$");
    client.rows(
        "CREATE OR REPLACE PROCEDURE main.own.move(IN what STRING COMMENT 'That', OUT n BIGINT,"
            + " INOUT rest ARRAY<INT>, times INT DEFAULT 1) LANGUAGE SQL SQL SECURITY INVOKER"
            + " COMMENT 'Moves' AS BEGIN SET n = 1; END;");
    assertEquals(
        List.of(
            "above|FUNCTION|TABLE|SQL|null|SELECT id, map() FROM main.own.t WHERE id > least",
            "move|PROCEDURE|null|SQL|null|BEGIN SET n = 1; END",
            "py|FUNCTION|INT|EXTERNAL|PYTHON|\nreturn len(x)\n"),
        client.rows(
            "SELECT routine_name, routine_type, data_type, routine_body, external_language,"
                + " routine_definition FROM system.information_schema.routines"
                + " WHERE routine_catalog = 'main' AND routine_name IN ('above', 'move', 'py')"
                + " ORDER BY 1"));
    assertEquals(
        List.of("id|0|int|Counted", "m|1|map<string, int>|null"),
        client.rows(
            "SELECT column_name, ordinal_position, full_data_type, comment"
                + " FROM main.information_schema.routine_columns WHERE specific_name = 'above'"
                + " ORDER BY 2"));
    assertEquals(
        List.of(
            "what|IN|string|null|That",
            "n|OUT|bigint|null|null",
            "rest|INOUT|array<int>|null|null",
            "times|IN|int|1|null"),
        client.rows(
            "SELECT parameter_name, parameter_mode, full_data_type, parameter_default, comment"
                + " FROM main.information_schema.parameters WHERE specific_name = 'move'"
                + " ORDER BY ordinal_position"));
    assertEquals(List.of("main|own|move"), client.rows("SHOW PROCEDURES IN main.own"));
    client.rows("DROP PROCEDURE main.own.move");
    assertEquals(List.of(), client.rows("SHOW PROCEDURES IN main.own"));
  }

  @Test
  void theNativeCallKnowsNoFunctionsOfUsers() throws Exception {
    assertEquals(
        List.of(),
        SqlClient.rows(
            client.raw.calls.GetFunctions(
                    new TGetFunctionsReq()
                        .setSessionHandle(client.session)
                        .setCatalogName("samples")
                        .setFunctionName("fare%")
                        .setGetDirectResults(SqlClient.ALL))
                .getDirectResults()));
  }

  @Test
  void privilegesAreNotedAndInherited() throws Exception {
    client.rows("CREATE SCHEMA main.safe");
    client.rows("CREATE TABLE main.safe.t (id INT)");
    client.rows("GRANT SELECT, MODIFY ON TABLE main.safe.t TO `who@example.org`");
    client.rows("GRANT USE SCHEMA ON SCHEMA main.safe TO readers");
    client.rows("REVOKE MODIFY ON main.safe.t FROM `who@example.org`");
    assertEquals(
        List.of(
            "readers|main|safe|t|USE SCHEMA|NO|SCHEMA",
            "who@example.org|main|safe|t|SELECT|NO|NONE"),
        client.rows(
            "SELECT grantee, table_catalog, table_schema, table_name, privilege_type,"
                + " is_grantable, inherited_from FROM main.information_schema.table_privileges"
                + " WHERE table_schema = 'safe' ORDER BY 1"));
    assertTrue(client.failure("GRANT SELECT ON main.safe.none TO x").startsWith("42P01"));
    client.rows("DROP TABLE main.safe.t");
    client.rows("CREATE TABLE main.safe.t (id INT)");
    assertEquals(
        List.of("USE SCHEMA"),
        client.rows(
            "SELECT privilege_type FROM main.information_schema.table_privileges"
                + " WHERE table_schema = 'safe'"));
    client.rows("DROP SCHEMA main.safe CASCADE");
  }

  @Test
  void tagsAreNotedForTablesAndColumns() throws Exception {
    client.rows("ALTER TABLE main.own.t SET TAGS ('cost' = 'low', 'it''s')");
    client.rows("ALTER TABLE main.own.t ALTER COLUMN name SET TAGS ('pii' = 'yes', 'x' = 'y')");
    client.rows("ALTER TABLE main.own.t ALTER COLUMN name UNSET TAGS ('x')");
    assertEquals(
        List.of("main|own|t|cost|low", "main|own|t|it's|"),
        client.rows("SELECT * FROM main.information_schema.table_tags ORDER BY tag_name"));
    assertEquals(
        List.of("main|own|t|name|pii|yes"),
        client.rows("SELECT * FROM main.information_schema.column_tags"));
  }

  @Test
  void identityAndGeneratedColumnsGetTheirValues() throws Exception {
    client.rows(
        "CREATE TABLE main.own.made (id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 10"
            + " INCREMENT BY 5) PRIMARY KEY, n BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY,"
            + " c STRING DEFAULT 'x', d STRING GENERATED ALWAYS AS (upper(c)), v VARCHAR(9))");
    client.rows("INSERT INTO main.own.made (c) VALUES ('hello')");
    client.rows("INSERT INTO main.own.made (c, n) VALUES (DEFAULT, 77)");
    client.rows("UPDATE main.own.made SET c = 'bye' WHERE n = 77");
    client.rows("ALTER TABLE main.own.made ADD COLUMN f INT COMMENT 'Last'");
    client.rows("ALTER TABLE main.own.made ALTER COLUMN f SET DEFAULT 7");
    client.rows("INSERT INTO main.own.made (c) VALUES ('third')");
    assertEquals(
        List.of("10|1|hello|HELLO|null|null", "15|77|bye|BYE|null|null", "20|2|third|THIRD|null|7"),
        client.rows("SELECT * FROM main.own.made ORDER BY id"));
    assertEquals(
        List.of(
            "id|null|NO|YES|ALWAYS|10|5|NEVER|null",
            "n|null|NO|YES|BY DEFAULT|1|1|NEVER|null",
            "c|'x'|YES|NO|null|null|null|NEVER|null",
            "d|null|YES|NO|null|null|null|ALWAYS|upper(c)",
            "v|null|YES|NO|null|null|null|NEVER|null",
            "f|7|YES|NO|null|null|null|NEVER|null"),
        client.rows(
            "SELECT column_name, column_default, is_nullable, is_identity, identity_generation,"
                + " identity_start, identity_increment, is_generated, generation_expression"
                + " FROM main.information_schema.columns WHERE table_name = 'made'"
                + " ORDER BY ordinal_position"));
    assertEquals(
        "CREATE TABLE main.own.made (\n"
            + "  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5),\n"
            + "  n BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY (START WITH 1 INCREMENT BY"
            + " 1),\n"
            + "  c STRING DEFAULT 'x',\n"
            + "  d STRING GENERATED ALWAYS AS (upper(c)),\n"
            + "  v VARCHAR(9),\n"
            + "  f INT DEFAULT 7 COMMENT 'Last',\n"
            + "  CONSTRAINT `made_pk` PRIMARY KEY (`id`))\n"
            + "USING delta\n",
        client.rows("SHOW CREATE TABLE main.own.made").get(0));
  }

  @Test
  void theDemoHasKeysAViewAndRoutines() throws Exception {
    assertEquals(
        List.of("vendors|FOREIGN KEY"),
        client.rows(
            "SELECT p.table_name, f.constraint_type"
                + " FROM samples.information_schema.table_constraints f"
                + " JOIN samples.information_schema.referential_constraints r"
                + " USING (constraint_catalog, constraint_schema, constraint_name)"
                + " JOIN samples.information_schema.table_constraints p"
                + " ON p.constraint_name = r.unique_constraint_name"
                + " WHERE f.constraint_name = 'trips_vendor'"));
    assertEquals(
        List.of("count_trips|PROCEDURE", "fare_with_tip|FUNCTION", "zones_of|FUNCTION"),
        client.rows(
            "SELECT routine_name, routine_type FROM samples.information_schema.routines"
                + " ORDER BY 1"));
    assertEquals(List.of("11.0000"), client.rows("SELECT samples.lakewire.fare_with_tip(10)"));
    assertEquals(List.of("6"), client.rows("SELECT count(*) FROM samples.lakewire.vendor_trips"));
  }
}
