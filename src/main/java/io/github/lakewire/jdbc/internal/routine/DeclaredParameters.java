package io.github.lakewire.jdbc.internal.routine;

import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names and types of parameters, as a procedure or function declares them. */
public record DeclaredParameters(List<Declared> parameters) {
  public DeclaredParameters {
    parameters = List.copyOf(parameters);
  }

  /** A parameter. */
  public record Declared(String name, String type) {}

  /**
   * Asks the server, with one query.
   *
   * @param routine the parts of the name; those that are missing are the current ones
   * @return none when the server tells none of the routine
   */
  public static DeclaredParameters ask(
      Connection connection, List<String> routine, boolean function) throws SQLException {
    int parts = routine.size();
    if (parts == 0 || parts > 3) {
      return new DeclaredParameters(List.of());
    }
    Place place =
        new Place(
            parts == 3 ? routine.get(0) : connection.getCatalog(),
            parts >= 2 ? routine.get(parts - 2) : connection.getSchema(),
            routine.get(parts - 1));
    List<Declared> found = ask(connection.getMetaData(), place, function);
    // Unity Catalog keeps names in lower case.
    if (found.isEmpty() && !place.lower().equals(place)) {
      found = ask(connection.getMetaData(), place.lower(), function);
    }
    return new DeclaredParameters(found);
  }

  private record Place(@Nullable String catalog, @Nullable String schema, String name) {
    Place lower() {
      return new Place(lower(catalog), lower(schema), name.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String lower(@Nullable String name) {
      return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
  }

  private static List<Declared> ask(DatabaseMetaData metadata, Place place, boolean function)
      throws SQLException {
    List<Declared> found = new ArrayList<>();
    String escape = metadata.getSearchStringEscape();
    String schema = place.schema() == null ? null : exactly(place.schema(), escape);
    String name = exactly(place.name(), escape);
    try (ResultSet rows =
        function
            ? metadata.getFunctionColumns(place.catalog(), schema, name, "%")
            : metadata.getProcedureColumns(place.catalog(), schema, name, "%")) {
      while (rows.next()) {
        if (!function || isParameter(rows.getInt("COLUMN_TYPE"))) {
          found.add(new Declared(String.valueOf(rows.getString("COLUMN_NAME")), type(rows)));
        }
      }
    }
    return found;
  }

  /** Of a function's rows; the others are what it returns. */
  private static boolean isParameter(int columnType) {
    return columnType == DatabaseMetaData.functionColumnIn
        || columnType == DatabaseMetaData.functionColumnInOut
        || columnType == DatabaseMetaData.functionColumnOut;
  }

  private static String exactly(String name, String escape) {
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  private static String type(ResultSet rows) throws SQLException {
    SqlType type = SqlType.parse(String.valueOf(rows.getString("TYPE_NAME")));
    return type.type() == ColumnType.DECIMAL
        ? SqlType.decimal(rows.getInt("PRECISION"), rows.getInt("SCALE")).text()
        : type.text();
  }

  /** Returns the place of a parameter, from 0; -1 when there is none of the name. */
  public int indexOf(String name) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the type of the parameter at a place, null when there is none. */
  public @Nullable String typeAt(int index) {
    return index >= 0 && index < parameters.size() ? parameters.get(index).type() : null;
  }
}
