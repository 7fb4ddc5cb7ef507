package io.github.lakewire.hibernate.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.money.Monetary;
import org.hibernate.Session;
import org.hibernate.testing.orm.domain.animal.Animal;
import org.hibernate.testing.orm.domain.animal.Cat;
import org.hibernate.testing.orm.domain.animal.Dog;
import org.hibernate.testing.orm.domain.animal.Human;
import org.hibernate.testing.orm.domain.animal.Lizard;
import org.hibernate.testing.orm.domain.animal.Name;
import org.hibernate.testing.orm.domain.animal.PettingZoo;
import org.hibernate.testing.orm.domain.animal.Zoo;
import org.hibernate.testing.orm.domain.contacts.Address;
import org.hibernate.testing.orm.domain.contacts.Contact;
import org.hibernate.testing.orm.domain.contacts.PhoneNumber;
import org.hibernate.testing.orm.domain.gambit.Component;
import org.hibernate.testing.orm.domain.gambit.EmbeddedIdEntity;
import org.hibernate.testing.orm.domain.gambit.EntityOfArrays;
import org.hibernate.testing.orm.domain.gambit.EntityOfBasics;
import org.hibernate.testing.orm.domain.gambit.EntityOfComposites;
import org.hibernate.testing.orm.domain.gambit.EntityOfLists;
import org.hibernate.testing.orm.domain.gambit.EntityOfMaps;
import org.hibernate.testing.orm.domain.gambit.EntityOfSets;
import org.hibernate.testing.orm.domain.gambit.EntityWithManyToOneSelfReference;
import org.hibernate.testing.orm.domain.gambit.EnumValue;
import org.hibernate.testing.orm.domain.gambit.MutableValue;
import org.hibernate.testing.orm.domain.gambit.SimpleComponent;
import org.hibernate.testing.orm.domain.gambit.SimpleEntity;
import org.hibernate.testing.orm.domain.gambit.VersionedEntity;
import org.hibernate.testing.orm.domain.helpdesk.Account;
import org.hibernate.testing.orm.domain.helpdesk.Incident;
import org.hibernate.testing.orm.domain.helpdesk.Status;
import org.hibernate.testing.orm.domain.library.Book;
import org.hibernate.testing.orm.domain.library.Person;
import org.hibernate.testing.orm.domain.retail.CardPayment;
import org.hibernate.testing.orm.domain.retail.CashPayment;
import org.hibernate.testing.orm.domain.retail.DomesticVendor;
import org.hibernate.testing.orm.domain.retail.ForeignVendor;
import org.hibernate.testing.orm.domain.retail.LineItem;
import org.hibernate.testing.orm.domain.retail.Order;
import org.hibernate.testing.orm.domain.retail.Payment;
import org.hibernate.testing.orm.domain.retail.Product;
import org.hibernate.testing.orm.domain.retail.SalesAssociate;
import org.hibernate.testing.orm.domain.retail.Vendor;

/** A few rows of each of the standard entities, with nulls, ties and characters that need care. */
final class StandardRows {
  private StandardRows() {}

  static void store(Session session) {
    contacts(session);
    basics(session);
    collections(session);
    animals(session);
    retail(session);
    library(session);
    helpdesk(session);
  }

  private static void contacts(Session session) {
    String[][] names = {
      {"John", "Doe"}, {"Jane", "Doe"}, {"Ann", "O'Neill"}, {"Bob", "Zimmer"}, {"Zoë", "Ångström"}
    };
    Contact previous = null;
    for (int i = 0; i < names.length; i++) {
      Contact contact =
          new Contact(
              i + 1,
              new Contact.Name(names[i][0], names[i][1]),
              Contact.Gender.values()[i % 3],
              i == 3 ? null : LocalDate.of(1970 + i, 1 + i, 28));
      contact.setAlternativeContact(i % 2 == 0 ? null : previous);
      List<PhoneNumber> phones = new ArrayList<>();
      for (int p = 0; p < i % 3; p++) {
        phones.add(
            new PhoneNumber(
                512, 555, 1000 * i + p, PhoneNumber.Classification.values()[(i + p) % 6]));
      }
      contact.setPhoneNumbers(phones);
      List<Address> addresses = new ArrayList<>();
      for (int a = 0; a < i % 2 + 1 && i != 3; a++) {
        Address address = new Address(i + " Main St", 78000 + 10 * i + a);
        address.setClassification(Address.Classification.values()[a]);
        addresses.add(address);
      }
      contact.setAddresses(addresses);
      session.persist(contact);
      previous = contact;
    }
  }

