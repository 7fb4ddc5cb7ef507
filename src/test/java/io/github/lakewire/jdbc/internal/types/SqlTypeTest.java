package io.github.lakewire.jdbc.internal.types;

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
        "int|INT|INT|INT|0|0",
        "Integer|INT|INT|INT|0|0",
        "DECIMAL(10,2)|DECIMAL|DECIMAL|DECIMAL(10,2)|10|2",
        "decimal( 38 , 0 )|DECIMAL|DECIMAL|DECIMAL(38,0)|38|0",
        "DECIMAL|DECIMAL|DECIMAL|DECIMAL|0|0",
        "NUMERIC(7)|DECIMAL|DECIMAL|DECIMAL(7,0)|7|0",
        "DECIMAL(many)|DECIMAL|DECIMAL|DECIMAL|0|0",
        "varchar(20)|VARCHAR|VARCHAR|VARCHAR(20)|20|0",
        "CHARACTER(3)|CHAR|CHAR|CHAR(3)|3|0",
        "STRING COLLATE UTF8_LCASE|STRING|STRING|STRING|0|0",
        "string collate `my.own`|STRING|STRING|STRING|0|0",
        "INT NOT NULL COMMENT 'a, b>'|INT|INT|INT|0|0",
        "INTERVAL  YEAR to month|INTERVAL_YEAR_MONTH|INTERVAL YEAR TO MONTH"
            + "|INTERVAL YEAR TO MONTH|0|0",
        "interval month|INTERVAL_YEAR_MONTH|INTERVAL MONTH|INTERVAL MONTH|0|0",
        "INTERVAL MINUTE TO SECOND|INTERVAL_DAY_TIME|INTERVAL MINUTE TO SECOND"
            + "|INTERVAL MINUTE TO SECOND|0|0",
        "time(3)|TIME|TIME|TIME(3)|0|3",
        "TIME|TIME|TIME|TIME(6)|0|6",
        "TIMESTAMP_NTZ|TIMESTAMP_NTZ|TIMESTAMP_NTZ|TIMESTAMP_NTZ|0|0",
        "timestamp_ltz|TIMESTAMP|TIMESTAMP|TIMESTAMP|0|0",
        "GEOMETRY(4326)|GEOMETRY|GEOMETRY(4326)|GEOMETRY(4326)|0|0",
        "geography(any)|GEOGRAPHY|GEOGRAPHY(ANY)|GEOGRAPHY(ANY)|0|0",
        "null|VOID|VOID|VOID|0|0",
        "something(new)|OTHER|SOMETHING(NEW)|SOMETHING(NEW)|0|0",
        "Object('json')|OTHER|OBJECT('JSON')|OBJECT('JSON')|0|0",
      })
  void simpleTypesAreUnderstood(
      String sqlType, ColumnType type, String jdbcName, String text, int precision, int scale) {
    SqlType read = SqlType.parse(sqlType);
    assertEquals(type, read.type());
    assertEquals(jdbcName, read.jdbcName());
    assertEquals(text, read.text());
    assertEquals(precision, read.precision());
    assertEquals(scale, read.scale());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "array<int>|ARRAY<INT>",
        "ARRAY< array <decimal( 5 , 2 )> >|ARRAY<ARRAY<DECIMAL(5,2)>>",
        "MAP<STRING,INT>|MAP<STRING, INT>",
        "STRUCT<a: INT, bC: ARRAY<STRING>>|STRUCT<a: INT, bC: ARRAY<STRING>>",
        "struct<a int, b map<date,varchar(3)>>|STRUCT<a: INT, b: MAP<DATE, VARCHAR(3)>>",
        "STRUCT<i: INTERVAL DAY TO SECOND, t: TIMESTAMP_NTZ>"
            + "|STRUCT<i: INTERVAL DAY TO SECOND, t: TIMESTAMP_NTZ>",
        "struct<s:struct<t:int>,u:int>|STRUCT<s: STRUCT<t: INT>, u: INT>",
        "struct<t:time(0),g:geometry(4326),o:new_type(1)>"
            + "|STRUCT<t: TIME(0), g: GEOMETRY(4326), o: NEW_TYPE(1)>",
        "ARRAY<STRING COLLATE UTF8_LCASE>|ARRAY<STRING>",
        "map<string collate unicode_ci,array<string collate de>>|MAP<STRING, ARRAY<STRING>>",
        "STRUCT<a: STRING COLLATE UTF8_LCASE NOT NULL COMMENT 'x, y: z>'>|STRUCT<a: STRING>",
        "STRUCT<a INT DEFAULT 3 COMMENT 'c', b: INT>|STRUCT<a: INT, b: INT>",
        "ARRAY|ARRAY",
        "STRUCT<>|STRUCT<>",
        "ARRAY<>|ARRAY",
      })
  void nestedTypesAreWrittenWhole(String text, String canonical) {
    SqlType type = SqlType.parse(text);
    assertEquals(canonical, type.text());
    assertEquals(canonical, type.jdbcName());
    assertEquals(type, SqlType.parse(canonical));
  }

  /** Spark's SQL form, its short form that DESCRIBE prints, and the name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "`b c`|b c|b c",
        "a|a|a",
        "_1|_1|_1",
        "`1a`|1a|1a",
        "`x``y:>`|x`y:>|x`y:>",
        "`a:b`|a:b|a:b",
        "`x>y`|x>y|x>y",
        "`x<y`|x<y|x<y",
        "`a,b`|a,b|a,b",
        "`it's`|it's|it's",
        "`say \"\"no\"\"`|say \"\"no\"\"|say \"\"no\"\"",
        "`größe`|größe|größe",
        "`価格`|価格|価格",
        "`a(b)`|a(b)|a(b)",
        "`date int`|date int|date int",
        "``|''|''",
        "`not null`|not null|not null",
      })
  void namesOfFieldsAreTheSameInEveryForm(String quoted, String plain, String name) {
    plain = plain.equals("''") ? "" : plain;
    name = name.equals("''") ? "" : name;
    String canonical = "STRUCT<" + quoted + ": INT, z: ARRAY<STRUCT<" + quoted + ": DATE>>>";
    for (String text :
        List.of(
            canonical,
            "struct<" + plain + ":int,z:array<struct<" + plain + ":date>>>",
            "STRUCT<`" + name.replace("`", "``") + "` INT, `z` ARRAY<STRUCT<" + quoted + ":DATE>>>",
            "STRUCT<" + quoted + ": INT NOT NULL, z: ARRAY<STRUCT<" + quoted + ": DATE>>>")) {
      SqlType type = SqlType.parse(text);
      assertEquals(name, type.parts().get(0).name(), text);
      assertEquals(canonical, type.text(), text);
    }
  }

  @Test
  void attributesOfFieldsAreNotPartOfTheirTypes() {
    SqlType type =
        SqlType.parse(
            "STRUCT<a: INT NOT NULL COMMENT 'x, y: >', b: DECIMAL(4,1) COMMENT 'it\\'s', c:"
                + " STRING>");
    assertEquals("STRUCT<a: INT, b: DECIMAL(4,1), c: STRING>", type.text());
    assertEquals(List.of("a", "b", "c"), type.parts().stream().map(SqlType.Part::name).toList());
    assertEquals(ColumnType.DECIMAL, type.part(1).type());
    assertEquals(SqlType.UNKNOWN, type.part(3));
  }

  /** Spark's short form of a struct of many fields is not whole. */
  @Test
  void cutTextIsAtLeastTheOuterType() {
    assertEquals("STRUCT", SqlType.parse("struct<a:int,b:int,... 24 more fields>").text());
    assertEquals("ARRAY", SqlType.parse("array<struct<a:int,...").text());
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
    assertNotNull(SqlType.parse("STRUCT<a:".repeat(20_000)).text());
    assertNotNull(SqlType.parse("STRUCT<a:".repeat(90) + "x(:".repeat(30_000) + ")").text());
    assertNotNull(SqlType.parse("STRUCT<" + "a b c ".repeat(30_000) + ">").text());
    assertNotNull(SqlType.parse("STRUCT<" + "`".repeat(60_001) + ":INT>").text());
    assertNotNull(SqlType.parse("STRUCT<" + "a:".repeat(50_000) + "INT>").text());
  }

  @Test
  void charactersHaveFourBytesAtMost() {
    assertEquals(80, SqlType.parse("VARCHAR(20)").octets());
    assertEquals(1_200, SqlType.parse("CHAR(300)").octets());
    assertEquals(4 * 65_535, SqlType.parse("VARCHAR").octets());
    assertEquals(Integer.MAX_VALUE, SqlType.parse("VARCHAR(900000000)").octets());
  }
}
