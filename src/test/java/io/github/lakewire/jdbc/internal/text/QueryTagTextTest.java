package io.github.lakewire.jdbc.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTagTextTest {
  private static Map<String, @Nullable String> tags(@Nullable String... pairs) {
    Map<String, @Nullable String> tags = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      tags.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return tags;
  }

  @Test
  void tagsAreReadAsTheServerKeepsThem() {
    assertEquals(
        tags("team", "sales", "nightly", null, "at", "10:30, \\ or so"),
        QueryTagText.parse(" team : sales,nightly,at:10\\:30\\, \\\\ or so"));
    assertEquals(tags("a", null, "b", null), QueryTagText.parse("a:,,b: ,"));
    assertEquals(tags("link", "jdbc:x"), QueryTagText.parse("link:jdbc:x"));
    assertEquals(tags(), QueryTagText.parse("  "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "1.2-3/4=5", "a:b", "a,b", "\\", "a\\:b\\", "größer", "\\,\\:"})
  void whatIsWrittenIsReadAgain(String value) {
    Map<String, @Nullable String> tags = tags("first", value, "alone", null, "last", value);
    String written = QueryTagText.write(QueryTagText.checked(tags));
    assertEquals(tags, QueryTagText.parse(written), written);
  }

  /** As the Node.js client of Databricks writes them, whose tests have these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"key | value | key:value", "key | a:b,c\\d | key:a\\:b\\,c\\\\d"})
  void valuesAreEscapedAsOtherClientsDo(String key, String value, String text) {
    assertEquals(text, QueryTagText.write(tags(key, value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a:b", "a-b", "a/b", "a=b", "a.b", "a\\b", "a\nb", "", "  "})
  void keysThatTheServerRefusesAreRefused(String key) {
    assertThrows(IllegalArgumentException.class, () -> QueryTagText.checked(tags(key, "v")));
  }

  @Test
  void boundsAreThoseOfTheServer() {
    String longest = "\ud83d\ude00".repeat(128);
    assertEquals(tags("k", longest), QueryTagText.checked(tags("k", longest)));
    IllegalArgumentException tooLong =
        assertThrows(
            IllegalArgumentException.class, () -> QueryTagText.checked(tags("k", longest + "x")));
    assertFalse(tooLong.getMessage().contains(longest), "a value may be a secret");
    List<String> pairs = new ArrayList<>();
    for (char key = 'a'; key < 'a' + 20; key++) {
      pairs.add(String.valueOf(key));
    }
    assertEquals(20, QueryTagText.parse(String.join(",", pairs)).size());
    pairs.add("more");
    IllegalArgumentException tooMany =
        assertThrows(
            IllegalArgumentException.class, () -> QueryTagText.parse(String.join(",", pairs)));
    assertTrue(tooMany.getMessage().contains("20"), tooMany.getMessage());
    assertThrows(IllegalArgumentException.class, () -> QueryTagText.parse("a:b,a:c"));
  }
}
