package io.github.lakewire.hibernate.shop;

import java.math.BigDecimal;
import java.sql.Struct;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The customers of the shop. */
public interface Customers extends JpaRepository<Customer, UUID> {

  Page<Customer> findByNameStartingWith(String prefix, Pageable page);

  List<Customer> findByCreditGreaterThanOrderByNameDesc(BigDecimal credit);

  @Query(
      value =
          "SELECT named_struct('name', name, 'at', address) FROM customers"
              + " WHERE address.city = :city",
      nativeQuery = true)
  List<Struct> findByCity(String city);
}
