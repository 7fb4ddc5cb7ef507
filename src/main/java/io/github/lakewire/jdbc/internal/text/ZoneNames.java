package io.github.lakewire.jdbc.internal.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of time zones, as Spark takes them for a session: those of Java, the short ones of old
 * ({@code PST}), and offsets with single digits ({@code +8:00}, {@code UTC+8:30}).
 */
public final class ZoneNames {
  private static final Pattern ONE_DIGIT_OF_HOUR = Pattern.compile("([+-])(\\d):");
  private static final Pattern ONE_DIGIT_OF_MINUTE = Pattern.compile("([+-]\\d\\d):(\\d)$");

  private ZoneNames() {}

  /** Returns the zone of that name, or null when there is none. */
  public static @Nullable ZoneId parse(String name) {
    String hour = ONE_DIGIT_OF_HOUR.matcher(name).replaceFirst("$10$2:");
    String minute = ONE_DIGIT_OF_MINUTE.matcher(hour).replaceFirst("$1:0$2");
    try {
      return ZoneId.of(minute, ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns a name of the same zone that Java knows as it is; the given one where it does. */
  public static String standard(String name) {
    try {
      return ZoneId.of(name).getId();
    } catch (DateTimeException e) {
      ZoneId parsed = parse(name);
      return parsed == null ? name : parsed.getId();
    }
  }
}
