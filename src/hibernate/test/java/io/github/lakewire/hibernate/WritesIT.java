package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.SQLInsert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is written, how many statements it takes, and what is refused. */
class WritesIT {
  private static final Class<?>[] ENTITIES = {Item.class, Replaced.class};

  private static LakewireDataSource source;
  private static SessionFactory factory;

  @BeforeAll
  static void makeTables() throws Exception {
    source = TestWarehouse.schema("hib_writes");
    factory = TestFactory.build(source, "create-only", Map.of(), ENTITIES);
  }

  @AfterAll
  static void close() {
    factory.close();
  }

  @Test
  void aThousandInsertsAreFewStatements() throws Exception {
    long before = inserts("Item");
    factory.inTransaction(
        session -> {
          for (int i = 0; i < 1000; i++) {
            session.persist(new Item(1000 + i, "item " + i));
          }
        });
    assertEquals(
        1000L,
        factory
            .fromSession(
                session ->
                    session
                        .createSelectionQuery(
                            "select count(*) from Item where id >= 1000", Long.class)
                        .getSingleResult())
            .longValue());
    assertTrue(inserts("Item") - before <= 3, "statements: " + (inserts("Item") - before));
  }

  @Test
  void aBatchSizeOfOnesOwnHolds() throws Exception {
    long before = inserts("Replaceable");
    try (SessionFactory own =
        TestFactory.build(
            source,
            "create-only",
            Map.of(
                "hibernate.jdbc.batch_size",
                "5",
                "hibernate.type.json_format_mapper",
                TestJson.class.getName()),
            Replaceable.class)) {
      own.inTransaction(
          session -> {
            for (int i = 0; i < 20; i++) {
              Replaceable row = new Replaceable();
              row.id = i;
              row.data = Map.of("n", "" + i);
              session.persist(row);
            }
          });
    }
    assertEquals(4, inserts("Replaceable") - before);
  }

