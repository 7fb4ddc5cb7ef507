package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TableGenerator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.MappingException;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where identifiers come from, and what is refused when the factory is built. */
class IdentifiersIT {
  private static LakewireDataSource source;
  private static SessionFactory factory;

  @BeforeAll
  static void makeTables() throws Exception {
    source = TestWarehouse.schema("hib_identifiers");
    factory =
        TestFactory.build(
            source,
            "create-only",
            Map.of(),
            ByUuid.class,
            ByTable.class,
            BySequence.class,
            ByAuto.class);
  }

  @AfterAll
  static void close() {
    factory.close();
  }

  @Test
  void identifiersComeFromUuidsAndTablesOfNumbers() {
    Set<Long> numbers = new HashSet<>();
    factory.inTransaction(
        session -> {
          for (int i = 0; i < 12; i++) {
            ByTable byTable = new ByTable();
            session.persist(byTable);
            assertTrue(numbers.add(byTable.id));
            session.persist(new BySequence());
            session.persist(new ByAuto());
            ByUuid byUuid = new ByUuid();
            session.persist(byUuid);
            assertNotEquals(null, byUuid.id);
          }
        });
    for (String entity : List.of("ByTable", "BySequence", "ByAuto", "ByUuid")) {
      assertEquals(
          12L,
          factory
              .fromSession(
                  session ->
                      session
                          .createSelectionQuery(
                              "select count(distinct id) from " + entity, Long.class)
                          .getSingleResult())
              .longValue(),
          entity);
    }
  }

  @Test
  void generatedKeysThatWouldHaveToBeReadBackAreRefused() throws Exception {
    MappingException refused =
        assertThrows(
            MappingException.class,
            () -> TestFactory.build(source, "none", Map.of(), ByIdentity.class));
    assertTrue(refused.getMessage().contains("GenerationType.UUID"), refused.getMessage());
  }

  @Test
  void deletesByTheDatabaseAreRefused() {
    MappingException refused =
        assertThrows(
            MappingException.class,
            () -> TestFactory.build(source, "none", Map.of(), ByUuid.class, Child.class));
    assertTrue(refused.getMessage().contains("CascadeType.REMOVE"), refused.getMessage());
  }

  @Test
  void aDecimalOfMoreDigitsThanTheServerHasIsRefused() {
    MappingException refused =
        assertThrows(
            MappingException.class,
            () -> TestFactory.build(source, "none", Map.of(), TooWide.class));
    assertTrue(refused.getMessage().contains("38 digits"), refused.getMessage());
  }

  @Entity(name = "ByUuid")
  static class ByUuid {
    @Id @GeneratedValue UUID id;
  }

  @Entity(name = "ByTable")
  static class ByTable {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "numbers")
    @TableGenerator(name = "numbers", allocationSize = 10)
    long id;
  }

  @Entity(name = "BySequence")
  static class BySequence {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "sequence")
    @SequenceGenerator(name = "sequence", allocationSize = 10)
    long id;
  }

  @Entity(name = "ByAuto")
  static class ByAuto {
    @Id @GeneratedValue long id;
  }

  @Entity(name = "ByIdentity")
  static class ByIdentity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;
  }

  @Entity(name = "TooWide")
  static class TooWide {
    @Id long id;

    @Column(precision = 40, scale = 2)
    java.math.BigDecimal amount;
  }

  @Entity(name = "Child")
  static class Child {
    @Id long id;

    @ManyToOne
    @OnDelete(action = OnDeleteAction.CASCADE)
    ByUuid parent;
  }
}
