package io.github.lakewire.warehouse.internal.catalog;

import io.github.lakewire.warehouse.internal.catalog.Walk.FoundTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.constraints.Check;
import org.apache.spark.sql.connector.catalog.constraints.Constraint;
import org.apache.spark.sql.connector.catalog.constraints.ForeignKey;
import org.apache.spark.sql.connector.catalog.constraints.PrimaryKey;
import org.apache.spark.sql.connector.catalog.constraints.Unique;
import org.apache.spark.sql.connector.expressions.NamedReference;

/**
 * Constraints as rows of an information schema, with the constants that Databricks documents:
 * deferrable, never deferred, never enforced. That CHECK constraints are among them has not been
 * seen on a real server.
 */
final class KeyRows {
  private KeyRows() {}

  private record Found(FoundTable table, Constraint constraint) {
    Object[] qualified() {
      return new Object[] {table.catalog(), table.schema(), constraint.name()};
    }
  }

  private static Stream<Found> all(Walk walk) {
    return walk.tables()
        .flatMap(
            table ->
                Arrays.stream(((Table) table.table()).constraints())
                    .map(constraint -> new Found(table, constraint)));
  }

  static Stream<Object[]> constraints(Walk walk) {
    return all(walk)
        .map(
            found ->
                new RowBuilder()
                    .add(found.qualified())
                    .add(found.table().qualified())
                    .add(typeOf(found.constraint()), "YES", "NO", "NO", null)
                    .build());
  }

  private static String typeOf(Constraint constraint) {
    if (constraint instanceof PrimaryKey) {
      return "PRIMARY KEY";
    } else if (constraint instanceof ForeignKey) {
      return "FOREIGN KEY";
    }
    return constraint instanceof Unique ? "UNIQUE" : "CHECK";
  }

  static Stream<Object[]> columns(Walk walk) {
    return all(walk).flatMap(KeyRows::columns);
  }

  private static Stream<Object[]> columns(Found found) {
    List<Object[]> rows = new ArrayList<>();
    if (found.constraint() instanceof PrimaryKey key) {
      for (int i = 0; i < key.columns().length; i++) {
        rows.add(column(found, key.columns()[i], i, null));
      }
    } else if (found.constraint() instanceof ForeignKey key) {
      List<String> parent = parentKey(found, key).map(KeyRows::names).orElse(List.of());
      for (int i = 0; i < key.columns().length; i++) {
        int position = i;
        if (i < key.referencedColumns().length) {
          position = parent.indexOf(name(key.referencedColumns()[i]));
        }
        rows.add(column(found, key.columns()[i], i, position < 0 ? null : position + 1));
      }
    }
    return rows.stream();
  }

  private static Object[] column(
      Found found, NamedReference column, int index, Integer positionInParent) {
    return new RowBuilder()
        .add(found.qualified())
        .add(found.table().qualified())
        .add(name(column), index + 1, positionInParent)
        .build();
  }

  static Stream<Object[]> references(Walk walk) {
    return all(walk)
        .filter(found -> found.constraint() instanceof ForeignKey)
        .map(KeyRows::reference);
  }

  private static Object[] reference(Found found) {
    ForeignKey key = (ForeignKey) found.constraint();
    ParentTable parent = parentOf(found, key);
    return new RowBuilder()
        .add(found.qualified())
        .add(parent.catalog(), parent.schema())
        .add(parentKey(found, key).map(Constraint::name).orElse(null))
        .add("FULL", "NO ACTION", "NO ACTION")
        .build();
  }

  static Stream<Object[]> checks(Walk walk) {
    return all(walk)
        .filter(found -> found.constraint() instanceof Check)
        .map(
            found ->
                new RowBuilder()
                    .add(found.qualified())
                    .add(((Check) found.constraint()).predicateSql())
                    .build());
  }

  private static ParentTable parentOf(Found found, ForeignKey key) {
    FoundTable table = found.table();
    return ParentTable.of(table.catalog(), table.schema(), key.referencedTable());
  }

  private static Optional<PrimaryKey> parentKey(Found found, ForeignKey key) {
    ParentTable parent = parentOf(found, key);
    return Storage.allowed().stream()
        .filter(storage -> storage.catalog().equals(parent.catalog()))
        .findFirst()
        .flatMap(storage -> storage.schema(parent.schema()))
        .flatMap(schema -> schema.table(Storage.key(parent.name())))
        .flatMap(
            table ->
                Arrays.stream(((Table) table).constraints())
                    .filter(PrimaryKey.class::isInstance)
                    .map(PrimaryKey.class::cast)
                    .findFirst());
  }

  private static List<String> names(PrimaryKey key) {
    return Arrays.stream(key.columns()).map(KeyRows::name).toList();
  }

  private static String name(NamedReference reference) {
    return String.join(".", reference.fieldNames());
  }
}
