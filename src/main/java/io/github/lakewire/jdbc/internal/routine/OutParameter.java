package io.github.lakewire.jdbc.internal.routine;

import io.github.lakewire.jdbc.internal.parameter.DeclaredTypes;
import io.github.lakewire.jdbc.internal.parameter.ParameterConversions;
import io.github.lakewire.jdbc.internal.parameter.ParameterValues;
import io.github.lakewire.jdbc.internal.session.TimeSupport;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as {@code registerOutParameter} describes it.
 *
 * @param jdbcType of {@code java.sql.Types}
 * @param scale digits after the point of DECIMAL and NUMERIC; -1 when it was not said
 * @param named the SQL type whose name was given; null when there was none that is known
 */
public record OutParameter(int jdbcType, int scale, @Nullable SqlType named) {
  private static final int UNSAID = -1;

  /** Digits before and after the point that DECIMAL holds at most. */
  private static final int MOST_DIGITS = ColumnType.DECIMAL.precision();

  /**
   * Checks what was registered.
   *
   * @param typeName of an SQL type; a name that is no type of the server's has no meaning
   * @throws SQLException HYC00 for types that no variable has, HY024 for a scale out of range
   */
  public static OutParameter of(int jdbcType, int scale, @Nullable String typeName)
      throws SQLException {
    switch (jdbcType) {
      case Types.REF, Types.REF_CURSOR, Types.ROWID, Types.DISTINCT ->
          throw SqlExceptions.notSupported(
              "OUT parameters of the JDBC type " + ParameterConversions.name(jdbcType));
      default -> {}
    }
    if (scale < UNSAID || scale > MOST_DIGITS) {
      throw SqlExceptions.invalidArgument("The scale must be from 0 to " + MOST_DIGITS);
    }
    SqlType named = typeName == null ? SqlType.UNKNOWN : SqlType.parse(typeName);
    return new OutParameter(jdbcType, scale, named.type() == ColumnType.OTHER ? null : named);
  }

  /** As the other, of a type whose scale was not said. */
  public static OutParameter of(int jdbcType, @Nullable String typeName) throws SQLException {
    return of(jdbcType, UNSAID, typeName);
  }

  /** Whether {@code getObject} gives a {@code BigDecimal}, whatever the type of the variable. */
  public boolean isDecimal() {
    return jdbcType == Types.DECIMAL || jdbcType == Types.NUMERIC;
  }

  public boolean isTime() {
    return type().type() == ColumnType.TIME;
  }

  private SqlType type() {
    return named != null ? named : SqlType.of(ParameterValues.typeOf(jdbcType));
  }

  /**
   * The type of the variable; null where only the procedure's declaration tells: DECIMAL without a
   * scale, nested types without a name, and JDBC types that leave it open.
   *
   * @param hasTime whether the server has the type TIME; false will do unless it {@link #isTime}
   */
  public @Nullable String variableType(boolean hasTime) throws SQLException {
    SqlType type = type();
    return switch (type.type()) {
      case DECIMAL ->
          !type.isBareDecimal()
              ? type.text()
              : scale == UNSAID ? null : SqlType.decimal(MOST_DIGITS, scale).text();
      case TIME -> hasTime ? TimeSupport.TYPE : "STRING";
      case ARRAY, MAP, STRUCT -> type.parts().isEmpty() ? null : DeclaredTypes.complete(type);
      case VOID, OTHER -> null;
      default -> DeclaredTypes.complete(type);
    };
  }
}
