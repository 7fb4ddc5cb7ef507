package io.github.lakewire.benchmarks;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** Reads every value of the current row, as an application would, and adds up what it sees. */
@FunctionalInterface
interface RowReader {

  long HOUR_MILLIS = 3_600_000L;
  long DAY_MILLIS = 24 * HOUR_MILLIS;

  /** What the row adds to the sum. */
  long read(ResultSet row) throws SQLException;

  static RowReader of(Shape shape, Access access) {
    int columns = shape.columns().size();
    return switch (access) {
      case TYPED -> typed(shape, columns);
      case OBJECT ->
          row -> {
            long sum = 0;
            for (int column = 1; column <= columns; column++) {
              sum += value(row.getObject(column));
            }
            return sum;
          };
      case STRING ->
          row -> {
            long length = 0;
            for (int column = 1; column <= columns; column++) {
              String value = row.getString(column);
              length += value == null ? 0 : value.length();
            }
            return length;
          };
    };
  }

  /** Whether the sum of these reads is comparable with the server's. */
  static boolean isExact(Shape shape, Access access) {
    return access != Access.STRING && shape != Shape.NESTED;
  }

  private static RowReader typed(Shape shape, int columns) {
    return switch (shape) {
      case ONE -> row -> row.getInt(1);
      case BIGINT10 ->
          row -> {
            long sum = 0;
            for (int column = 1; column <= columns; column++) {
              sum += row.getLong(column);
            }
            return sum;
          };
      case MIXED ->
          row ->
              text(row.getString(1))
                  + text(row.getString(2))
                  + text(row.getString(3))
                  + text(row.getString(4))
                  + text(row.getString(5))
                  + decimal(row.getBigDecimal(6))
                  + timestamp(row.getTimestamp(7))
                  + date(row.getDate(8))
                  + (long) row.getDouble(9);
      case STRING200 -> row -> text(row.getString(1));
      case WIDE100, NESTED -> byKind(shape.columns().toArray(ColumnKind[]::new));
    };
  }

  private static RowReader byKind(ColumnKind[] kinds) {
    return row -> {
      long sum = 0;
      for (int i = 0; i < kinds.length; i++) {
        int column = i + 1;
        sum +=
            switch (kinds[i]) {
              case BIGINT, NULLABLE_BIGINT -> row.getLong(column);
              case INT -> row.getInt(column);
              case DOUBLE -> (long) row.getDouble(column);
              case BOOLEAN -> row.getBoolean(column) ? 1 : 0;
              case DECIMAL -> decimal(row.getBigDecimal(column));
              case TIMESTAMP -> timestamp(row.getTimestamp(column));
              case DATE -> date(row.getDate(column));
              case SHORT_TEXT, WORLD_TEXT, LONG_TEXT -> text(row.getString(column));
              case INT_LIST, POINT_STRUCT, TEXT_MAP -> value(row.getObject(column));
            };
      }
      return sum;
    };
  }

  private static long value(@Nullable Object value) {
    if (value instanceof Long || value instanceof Integer || value instanceof Double) {
      return ((Number) value).longValue();
    } else if (value instanceof String text) {
      return text(text);
    } else if (value instanceof BigDecimal decimal) {
      return decimal(decimal);
    } else if (value instanceof Timestamp timestamp) {
      return timestamp(timestamp);
    } else if (value instanceof Date date) {
      return date(date);
    } else if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return 0;
  }

  private static long text(@Nullable String value) {
    return value == null || value.isEmpty() ? 0 : value.charAt(0);
  }

  private static long decimal(@Nullable BigDecimal value) {
    return value == null ? 0 : value.unscaledValue().longValue();
  }

  private static long timestamp(@Nullable Timestamp value) {
    return value == null ? 0 : Math.floorMod(value.getTime(), HOUR_MILLIS);
  }

  @SuppressWarnings("JavaUtilDate") // what the interface under test returns
  private static long date(@Nullable Date value) {
    return value == null ? 0 : Math.floorDiv(value.getTime(), DAY_MILLIS);
  }
}
