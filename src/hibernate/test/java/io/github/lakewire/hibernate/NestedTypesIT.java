package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Clob;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.JdbcType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Struct;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Arrays, structs, JSON and large objects. */
class NestedTypesIT {
  private static final Address HOME =
      new Address("Main St 5", 1234, new BigDecimal("12.50"), new Geo(1.5, 2.5));

  private static LakewireDataSource source;
  private static final TimeZone ZONE = TimeZone.getDefault();
  private static SessionFactory factory;

  @BeforeAll
  static void makeTables() throws Exception {
    // It skips and repeats hours.
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    source = TestWarehouse.schema("hib_nested_types");
    factory =
        TestFactory.build(
            source,
            "create-only",
            Map.of("hibernate.type.json_format_mapper", TestJson.class.getName()),
            Lists.class,
            Person.class,
            Document.class,
            Large.class);
  }

  @AfterAll
  static void close() {
    TimeZone.setDefault(ZONE);
    factory.close();
  }

  @Test
  void arraysAndCollectionsOfBasicTypesAreArrays() {
    Lists full = new Lists();
    full.id = 1;
    full.strings = new String[] {"a", null, "it's \\ \"x\""};
    full.numbers = List.of(1, 2, 3);
    full.longs = new long[] {Long.MIN_VALUE, 0};
    full.labels = Set.of("one");
    full.days = List.of(LocalDate.of(2024, 2, 29), LocalDate.of(1, 1, 1));
    full.times = List.of(LocalDateTime.parse("2024-03-31T02:30:00.123456"));
    full.instants = new Instant[] {Instant.parse("2024-10-27T00:30:00.654321Z")};
    full.uuids = List.of(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
    full.amounts = new BigDecimal[] {new BigDecimal("1.25")};
    full.flags = new boolean[] {true, false};
    full.doubles = List.of(0.1, -5e300);
    full.colors = List.of(BasicTypesIT.Color.BLUE, BasicTypesIT.Color.RED);
    full.empty = List.of();
    Lists nothing = new Lists();
    nothing.id = 2;
    factory.inTransaction(
        session -> {
          session.persist(full);
          session.persist(nothing);
        });
    factory.inSession(
        session -> {
          Lists found = session.find(Lists.class, 1L);
          assertArrayEquals(full.strings, found.strings);
          assertEquals(full.numbers, found.numbers);
          assertArrayEquals(full.longs, found.longs);
          assertEquals(full.labels, found.labels);
          assertEquals(full.days, found.days);
          assertEquals(full.times, found.times);
          assertArrayEquals(full.instants, found.instants);
          assertEquals(full.uuids, found.uuids);
          assertArrayEquals(full.amounts, found.amounts);
          assertArrayEquals(full.flags, found.flags);
          assertEquals(full.doubles, found.doubles);
          assertEquals(full.colors, found.colors);
          assertEquals(full.empty, found.empty);
          Lists none = session.find(Lists.class, 2L);
          assertNull(none.strings);
          assertNull(none.numbers);
          assertNull(none.labels);
        });
    factory.inTransaction(session -> session.find(Lists.class, 1L).numbers = List.of(4));
    assertEquals(List.of(4), factory.fromSession(session -> session.find(Lists.class, 1L).numbers));
  }

  @Test
  void structsAreReadWrittenAndQueriedByTheirFields() {
    factory.inTransaction(
        session -> {
          session.persist(new Person(1, HOME, List.of(HOME, new Address("b", 2, null, null))));
          session.persist(new Person(2, null, null));
          session.persist(new Person(3, new Address(null, 3, null, null), List.of()));
        });
    factory.inTransaction(
        session -> {
          Person person = session.find(Person.class, 1L);
          assertEquals(HOME, person.home);
          assertEquals(List.of(HOME, new Address("b", 2, null, null)), person.others);
          assertNull(session.find(Person.class, 2L).home);
          assertEquals(new Address(null, 3, null, null), session.find(Person.class, 3L).home);
        });
    Person found =
        factory.fromSession(
            session ->
                session
                    .createSelectionQuery(
                        "from Person where home.street like 'Main%' and home.geo.x > 1",
                        Person.class)
                    .getSingleResult());
    assertEquals(1L, found.id);
    assertEquals(
        List.of(1.5),
        factory.fromSession(
            session ->
                session
                    .createSelectionQuery(
                        "select home.geo.x from Person where home.street like 'Main%'",
                        Double.class)
                    .getResultList()));
    factory.inTransaction(
        session ->
            session
                .createMutationQuery("update Person set home.street = 'new' where id = 1")
                .executeUpdate());
    assertEquals(
        new Address("new", 1234, new BigDecimal("12.50"), new Geo(1.5, 2.5)),
        factory.fromSession(session -> session.find(Person.class, 1L).home));
    factory.inTransaction(session -> session.find(Person.class, 3L).home = HOME);
    assertEquals(HOME, factory.fromSession(session -> session.find(Person.class, 3L).home));
  }

  @Test
  void jsonIsTextOrVariant() {
    Document document = new Document();
    document.id = 1;
    document.text = Map.of("a", "it's", "b", "\\");
    document.variant = Map.of("x", "y");
    document.place = new Place("Rome", 3, new Geo(1, 2));
    Document empty = new Document();
    empty.id = 2;
    factory.inTransaction(
        session -> {
          session.persist(document);
          session.persist(empty);
        });
    factory.inSession(
        session -> {
          Document found = session.find(Document.class, 1L);
          assertEquals(document.text, found.text);
          assertEquals(document.variant, found.variant);
          assertEquals(document.place, found.place);
          Document none = session.find(Document.class, 2L);
          assertNull(none.text);
          assertNull(none.variant);
          assertNull(none.place);
          assertEquals(
              "object",
              session
                  .createNativeQuery(
                      "select lower(split(schema_of_variant(variant), '<')[0]) from Document"
                          + " where id = 1",
                      String.class)
                  .getSingleResult());
          assertEquals(
              List.of(1L),
              session
                  .createSelectionQuery(
                      "select id from Document where place.city = 'Rome' and place.geo.x = 1",
                      Long.class)
                  .getResultList());
        });
    factory.inTransaction(session -> session.find(Document.class, 1L).variant = Map.of("n", "1"));
    assertEquals(
        Map.of("n", "1"), factory.fromSession(session -> session.find(Document.class, 1L).variant));
  }

  @Test
  void anUpdateOfSingleMembersOfJsonIsRefused() {
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () ->
                factory.inTransaction(
                    session ->
                        session
                            .createMutationQuery("update Document set place.city = 'x'")
                            .executeUpdate()));
    assertTrue(refused.getMessage().contains("assign the whole embeddable"), refused.toString());
  }

