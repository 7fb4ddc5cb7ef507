package io.github.lakewire.hibernate.oracle;

import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * One question put to both databases. What is not said otherwise has the same answer.
 *
 * @param model the entities it is about
 * @param feature the row of the table that it counts for
 * @param name what is asked, mostly the query
 * @param question from a session to values; it is rolled back afterwards when it writes
 * @param writes whether it needs a transaction
 * @param ordered whether the order of the rows is determined
 */
record Check(
    Model model,
    String feature,
    String name,
    Function<Session, @Nullable Object> question,
    boolean writes,
    boolean ordered,
    Outcome outcome) {

  /** What both are to answer. */
  sealed interface Outcome {}

  /** The same. */
  record Same() implements Outcome {}

  /** Databricks answers this, for that reason. */
  record Differs(String reason, @Nullable Object answer) implements Outcome {}

  /** Refused before anything is sent: the message has this part, the reason is for the page. */
  record Refused(String reason, String message) implements Outcome {}

  /** H2 cannot do it: what it should be, by the documentation of Hibernate or Java. */
  record WithoutOracle(String reason, @Nullable Object answer) implements Outcome {}

  Check as(Outcome other) {
    return new Check(model, feature, name, question, writes, ordered, other);
  }

  Check inAnyOrder() {
    return new Check(model, feature, name, question, writes, false, outcome);
  }
}
