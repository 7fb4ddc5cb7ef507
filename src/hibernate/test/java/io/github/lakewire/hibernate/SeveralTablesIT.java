package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entities that have more than one table. */
class SeveralTablesIT {
  private static SessionFactory factory;

  @BeforeAll
  static void makeTables() throws Exception {
    factory =
        TestFactory.create(
            "hib_several_tables",
            Animal.class,
            Dog.class,
            Cat.class,
            Split.class,
            Tagged.class,
            Leaf.class);
  }

  @AfterAll
  static void close() {
    factory.close();
  }

  @Test
  void updatesAndDeletesReachAllTablesOfAnInheritance() {
    factory.inTransaction(
        session -> {
          session.persist(new Dog(1, "Rex", 5));
          session.persist(new Dog(2, "Ida", 7));
          session.persist(new Cat(3, "Tom", "red"));
        });
    factory.inTransaction(
        session ->
            assertEquals(
                2,
                session
                    .createMutationQuery("update Dog set name = upper(name), weight = weight + 1")
                    .executeUpdate()));
    factory.inTransaction(
        session -> {
          assertEquals(
              List.of("IDA", "REX", "Tom"),
              session
                  .createSelectionQuery("select name from Animal order by name", String.class)
                  .getResultList());
          assertEquals(8, session.find(Dog.class, 2L).weight);
        });
    factory.inTransaction(
        session ->
            assertEquals(
                1,
                session.createMutationQuery("delete from Dog where weight = 6").executeUpdate()));
    factory.inTransaction(
        session ->
            assertEquals(2, session.createMutationQuery("delete from Animal").executeUpdate()));
    assertEquals(
        0L,
        factory
            .fromSession(
                session ->
                    session
                        .createNativeQuery(
                            "select (select count(*) from Animal) + (select count(*) from Dog)"
                                + " + (select count(*) from Cat)",
                            Long.class)
                        .getSingleResult())
            .longValue());
  }

  @Test
  void anInsertByQueryIntoSeveralTablesIsRefusedWithTheRemedy() {
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () ->
                factory.inTransaction(
                    session ->
                        session
                            .createMutationQuery(
                                "insert into Dog (id, name, weight) values (9, 'x', 1)")
                            .executeUpdate()));
    assertTrue(refused.getMessage().contains("several tables"), refused.toString());
  }

  @Test
  void updatesAndDeletesMayJoin() {
    factory.inTransaction(
        session -> {
          for (long i = 1; i <= 3; i++) {
            Split parent = new Split(100 + i, "p" + i, null);
            session.persist(parent);
            session.persist(new Leaf(i, "leaf " + i, parent));
          }
        });
    factory.inTransaction(
        session ->
            assertEquals(
                1,
                session
                    .createMutationQuery(
                        "update Leaf l join l.parent p set l.text = p.name || '!'"
                            + " where p.name = 'p2'")
                    .executeUpdate()));
    factory.inTransaction(
        session ->
            assertEquals(
                2,
                session
                    .createMutationQuery(
                        "delete from Leaf l join l.parent p where p.name in ('p1', 'p3')")
                    .executeUpdate()));
    factory.inTransaction(
        session ->
            assertEquals(
                List.of("p2!"),
                session
                    .createSelectionQuery("select text from Leaf", String.class)
                    .getResultList()));
    factory.inTransaction(
        session -> {
          session.createMutationQuery("delete from Leaf").executeUpdate();
          session.createMutationQuery("delete from Split where id > 100").executeUpdate();
        });
  }

  @Test
  void aSecondaryTableHasARowOnlyWhereThereAreValues() {
    factory.inTransaction(
        session -> {
          session.persist(new Split(1, "a", "note"));
          session.persist(new Split(2, "b", null));
        });
    factory.inTransaction(session -> session.find(Split.class, 2L).note = "later");
    factory.inTransaction(session -> session.find(Split.class, 1L).note = null);
    factory.inSession(
        session -> {
          assertNull(session.find(Split.class, 1L).note);
          assertEquals("later", session.find(Split.class, 2L).note);
          assertEquals(
              1L,
              session
                  .createNativeQuery("select count(*) from split_note", Long.class)
                  .getSingleResult()
                  .longValue());
        });
  }

  @Test
  void collectionsOfValuesChangeRowByRow() {
    factory.inTransaction(session -> session.persist(new Tagged(1, "a", "b")));
    factory.inTransaction(
        session -> {
          Tagged tagged = session.find(Tagged.class, 1L);
          tagged.tags.remove("a");
          tagged.tags.add("c");
        });
    assertEquals(
        Set.of("b", "c"),
        factory.fromSession(session -> new HashSet<>(session.find(Tagged.class, 1L).tags)));
  }

  @Entity(name = "Animal")
  @Inheritance(strategy = InheritanceType.JOINED)
  @DiscriminatorColumn(name = "kind")
  static class Animal {
    @Id long id;
    String name;
  }

  @Entity(name = "Dog")
  static class Dog extends Animal {
    int weight;

    Dog() {}

    Dog(long id, String name, int weight) {
      this.id = id;
      this.name = name;
      this.weight = weight;
    }
  }

  @Entity(name = "Cat")
  static class Cat extends Animal {
    String color;

    Cat() {}

    Cat(long id, String name, String color) {
      this.id = id;
      this.name = name;
      this.color = color;
    }
  }

  @Entity(name = "Split")
  @SecondaryTable(name = "split_note")
  static class Split {
    @Id long id;
    String name;

    @Column(table = "split_note")
    String note;

    Split() {}

    Split(long id, String name, String note) {
      this.id = id;
      this.name = name;
      this.note = note;
    }
  }

  @Entity(name = "Tagged")
  static class Tagged {
    @Id long id;
    @ElementCollection Set<String> tags = new HashSet<>();

    Tagged() {}

    Tagged(long id, String... tags) {
      this.id = id;
      this.tags.addAll(List.of(tags));
    }
  }

  @Entity(name = "Leaf")
  static class Leaf {
    @Id long id;
    String text;
    @ManyToOne Split parent;

    Leaf() {}

    Leaf(long id, String text, Split parent) {
      this.id = id;
      this.text = text;
      this.parent = parent;
    }
  }
}
