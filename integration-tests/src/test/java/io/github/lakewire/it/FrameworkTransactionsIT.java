package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jdbi.v3.core.Jdbi;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.DefaultTransactionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commit and rollback of Hibernate, HikariCP, jOOQ and Jdbi with transactions=1. */
@ExtendWith(SharedWarehouse.class)
class FrameworkTransactionsIT {
  private static OwnSchema schema(WarehouseProcess warehouse, String name) throws SQLException {
    OwnSchema schema = OwnSchema.create(warehouse, name);
    schema.source().setTransactions(true);
    schema.run("CREATE TABLE main." + name + ".notes (id BIGINT, text STRING, version INT)");
    return schema;
  }

  /** What others see. */
  private static String stored(OwnSchema schema) throws SQLException {
    try (Connection connection = schema.source().getConnection()) {
      return HikariIT.text(
          connection, "SELECT concat_ws(',', sort_array(collect_list(text))) FROM notes");
    }
  }

  private static void insert(Connection connection, int id, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO notes VALUES (" + id + ", '" + text + "', 0)");
    }
  }

  @Test
  void hibernateStoresAllOfATransactionOrNothing(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = schema(warehouse, "tx_hibernate");
        SessionFactory factory = factory(schema)) {
      factory.inTransaction(
          session -> {
            session.persist(new Note(1, "one"));
            session.persist(new Note(2, "two"));
            session.flush();
            assertEquals(
                2L,
                session
                    .createSelectionQuery("select count(*) from Note", Long.class)
                    .getSingleResult());
            try {
              assertEquals("", stored(schema));
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
          });
      assertEquals("one,two", stored(schema));
      assertThrows(
          IllegalStateException.class,
          () ->
              factory.inTransaction(
                  session -> {
                    session.remove(session.find(Note.class, 1L));
                    session.persist(new Note(3, "three"));
                    session.flush();
                    throw new IllegalStateException("no");
                  }));
      assertEquals("one,two", stored(schema));
    }
  }

  @Test
  void hibernateTellsAConflictFromOtherFailures(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = schema(warehouse, "tx_hibernate_conflict");
        SessionFactory factory = factory(schema)) {
      factory.inTransaction(session -> session.persist(new Note(1, "one")));
      RuntimeException conflict =
          assertThrows(
              RuntimeException.class,
              () ->
                  factory.inTransaction(
                      session -> {
                        session.find(Note.class, 1L).text = "late";
                        session.flush();
                        factory.inTransaction(other -> other.find(Note.class, 1L).text = "early");
                      }));
      assertEquals("40001", state(conflict));
      assertEquals("early", stored(schema));
      factory.inTransaction(session -> session.find(Note.class, 1L).text = "again");
      assertEquals("again", stored(schema));
      assertThrows(
          OptimisticLockException.class,
          () ->
              factory.inTransaction(
                  session -> {
                    Note note = session.find(Note.class, 1L);
                    session.detach(note);
                    note.version = 0;
                    note.text = "stale";
                    session.merge(note);
                  }));
      assertEquals("again", stored(schema));
    }
  }

  private static String state(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return e.getSQLState();
      }
    }
    return "none: " + failure;
  }

  private static SessionFactory factory(OwnSchema schema) {
    Configuration configuration = new Configuration().addAnnotatedClass(Note.class);
    configuration.getProperties().put("hibernate.connection.datasource", schema.source());
    return configuration
        .setProperty("hibernate.dialect", SparkDialect.class.getName())
        .setProperty("hibernate.jdbc.batch_size", "20")
        .buildSessionFactory();
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

  @Test
  void aPoolWithoutAutoCommitRollsBackWhatComesBackOpen(WarehouseProcess warehouse)
      throws Exception {
    try (OwnSchema schema = schema(warehouse, "tx_hikari")) {
      HikariConfig config = new HikariConfig();
      config.setDataSource(schema.source());
      config.setAutoCommit(false);
      config.setMaximumPoolSize(1);
      try (HikariDataSource pool = new HikariDataSource(config)) {
        try (Connection connection = pool.getConnection()) {
          assertFalse(connection.getAutoCommit());
          insert(connection, 1, "lost");
        }
        assertEquals("", stored(schema));
        try (Connection connection = pool.getConnection()) {
          insert(connection, 2, "kept");
          connection.commit();
          connection.setAutoCommit(true);
          insert(connection, 3, "at once");
          assertEquals("at once,kept", stored(schema));
        }
        try (Connection connection = pool.getConnection()) {
          assertFalse(connection.getAutoCommit());
          assertNull(connection.getWarnings());
          insert(connection, 4, "later");
          assertEquals("at once,kept", stored(schema));
          connection.rollback();
        }
      }
    }
  }

  @Test
  void jooqAndJdbiRollBackAtAnException(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = schema(warehouse, "tx_jooq_jdbi");
        Connection connection = schema.source().getConnection()) {
      DefaultConnectionProvider connections = new DefaultConnectionProvider(connection);
      org.jooq.DSLContext jooq =
          DSL.using(
              new org.jooq.impl.DefaultConfiguration()
                  .set(connections)
                  .set(new DefaultTransactionProvider(connections, false))
                  .set(SQLDialect.DEFAULT));
      jooq.transaction(inside -> inside.dsl().execute("INSERT INTO notes VALUES (1, 'a', 0)"));
      assertThrows(
          IllegalStateException.class,
          () ->
              jooq.transaction(
                  inside -> {
                    inside.dsl().execute("INSERT INTO notes VALUES (2, 'b', 0)");
                    throw new IllegalStateException("no");
                  }));
      assertEquals("a", stored(schema));
      assertTrue(connection.getAutoCommit());
      Jdbi jdbi = Jdbi.create(schema.source());
      jdbi.useTransaction(handle -> handle.execute("INSERT INTO notes VALUES (?, ?, 0)", 3, "c"));
      assertThrows(
          IllegalStateException.class,
          () ->
              jdbi.useTransaction(
                  handle -> {
                    handle.execute("DELETE FROM notes");
                    throw new IllegalStateException("no");
                  }));
      assertEquals("a,c", stored(schema));
    }
  }
}
