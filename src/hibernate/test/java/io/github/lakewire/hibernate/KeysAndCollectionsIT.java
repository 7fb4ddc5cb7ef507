package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Types as identifiers, as foreign keys, and in tables of collections. */
class KeysAndCollectionsIT {
  private static SessionFactory factory;

  @BeforeAll
  static void makeTables() throws Exception {
    factory =
        TestFactory.create(
            "hib_keys",
            Map.of("hibernate.jdbc.batch_size", "50"),
            Mixed.class,
            Owner.class,
            Part.class,
            Bag.class);
  }

  @AfterAll
  static void close() {
    factory.close();
  }

  @Test
  void anIdentifierMayHaveColumnsOfAnyType() {
    MixedKey key =
        new MixedKey(
            "it's",
            LocalDate.of(2024, 2, 29),
            LocalDateTime.parse("2024-03-31T02:30:00.123456"),
            Instant.parse("2024-10-27T00:30:00.654321Z"),
            new BigDecimal("1.25"),
            true,
            BasicTypesIT.Color.GREEN);
    factory.inTransaction(session -> session.persist(new Mixed(key, "x")));
    factory.inTransaction(session -> session.find(Mixed.class, key).note = "y");
    assertEquals("y", factory.fromSession(session -> session.find(Mixed.class, key).note));
    factory.inTransaction(session -> session.remove(session.find(Mixed.class, key)));
    assertEquals(
        0,
        factory
            .fromSession(
                session -> session.createSelectionQuery("from Mixed", Mixed.class).getResultList())
            .size());
  }

  @Test
  void associationsKeepTheirKeysAndOrder() {
    Owner owner = new Owner();
    owner.id = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    for (int i = 0; i < 3; i++) {
      Part part = new Part();
      part.id = "part " + i;
      part.owner = owner;
      owner.parts.add(part);
      owner.favorites.add(part);
    }
    factory.inTransaction(session -> session.persist(owner));
    factory.inTransaction(
        session -> {
          Owner found = session.find(Owner.class, owner.id);
          assertEquals(
              List.of("part 0", "part 1", "part 2"),
              found.favorites.stream().map(part -> part.id).toList());
          assertEquals(3, found.parts.size());
          found.favorites.remove(0);
        });
    factory.inSession(
        session -> {
          List<Owner> owners =
              session
                  .createSelectionQuery(
                      "select distinct o from Owner o join fetch o.favorites", Owner.class)
                  .getResultList();
          assertEquals(1, owners.size());
          assertEquals(2, owners.get(0).favorites.size());
          assertEquals("part 1", owners.get(0).favorites.get(0).id);
        });
    factory.inTransaction(session -> session.remove(session.find(Owner.class, owner.id)));
    assertEquals(
        0,
        factory
            .fromSession(
                session -> session.createSelectionQuery("from Part", Part.class).getResultList())
            .size());
  }

  @Test
  void collectionsOfValuesKeepTheirTypes() {
    Bag bag = new Bag();
    bag.id = 1;
    bag.uuids.add(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
    bag.times.add(LocalDateTime.parse("2024-03-31T02:30:00.5"));
    bag.times.add(null);
    bag.times.add(LocalDateTime.parse("2024-03-31T02:30:00.5"));
    bag.prices.put("a", new BigDecimal("1.25"));
    bag.colors.put(BasicTypesIT.Color.RED, Instant.parse("2024-10-27T00:30:00.654321Z"));
    bag.spots.add(new Spot(1.5, "x"));
    factory.inTransaction(session -> session.persist(bag));
    factory.inTransaction(
        session -> {
          Bag found = session.find(Bag.class, 1L);
          assertNotNull(found);
          assertEquals(bag.uuids, new HashSet<>(found.uuids));
          assertEquals(bag.times, new ArrayList<>(found.times));
          assertEquals(bag.prices, new HashMap<>(found.prices));
          assertEquals(bag.colors, new HashMap<>(found.colors));
          assertEquals(bag.spots, new HashSet<>(found.spots));
          found.prices.put("b", new BigDecimal("2.00"));
          found.prices.remove("a");
          found.uuids.clear();
        });
    factory.inSession(
        session -> {
          Bag found = session.find(Bag.class, 1L);
          assertEquals(Map.of("b", new BigDecimal("2.00")), new HashMap<>(found.prices));
          assertEquals(Set.of(), new HashSet<>(found.uuids));
        });
  }

  /** Columns of many types. */
  @Embeddable
  record MixedKey(
      String text,
      LocalDate day,
      LocalDateTime time,
      Instant instant,
      BigDecimal amount,
      boolean flag,
      @Enumerated(EnumType.STRING) BasicTypesIT.Color color) {}

  @Entity(name = "Mixed")
  static class Mixed {
    @EmbeddedId MixedKey key;
    String note;

    Mixed() {}

    Mixed(MixedKey key, String note) {
      this.key = key;
      this.note = note;
    }
  }

  @Entity(name = "Owner")
  static class Owner {
    @Id UUID id;

    @OneToMany(mappedBy = "owner", cascade = CascadeType.ALL)
    List<Part> parts = new ArrayList<>();

    @ManyToMany @OrderColumn List<Part> favorites = new ArrayList<>();
  }

  @Entity(name = "Part")
  static class Part {
    @Id String id;
    @ManyToOne Owner owner;
  }

  @Entity(name = "Bag")
  static class Bag {
    @Id long id;
    @ElementCollection Set<UUID> uuids = new HashSet<>();
    @ElementCollection @OrderColumn List<LocalDateTime> times = new ArrayList<>();

    @ElementCollection
    @MapKeyColumn(name = "label")
    Map<String, BigDecimal> prices = new HashMap<>();

    @ElementCollection Map<BasicTypesIT.Color, Instant> colors = new HashMap<>();
    @ElementCollection Set<Spot> spots = new HashSet<>();
  }

  /** Two columns of a collection. */
  @Embeddable
  record Spot(double x, String name) {}
}
