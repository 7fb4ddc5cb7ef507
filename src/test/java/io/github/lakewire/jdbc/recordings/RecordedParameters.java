package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.thrift.TSparkParameter;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Sets recorded parameters through the setter that an application would use for their type. */
final class RecordedParameters {
  private RecordedParameters() {}

  static void set(PreparedStatement statement, List<TSparkParameter> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      set(statement, i + 1, parameters.get(i));
    }
  }

  private static void set(PreparedStatement statement, int index, TSparkParameter parameter)
      throws SQLException {
    String type = parameter.getType().replaceAll("\\(.*", "");
    if (!parameter.isSetValue()) {
      statement.setNull(index, jdbcType(type));
      return;
    }
    String value = parameter.getValue().getStringValue();
    switch (type) {
      case "INT" -> statement.setInt(index, Integer.parseInt(value));
      case "BIGINT" -> statement.setLong(index, Long.parseLong(value));
      case "SMALLINT" -> statement.setShort(index, Short.parseShort(value));
      case "TINYINT" -> statement.setByte(index, Byte.parseByte(value));
      case "FLOAT" -> statement.setFloat(index, Float.parseFloat(value));
      case "DOUBLE" -> statement.setDouble(index, Double.parseDouble(value));
      case "BOOLEAN" -> statement.setBoolean(index, Boolean.parseBoolean(value));
      case "DECIMAL" -> statement.setBigDecimal(index, new BigDecimal(value));
      case "STRING" -> statement.setString(index, value);
      default -> throw new SQLException("a parameter type that no recording had: " + type);
    }
  }

  private static int jdbcType(String type) {
    return switch (type) {
      case "INT" -> Types.INTEGER;
      case "BIGINT" -> Types.BIGINT;
      case "SMALLINT" -> Types.SMALLINT;
      case "TINYINT" -> Types.TINYINT;
      case "FLOAT" -> Types.REAL;
      case "DOUBLE" -> Types.DOUBLE;
      case "BOOLEAN" -> Types.BOOLEAN;
      case "DECIMAL" -> Types.DECIMAL;
      default -> Types.VARCHAR;
    };
  }
}
