package io.github.lakewire.it;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** A row of {@link OwnSchema#createOrders}, as application code would have it. */
public record Order(
    long id,
    String customer,
    BigDecimal amount,
    Double weight,
    Boolean paid,
    LocalDate due,
    LocalDateTime placed,
    Instant seen) {

  static final Order FIRST =
      new Order(
          1,
          "Zoë's \"shop\" \\ ✓",
          new BigDecimal("1234567890.12"),
          -0.125,
          true,
          LocalDate.of(1582, 10, 4),
          LocalDateTime.parse("2021-02-28T23:59:59.123456"),
          Instant.parse("2021-03-28T01:30:00.654321Z"));

  static final Order OF_NULLS = new Order(2, null, null, null, null, null, null, null);

  static final String INSERT =
      "INSERT INTO orders (id, customer, amount, weight, paid, due, placed, seen)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  static final String SELECT =
      "SELECT id, customer, amount, weight, paid, due, placed, seen FROM orders ORDER BY id";

  /** For the markers of {@link #INSERT}. */
  Object[] values() {
    return new Object[] {id, customer, amount, weight, paid, due, placed, seen};
  }

  Order withId(long other) {
    return new Order(other, customer, amount, weight, paid, due, placed, seen);
  }
}
