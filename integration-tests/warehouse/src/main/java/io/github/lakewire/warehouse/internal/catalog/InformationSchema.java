package io.github.lakewire.warehouse.internal.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schema that describes its catalog; that of the catalog {@code system} describes all of them.
 *
 * @param catalog where it stands
 * @param forbidden whether its views cannot be read
 */
record InformationSchema(String catalog, boolean forbidden) implements Schema {
  static final String NAME = "information_schema";
  static final String SYSTEM = "system";

  @Override
  public Map<String, String> properties() {
    return Map.of("comment", "Information schema");
  }

  @Override
  public Collection<String> tableNames() {
    return forbidden
        ? List.of()
        : Arrays.stream(InformationView.values()).map(InformationView::key).sorted().toList();
  }

  @Override
  public Optional<NamedTable> table(String key) {
    if (forbidden) {
      throw RefusedStatement.forbidden("SCHEMA", catalog + "." + NAME);
    }
    return Arrays.stream(InformationView.values())
        .filter(view -> view.key().equals(key))
        .findFirst()
        .map(view -> new InformationTable(catalog, view));
  }
}
