package io.github.lakewire.hibernate.shop;

import jakarta.persistence.Embeddable;
import org.hibernate.annotations.Struct;

/** A STRUCT. */
@Embeddable
@Struct(name = "address")
public record Address(String city, String street) {}
