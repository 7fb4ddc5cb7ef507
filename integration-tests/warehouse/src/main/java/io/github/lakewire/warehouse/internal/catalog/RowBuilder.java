package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of one row, from left to right. */
final class RowBuilder {
  private final List<Object> values = new ArrayList<>();

  RowBuilder add(Object... more) {
    values.addAll(Arrays.asList(more));
    return this;
  }

  Object[] build() {
    return values.toArray();
  }
}
