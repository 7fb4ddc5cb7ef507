package io.github.lakewire.warehouse.internal.catalog;

import org.apache.spark.sql.connector.catalog.Identifier;

/** The table that a foreign key refers to. */
public record ParentTable(String catalog, String schema, String name) {
  /** What a reference means that stands in a table of this catalog and schema. */
  public static ParentTable of(String catalog, String schema, Identifier referenced) {
    String[] namespace = referenced.namespace();
    int last = namespace.length - 1;
    return new ParentTable(
        last > 0 ? namespace[last - 1] : catalog,
        last >= 0 ? namespace[last] : schema,
        referenced.name());
  }
}
