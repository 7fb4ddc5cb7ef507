package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.TestMethods.TestMethod;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A test is named by what it holds, in words: no number of a list, no class that is a list. */
class TestNamesTest {
  /** No underscore, no letter or two with a number behind them, and more than one word. */
  private static final Pattern WORDS =
      Pattern.compile("(?![a-z]{1,2}\\d)[a-z][a-z0-9]*[A-Z][a-zA-Z0-9]*");

  private static final Pattern LIST = Pattern.compile(".*(Checklist|Defects?|Issue|Bug)(Test|IT)");

  @Test
  void testsAreNamedInWords() throws IOException {
    List<TestMethod> tests = TestMethods.all();
    assertTrue(tests.size() > 1200, "only " + tests.size() + " tests found");
    assertEquals(
        List.of(),
        tests.stream()
            // Fuzz tests are named after what they read, as the folders of their inputs are.
            .filter(test -> !test.annotation().equals("FuzzTest"))
            .filter(test -> !WORDS.matcher(test.name()).matches())
            .toList());
  }

  @Test
  void noClassIsNamedAfterAList() throws IOException {
    assertEquals(
        List.of(),
        TestMethods.all().stream()
            .map(TestMethod::type)
            .filter(type -> LIST.matcher(type).matches())
            .toList());
  }
}
