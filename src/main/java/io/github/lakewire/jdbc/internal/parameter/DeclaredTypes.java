package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.session.TimeSupport;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.CommonType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The types of nested values: what a user declared, and what the values say where the declaration
 * leaves it open. A DECIMAL without precision and scale has those that hold all its values; a type
 * that is not declared is the one that its values have in common ({@link CommonType}), at each
 * depth.
 */
public final class DeclaredTypes {
  private static final String BARE_DECIMAL = "DECIMAL";
  private static final String NULL = "VOID";

  private DeclaredTypes() {}

  /** Whether precision and scale of some DECIMAL, at any depth, are left to the values. */
  static boolean leavesOpen(SqlType type) {
    return type.isBareDecimal()
        || type.parts().stream().map(SqlType.Part::type).anyMatch(DeclaredTypes::leavesOpen);
  }

  /** The full text of a type that has no values yet. */
  public static String complete(SqlType declared) throws SQLException {
    return complete(declared, Set.of());
  }

  /**
   * The full text of a type.
   *
   * @param values the types of the values
   * @throws SQLException when no type holds all of them
   */
  static String complete(SqlType declared, Set<String> values) throws SQLException {
    boolean known = declared.type() != ColumnType.OTHER;
    if (!known && !declared.text().isEmpty()) {
      throw SqlExceptions.invalidArgument(
          "The type of an element is not known: " + declared.text());
    }
    return switch (declared.type()) {
      case ARRAY, MAP, STRUCT ->
          declared.parts().isEmpty() ? common(values) : nested(declared, values);
      case OTHER -> common(values);
      // Lengths belong to columns.
      case CHAR, VARCHAR -> "STRING";
      case INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
      case INTERVAL_DAY_TIME -> "INTERVAL DAY TO SECOND";
      case TIME -> TimeSupport.TYPE;
      case DECIMAL -> declared.isBareDecimal() ? decimal(values) : declared.text();
      default -> declared.type().name();
    };
  }

  private static String nested(SqlType declared, Set<String> values) throws SQLException {
    List<SqlType> own =
        leavesOpen(declared) ? values.stream().map(SqlType::parse).toList() : List.of();
    List<String> inner = new ArrayList<>();
    for (int i = 0; i < declared.parts().size(); i++) {
      SqlType.Part part = declared.parts().get(i);
      Set<String> ofPart = new LinkedHashSet<>();
      for (SqlType type : own) {
        if (i < type.parts().size()) {
          ofPart.add(type.part(i).text());
        }
      }
      String name =
          declared.type() == ColumnType.STRUCT
              ? ErrorBoundary.within(() -> Identifiers.quote(part.name())) + ": "
              : "";
      inner.add(name + complete(part.type(), ofPart));
    }
    return declared.type().name() + "<" + String.join(", ", inner) + ">";
  }

  private static String decimal(Set<String> values) throws SQLException {
    String common = common(values);
    return common.equals(NULL) ? BARE_DECIMAL : common;
  }

  private static String common(Set<String> values) throws SQLException {
    String common = NULL;
    for (String own : values) {
      String merged = CommonType.of(common, own);
      if (merged == null) {
        boolean tooLong = common.startsWith(BARE_DECIMAL) && own.startsWith(BARE_DECIMAL);
        throw SqlExceptions.of(
            tooLong ? SqlState.NUMERIC_OUT_OF_RANGE : SqlState.RESTRICTED_CONVERSION,
            tooLong
                ? "No DECIMAL holds both a " + common + " and a " + own
                : "The elements of a parameter have several types, " + common + " and " + own);
      }
      common = merged;
    }
    return common;
  }

  /**
   * The same value as one of a wider type that {@link #complete} or {@link CommonType} found: the
   * casts that make a nested value name that type at each depth, so that no server has to find what
   * several of them have in common. What numbers have in common all servers find.
   */
  public static SqlParameter widened(SqlParameter value, SqlType type) {
    List<SqlParameter> parts = value.parts();
    if (parts == null
        || type.parts().isEmpty()
        || value.type().equals(type.text())
        || !value.type().startsWith(type.type().name() + "<")) {
      return value;
    }
    boolean struct = type.type() == ColumnType.STRUCT;
    List<SqlParameter> widened = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      // Of a struct each field's name and value, of a map keys and values in turns.
      int part = struct ? i / 2 : i % type.parts().size();
      widened.add(widened(parts.get(i), type.part(part)));
    }
    return new SqlParameter(type.text(), value.text(), widened);
  }
}
