package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.LakewireDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ParameterMode;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.TransactionException;
import org.hibernate.procedure.ProcedureCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commit, rollback and conflicts with transactions=1, and procedures. */
class TransactionsIT {
  private static LakewireDataSource source;
  private static SessionFactory factory;

  @BeforeAll
  static void open() throws Exception {
    source = TestWarehouse.schema("hib_transactions");
    source.setTransactions(true);
    factory = TestFactory.build(source, "create-only", Map.of(), Note.class);
  }

  @AfterAll
  static void close() {
    factory.close();
  }

  /** What others see. */
  private static String stored(long id) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT text FROM notes WHERE id = " + id)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTransactionIsStoredWholeOrNotAtAll() {
    factory.inTransaction(
        session -> {
          session.persist(new Note(1, "one"));
          session.flush();
          assertEquals(
              1L,
              session
                  .createSelectionQuery("select count(*) from Note where id = 1", Long.class)
                  .getSingleResult());
          assertEquals("", stored(1));
        });
    assertEquals("one", stored(1));
    assertThrows(
        IllegalStateException.class,
        () ->
            factory.inTransaction(
                session -> {
                  session.remove(session.find(Note.class, 1L));
                  session.persist(new Note(2, "two"));
                  session.flush();
                  throw new IllegalStateException("no");
                }));
    assertEquals("one", stored(1));
    assertEquals("", stored(2));
  }

  @Test
  void aConflictWithAnotherTransactionIsToldAsSuch() {
    factory.inTransaction(session -> session.persist(new Note(3, "first")));
    // Hibernate gives what a commit throws as the cause, without a conversion.
    TransactionException conflict =
        assertThrows(
            TransactionException.class,
            () ->
                factory.inTransaction(
                    session -> {
                      session.find(Note.class, 3L).text = "late";
                      session.flush();
                      factory.inTransaction(other -> other.find(Note.class, 3L).text = "early");
                    }));
    assertEquals("40001", assertInstanceOf(SQLException.class, conflict.getCause()).getSQLState());
    assertEquals("early", stored(3));
    factory.inTransaction(session -> session.find(Note.class, 3L).text = "again");
    assertEquals("again", stored(3));
  }

  @Test
  void proceduresGiveTheirOutParameters() throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE PROCEDURE add_up(IN x INT, INOUT total BIGINT, OUT said STRING) LANGUAGE SQL"
              + " SQL SECURITY INVOKER AS BEGIN SET total = total + x; SET said = 'sum'; END");
    }
    factory.inSession(
        session -> {
          try (ProcedureCall call = session.createStoredProcedureCall("add_up")) {
            call.registerParameter("x", Integer.class, ParameterMode.IN);
            call.registerParameter("total", Long.class, ParameterMode.INOUT);
            call.registerParameter("said", String.class, ParameterMode.OUT);
            call.setParameter("x", 2);
            call.setParameter("total", 40L);
            assertEquals(42L, call.getOutputs().getOutputParameterValue("total"));
            assertEquals("sum", call.getOutputs().getOutputParameterValue("said"));
          }
        });
  }

  /** A row of the table. */
  @Entity(name = "Note")
  @Table(name = "notes")
  static class Note {
    @Id long id;
    String text;
    @Version int version;

    Note() {}

    Note(long id, String text) {
      this.id = id;
      this.text = text;
    }
  }
}
