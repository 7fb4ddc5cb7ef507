package io.github.lakewire.jdbc.internal.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int|INT",
        "array<int>|ARRAY<INT>",
        "ARRAY< array <decimal( 5 , 2 )> >|ARRAY<ARRAY<DECIMAL(5,2)>>",
        "MAP<STRING,INT>|MAP<STRING, INT>",
        "STRUCT<a: INT, bC: ARRAY<STRING>>|STRUCT<a: INT, bC: ARRAY<STRING>>",
        "struct<a int, b map<date,varchar(3)>>|STRUCT<a: INT, b: MAP<DATE, VARCHAR(3)>>",
        "STRUCT<`b c`: INT, `x``y:>`: DATE>|STRUCT<`b c`: INT, `x``y:>`: DATE>",
        "STRUCT<b c: INT>|STRUCT<b c: INT>",
        "STRUCT<i: INTERVAL DAY TO SECOND, t: TIMESTAMP_NTZ>"
            + "|STRUCT<i: INTERVAL DAY TO SECOND, t: TIMESTAMP_NTZ>",
        "ARRAY|ARRAY",
        "STRUCT<>|STRUCT<>",
      })
  void typesAreReadToEveryDepth(String text, String canonical) {
    assertEquals(canonical, SqlType.parse(text).text());
  }

  @Test
  void attributesOfFieldsAreNotPartOfTheirTypes() {
    SqlType type =
        SqlType.parse(
            "STRUCT<a: INT NOT NULL COMMENT 'x, y: >', b: DECIMAL(4,1) COMMENT 'it\\'s', c: STRING>");
    assertEquals("STRUCT<a: INT, b: DECIMAL(4,1), c: STRING>", type.text());
    assertEquals(List.of("a", "b", "c"), type.parts().stream().map(SqlType.Part::name).toList());
    assertEquals(ColumnType.DECIMAL, type.part(1).type());
    assertEquals(SqlType.UNKNOWN, type.part(3));
  }

  @Test
  void quotesOfNamesAreUndone() {
    assertEquals("x`y:>", SqlType.parse("STRUCT<`x``y:>`: DATE>").parts().get(0).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        ">",
        "ARRAY<",
        "ARRAY<>",
        "MAP<INT",
        "STRUCT<a",
        "STRUCT<a:",
        "STRUCT<`a",
        "STRUCT<,,>",
        "DECIMAL(",
        "ARRAY<INT>>>",
        "STRUCT<a: INT COMMENT 'x",
        "STRUCT<a: INT COMMENT '\\"
      })
  void nonsenseIsSomeType(String text) {
    assertNotNull(SqlType.parse(text).text());
  }

  @Test
  void endlessNestingEnds() {
    assertNotNull(SqlType.parse("ARRAY<".repeat(100_000)).text());
  }
}
