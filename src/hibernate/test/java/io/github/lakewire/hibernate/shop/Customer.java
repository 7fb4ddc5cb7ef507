package io.github.lakewire.hibernate.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** Who buys. */
@Entity
@Table(name = "customers")
public class Customer {
  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private UUID id;

  private String name;
  private Address address;

  @Column(precision = 12, scale = 2)
  private BigDecimal credit;

  private Instant since;
  @Version private int version;

  /** For JPA. */
  protected Customer() {}

  public Customer(String name, Address address, BigDecimal credit, Instant since) {
    this.name = name;
    this.address = address;
    this.credit = credit;
    this.since = since;
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Address address() {
    return address;
  }

  public BigDecimal credit() {
    return credit;
  }

  public Instant since() {
    return since;
  }

  public int version() {
    return version;
  }

  /** Changes what may be owed. */
  public void credit(BigDecimal amount) {
    credit = amount;
  }
}
