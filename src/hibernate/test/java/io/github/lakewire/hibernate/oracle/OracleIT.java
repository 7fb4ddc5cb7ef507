package io.github.lakewire.hibernate.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The same entities, rows and queries in the warehouse and in H2, with H2's own dialect: an oracle
 * that nobody here wrote. {@code -Doracle.only=} runs the features whose name has that part.
 */
class OracleIT {
  @TestFactory
  Stream<DynamicContainer> databricksAnswersAsTheOracle() {
    String only = System.getProperty("oracle.only", "");
    return AllChecks.list().stream()
        .filter(check -> check.feature().contains(only))
        .collect(
            Collectors.groupingBy(
                Check::feature, java.util.LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            feature ->
                DynamicContainer.dynamicContainer(feature.getKey(), tests(feature.getValue())));
  }

  private static Stream<DynamicTest> tests(List<Check> checks) {
    return checks.stream()
        .map(check -> DynamicTest.dynamicTest(check.name(), () -> compare(check)));
  }

  private static void compare(Check check) throws Exception {
    SessionFactory databricks = check.model().databricks();
    SessionFactory oracle = check.model().oracle();
    Check.Outcome outcome = check.outcome();
    if (outcome instanceof Check.Refused refused) {
      assertRefused(check, refused.message());
    } else if (outcome instanceof Check.Differs differs) {
      Object answer = ask(databricks, check);
      assertSame(check, Values.plain(differs.answer()), answer);
      if (Values.same(ask(oracle, check), answer)) {
        fail("is the same now: " + answer);
      }
    } else if (outcome instanceof Check.WithoutOracle without) {
      assertThrows(Exception.class, () -> ask(oracle, check), "H2 can do it now");
      assertSame(check, Values.plain(without.answer()), ask(databricks, check));
    } else {
      assertSame(check, ask(oracle, check), ask(databricks, check));
    }
  }

  /** By the dialect, with a message of which this is a part. */
  private static void assertRefused(Check check, String part) throws Exception {
    SessionFactory databricks = check.model().databricks();
    Throwable failure = assertThrows(Exception.class, () -> ask(databricks, check));
    StringBuilder text = new StringBuilder();
    boolean byDialect = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
      byDialect |= cause instanceof UnsupportedOperationException;
    }
    assertTrue(text.toString().contains(part), text.toString());
    assertTrue(byDialect, text.toString());
  }

  private static void assertSame(Check check, @Nullable Object expected, @Nullable Object actual) {
    if (!Values.same(expected, actual)) {
      assertEquals(String.valueOf(expected), String.valueOf(actual), check.name());
      fail("the types differ: " + types(expected) + " and " + types(actual) + " of " + actual);
    }
  }

  private static String types(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(OracleIT::types).toList().toString()
        : value == null ? "null" : value.getClass().getSimpleName();
  }

  private static @Nullable Object ask(SessionFactory factory, Check check) {
    try (Session session = factory.openSession()) {
      Transaction transaction = check.writes() ? session.beginTransaction() : null;
      try {
        Object answer = Values.plain(check.question().apply(session));
        return check.ordered() ? answer : Values.sorted(answer);
      } finally {
        if (transaction != null) {
          transaction.rollback();
        }
      }
    }
  }
}
