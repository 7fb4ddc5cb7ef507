package io.github.lakewire.jdbc.internal.jdbc.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "int; INT",
        "decimal(10,2); DECIMAL(10,2)",
        "array<int>; ARRAY<INT>",
        "map<string,int>; MAP<STRING, INT>",
        "MAP<STRING, INT>; MAP<STRING, INT>",
        "struct<a:int,B:string>; STRUCT<a: INT, B: STRING>",
        "STRUCT<a: INT, B: STRING>; STRUCT<a: INT, B: STRING>",
        "STRUCT<a INT NOT NULL>; STRUCT<a: INT NOT NULL>",
        "struct<d:decimal(5,2),x:int>; STRUCT<d: DECIMAL(5,2), x: INT>",
        "struct<`a b:c`:int>; STRUCT<`a b:c`: INT>",
        "struct<a:int comment 'x, y: z'>; STRUCT<a: INT COMMENT 'x, y: z'>",
        "array<map<string,struct<inner:timestamp_ntz>>>;"
            + " ARRAY<MAP<STRING, STRUCT<inner: TIMESTAMP_NTZ>>>",
        "struct<s:struct<t:int>,u:int>; STRUCT<s: STRUCT<t: INT>, u: INT>",
        "struct<>; STRUCT<>",
        "interval day to second; INTERVAL DAY TO SECOND",
        "struct<a; STRUCT<a",
        "struct<`a; STRUCT<`a",
        ">,<; >,<",
      })
  void j76_languageIsUpperCaseNamesAreNot(String sent, String expected) {
    assertEquals(expected, TypeText.normalize(sent));
  }

  @ParameterizedTest
  @CsvSource({
    "'DECIMAL(10,2)',DECIMAL",
    "ARRAY<INT>,ARRAY",
    "INTERVAL DAY TO SECOND,INTERVAL DAY TO SECOND",
    "STRING COLLATE UTF8_BINARY,STRING",
    "'',''",
  })
  void baseNameIsWithoutParameters(String text, String expected) {
    assertEquals(expected, TypeText.baseName(text));
  }
}
