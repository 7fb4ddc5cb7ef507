package io.github.lakewire.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterMarkersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '?'",
        "SELECT 'it''s ?'",
        "SELECT 'a\\'?'",
        "SELECT \"?\"",
        "SELECT \"a\\\"?\"",
        "SELECT `?` FROM `a``?`",
        "SELECT 1 -- ?",
        "SELECT 1 -- it's ?\n",
        "SELECT 1 -- continued \\\n ?",
        "SELECT /* ? */ 1",
        "SELECT /* a /* ? */ ? */ 1",
        "SELECT /*+ BROADCAST(?) */ 1",
        "SELECT r'\\' || r'?'",
        "SELECT R\"\\\" || R\"?\"",
        "CREATE FUNCTION f() RETURNS INT LANGUAGE PYTHON AS $$ return '?' ? $$",
        "CREATE FUNCTION f() AS $body$ $$ ? $$ $body$",
        "SELECT a?::INT, f(x)?::INT, `a b`?::INT, a[0]?::INT",
        "SELECT a::INT, :name",
        "SELECT 'unclosed ?",
        "SELECT /* unclosed ?",
      })
  void questionMarksThatAreNoMarkers(String sql) {
    assertEquals(0, ParameterMarkers.of(sql).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?",
        "SELECT ?",
        "SELECT '?', ? -- ?",
        "SELECT 'a\\\\', ?",
        "SELECT `a\\`, ?",
        "SELECT r'\\', ?",
        "SELECT bar'\\'?', ?",
        "SELECT 1 -- comment\n, ?",
        "SELECT 5 - -?",
        "SELECT 6 / ?",
        "SELECT ?::INT",
        "SELECT (?::INT)",
        "SELECT $1, ?",
        "SELECT transform(a, x -> x + ?)",
      })
  void oneMarker(String sql) {
    assertEquals(1, ParameterMarkers.of(sql).count());
  }

  @Test
  void countsManyAndKeepsTheText() {
    String sql = "VALUES (" + "?, ".repeat(299) + "?)";
    assertEquals(300, ParameterMarkers.of(sql).count());
    assertEquals(sql, ParameterMarkers.of(sql).sql());
  }

  @Test
  void replacesOnlyWhatItIsTold() {
    ParameterMarkers markers = ParameterMarkers.of("SELECT ?, '?', ?, ?");
    assertEquals("SELECT ?, '?', X'00', ?", markers.replace(Arrays.asList(null, "X'00'", null)));
    assertEquals("SELECT 1, '?', 2, 3", markers.replace(List.of("1", "2", "3")));
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    IntStream.of(set).forEach(bits::set);
    return bits;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t LIMIT ?",
        "SELECT * FROM t limit/* rows */?",
        "SELECT * FROM t LIMIT -- rows\n ?",
        "SELECT * FROM t LIMIT 5 OFFSET ?",
        "SELECT * FROM t LIMIT ALL OFFSET\n\t?",
        "SELECT * FROM t OFFSET ? ROWS",
        "SELECT * FROM t LIMIT (?)",
        "SELECT * FROM t LIMIT ((?))",
        "SELECT * FROM t LIMIT ( ? + 1)",
        "SELECT * FROM t WHERE s = 'x' LIMIT(?)",
        "SELECT 1 AS `limit` LIMIT (?)",
        "SELECT * FROM limit LIMIT (?)",
        "SELECT * FROM t limit LIMIT (?)",
        "SELECT * FROM t WHERE n > offset OFFSET (?)",
        "SELECT * FROM (SELECT * FROM t ORDER BY limit LIMIT ?) LIMIT 3",
        "WITH c AS (SELECT * FROM t LIMIT ?) SELECT * FROM c",
        "(SELECT 1 LIMIT ?) UNION ALL (SELECT 2 LIMIT 1)",
        "FROM t |> LIMIT ?",
        "FROM t |> LIMIT (?)",
        "FROM t SELECT * LIMIT (?)",
        "FROM t SELECT t.* LIMIT (?)",
        "SELECT 2 * limit LIMIT (?)",
        "SELECT * FROM t ORDER BY a DESC NULLS LAST LIMIT (?)",
        "SELECT CASE WHEN a THEN b END LIMIT (?)",
        "SELECT a[0] OFFSET (?)",
        "SELECT * FROM t LIMIT ?::INT",
        "DESCRIBE HISTORY t LIMIT ?",
      })
  void markersBehindLimitAndOffset(String sql) {
    ParameterMarkers markers = ParameterMarkers.of(sql);
    assertEquals(1, markers.count());
    assertEquals(bits(0), markers.limits());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t WHERE limit = ?",
        "SELECT * FROM t WHERE t.offset > ? LIMIT 5",
        "SELECT t.limit ?",
        "SELECT limit(?), 1",
        "SELECT 2 * limit(?)",
        "SELECT transform(a, x -> limit(?))",
        "SELECT a, offset(?) FROM t",
        "SELECT * FROM t WHERE x = limit(?)",
        "SELECT * FROM t WHERE x AND limit(?)",
        "SELECT 'LIMIT' ?",
        "SELECT `limit` ?",
        "SELECT \"OFFSET\" ?",
        "SELECT /* LIMIT */ ?",
        "SELECT -- LIMIT\n ?",
        "SELECT nolimit ?",
        "SELECT limit_ ?",
        "SELECT * FROM t LIMIT 1 + ?",
        "SELECT * FROM t LIMIT CAST(? AS INT)",
        "SELECT id offset, ? FROM t",
        "INSERT INTO t (a, offset) VALUES (?)",
        "INSERT INTO limit VALUES (?)",
        "INSERT INTO offset (a) VALUES (?)",
        "UPDATE t SET limit = ?",
        "SELECT f(limit => ?)",
        "CALL limit(?)",
      })
  void markersOfOtherThings(String sql) {
    ParameterMarkers markers = ParameterMarkers.of(sql);
    assertEquals(1, markers.count());
    assertEquals(bits(), markers.limits());
  }

  @Test
  void eachLimitOfSeveralIsSeen() {
    ParameterMarkers markers =
        ParameterMarkers.of(
            "SELECT ?, (SELECT a FROM t WHERE b = ? LIMIT ? OFFSET ?) FROM u WHERE v = ? LIMIT ?");
    assertEquals(bits(2, 3, 5), markers.limits());
    ParameterMarkers named =
        ParameterMarkers.named("SELECT :limit FROM t WHERE a = :a LIMIT :n OFFSET (:`off set`)");
    assertEquals(List.of("limit", "a", "n", "off set"), named.names());
    assertEquals(bits(2, 3), named.limits());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATTERN (A? B*? C+? D??)",
        "PATTERN (A{2,3}? (B? | C?)? D{,2}? E{1}?)",
        "PATTERN (^ A? $) WITHIN INTERVAL '1' DAY",
        "PATTERN (/* ) */ `a ) ?`? -- )\n B?)",
        "PATTERN (PERMUTE(A?, B) {- C? -})",
        "PARTITION BY pattern ORDER BY f(pattern) PATTERN (A?)",
        "ORDER BY n MEASURES last(A.n) AS pattern PATTERN (A?)",
        "MEASURES A.n AS `pattern` PATTERN(A?)",
        "ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW pattern\n(A?)",
      })
  void quantifiersOfRowPatternsAreNoMarkers(String clauses) {
    String sql =
        "SELECT ? FROM t Match_Recognize ("
            + clauses
            + " DEFINE A AS A.n > ? AND pattern(?)) AS m WHERE pattern(?) = ? LIMIT ?";
    ParameterMarkers markers = ParameterMarkers.of(sql);
    assertEquals(6, markers.count());
    assertEquals(bits(5), markers.limits());
    assertEquals(
        sql.replaceFirst("\\?", "1")
            .replace("n > ?", "n > 2")
            .replace("pattern(?))", "pattern(3))"),
        markers.replace(Arrays.asList("1", "2", "3", null, null, null)));
  }

  @Test
  void rowPatternsInRowPatterns() {
    String inner = "SELECT ? FROM a MATCH_RECOGNIZE (PATTERN (X?) DEFINE X AS X.v = ?)";
    String sql =
        "SELECT * FROM ("
            + inner
            + ") MATCH_RECOGNIZE (MEASURES pattern(?) AS p PATTERN (Y? Z*?) DEFINE Y AS EXISTS ("
            + inner
            + ") AND ?) UNION ALL SELECT pattern(?), x PATTERN (?)";
    assertEquals(8, ParameterMarkers.of(sql).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pattern (?)",
        "SELECT a AS pattern, (?)",
        "SELECT x pattern FROM t MATCH_RECOGNIZE (PATTERN (A?) DEFINE A AS ?)",
        "SELECT match_recognize, pattern (?)",
        "SELECT '?' FROM t MATCH_RECOGNIZE (MEASURES pattern (?) AS p PATTERN (A?))",
        "SELECT * FROM t MATCH_RECOGNIZE (PATTERN (A?)) WHERE pattern (?)",
      })
  void patternsElsewhere(String sql) {
    assertEquals(1, ParameterMarkers.of(sql).count());
  }

  @Test
  void namesInBackticks() {
    ParameterMarkers markers =
        ParameterMarkers.named(
            "SELECT :`col-a`, :b, :`a``b`, :`b`, :`9 ?:x`, x:`path`, `y`:`path`, z::`t`,"
                + " ':`no`', `:``no`, :``, : `no`, (:`col-a`) -- :`no`\n, :`open");
    assertEquals(List.of("col-a", "b", "a`b", "9 ?:x"), markers.names());
    assertEquals(
        "SELECT 1, 2, 3, 2, 4, x:`path`, `y`:`path`, z::`t`,"
            + " ':`no`', `:``no`, :``, : `no`, (1) -- :`no`\n, :`open",
        markers.replace(List.of("1", "2", "3", "4")));
  }
}
