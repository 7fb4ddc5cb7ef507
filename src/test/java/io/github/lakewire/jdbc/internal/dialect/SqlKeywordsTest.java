package io.github.lakewire.jdbc.internal.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlKeywordsTest {
  private static final List<String> KEYWORDS = Arrays.asList(SqlKeywords.KEYWORDS.split(","));

  @Test
  void keywordsOfTheStandardAreLeftOut() throws Exception {
    Set<String> both = new TreeSet<>(KEYWORDS);
    try (var words = SqlKeywordsTest.class.getResourceAsStream("/sql2003-keywords.txt")) {
      String text = new String(words.readAllBytes(), StandardCharsets.US_ASCII);
      Set<String> standard = Set.of(text.strip().split("\\s+"));
      assertTrue(standard.contains("LATERAL") && standard.contains("ZONE"), text);
      both.retainAll(standard);
    }
    assertEquals(Set.of(), both);
  }

  @Test
  void newWordsAreThere() {
    assertTrue(
        KEYWORDS.containsAll(
            List.of("QUALIFY", "MATCH_RECOGNIZE", "PIVOT", "UNPIVOT", "ILIKE", "VARIANT", "LIMIT")),
        KEYWORDS.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SqlKeywords.KEYWORDS,
        SqlKeywords.NUMERIC_FUNCTIONS,
        SqlKeywords.STRING_FUNCTIONS,
        SqlKeywords.SYSTEM_FUNCTIONS,
        SqlKeywords.TIME_DATE_FUNCTIONS
      })
  void listsAreSortedAndHaveNoWordTwice(String list) {
    List<String> words = Arrays.asList(list.split(","));
    assertEquals(List.copyOf(new TreeSet<>(words)), words);
  }
}