  /** Statements that the server has seen. */
  private static long inserts(String table) throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM system.query.history WHERE lower(statement_text) LIKE"
                    + " 'insert into "
                    + table.toLowerCase(java.util.Locale.ROOT)
                    + " %'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void upsertInsertsAndThenUpdates() {
    try (StatelessSession session = factory.openStatelessSession()) {
      session.upsert(new Item(1, "first"));
      session.upsert(new Item(2, null));
    }
    assertEquals("first", name(1));
    assertNull(name(2));
    try (StatelessSession session = factory.openStatelessSession()) {
      Item again = session.get(Item.class, 1L);
      again.name = "second";
      session.upsert(again);
      session.upsertMultiple(List.of(new Item(7, "seven"), new Item(8, "eight")));
    }
    assertEquals("second", name(1));
    assertEquals("seven", name(7));
    assertEquals("eight", name(8));
  }

  @Test
  void anInsertOnConflictUpdatesOrDoesNothing() {
    factory.inTransaction(session -> session.persist(new Item(40, "old")));
    for (String action :
        List.of(
            "do update set name = excluded.name",
            "do nothing",
            "do update set name = 'z' where excluded.version > 5")) {
      factory.inTransaction(
          session ->
              session
                  .createMutationQuery(
                      "insert into Item (id, name, version) values (40, 'new', 1), (41, 'other', 1)"
                          + " on conflict (id) "
                          + action)
                  .executeUpdate());
      assertEquals("new", name(40));
      assertEquals("other", name(41));
    }
  }

  private static String name(long id) {
    return factory.fromSession(session -> session.find(Item.class, id).name);
  }

  @Test
  void anInsertOfOnesOwnMayBeAMerge() {
    for (String text : List.of("one", "two")) {
      factory.inTransaction(session -> session.persist(new Replaced(1, text)));
    }
    assertEquals(
        List.of("two"),
        factory.fromSession(
            session ->
                session
                    .createSelectionQuery("select text from Replaced", String.class)
                    .getResultList()));
  }

  @Test
  void aSecondWriterOfAVersionIsTold() {
    factory.inTransaction(session -> session.persist(new Item(20, "a")));
    assertThrows(
        OptimisticLockException.class,
        () ->
            factory.inTransaction(
                session -> {
                  Item mine = session.find(Item.class, 20L);
                  factory.inTransaction(other -> other.find(Item.class, 20L).name = "theirs");
                  mine.name = "mine";
                }));
    assertEquals("theirs", name(20));
    assertThrows(
        OptimisticLockException.class,
        () ->
            factory.inTransaction(
                session -> {
                  Item mine = session.find(Item.class, 20L);
                  factory.inTransaction(other -> other.find(Item.class, 20L).name = "again");
                  session.remove(mine);
                }));
    try (StatelessSession session = factory.openStatelessSession()) {
      Item stale = new Item(20, "stale");
      stale.version = 0;
      RuntimeException refused = assertThrows(RuntimeException.class, () -> session.update(stale));
      assertTrue(
          refused instanceof StaleObjectStateException
              || refused.getCause() instanceof StaleStateException
              || refused instanceof StaleStateException,
          refused.toString());
    }
  }

  @Test
  void optimisticModesCheckAndRaiseTheVersion() {
    factory.inTransaction(session -> session.persist(new Item(21, "a")));
    factory.inTransaction(
        session -> session.find(Item.class, 21L, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
    assertEquals(
        1, factory.fromSession(session -> session.find(Item.class, 21L).version).intValue());
    factory.inTransaction(session -> session.find(Item.class, 21L, LockModeType.OPTIMISTIC));
  }

  @Test
  void pessimisticLocksAreRefusedWithTheRemedy() {
    factory.inTransaction(session -> session.persist(new Item(22, "a")));
    for (LockModeType mode :
        List.of(
            LockModeType.PESSIMISTIC_READ,
            LockModeType.PESSIMISTIC_WRITE,
            LockModeType.PESSIMISTIC_FORCE_INCREMENT)) {
      RuntimeException find =
          assertThrows(
              RuntimeException.class,
              () -> factory.inTransaction(session -> session.find(Item.class, 22L, mode)),
              mode.name());
      assertTrue(find.getMessage().contains("does not lock rows"), find.toString());
      // Hibernate raises the version at once, by an update: nothing has to be locked for that.
      if (mode != LockModeType.PESSIMISTIC_FORCE_INCREMENT) {
        RuntimeException lock =
            assertThrows(
                RuntimeException.class,
                () ->
                    factory.inTransaction(
                        session -> session.lock(session.find(Item.class, 22L), mode)));
        assertTrue(lock.getMessage().contains("@Version"), lock.toString());
      }
      RuntimeException query =
          assertThrows(
              RuntimeException.class,
              () ->
                  factory.inTransaction(
                      session ->
                          session
                              .createSelectionQuery("from Item", Item.class)
                              .setLockMode(mode)
                              .getResultList()));
      assertTrue(query.getMessage().contains("OPTIMISTIC"), query.toString());
    }
  }

  /** With a version. */
  @Entity(name = "Item")
  static class Item {
    @Id long id;
    String name;
    @Version Integer version;

    Item() {}

    Item(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity(name = "Replaceable")
  static class Replaceable {
    @Id long id;

    @org.hibernate.annotations.JdbcType(VariantJdbcType.class)
    Map<String, String> data;
  }

  @Entity(name = "Replaced")
  @SQLInsert(
      sql =
          "merge into Replaced t using (select ? as text, ? as id) s on t.id = s.id"
              + " when matched then update set t.text = s.text"
              + " when not matched then insert (text, id) values (s.text, s.id)")
  static class Replaced {
    @Id long id;
    String text;

    Replaced() {}

    Replaced(long id, String text) {
      this.id = id;
      this.text = text;
    }
  }
}
