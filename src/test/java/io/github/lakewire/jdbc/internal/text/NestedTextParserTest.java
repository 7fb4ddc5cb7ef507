package io.github.lakewire.jdbc.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestedTextParserTest {

  /** Types, texts as servers send them, and their values, printed by Java's own classes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "ARRAY<INT>|[1,null,-3]|[1, null, -3]",
        "ARRAY<INT>|[]|[]",
        "ARRAY<STRING>|[\"a\",null,\"null\",\"\"]|[a, null, null, ]",
        "ARRAY<STRING>|[\"a,b]\",\"c\\\"d\\u0041\"]|[a,b], c\"dA]",
        "ARRAY<STRING>|[\"he said \"no\" twice\",\"b\"]|[he said \"no\" twice, b]",
        "ARRAY<DECIMAL(5,3)>|[1.100,0.000,-2.345]|[1.100, 0.000, -2.345]",
        "ARRAY<DOUBLE>|[1.0,NaN,-Infinity,1.5E10]|[1.0, NaN, -Infinity, 1.5E10]",
        "ARRAY<DATE>|[2020-12-31,null]|[2020-12-31, null]",
        "STRUCT<Field1: INT, Field2: DATE>|{\"Field1\":77,\"Field2\":2020-12-31}|{Field1=77,"
            + " Field2=2020-12-31}",
        "STRUCT<t: TIMESTAMP>|{\"t\":2020-12-31 01:02:03.5}|{t=2020-12-31T01:02:03.500}",
        "STRUCT<a: INT, b: INT>|{\"b\":2}|{a=null, b=2}",
        "STRUCT<a: INT, a: INT>|{\"a\":1,\"a\":2}|{a=1, a=2}",
        "MAP<INT, STRING>|{1:\"x\",2:null}|{1=x, 2=null}",
        "MAP<DATE, INT>|{2020-12-31:1}|{2020-12-31=1}",
        "MAP<TIMESTAMP, INT>|{2020-12-31 01:02:03:1}|{2020-12-31T01:02:03=1}",
        "MAP<STRING, ARRAY<MAP<BOOLEAN, BIGINT>>>|{\"k\":[{true:1},{}]}|{k=[{true=1}, {}]}",
        "MAP<STRUCT<a: INT>, INT>|{{\"a\":1}:2}|{{a=1}=2}",
        "ARRAY<INTERVAL YEAR TO MONTH>|[1-2,-0-3]|[P1Y2M, P-3M]",
        "MAP<INTERVAL DAY TO SECOND, INT>|{1 00:00:00.000000000:5}|{PT24H=5}",
        "ARRAY<VARIANT>|[{\"a\": [1, 2]},\"x\"]|[{\"a\": [1, 2]}, \"x\"]",
        "ARRAY<STRING>|[plain words,b:c]|[plain words, b:c]",
        "ARRAY|[1,2.50,1e3,true,\"x\",2020-12-31,[null],{\"a\":1}]|[1, 2.50, 1000.0, true, x,"
            + " 2020-12-31, [null], {a=1}]",
        "STRUCT|{\"a\":1,\"b\":{\"c\":null}}|{a=1, b={c=null}}",
        "MAP|{1:2020-12-31 00:00:00}|{1=2020-12-31T00:00}",
        "ARRAY<INT>| [ 1 , 2 ] |[1, 2]",
      })
  void textsAreReadByTheirType(String type, String text, String value) {
    assertEquals(value, String.valueOf(plain(NestedTextParser.parse(text, SqlType.parse(type)))));
  }

  /** Java's own collections, whose text shows what the values are. */
  private static Object plain(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(NestedTextParserTest::plain).toList().toString();
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> plain(entry.getKey()) + "=" + plain(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "STRUCT<f: VARIANT>|{\"f\":{\"k\":1}}",
        "STRUCT<f: VARIANT, s: STRING>|{\"f\":\"x\",\"s\":\"x\"}",
        "ARRAY<VARIANT>|[{\"a\": [1, 2]},\"x\",null,1.50,true,[]]",
        "MAP<STRING, VARIANT>|{\"k\":{\"a\":{}},\"n\":null}",
        "MAP<STRING, ARRAY<STRUCT<v: VARIANT>>>|{\"k\":[{\"v\":{\"a\":\"\\\"\"}},{\"v\":null}]}",
        "ARRAY|[{\"a\":[1,2]},\"x\"]",
        "ARRAY<STRING>|[\"{\\\"a\\\":1}\"]",
      })
  void aVariantInsideStaysJson(String type, String text) {
    Object value = NestedTextParser.parse(text, SqlType.parse(type));
    assertEquals(text, value.toString());
    assertEquals(text, ValueFormatter.of(value));
    assertEquals(text, ValueFormatter.of(value, SqlType.parse(type)));
  }

  @Test
  void whatMayBeAStructIsOneAndAMap() {
    List<?> elements =
        (List<?>) NestedTextParser.parse("[{\"a\":1},{1:2},{}]", SqlType.parse("ARRAY"));
    StructValue struct = (StructValue) elements.get(0);
    assertEquals(List.of("a"), struct.names());
    assertEquals(Map.of("a", 1L), struct);
    assertEquals(MapValue.class, elements.get(1).getClass());
    assertEquals(StructValue.class, elements.get(2).getClass());
  }

  @Test
  void aFewBracesAreNotMillionsOfFields() {
    String few = "ARRAY<STRUCT<" + "a: INT, ".repeat(20) + "b: INT>>";
    String many = "ARRAY<STRUCT<" + "a: INT, ".repeat(20_000) + "b: INT>>";
    String text = "[" + "{},".repeat(10_000) + "{}]";
    assertEquals(10_001, ((List<?>) NestedTextParser.parse(text, SqlType.parse(few))).size());
    assertNull(NestedTextParser.parse(text, SqlType.parse(many)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "ARRAY<INT>|[1,x]",
        "ARRAY<INT>|[1",
        "ARRAY<INT>|[1,]",
        "ARRAY<INT>|[1] 2",
        "ARRAY<INT>|{}",
        "ARRAY<TINYINT>|[128]",
        "ARRAY<DATE>|[2020-02-30]",
        "ARRAY<DECIMAL(3,1)>|[1E999999999]",
        "ARRAY<BINARY>|[abc]",
        "STRUCT<a: INT>|{\"b\":1}",
        "MAP<STRING, INT>|{\"a\"}",
        "ARRAY<STRING>|[\"a]",
        "ARRAY<STRING>|[\"a\\",
        "ARRAY|nonsense",
      })
  void whatDoesNotFitTheTypeIsNoValue(String type, String text) {
    Object value = NestedTextParser.parse(text, SqlType.parse(type));
    assertNull(value instanceof String ? null : value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARRAY", "MAP", "STRUCT", "ARRAY<ARRAY<STRING>>", "MAP<STRING, DOUBLE>"})
  void anyTextEndsSoon(String type) {
    SqlType parsed = SqlType.parse(type);
    NestedTextParser.parse("[".repeat(100_000), parsed);
    NestedTextParser.parse("{\"a\":".repeat(100_000), parsed);
    NestedTextParser.parse("[" + "a:".repeat(20_000), parsed);
    NestedTextParser.parse("[\"" + "\"x".repeat(20_000), parsed);
    Random random = new Random(7);
    String alphabet = "[]{}:,\"\\null1-.eE aT\u00e9";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(type.startsWith("A") ? "[" : "{");
      for (int length = random.nextInt(24); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      NestedTextParser.parse(text.toString(), parsed);
    }
  }

  @Test
  void textBecomesJson() {
    Object value =
        NestedTextParser.parse(
            "{\"d\":2020-12-31,\"m\":{1:1.50},\"s\":\"say \"hi\"\"}",
            SqlType.parse("STRUCT<d: DATE, m: MAP<INT, DECIMAL(3,2)>, s: STRING>"));
    assertEquals(
        "{\"d\":\"2020-12-31\",\"m\":{\"1\":1.50},\"s\":\"say \\\"hi\\\"\"}",
        ValueFormatter.of(value));
  }
}
