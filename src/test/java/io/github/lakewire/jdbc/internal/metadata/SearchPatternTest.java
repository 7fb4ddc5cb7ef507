package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPatternTest {

  @ParameterizedTest
  @CsvSource({
    "my_schema,my_schema,true",
    "my_schema,myXschema,true",
    "my\\_schema,my_schema,true",
    "my\\_schema,myXschema,false",
    "MY_Schema,my_schema,true",
    "a%,abc,true",
    "a%,ba,false",
    "%b%,abc,true",
    "a%c%e,abcde,true",
    "a%c%e,abcd,false",
    "%ab,aab,true",
    "a\\%,a%,true",
    "a\\%,ab,false",
    "a\\\\b,a\\b,true",
    "trailing\\,trailing\\,true",
    "a\\b,a\\b,true",
    "a\\b,ab,false",
    "\\%\\b,%\\b,true",
    "_,ab,false",
    "caf_,café,true",
    "ÄRGER,ärger,true",
    "İz ΣΑΣ,i\u0307z σας,true",
    "i\u0307z%,İz ΣΑΣ,true",
    "a_b,a😀b,true",
    "a.b,axb,false",
  })
  void matchesAsJdbcSays(String pattern, String name, boolean expected) {
    assertEquals(expected, SearchPattern.of(pattern).matches(name));
  }

  @ParameterizedTest
  @CsvSource({"a\\b,a\\\\b", "a\\,a\\\\", "a\\_b,a\\_b", "a\\\\b,a\\\\b", "\\\\\\,\\\\\\\\"})
  void backslashThatEscapesNothingIsSentEscaped(String pattern, String sent) {
    assertEquals(sent, SearchPattern.of(pattern).text());
  }

  @ParameterizedTest
  @CsvSource({"a%b_,a%b_", "A\\%b,a!%b", "x!y%,x!!y%", "a\\b%,a\\b%"})
  void patternIsWrittenForLike(String pattern, String like) {
    assertEquals(like, SearchPattern.of(pattern).like('!'));
  }

  /** Servers may have other lower cases than Java; what matched too much is filtered again. */
  @ParameterizedTest
  @CsvSource({
    "ΣΑΣ%,___%",
    "σας_,____",
    "µ%,_%",
    "caſe%,ca_e%",
    "ı%,_%",
    "ÄRGER!%,_rger!!%",
    "a😀%,a_%",
    "\u212A%,k%"
  })
  void likeLeavesTheCaseOfOtherThanAsciiOpen(String pattern, String like) {
    assertEquals(like, SearchPattern.of(pattern).like('!'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"σας", "ΣΑΣ", "µm", "caſe", "ısı", "İz", "straße", "a😀"})
  void likeMatchesTheNameThatThePatternWasMadeOf(String name) {
    SearchPattern pattern = SearchPattern.of(name + "%");
    String regex = pattern.like('!').replace("%", ".*").replace('_', '.');
    assertTrue(Pattern.matches(regex, name.toLowerCase(Locale.ROOT)), regex);
    assertTrue(pattern.matches(name));
  }

  @Test
  void onlyAPatternOfOneNameHasAName() {
    assertEquals("My_schema", SearchPattern.of("My\\_schema").name());
    assertEquals("a\\b\\", SearchPattern.of("a\\b\\\\").name());
    assertNull(SearchPattern.of("my_schema").name());
    assertNull(SearchPattern.of(null).name());
  }

  @Test
  void nullAndPercentMatchEveryName() {
    assertTrue(SearchPattern.of(null).matchesAll());
    assertTrue(SearchPattern.of("%").matchesAll());
    assertTrue(SearchPattern.of("%%").matchesAll());
    assertTrue(SearchPattern.of(null).matches(""));
    assertFalse(SearchPattern.of("_").matchesAll());
    assertFalse(SearchPattern.of("\\%").matchesAll());
  }

  @Test
  void emptyMatchesNothing() {
    assertTrue(SearchPattern.of("").matchesNothing());
    assertFalse(SearchPattern.of("").matches("a"));
    assertFalse(SearchPattern.of("%").matchesNothing());
  }

  @Test
  void agreesWithRegularExpressions() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String pattern = text(random, "ab%_", 6);
      String name = text(random, "abAB", 8);
      String regex = pattern.replace("%", ".*").replace('_', '.');
      assertEquals(
          Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(name).matches(),
          SearchPattern.of(pattern).matches(name),
          () -> pattern + " against " + name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a_b", "100%", "back\\slash", "\\_%"})
  void escapedNameMatchesOnlyItself(String name) {
    SearchPattern pattern = SearchPattern.of(SearchPattern.escape(name));
    assertTrue(pattern.matches(name));
    assertFalse(pattern.matches(name.replace('_', 'x').replace('%', 'y').replace('\\', 'z') + "!"));
  }

  @Test
  void escapesEveryWildcardAndTheEscape() {
    assertEquals("a\\_b\\%c\\\\d", SearchPattern.escape("a_b%c\\d"));
  }

  @Test
  void manyWildcardsTakeNoExponentialTime() {
    String pattern = "%a".repeat(40) + "b";
    assertFalse(SearchPattern.of(pattern).matches("a".repeat(2_000)));
  }

  @Test
  void caseDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertTrue(SearchPattern.of("INFORMATION_SCHEMA").matches("information_schema"));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String text(Random random, String alphabet, int maxLength) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
