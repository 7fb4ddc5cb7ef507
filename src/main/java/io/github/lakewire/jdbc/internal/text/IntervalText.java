package io.github.lakewire.jdbc.internal.text;

import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * Intervals as servers write them where they are text (protocol.md, "Values as text"): years and
 * months as {@code 1-2}, days and time as {@code -8 00:00:00.000000000}. The sign is that of the
 * whole.
 */
public final class IntervalText {
  private static final int SECONDS_PER_DAY = 86_400;

  private IntervalText() {}

  public static String months(long months) {
    return (months < 0 ? "-" : "") + Math.abs(months / 12) + "-" + Math.abs(months % 12);
  }

  public static String duration(Duration duration) {
    long seconds = duration.getSeconds();
    int nanos = duration.getNano();
    if (seconds < 0 && nanos > 0) {
      seconds++;
      nanos = 1_000_000_000 - nanos;
    }
    StringBuilder text = new StringBuilder(32);
    if (duration.isNegative()) {
      text.append('-');
    }
    text.append(Math.abs(seconds / SECONDS_PER_DAY)).append(' ');
    int second = (int) Math.abs(seconds % SECONDS_PER_DAY);
    padded(text, second / 3600, 2).append(':');
    padded(text, second / 60 % 60, 2).append(':');
    padded(text, second % 60, 2).append('.');
    return padded(text, nanos, 9).toString();
  }

  private static StringBuilder padded(StringBuilder text, int number, int width) {
    String digits = Integer.toString(number);
    return text.append("0".repeat(width - digits.length())).append(digits);
  }

  /** Returns null when the text is no interval of years and months. */
  public static @Nullable Period parsePeriod(String text) {
    Digits digits = new Digits(text.strip());
    int sign = digits.sign();
    int years = digits.number(1, 9);
    digits.expect('-');
    int months = digits.number(1, 2);
    return digits.complete() ? Period.of(sign * years, sign * months, 0) : null;
  }

  /** Returns null when the text is no interval of days and time. */
  public static @Nullable Duration parseDuration(String text) {
    Digits digits = new Digits(text.strip());
    int sign = digits.sign();
    long seconds = digits.number(1, 9) * (long) SECONDS_PER_DAY;
    digits.expect(' ');
    seconds += digits.number(1, 2) * 3600L;
    digits.expect(':');
    seconds += digits.number(1, 2) * 60L;
    digits.expect(':');
    seconds += digits.number(1, 2);
    int nanos = digits.accept('.') ? digits.fraction() : 0;
    return digits.complete() ? Duration.ofSeconds(sign * seconds, (long) sign * nanos) : null;
  }
}
