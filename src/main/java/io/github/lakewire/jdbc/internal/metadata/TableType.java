package io.github.lakewire.jdbc.internal.metadata;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of TABLE_TYPE. Tools know {@code TABLE} and {@code VIEW} literally, so the kind of a
 * table (managed, external, streaming, foreign) is left out.
 */
enum TableType {
  MATERIALIZED_VIEW,
  METRIC_VIEW,
  SYSTEM_TABLE,
  TABLE,
  VIEW;

  /** Returns the value of TABLE_TYPE. */
  String label() {
    return name().replace('_', ' ');
  }

  /** Reads what a server calls a table; objects of hive_metastore have no type at all. */
  static TableType ofServer(@Nullable String type) {
    String name = normalize(type == null ? "" : type);
    return switch (name) {
      case "MATERIALIZED VIEW" -> MATERIALIZED_VIEW;
      case "METRIC VIEW" -> METRIC_VIEW;
      case "SYSTEM TABLE" -> SYSTEM_TABLE;
      default -> name.contains("VIEW") ? VIEW : TABLE;
    };
  }

  /**
   * Reads the types argument of {@code getTables}: null is all of them; names that mean nothing
   * here, such as SEQUENCE, add none.
   */
  static Set<TableType> ofArgument(String @Nullable [] types) {
    if (types == null) {
      return EnumSet.allOf(TableType.class);
    }
    Set<TableType> wanted = EnumSet.noneOf(TableType.class);
    for (String type : types) {
      switch (normalize(type == null ? "" : type)) {
        case "TABLE", "BASE TABLE", "MANAGED", "MANAGED TABLE", "EXTERNAL", "EXTERNAL TABLE" ->
            wanted.add(TABLE);
        case "FOREIGN", "FOREIGN TABLE", "STREAMING TABLE" -> wanted.add(TABLE);
        case "VIEW" -> wanted.add(VIEW);
        case "MATERIALIZED VIEW" -> wanted.add(MATERIALIZED_VIEW);
        case "METRIC VIEW" -> wanted.add(METRIC_VIEW);
        case "SYSTEM TABLE" -> wanted.add(SYSTEM_TABLE);
        case "%" -> wanted.addAll(EnumSet.allOf(TableType.class));
        default -> {}
      }
    }
    return wanted;
  }

  private static String normalize(String type) {
    return type.strip().toUpperCase(Locale.ROOT).replace('_', ' ');
  }
}
