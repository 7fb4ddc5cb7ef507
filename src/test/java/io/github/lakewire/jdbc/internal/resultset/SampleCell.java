package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** One value of a type, from its text in types.md, as a server sends it. */
public final class SampleCell {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ArrowType INT32 = new ArrowType.Int(32, true);

  private SampleCell() {}

  public static ResultSet open(String type, String value, String form) throws Exception {
    if (form.equals("Arrow")) {
      return ArrowCells.rows(arrowField(type), value.equals("NULL") ? null : arrow(type, value));
    }
    ColumnInfo column = SqlType.parse(type).column("c");
    boolean isNull = value.equals("NULL");
    return ArrowCells.columnar(
        new ResultSchema(List.of(column)),
        Arrays.asList(isNull ? placeholder(type) : columnar(type, value)),
        new byte[] {(byte) (isNull ? 1 : 0)});
  }

  private static String head(String type) {
    return type.replaceAll("[(<].*", "");
  }

  private static Field arrowField(String type) {
    ArrowType utf8 = new ArrowType.Utf8();
    return switch (head(type)) {
      case "BOOLEAN" -> field("c", type, new ArrowType.Bool());
      case "TINYINT" -> field("c", type, new ArrowType.Int(8, true));
      case "SMALLINT" -> field("c", type, new ArrowType.Int(16, true));
      case "INT" -> field("c", type, INT32);
      case "BIGINT" -> field("c", type, new ArrowType.Int(64, true));
      case "FLOAT" -> field("c", type, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
      case "DOUBLE" -> field("c", type, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
      case "DECIMAL" -> {
        String[] arguments = type.replaceAll("[^0-9,]", "").split(",");
        yield field(
            "c",
            type,
            new ArrowType.Decimal(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), 128));
      }
      case "BINARY" -> field("c", type, new ArrowType.Binary());
      case "DATE" -> field("c", type, new ArrowType.Date(DateUnit.DAY));
      case "TIME" -> field("c", type, new ArrowType.Time(TimeUnit.MICROSECOND, 64));
      case "TIMESTAMP" ->
          field("c", type, new ArrowType.Timestamp(TimeUnit.MICROSECOND, "America/New_York"));
      case "TIMESTAMP_NTZ" -> field("c", type, new ArrowType.Timestamp(TimeUnit.MICROSECOND, null));
      case "INTERVAL YEAR TO MONTH" ->
          field("c", type, new ArrowType.Interval(IntervalUnit.YEAR_MONTH));
      case "INTERVAL DAY TO SECOND" ->
          field("c", type, new ArrowType.Duration(TimeUnit.MICROSECOND));
      case "VOID" -> field("c", type, new ArrowType.Null());
      case "ARRAY" -> field("c", type, new ArrowType.List(), field("element", INT32));
      case "MAP" -> {
        Field map = ArrowCells.map("c", field("key", utf8), field("value", INT32));
        yield field("c", type, map.getType(), map.getChildren().get(0));
      }
      case "STRUCT" ->
          field("c", type, new ArrowType.Struct(), field("a", INT32), field("b", utf8));
      default -> field("c", type, utf8);
    };
  }

  private static Object arrow(String type, String value) throws Exception {
    return switch (head(type)) {
      case "BOOLEAN" -> Boolean.valueOf(value);
      case "TINYINT", "SMALLINT", "INT", "BIGINT" -> Long.valueOf(value);
      case "FLOAT" -> Float.valueOf(value);
      case "DOUBLE" -> Double.valueOf(value);
      case "DECIMAL" -> new BigDecimal(value);
      case "BINARY" -> bytes(value);
      case "DATE" -> LocalDate.parse(value);
      case "TIME" -> LocalTime.parse(value);
      case "TIMESTAMP" -> Instant.parse(value);
      case "TIMESTAMP_NTZ" -> LocalDateTime.parse(value.replace(' ', 'T'));
      case "INTERVAL YEAR TO MONTH" -> {
        String[] parts = value.replaceFirst("^-", "").split("-");
        long months = Long.parseLong(parts[0]) * 12 + Long.parseLong(parts[1]);
        yield Period.ofMonths((int) (value.startsWith("-") ? -months : months));
      }
      case "INTERVAL DAY TO SECOND" -> {
        String[] parts = value.replaceFirst("^-", "").split("[ :.]");
        Duration duration =
            Duration.ofDays(Long.parseLong(parts[0]))
                .plusHours(Long.parseLong(parts[1]))
                .plusMinutes(Long.parseLong(parts[2]))
                .plusSeconds(Long.parseLong(parts[3]))
                .plusNanos(Long.parseLong(parts[4]));
        yield value.startsWith("-") ? duration.negated() : duration;
      }
      case "ARRAY" -> JSON.readValue(value, List.class);
      case "MAP" -> JSON.readValue(value, Map.class);
      case "STRUCT" ->
          Collections.unmodifiableCollection(JSON.readValue(value, Map.class).values()).toArray();
      default -> value;
    };
  }

  private static byte[] bytes(String value) {
    return HexFormat.of().parseHex(value.substring(2, value.length() - 1));
  }

  private static Object columnar(String type, String value) {
    return switch (head(type)) {
      case "BOOLEAN" -> Boolean.valueOf(value);
      case "TINYINT" -> Byte.valueOf(value);
      case "SMALLINT" -> Short.valueOf(value);
      case "INT" -> Integer.valueOf(value);
      case "BIGINT" -> Long.valueOf(value);
      case "FLOAT", "DOUBLE" -> Double.valueOf(value);
      case "BINARY" -> bytes(value);
      default -> value;
    };
  }

  private static Object placeholder(String type) {
    return head(type).equals("INT") ? (Object) 0 : "";
  }
}
