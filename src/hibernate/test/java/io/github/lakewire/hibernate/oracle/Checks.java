package io.github.lakewire.hibernate.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/** The checks of one topic, as they are written down: one line each. */
final class Checks {
  private final List<Check> checks = new ArrayList<>();
  private Model model = Model.STANDARD;
  private String feature = "";

  List<Check> list() {
    return List.copyOf(checks);
  }

  /** What follows is about the entities of Hibernate's own tests. */
  Checks feature(String name) {
    model = Model.STANDARD;
    feature = name;
    return this;
  }

  /** What follows is about entities of ours, for mappings that those have not. */
  Checks own(String name) {
    model = Model.OWN;
    feature = name;
    return this;
  }

  /** All rows of a query, whose parameters are ?1, ?2 and so on. */
  Last hql(String query, @Nullable Object... parameters) {
    return add(
        query + list(parameters), session -> query(session, query, parameters).list(), false);
  }

  /** The same with settings of the query. */
  Last hql(String what, String query, Consumer<Query<Object>> settings) {
    return add(
        query + " [" + what + "]",
        session -> {
          Query<Object> made = query(session, query);
          settings.accept(made);
          return made.list();
        },
        false);
  }

  /** One expression for each of the rows of EntityOfBasics, as {@code b}. */
  Last value(String expression, @Nullable Object... parameters) {
    return add(
        expression + list(parameters),
        session ->
            query(
                    session,
                    "select " + expression + " from EntityOfBasics b order by b.id",
                    parameters)
                .list(),
        false);
  }

  /** The ids of the rows of EntityOfBasics, {@code b}, that are so. */
  Last where(String condition, @Nullable Object... parameters) {
    return add(
        "where " + condition + list(parameters),
        session ->
            query(
                    session,
                    "select b.id from EntityOfBasics b where " + condition + " order by b.id",
                    parameters)
                .list(),
        false);
  }

  /** A statement that writes, how many rows it changed, and what a query finds then. */
  Last write(String statement, String query, @Nullable Object... parameters) {
    return add(
        statement + list(parameters),
        session -> {
          var mutation = session.createMutationQuery(statement);
          for (int i = 0; i < parameters.length; i++) {
            mutation.setParameter(i + 1, parameters[i]);
          }
          int changed = mutation.executeUpdate();
          session.clear();
          return List.of(changed, query(session, query).list());
        },
        true);
  }

  /** Whatever a session can do, without writing. */
  Last read(String name, Function<Session, @Nullable Object> question) {
    return add(name, question, false);
  }

  /** Whatever a session can do, in a transaction. */
  Last change(String name, Function<Session, @Nullable Object> question) {
    return add(name, question, true);
  }

  private static Query<Object> query(
      Session session, String query, @Nullable Object... parameters) {
    Query<Object> made = session.createQuery(query, Object.class);
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] instanceof List<?> list) {
        made.setParameterList(i + 1, list);
      } else {
        made.setParameter(i + 1, parameters[i]);
      }
    }
    return made;
  }

  private static String list(@Nullable Object... parameters) {
    return parameters.length == 0 ? "" : " " + Values.plain(parameters);
  }

  private Last add(String name, Function<Session, @Nullable Object> question, boolean writes) {
    checks.add(new Check(model, feature, name, question, writes, true, new Check.Same()));
    return new Last(checks, checks.size() - 1);
  }

  /** Says more of the check that was written down last. */
  record Last(List<Check> checks, int at) {
    Last inAnyOrder() {
      checks.set(at, checks.get(at).inAnyOrder());
      return this;
    }

    void differs(String reason, @Nullable Object answer) {
      checks.set(at, checks.get(at).as(new Check.Differs(reason, answer)));
    }

    void refused(String reason, String message) {
      checks.set(at, checks.get(at).as(new Check.Refused(reason, message)));
    }

    void withoutOracle(String reason, @Nullable Object answer) {
      checks.set(at, checks.get(at).as(new Check.WithoutOracle(reason, answer)));
    }
  }
}
