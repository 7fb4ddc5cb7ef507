package io.github.lakewire.spark;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the reader itself.
 *
 * @param vectorMemory bytes of native memory that the vectors of one task may take
 * @param zone of the session that ran the query, for servers that send a TIMESTAMP as text; null
 *     when it is not known
 */
record ReadSettings(long vectorMemory, @Nullable ZoneId zone) {
  /** As the driver has it for vectors in memory of its own. */
  private static final int SHARE_OF_RESULT_MEMORY = 4;

  private static final long RESULT_MEMORY = 96L << 20;
  private static final Pattern BYTES = Pattern.compile("(\\d{1,15})\\s*([kmgt]?)b?");

  /** Takes them from connection properties, which the driver has checked. */
  static ReadSettings of(Properties properties) {
    long memory = RESULT_MEMORY;
    ZoneId zone = null;
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name).strip();
      if (name.equalsIgnoreCase("resultMemory")) {
        memory = bytes(value);
      } else if (name.equalsIgnoreCase("timezone")) {
        zone = zone(value);
      }
    }
    return new ReadSettings(SHARE_OF_RESULT_MEMORY * memory, zone);
  }

  private static long bytes(String value) {
    Matcher matcher = BYTES.matcher(value.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return RESULT_MEMORY;
    }
    int shift =
        matcher.group(2).isEmpty() ? 0 : 10 * ("kmgt".indexOf(matcher.group(2).charAt(0)) + 1);
    return Math.min(Long.parseLong(matcher.group(1)), Long.MAX_VALUE >> shift >> 2) << shift;
  }

  private static @Nullable ZoneId zone(String value) {
    try {
      return ZoneId.of(value, ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
