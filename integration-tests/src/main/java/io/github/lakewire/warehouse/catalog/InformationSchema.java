package io.github.lakewire.warehouse.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The schema that describes its catalog; that of the catalog {@code system} describes all of them.
 *
 * @param catalog where it stands
 */
record InformationSchema(String catalog) implements Schema {
  static final String NAME = "information_schema";
  static final String SYSTEM = "system";

  @Override
  public Map<String, String> properties() {
    return Map.of("comment", "Information schema");
  }

  @Override
  public Collection<String> tableNames() {
    return Arrays.stream(InformationView.values()).map(InformationView::key).sorted().toList();
  }

  @Override
  public Optional<NamedTable> table(String key) {
    return Arrays.stream(InformationView.values())
        .filter(view -> view.key().equals(key))
        .findFirst()
        .map(view -> new InformationTable(catalog, view));
  }
}