  @Test
  void largeObjectsAreValues() throws Exception {
    factory.inTransaction(
        session -> {
          Large large = new Large();
          large.id = 1;
          large.clob = Hibernate.getLobHelper().createClob("clöb");
          large.blob = Hibernate.getLobHelper().createBlob(new byte[] {1, 2});
          session.persist(large);
        });
    factory.inSession(
        session -> {
          Large found = session.find(Large.class, 1L);
          try {
            assertEquals("clöb", found.clob.getSubString(1, 4));
            assertArrayEquals(new byte[] {1, 2}, found.blob.getBytes(1, 2));
          } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void theSchemaToolFindsEachColumnAsItMadeIt() {
    TestFactory.build(
            source,
            "validate",
            Map.of("hibernate.type.json_format_mapper", TestJson.class.getName()),
            Lists.class,
            Person.class,
            Document.class,
            Large.class)
        .close();
  }

  /** Basic types many times. */
  @Entity(name = "Lists")
  static class Lists {
    @Id long id;
    String[] strings;
    List<Integer> numbers;
    long[] longs;
    Set<String> labels;
    List<LocalDate> days;
    List<LocalDateTime> times;
    Instant[] instants;
    List<UUID> uuids;
    BigDecimal[] amounts;
    boolean[] flags;
    List<Double> doubles;
    List<BasicTypesIT.Color> colors;
    List<String> empty;
  }

  /** With structs. */
  @Entity(name = "Person")
  static class Person {
    @Id long id;
    Address home;
    List<Address> others;

    Person() {}

    Person(long id, Address home, List<Address> others) {
      this.id = id;
      this.home = home;
      this.others = others;
    }
  }

  /** A struct in which is another. */
  @Embeddable
  @Struct(name = "address_t")
  record Address(String street, int number, BigDecimal rent, Geo geo) {}

  /** Within the address. */
  @Embeddable
  @Struct(name = "geo_t")
  record Geo(double x, double y) {}

  /** With JSON. */
  @Entity(name = "Document")
  static class Document {
    @Id long id;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> text;

    @JdbcType(VariantJdbcType.class)
    Map<String, String> variant;

    @Embedded
    @JdbcTypeCode(SqlTypes.JSON)
    Place place;
  }

  /** A JSON object. */
  @Embeddable
  record Place(String city, int rank, @JdbcTypeCode(SqlTypes.JSON) Point geo) {
    Place(String city, int rank, Geo geo) {
      this(city, rank, new Point(geo.x(), geo.y()));
    }
  }

  /** A JSON object within. */
  @Embeddable
  record Point(double x, double y) {}

  /** With locators, elsewhere. */
  @Entity(name = "Large")
  static class Large {
    @Id long id;
    @Lob Clob clob;
    @Lob Blob blob;
  }
}