  private static void basics(Session session) {
    EntityOfBasics one = new EntityOfBasics(1);
    one.setTheString("Hello World");
    one.setTheInteger(5);
    one.setTheInt(13);
    one.setTheShort((short) 7);
    one.setTheDouble(1.5);
    one.setTheBoolean(true);
    one.setTheNumericBoolean(true);
    one.setTheStringBoolean(true);
    one.setTheField("x");
    one.setGender(EntityOfBasics.Gender.FEMALE);
    one.setConvertedGender(EntityOfBasics.Gender.FEMALE);
    one.setOrdinalGender(EntityOfBasics.Gender.FEMALE);
    one.setTheDate(Date.valueOf("2024-02-29"));
    one.setTheTime(Time.valueOf("20:10:08"));
    one.setTheTimestamp(Timestamp.valueOf("2021-04-25 14:03:07.123456"));
    one.setTheInstant(Instant.parse("2021-04-25T12:03:07.123456Z"));
    one.setTheLocalDateTime(LocalDateTime.of(2021, 4, 25, 14, 3, 7, 123456000));
    one.setTheLocalDate(LocalDate.of(2024, 2, 29));
    one.setTheLocalTime(LocalTime.of(20, 10, 8));
    one.setTheOffsetDateTime(OffsetDateTime.of(2021, 4, 25, 14, 3, 7, 0, ZoneOffset.UTC));
    one.setTheZonedDateTime(
        OffsetDateTime.of(2021, 4, 25, 14, 3, 7, 0, ZoneOffset.UTC).toZonedDateTime());
    one.setTheDuration(Duration.ofSeconds(3, 250_000_000));
    one.setTheUuid(UUID.fromString("53886a8a-7082-4879-b430-25cb94415be8"));
    one.setMutableValue(new MutableValue("changeable"));
    try {
      one.setTheUrl(URI.create("https://example.com/a?b=c").toURL());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
    session.persist(one);

    EntityOfBasics two = new EntityOfBasics(2);
    two.setTheString("  it's 100% \\ \"tricky\"_x  ");
    two.setTheInteger(-17);
    two.setTheInt(-8);
    two.setTheShort((short) -3);
    two.setTheDouble(-0.25);
    two.setTheBoolean(false);
    two.setTheNumericBoolean(false);
    two.setTheStringBoolean(false);
    two.setTheField("");
    two.setGender(EntityOfBasics.Gender.MALE);
    two.setConvertedGender(EntityOfBasics.Gender.MALE);
    two.setOrdinalGender(EntityOfBasics.Gender.MALE);
    two.setTheDate(Date.valueOf("1969-12-31"));
    two.setTheTime(Time.valueOf("00:00:01"));
    two.setTheTimestamp(Timestamp.valueOf("1969-12-31 23:59:59.5"));
    two.setTheInstant(Instant.parse("1969-12-31T23:59:59.5Z"));
    two.setTheLocalDateTime(LocalDateTime.of(1969, 12, 31, 23, 59, 59, 500_000_000));
    two.setTheLocalDate(LocalDate.of(1969, 12, 31));
    two.setTheLocalTime(LocalTime.of(0, 0, 1));
    two.setTheOffsetDateTime(OffsetDateTime.of(1969, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC));
    two.setTheZonedDateTime(
        OffsetDateTime.of(1969, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC).toZonedDateTime());
    two.setTheDuration(Duration.ofDays(2).plusHours(5));
    two.setTheUuid(UUID.fromString("00000000-0000-0000-0000-000000000001"));
    session.persist(two);

    // Everything that may be is null.
    session.persist(new EntityOfBasics(3));

    EntityOfBasics four = new EntityOfBasics(4);
    four.setTheString("hello Zoë 😀");
    four.setTheInteger(5);
    four.setTheInt(2_000_000_000);
    four.setTheShort((short) 4);
    four.setTheDouble(1e10);
    four.setTheBoolean(true);
    four.setTheField("x");
    four.setGender(EntityOfBasics.Gender.OTHER);
    four.setOrdinalGender(EntityOfBasics.Gender.OTHER);
    four.setTheDate(Date.valueOf("2000-01-31"));
    four.setTheTimestamp(Timestamp.valueOf("2000-01-31 00:00:00"));
    four.setTheInstant(Instant.parse("2000-01-31T00:00:00Z"));
    four.setTheLocalDateTime(LocalDateTime.of(2000, 1, 31, 0, 0));
    four.setTheLocalDate(LocalDate.of(2000, 1, 31));
    four.setTheDuration(Duration.ofMinutes(-90));
    session.persist(four);

    for (int i = 1; i <= 6; i++) {
      session.persist(
          new SimpleEntity(
              i,
              Timestamp.valueOf("2020-0" + i + "-15 10:00:00"),
              Instant.parse("2020-0" + i + "-15T10:00:00Z"),
              10 - i,
              i == 6 ? null : 100L * (i % 3),
              "name " + (i == 4 ? "B" : "abcdef".charAt(i - 1))));
    }
    VersionedEntity versioned = new VersionedEntity(1, "first");
    session.persist(versioned);
    EntityWithManyToOneSelfReference root = new EntityWithManyToOneSelfReference(1, "root", 10);
    session.persist(root);
    EntityWithManyToOneSelfReference left =
        new EntityWithManyToOneSelfReference(2, "left", 20, root);
    session.persist(left);
    session.persist(new EntityWithManyToOneSelfReference(3, "right", 30, root));
    session.persist(new EntityWithManyToOneSelfReference(4, "leaf", 40, left));
    EmbeddedIdEntity key = new EmbeddedIdEntity();
    key.setId(new EmbeddedIdEntity.EmbeddedIdEntityId(25, "abc"));
    key.setData("data");
    session.persist(key);
    session.persist(
        new EntityOfComposites(
            1, "composed", new Component("a", 2, 3L, 4, new Component.Nested("n", "m"))));
    session.persist(new EntityOfComposites(2, "empty", null));
    EntityOfArrays arrays = new EntityOfArrays(1, "arrays");
    arrays.setArrayOfBasics(new String[] {"a", "b'c", "d"});
    session.persist(arrays);
  }

  private static void collections(Session session) {
    for (int i = 1; i <= 3; i++) {
      EntityOfLists lists = new EntityOfLists(i, "lists " + i);
      EntityOfSets sets = new EntityOfSets(i, "sets " + i);
      EntityOfMaps maps = new EntityOfMaps(i, "maps " + i);
      for (int e = 0; e < i && i < 3; e++) {
        lists.addBasic("basic " + e);
        lists.addNumber(e + 0.5);
        lists.addEnum(EnumValue.values()[e]);
        lists.addConvertedEnum(EnumValue.values()[e]);
        lists.addComponent(new SimpleComponent("one " + e, "two " + e));
        lists.addManyToMany(session.getReference(SimpleEntity.class, e + 1));
        sets.addBasic("basic " + e);
        sets.addEnum(EnumValue.values()[e]);
        sets.addComponent(new SimpleComponent("one " + e, "two " + e));
        maps.addBasicByBasic("key " + e, "value " + e);
        maps.addNumberByNumber(e, e + 0.25);
        maps.addBasicByEnum(EnumValue.values()[e], "value " + e);
        maps.addComponentByBasic("key " + e, new SimpleComponent("one " + e, "two"));
      }
      session.persist(lists);
      session.persist(sets);
      session.persist(maps);
    }
  }

  private static void animals(Session session) {
    Zoo zoo = new Zoo("Berlin", null);
    zoo.setId(1L);
    session.persist(zoo);
    PettingZoo petting = new PettingZoo();
    petting.setId(2L);
    petting.setName("Small");
    session.persist(petting);
    Human human = new Human();
    fill(human, 1, "human", 80, null, null);
    human.setName(new Name("Joe", 'M', "Public"));
    human.setNickName("JP");
    human.setHeightInches(70);
    human.setIntValue(3);
    human.setFloatValue(2.5f);
    human.setBigDecimalValue(new BigDecimal("12.50"));
    human.setBigIntegerValue(BigInteger.TEN);
    human.setBirthdate(Date.valueOf("1980-05-05"));
    human.setNickNames(new java.util.TreeSet<>(Set.of("Joey", "Jo")));
    human.setAddresses(new HashMap<>());
    session.persist(human);
    Human mother = new Human();
    fill(mother, 2, "mother", 60.5f, zoo, null);
    mother.setName(new Name("Mary", 'K', "Public"));
    mother.setHeightInches(65);
    mother.setPregnant(true);
    mother.setFriends(new ArrayList<>(List.of(human)));
    mother.setFamily(new HashMap<>(Map.of("son", human)));
    session.persist(mother);
    human.setMother(mother);
    Cat cat = new Cat();
    fill(cat, 3, "cat", 4.5f, zoo, null);
    cat.setOwner(human);
    cat.setBirthdate(Date.valueOf("2020-01-01"));
    session.persist(cat);
    Dog dog = new Dog();
    fill(dog, 4, "dog", 20, petting, null);
    dog.setOwner(human);
    session.persist(dog);
    Lizard lizard = new Lizard();
    fill(lizard, 5, "lizard", 0.5f, zoo, null);
    lizard.setBodyTemperature(30);
    session.persist(lizard);
    Animal animal = new Animal();
    fill(animal, 6, "animal", 1, null, lizard);
    session.persist(animal);
  }

  private static void fill(
      Animal animal, long id, String description, float weight, Zoo zoo, Animal mother) {
    animal.setId(id);
    animal.setDescription(description);
    animal.setBodyWeight(weight);
    animal.setZoo(zoo);
    animal.setMother(mother);
    animal.setSerialNumber("S" + id);
    animal.setOffspring(new HashSet<>());
  }

  private static void retail(Session session) {
    Vendor[] vendors = {
      new Vendor(1, "Plain", "Plain Inc", "details"),
      new DomesticVendor(2, "Home", "Home Inc"),
      new ForeignVendor(3, "Away", "Away Ltd", "far")
    };
    SalesAssociate[] associates = {
      new SalesAssociate(1, new org.hibernate.testing.orm.domain.retail.Name("Sale", "Sally")),
      new SalesAssociate(
          2, new org.hibernate.testing.orm.domain.retail.Name("Sold", "Sam", "Mr", "Jr"))
    };
    for (Vendor vendor : vendors) {
      session.persist(vendor);
    }
    for (SalesAssociate associate : associates) {
      session.persist(associate);
    }
    Product[] products = new Product[4];
    for (int i = 0; i < products.length; i++) {
      products[i] =
          new Product(
              i + 1,
              new UUID(0, i + 1),
              vendors[i % 3],
              Monetary.getDefaultAmountFactory().setCurrency("USD").setNumber(10 * i + 5).create());
      session.persist(products[i]);
    }
    for (int i = 1; i <= 4; i++) {
      Payment payment =
          i % 2 == 0
              ? new CardPayment(i, 1000 + i, 50L * i, "USD")
              : new CashPayment(i, 50L * i, "USD");
      session.persist(payment);
      Order order =
          new Order(
              i,
              Instant.parse("2024-0" + i + "-01T08:30:00Z"),
              payment,
              i == 4 ? null : associates[i % 2]);
      session.persist(order);
      for (int line = 0; line < i - 1; line++) {
        session.persist(
            new LineItem(
                10 * i + line,
                products[(i + line) % 4],
                line + 1,
                Monetary.getDefaultAmountFactory()
                    .setCurrency("USD")
                    .setNumber(7 * line + i)
                    .create(),
                order));
      }
    }
  }

  private static void library(Session session) {
    Person[] people = new Person[3];
    for (int i = 0; i < people.length; i++) {
      people[i] = new Person(i + 1, "Author " + (char) ('A' + i));
      session.persist(people[i]);
    }
    for (int i = 1; i <= 4; i++) {
      Book book = new Book(i, "Book " + i);
      for (int a = 0; a < i % 3; a++) {
        book.addAuthor(people[(i + a) % 3]);
      }
      if (i == 1) {
        book.addEditor(people[2]);
      }
      session.persist(book);
    }
  }

  private static void helpdesk(Session session) {
    session.persist(new Account(1, Status.CREATED, Status.ACTIVE, Status.INACTIVE));
    session.persist(new Account(2, Status.ACTIVE, Status.ACTIVE, Status.INITIALIZING));
    for (int i = 1; i <= 3; i++) {
      session.persist(
          new Incident(i, "incident " + i, Instant.parse("2024-05-0" + i + "T00:00:00Z")));
    }
  }
}
