package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.hibernate.shop.Address;
import io.github.lakewire.hibernate.shop.Customer;
import io.github.lakewire.hibernate.shop.Customers;
import io.github.lakewire.hibernate.shop.ShopApplication;
import io.github.lakewire.jdbc.LakewireDataSource;
import java.math.BigDecimal;
import java.sql.Struct;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** A Spring Boot application with Spring Data JPA, HikariCP and Flyway, started whole. */
class SpringBootIT {
  private static final Instant DAY = Instant.parse("2026-01-31T12:00:00Z");

  private static ConfigurableApplicationContext application;
  private static Customers customers;

  @BeforeAll
  static void start() throws Exception {
    // What the other tests of this JVM log is left as it is.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    LakewireDataSource source = TestWarehouse.schema("spring_boot");
    application =
        new SpringApplicationBuilder(ShopApplication.class)
            .properties("spring.config.name=shop")
            .run(
                "--spring.datasource.url=" + source.getUrl() + ";catalog=main;schema=spring_boot",
                "--spring.datasource.password=" + source.getToken());
    customers = application.getBean(Customers.class);
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Test
  void readsWhatFlywayWrote() {
    Customer ada = customers.findById(new UUID(0, 1)).orElseThrow();
    assertEquals("Ada", ada.name());
    assertEquals(new Address("London", "12 St James's Square"), ada.address());
    assertEquals(new BigDecimal("99.50"), ada.credit());
    assertEquals(Instant.parse("1842-10-01T00:00:00Z"), ada.since());
  }

  @Test
  void savesChangesAndDeletes() {
    Customer saved = customers.save(customer("Created", null));
    Customer read = customers.findById(saved.id()).orElseThrow();
    assertEquals(DAY, read.since());
    assertEquals(0, read.version());
    read.credit(new BigDecimal("-1.25"));
    assertEquals(1, customers.save(read).version());
    assertEquals(new BigDecimal("-1.25"), customers.findById(saved.id()).orElseThrow().credit());
    assertThrows(OptimisticLockingFailureException.class, () -> customers.save(saved));
    customers.deleteById(saved.id());
    assertFalse(customers.existsById(saved.id()));
  }

  @Test
  void givesPages() {
    customers.saveAll(
        IntStream.range(0, 7).mapToObj(i -> customer("Paged " + i, BigDecimal.ONE)).toList());
    Page<Customer> page =
        customers.findByNameStartingWith("Paged", PageRequest.of(1, 3, Sort.by("name")));
    assertEquals(7, page.getTotalElements());
    assertEquals(List.of("Paged 3", "Paged 4", "Paged 5"), page.map(Customer::name).getContent());
  }

  @Test
  void derivesQueriesFromNames() {
    customers.saveAll(
        List.of(
            customer("Rich A", new BigDecimal("1000000")),
            customer("Rich B", new BigDecimal("1000001"))));
    assertEquals(
        List.of("Rich B", "Rich A"),
        customers.findByCreditGreaterThanOrderByNameDesc(new BigDecimal("999999")).stream()
            .map(Customer::name)
            .toList());
  }

  @Test
  void asksForPartsOfStructs() throws Exception {
    customers.save(
        new Customer("Zoë", new Address("Zürich", "Bahnhofstraße"), BigDecimal.TEN, DAY));
    List<Struct> found = customers.findByCity("Zürich");
    assertEquals(1, found.size());
    assertEquals("Zoë", found.get(0).getAttributes()[0]);
    Struct address = (Struct) found.get(0).getAttributes()[1];
    assertArrayEquals(new Object[] {"Zürich", "Bahnhofstraße"}, address.getAttributes());
  }

  @Test
  void insertsTenThousandWithFewRequests() throws Exception {
    List<Customer> many =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    new Customer(
                        "Bulk " + i, new Address("City " + i % 10, "Street"), BigDecimal.ONE, DAY))
            .toList();
    long before = TestWarehouse.requestCount();
    customers.saveAll(many);
    long requests = TestWarehouse.requestCount() - before;
    System.out.println("10,000 entities: " + requests + " requests");
    assertTrue(requests <= 20, requests + " requests");
    assertEquals(
        10_000, customers.findByNameStartingWith("Bulk", PageRequest.of(0, 1)).getTotalElements());
  }

  private static Customer customer(String name, BigDecimal credit) {
    return new Customer(name, null, credit, DAY);
  }
}
