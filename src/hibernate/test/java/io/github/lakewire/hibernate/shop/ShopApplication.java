package io.github.lakewire.hibernate.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A Spring Boot application on Databricks: Flyway makes the tables, Spring Data JPA uses them. */
@SpringBootApplication
public class ShopApplication {}
