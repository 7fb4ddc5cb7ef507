package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The constraints of a schema, read by one query over the three views that have a part of them, and
 * put together here: joins take several times as long. Keys that lead to other schemas take a
 * second query.
 */
final class Constraints {
  private static final String VIEW = "key_column_usage";

  /** Keys that lead to others are not put together. */
  private static final int MOST_MISSING = 1_000;

  private final Map<Name, List<Column>> columns = new LinkedHashMap<>();
  private final Map<Name, String> types = new LinkedHashMap<>();
  private final Map<Name, Reference> references = new LinkedHashMap<>();
  private int rows;

  private record Name(String catalog, String schema, String name) {}

  /** A column of a key, and the place of the column that it refers to; 0 is none. */
  private record Column(
      String catalog, String schema, String table, String name, int position, int referred) {}

  private record Reference(Name key, String updateRule, String deleteRule) {}

  /**
   * Reads the constraints of a schema; whether that is possible.
   *
   * @param fromOthers whether foreign keys in other schemas that refer to this one are wanted, for
   *     which the server looks through its whole catalog
   */
  boolean read(
      InformationSchema.Query source,
      String catalog,
      String schema,
      boolean fromOthers,
      Deadline deadline)
      throws DriverException, SQLException {
    String ofSchema = new Conditions().is("constraint_schema", schema).where();
    String toSchema =
        " OR ("
            + new Conditions()
                .is("unique_constraint_catalog", catalog)
                .is("unique_constraint_schema", schema)
                .all()
            + ")";
    return source.read(
            catalog,
            VIEW,
            in ->
                columnsIn(in)
                    + ofSchema
                    + " UNION ALL SELECT 'type', constraint_catalog, constraint_schema,"
                    + " constraint_name, constraint_type, NULL, NULL, NULL, NULL, NULL, NULL FROM "
                    + in
                    + ".table_constraints"
                    + ofSchema
                    + " UNION ALL SELECT 'reference', constraint_catalog, constraint_schema,"
                    + " constraint_name, unique_constraint_catalog, unique_constraint_schema,"
                    + " unique_constraint_name, update_rule, delete_rule, NULL, NULL FROM "
                    + in
                    + ".referential_constraints"
                    + ofSchema
                    + (fromOthers ? toSchema : ""),
            deadline,
            this::add)
        && readMissing(source, catalog, deadline);
  }

  /** Whether nothing of it is missing. */
  boolean areWhole() {
    return rows <= SchemaCache.MOST_ROWS && missing().isEmpty();
  }

  private static String columnsIn(String in) {
    return "SELECT 'column' AS part, constraint_catalog, constraint_schema, constraint_name,"
        + " table_catalog AS a, table_schema AS b, table_name AS c, column_name AS d, NULL AS e,"
        + " ordinal_position AS n, position_in_unique_constraint AS m FROM "
        + in
        + "."
        + VIEW;
  }

  /** Reads the columns of keys in other schemas; whether that was possible. */
  private boolean readMissing(InformationSchema.Query source, String catalog, Deadline deadline)
      throws DriverException, SQLException {
    Set<Name> missing = missing();
    if (missing.isEmpty() || missing.size() > MOST_MISSING) {
      return true;
    }
    String where =
        " WHERE constraint_schema IN ("
            + literals(missing.stream().map(Name::schema).toList())
            + ") AND constraint_name IN ("
            + literals(missing.stream().map(Name::name).toList())
            + ")";
    return source.read(
        catalog,
        VIEW,
        in -> columnsIn(in) + where,
        deadline,
        row -> {
          if (missing.contains(name(row))) {
            add(row);
          }
        });
  }

  private static String literals(List<String> names) {
    return new TreeSet<>(names)
        .stream().map(Identifiers::literal).collect(Collectors.joining(", "));
  }

  /** The keys that refer to others or are referred to, and whose columns are not known. */
  private Set<Name> missing() {
    Set<Name> missing = new HashSet<>();
    references.forEach(
        (name, reference) -> {
          missing.add(name);
          missing.add(reference.key());
        });
    missing.removeAll(columns.keySet());
    return missing;
  }

  private void add(ServerRow row) throws DriverException {
    if (rows++ > SchemaCache.MOST_ROWS) {
      return;
    }
    Name name = name(row);
    switch (row.textOrEmpty("PART")) {
      case "column" -> {
        Integer referred = row.number("M");
        Integer position = row.number("N");
        columns
            .computeIfAbsent(name, first -> new ArrayList<>())
            .add(
                new Column(
                    row.textOrEmpty("A"),
                    row.textOrEmpty("B"),
                    row.textOrEmpty("C"),
                    row.textOrEmpty("D"),
                    position == null ? 0 : position,
                    referred == null ? 0 : referred));
      }
      case "type" -> types.put(name, row.textOrEmpty("A"));
      default ->
          references.put(
              name,
              new Reference(
                  new Name(row.textOrEmpty("A"), row.textOrEmpty("B"), row.textOrEmpty("C")),
                  row.textOrEmpty("D"),
                  row.textOrEmpty("E")));
    }
  }

  private static Name name(ServerRow row) throws DriverException {
    return new Name(
        row.textOrEmpty("CONSTRAINT_CATALOG"),
        row.textOrEmpty("CONSTRAINT_SCHEMA"),
        row.textOrEmpty("CONSTRAINT_NAME"));
  }

  List<Object[]> primaryKeys() {
    List<Object[]> keys = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          if (type.equals("PRIMARY KEY")) {
            for (Column column : columns.getOrDefault(name, List.of())) {
              keys.add(
                  new Object[] {
                    column.catalog(),
                    column.schema(),
                    column.table(),
                    column.name(),
                    (short) column.position(),
                    name.name(),
                  });
            }
          }
        });
    return keys;
  }

  /** Foreign keys from the schema and to it. */
  List<Object[]> foreignKeys() {
    List<Object[]> keys = new ArrayList<>();
    references.forEach(
        (name, reference) -> {
          List<Column> parents = columns.getOrDefault(reference.key(), List.of());
          for (Column column : columns.getOrDefault(name, List.of())) {
            parents.stream()
                .filter(parent -> parent.position() == column.referred())
                .findFirst()
                .ifPresent(parent -> keys.add(foreignKey(parent, column, name, reference)));
          }
        });
    return keys;
  }

  private static Object[] foreignKey(Column parent, Column column, Name name, Reference reference) {
    return new Object[] {
      parent.catalog(),
      parent.schema(),
      parent.table(),
      parent.name(),
      column.catalog(),
      column.schema(),
      column.table(),
      column.name(),
      (short) column.position(),
      KeyRows.rule(reference.updateRule()),
      KeyRows.rule(reference.deleteRule()),
      name.name(),
      reference.key().name(),
      KeyRows.NOT_DEFERRABLE,
    };
  }
}
