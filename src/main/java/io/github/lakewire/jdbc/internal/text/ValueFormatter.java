package io.github.lakewire.jdbc.internal.text;

import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Default Java objects as Spark casts them to STRING, and as JSON inside nested values. */
public final class ValueFormatter {
  private ValueFormatter() {}

  /** Writes a default Java object, as readers of columns give it. */
  public static String of(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      // CAST(binary AS STRING) takes the bytes for UTF-8.
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof LocalDate date) {
      return DateTimeText.date(date.toEpochDay());
    }
    if (value instanceof LocalTime time) {
      return DateTimeText.time(time.toNanoOfDay());
    }
    if (value instanceof LocalDateTime local) {
      return DateTimeText.dateTime(
          local.toEpochSecond(ZoneOffset.UTC), local.get(ChronoField.NANO_OF_SECOND));
    }
    if (value instanceof OffsetDateTime dateTime) {
      return of(dateTime.toLocalDateTime());
    }
    if (value instanceof Instant instant) {
      return DateTimeText.dateTime(instant.getEpochSecond(), instant.getNano());
    }
    if (value instanceof Period period) {
      return IntervalText.months(period.toTotalMonths());
    }
    if (value instanceof Duration duration) {
      return IntervalText.duration(duration);
    }
    if (value instanceof List || value instanceof Map) {
      // Those of results know their type.
      boolean own = value instanceof ArrayValue || value instanceof MapValue;
      return own || value instanceof StructValue ? value.toString() : of(value, SqlType.UNKNOWN);
    }
    return value.toString();
  }

  /**
   * Writes a default Java object of a type, which tells the texts of a VARIANT, JSON already, from
   * other texts.
   */
  public static String of(Object value, SqlType type) {
    if (!(value instanceof List || value instanceof Map)) {
      return of(value);
    }
    StringBuilder json = new StringBuilder();
    appendJson(json, value, type);
    return json.toString();
  }

  public static void appendJson(StringBuilder out, @Nullable Object value, SqlType type) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof List<?> list) {
      char separator = '[';
      for (Object element : list) {
        out.append(separator);
        appendJson(out, element, type.part(0));
        separator = ',';
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof Map<?, ?> map) {
      char separator = '{';
      boolean struct = map instanceof StructValue;
      int field = 0;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        JsonText.quote(out, of(entry.getKey()));
        out.append(':');
        appendJson(out, entry.getValue(), type.part(struct ? field++ : 1));
        separator = ',';
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (type.type() == ColumnType.VARIANT && value instanceof String variant) {
      out.append(variant);
    } else if (value instanceof byte[] bytes) {
      JsonText.quote(out, Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof Boolean || isFinite(value)) {
      out.append(of(value));
    } else {
      JsonText.quote(out, of(value));
    }
  }

  /** JSON has no words for NaN and the infinities. */
  private static boolean isFinite(Object value) {
    return value instanceof Number number
        && !Double.isNaN(number.doubleValue())
        && (value instanceof BigDecimal || !Double.isInfinite(number.doubleValue()));
  }
}
