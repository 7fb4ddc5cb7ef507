package io.github.lakewire.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
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
}
