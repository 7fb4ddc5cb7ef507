package io.github.lakewire.warehouse.internal.catalog;

import java.util.Optional;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsRead;

/** A table that knows where it stands. */
public interface NamedTable extends SupportsRead {
  /**
   * Schema and name, in the spelling of the CREATE statement but for Unity Catalog's lower case.
   */
  Identifier identifier();

  /** The name as the statement wrote it. */
  default String definedName() {
    return identifier().name();
  }

  /** As in {@code information_schema.tables}: MANAGED, VIEW and so on. */
  default String tableType() {
    return "MANAGED";
  }

  /** The columns as they were defined, where Spark has to be shown others. */
  default Column[] definedColumns() {
    return columns();
  }

  /** The query, of a view. */
  default Optional<String> viewText() {
    return Optional.empty();
  }
}
