package io.github.lakewire.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

  @Test
  void identifiersAreQuotedWithBackticks() {
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
    assertEquals(StatementKind.MOVES_NAMESPACE, StatementKind.of(sql));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT 1", "SET a = 1", "'USE'", "-- USE c", "user_function()", "("})
  void statementsThatDoNot(String sql) {
    assertEquals(StatementKind.OTHER, StatementKind.of(sql));
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
      })
  void escapes(String sql, String translated) throws Fault {
    assertEquals(translated, JdbcEscapes.translate(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '{d ''x''}' /* {d */ -- {fn",
        "SELECT `{ts`",
        "SELECT {other}, ${var}, {",
        "$$ {d $$",
      })
  void bracesThatAreNoEscapes(String sql) throws Fault {
    assertSame(sql, JdbcEscapes.translate(sql));
  }

  @Test
  void scriptsOfManyEscapesAreTranslatedAtOnce() {
    String row = ", ({d '2024-01-02'}, {fn UCASE('x')})";
    String translated = ", (DATE '2024-01-02', UCASE('x'))";
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertEquals(translated.repeat(20_000), JdbcEscapes.translate(row.repeat(20_000))));
  }

  @Test
  void brokenEscapesAreRefused() {
    Fault unclosed = assertThrows(Fault.class, () -> JdbcEscapes.translate("SELECT {fn A(1)"));
    assertEquals("42601", unclosed.sqlState());
    Fault result = assertThrows(Fault.class, () -> JdbcEscapes.translate("{? = call f()}"));
    assertEquals("HYC00", result.sqlState());
  }
}
