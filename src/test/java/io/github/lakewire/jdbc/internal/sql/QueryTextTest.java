package io.github.lakewire.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {

  /** For a server without TIME. */
  private static String translate(String sql) throws DriverException {
    return JdbcEscapes.translate(sql, () -> false);
  }

  @Test
  void identifiersAreQuotedWithBackticks() throws Exception {
    assertEquals("`a``b.c`", Identifiers.quote("a`b.c"));
    assertEquals("'it\\'s a \\\\'", Identifiers.literal("it's a \\"));
    assertTrue(Identifiers.isSimple("_a1"));
    assertFalse(Identifiers.isSimple("1a"));
    assertFalse(Identifiers.isSimple("a-b"));
    assertFalse(Identifiers.isSimple("\u00e4"));
    assertFalse(Identifiers.isSimple(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USE c",
        "  use catalog `c`;",
        "/* why */ -- so\n USE SCHEMA s",
        "set catalog c",
        "BEGIN USE s; END",
        "EXECUTE IMMEDIATE 'USE s'"
      })
  void statementsThatMayMoveTheNamespace(String sql) {
    assertTrue(StatementKind.of(sql).mayMoveNamespace());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT 1", "SET a = 1", "'USE'", "-- USE c", "user_function()", "("})
  void statementsThatDoNot(String sql) {
    assertFalse(StatementKind.of(sql).mayMoveNamespace());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '#',
      value = {
        "SELECT CAST(id AS STRING) AS Result FROM t#QUERY",
        "\uFEFFSELECT 1#QUERY",
        "\u00A0\u2003select 1#QUERY",
        "; SELECT 1;#QUERY",
        "~/* INSERT /* nested */ */ -- DELETE\n/*+ hint */ SELECT 1~#QUERY",
        "((SELECT 1) UNION (SELECT 2))#QUERY",
        "(WITH w AS (SELECT 1) SELECT * FROM w)#QUERY",
        "VALUES (1)#QUERY",
        "TABLE insert#QUERY",
        "SELECT insert FROM update#QUERY",
        "WITH w AS (SELECT 1) SELECT insert, delete FROM w#QUERY",
        "WITH insert AS (SELECT 1) SELECT * FROM insert#QUERY",
        "WITH `insert into` AS (SELECT 1), update AS (SELECT 2) SELECT 1#QUERY",
        "WITH merge (delete) AS (SELECT 1), b AS (FROM merge) (SELECT 1)#QUERY",
        "WITH RECURSIVE r(n) MAX RECURSION LEVEL 5 AS (SELECT 1) TABLE r#QUERY",
        "WITH w AS (SELECT ')' /* ) */) FROM w SELECT 1#QUERY",
        "WITH w AS (WITH v AS (SELECT 1) SELECT 1) WITH u AS (SELECT 2) SELECT 1#QUERY",
        "FROM t#QUERY",
        "FROM t SELECT insert#QUERY",
        "FROM insert |> SELECT into |> WHERE delete#QUERY",
        "FROM (SELECT 1) insert SELECT 1#QUERY",
        "SHOW TABLES#LISTING",
        "desc t#LISTING",
        "DESCRIBE QUERY SELECT 1#LISTING",
        "EXPLAIN INSERT INTO t SELECT 1#LISTING",
        "LIST '/Volumes/a/b/c'#LISTING",
        "INSERT INTO t SELECT 1#INSERT",
        "insert/**/into t values (1)#INSERT",
        "WITH w AS (SELECT 1), select AS (SELECT 1) INSERT INTO t TABLE w#INSERT",
        "WITH w(a) AS (SELECT 1) FROM w INSERT OVERWRITE t SELECT a#INSERT",
        "FROM s INSERT INTO t SELECT a INSERT INTO u SELECT b#INSERT",
        "FROM (SELECT 1) x JOIN y INSERT OVERWRITE TABLE t SELECT a#INSERT",
        "FROM insert INSERT INTO t SELECT a#INSERT",
        "WITH w AS (SELECT 1) UPDATE t SET a = 1#CHANGE",
        "WITH w AS (SELECT 1) DELETE FROM t#CHANGE",
        "WITH w AS (SELECT 1) MERGE INTO t USING w ON true#CHANGE",
        "DELETE FROM select#CHANGE",
        "CREATE TABLE t AS WITH clone AS (SELECT 1) SELECT 1#COMMAND",
        "CREATE VIEW v AS SELECT 1#COMMAND",
        "ALTER TABLE t ADD COLUMN select INT#COMMAND",
        "USE CATALOG c#COMMAND",
        "CREATE OR REPLACE TABLE t DEEP CLONE s#OPEN",
        "CREATE TABLE IF NOT EXISTS `t` SHALLOW CLONE s#OPEN",
        "BEGIN SELECT 1; END#OPEN",
        "CALL p()#OPEN",
        "EXECUTE IMMEDIATE 'SELECT 1'#OPEN",
        "COPY INTO t FROM 's'#OPEN",
        "OPTIMIZE t#OPEN",
        "SET a = 1#OPEN",
        "SELECTED#OPEN",
        "'SELECT'#OPEN",
        "WITH w#OPEN",
        "#OPEN",
      })
  void whatAStatementAnswersWithIsToldByItsText(@Nullable String sql, ExpectedOutcome expected) {
    assertEquals(expected, QueryText.outcome(sql == null ? "" : sql));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "SELECT {d '2024-01-02'}|SELECT DATE '2024-01-02'",
        "SELECT { ts '2024-01-02 03:04:05' }|SELECT TIMESTAMP '2024-01-02 03:04:05'",
        "SELECT {t '03:04:05'}|SELECT '03:04:05'",
        "SELECT {fn UCASE({fn CONCAT('{', a)})}|SELECT UCASE(CONCAT('{', a))",
        "FROM {oj a LEFT OUTER JOIN b ON a.i = b.i}|FROM a LEFT OUTER JOIN b ON a.i = b.i",
        "LIKE 'a' {escape '!'}|LIKE 'a' ESCAPE '!'",
        "SELECT 1 {limit 5 offset 2}|SELECT 1 LIMIT 5 offset 2",
        "{call p(?, 1)}|CALL p(?, 1)",
        "SELECT {fn A({other {d '2024-01-02'}})}, {x}|SELECT A({other DATE '2024-01-02'}), {x}",
        "SELECT {D '2024-01-02'}, '}'|SELECT DATE '2024-01-02', '}'",
        "{call p}|CALL p()",
        "LIKE 'a' {escape '\\'}|LIKE 'a' ESCAPE '\\\\'",
        "LIKE 'a' { ESCAPE '\\\\' } {limit 1}|LIKE 'a' ESCAPE '\\\\' LIMIT 1",
        "SELECT{fn NOW()}FROM t|SELECT NOW() FROM t",
        "SELECT 1{limit 2}UNION|SELECT 1 LIMIT 2 UNION",
        "{fn INSERT('a,b', (1), f(2, 3), ?)}|element_at(transform(array(named_struct('a', 'a,b',"
            + " 'b', (1), 'c', f(2, 3), 'd', ?)), x -> overlay(x.a, x.d, x.b, x.c)), 1)",
        "{fn CONVERT({fn CONCAT('a)', ?)}, SQL_VARCHAR)}|CAST(CONCAT('a)', ?) AS STRING)",
        "{fn convert(x, decimal(9, 2))}|CAST(x AS DECIMAL(9, 2))",
        "{fn TIMESTAMPADD(SQL_TSI_HOUR, ?, t)}|timestampadd(HOUR, ?, t)",
        "{fn CURRENT_TIME}|date_format(current_timestamp(), 'HH:mm:ss')",
        "{fn DATABASE()}|current_schema()",
        "M (PATTERN (A{2,3}? B{1} {-D-}) {limit ?})|M (PATTERN (A{2,3}? B{1} {-D-}) LIMIT ?)",
        "{oj t MATCH_RECOGNIZE (PATTERN (A{2,}??)) ON ?}|t MATCH_RECOGNIZE (PATTERN (A{2,}??)) ON"
            + " ?",
        "{fn LENGTH(a /* , } */)}|length(rtrim(a /* , } */))",
        "{fn a.b(1)} {fn F(1) + 2} {fn F}|a.b(1) F(1) + 2 F",
        "{fn LEFT({fn RIGHT({fn TRIM('{')}, 1)}, 1)}|LEFT(RIGHT(TRIM('{'), 1), 1)",
      })
  void escapesAreTranslated(String sql, String translated) throws DriverException {
    assertEquals(translated, translate(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '{d ''x''}' /* {d */ -- {fn",
        "SELECT `{ts`",
        "SELECT {other}, ${var}, {",
        "SELECT ${d}, ${fn} {?} {}",
        "r'{fn \\' || \"{d\" || X'{ts'",
        "$$ {d $$",
      })
  void bracesThatAreNoEscapesStay(String sql) throws DriverException {
    assertSame(sql, translate(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT {fn A(1)",
        "SELECT {fn A({d '2024-01-01')}",
        "{d 2024-01-01}",
        "{ts}",
        "{escape 'ab'}",
        "{escape '!'",
        "{fn TRUNCATE(x, ?)}",
        "{fn CONVERT(x, SQL_NONSENSE)}",
        "{fn LENGTH(x, OCTETS)}",
      })
  void brokenEscapesAreRefused(String sql) {
    DriverException exception = assertThrows(DriverException.class, () -> translate(sql));
    assertEquals("42601", exception.sqlState());
  }

  @Test
  void scriptsOfManyEscapesAreTranslatedAtOnce() {
    String row = ", ({d '2024-01-02'}, {fn UCASE('x')})";
    String translated = ", (DATE '2024-01-02', UCASE('x'))";
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertEquals(translated.repeat(20_000), translate(row.repeat(20_000))));
  }

  @Test
  void callsForAValueAreQueriesOfItWherePrepareCallMadeThem() throws DriverException {
    for (String sql : List.of("{ ? = call f()}", " {?=CALL\tf }", "/* a */ {? =  Call f( ) }")) {
      assertTrue(JdbcEscapes.returnsValue(sql), sql);
      String translated = JdbcEscapes.rewriteCall(sql, () -> true).sent();
      assertEquals("SELECTf()", translated.replaceAll("\\s|/\\*.*\\*/", ""), sql);
    }
    assertEquals(
        "SELECT f(?, DATE '2024-01-01')",
        JdbcEscapes.rewriteCall("{? = call f(?, {d '2024-01-01'})}", () -> true).sent());
    assertFalse(JdbcEscapes.returnsValue("{call f(?)}"));
    for (String sql : List.of("{? = called f()}", "{? = }", "{? = call}")) {
      assertEquals(
          "HYC00",
          assertThrows(DriverException.class, () -> JdbcEscapes.rewriteCall(sql, () -> true))
              .sqlState(),
          sql);
    }
    DriverException result =
        assertThrows(DriverException.class, () -> translate("{ ? = call f()}"));
    assertEquals("HYC00", result.sqlState());
  }

  @Test
  void manyEscapesTakeTimeInProportion() throws DriverException {
    String nested = "{fn ABS(".repeat(500) + "1" + ")}".repeat(500);
    assertEquals("ABS(".repeat(500) + "1" + ")".repeat(500), translate(nested));
    String deeper = "{fn ABS(".repeat(100_000);
    assertEquals("42601", assertThrows(DriverException.class, () -> translate(deeper)).sqlState());
    String longText = "SELECT " + "{d '2024-01-01'}, ".repeat(50_000) + "1";
    assertTimeout(
        Duration.ofSeconds(5),
        () ->
            assertEquals(
                "SELECT " + "DATE '2024-01-01', ".repeat(50_000) + "1", translate(longText)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "SET a.b.C = 1|a.b.C",
        "set TIMEZONE=UTC|timezone",
        "SET spark.sql.Session.timezone = UTC|timezone",
        "RESET spark.sql.session.timeZone|timezone",
        "/* x */ SET TIME ZONE LOCAL|timezone",
        "RESET|*",
        "RESET x.y|x.y",
        "RESET x;|x",
        "SET|-",
        "SET x|-",
        "SET VARIABLE x = 1|-",
        "SET CATALOG c|-",
        "SELECT 1|-",
        "SET `a` = 1|-",
      })
  void settingsThatStatementsChange(String sql, @Nullable String name) {
    assertEquals(name, SettingChange.of(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "(select 1)",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "VALUES 1",
        "FROM t SELECT a",
        "SHOW TABLES",
        "DESCRIBE t",
        "EXPLAIN SELECT 1",
        "INSERT INTO t VALUES (1)",
        "UPDATE t SET schema = 'evolution'",
        "DELETE FROM t",
        "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE",
      })
  void plainQueriesAndChangesOfRowsChangeNoObjects(String sql) {
    assertFalse(QueryText.mayChangeObjects(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/* SELECT */ CREATE TABLE t (a INT)",
        "ALTER TABLE t ADD COLUMN b INT",
        "drop view v",
        "UNDROP TABLE t",
        "COMMENT ON TABLE t IS 'x'",
        "GRANT SELECT ON t TO x",
        "USE CATALOG c",
        "USE s",
        "SET CATALOG c",
        "SET a = b",
        "CALL p()",
        "EXECUTE IMMEDIATE 'DROP TABLE t'",
        "BEGIN DROP TABLE t; END",
        "COPY INTO t FROM 'x'",
        "INSERT WITH SCHEMA EVOLUTION INTO t SELECT 1",
        "MERGE WITH SCHEMA EVOLUTION INTO t USING s ON true WHEN MATCHED THEN DELETE",
        "MSCK REPAIR TABLE t",
        "UNHEARD OF",
      })
  void allOtherStatementsMayChangeObjects(String sql) {
    assertTrue(QueryText.mayChangeObjects(sql));
  }
}
