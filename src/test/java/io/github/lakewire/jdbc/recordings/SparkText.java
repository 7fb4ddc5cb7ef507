package io.github.lakewire.jdbc.recordings;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** How servers write a value when they send it as text (protocol.md, "Values as text"). */
final class SparkText {
  /** The fraction has no zeros at its end, and no point without digits. */
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private SparkText() {}

  /** Returns the text, or null when it is left open: fractions of numbers, bytes, nested values. */
  static String of(Object value) {
    if (value instanceof ZonedDateTime time) {
      return DATE_TIME.format(time.toLocalDateTime());
    } else if (value instanceof LocalDateTime time) {
      return DATE_TIME.format(time);
    } else if (value instanceof Period period) {
      String sign = period.isNegative() ? "-" : "";
      long months = Math.abs(period.toTotalMonths());
      return sign + months / 12 + "-" + months % 12;
    } else if (value instanceof Duration duration) {
      String sign = duration.isNegative() ? "-" : "";
      Duration size = duration.abs();
      return String.format(
          Locale.ROOT,
          "%s%d %02d:%02d:%02d.%09d",
          sign,
          size.toDays(),
          size.toHoursPart(),
          size.toMinutesPart(),
          size.toSecondsPart(),
          size.toNanosPart());
    } else if (value instanceof BigDecimal number) {
      return number.toPlainString();
    } else if (value instanceof RecordedResult.Text text) {
      return text.text();
    }
    boolean plain =
        value instanceof String
            || value instanceof Boolean
            || value instanceof Long
            || value instanceof LocalDate;
    return plain ? value.toString() : null;
  }
}
