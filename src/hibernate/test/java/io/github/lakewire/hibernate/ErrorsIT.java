package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.QueryTimeoutException;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.hibernate.exception.SQLGrammarException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Errors of a running server. */
class ErrorsIT {
  private static SessionFactory factory;

  @BeforeAll
  static void makeTables() throws Exception {
    factory = TestFactory.create("hib_errors", Thing.class);
  }

  @AfterAll
  static void close() {
    factory.close();
  }

  @Test
  void anEnumThatTheColumnDoesNotTakeIsAViolatedCheck() {
    ConstraintViolationException violation =
        assertThrows(
            ConstraintViolationException.class,
            () -> run("INSERT INTO Thing (id, color, name) VALUES (1, 7, 'x')"));
    assertEquals("ck_color", violation.getConstraintName());
  }

  @Test
  void aTextThatIsTooLongIsAnErrorOfData() {
    assertThrows(
        DataException.class,
        () -> run("INSERT INTO Thing (id, color, name) VALUES (1, 1, 'much too long')"));
  }

  @Test
  void aRowOfABatchThatViolatesACheckNamesIt() {
    ConstraintViolationException violation =
        assertThrows(
            ConstraintViolationException.class,
            () ->
                factory.inTransaction(
                    session -> {
                      for (int i = 0; i < 5; i++) {
                        Thing thing = new Thing();
                        thing.id = 10L + i;
                        thing.number = 3 - i;
                        session.persist(thing);
                      }
                    }));
    assertEquals("ck_number", violation.getConstraintName());
  }

  @Test
  void aDivisionByZeroIsAnErrorOfData() {
    assertThrows(
        DataException.class,
        () -> run("INSERT INTO Thing (id, color) SELECT 1 div (id - id), 1 FROM range(2)"));
  }

  @Test
  void aTableThatIsMissingIsAnErrorOfGrammar() {
    SQLGrammarException missing =
        assertThrows(SQLGrammarException.class, () -> run("DELETE FROM no_such_table"));
    assertEquals("42P01", missing.getSQLState());
  }

  @Test
  void aQueryThatTakesTooLongTimesOut() {
    assertThrows(
        QueryTimeoutException.class,
        () ->
            factory.inTransaction(
                session ->
                    session
                        .createNativeQuery(
                            "SELECT count(*) FROM range(100000000000) a WHERE sha2(cast(a.id AS"
                                + " STRING), 512) = 'x'",
                            Long.class)
                        .setTimeout(1)
                        .getResultList()));
  }

  private static void run(String sql) {
    factory.inTransaction(session -> session.createNativeMutationQuery(sql).executeUpdate());
  }

  @Entity(name = "Thing")
  static class Thing {
    @Id long id;
    BasicTypesIT.Color color;

    @Column(check = @CheckConstraint(constraint = "number > 0"))
    Integer number;

    @Column(length = 5)
    String name;
  }
}
