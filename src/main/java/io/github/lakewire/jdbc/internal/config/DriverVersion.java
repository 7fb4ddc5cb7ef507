package io.github.lakewire.jdbc.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The driver's own version, written into a resource by the build.
 *
 * @param text the whole, for example {@code 0.1.0-SNAPSHOT}
 */
public record DriverVersion(String text, int major, int minor) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final DriverVersion CURRENT = read();

  /** Returns the version of the running driver. */
  public static DriverVersion current() {
    return CURRENT;
  }

  private static DriverVersion read() {
    Properties properties = new Properties();
    try (InputStream in = DriverVersion.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      // A driver that cannot read its version still works; it only cannot name it.
      return of("0.0");
    }
    return of(properties.getProperty("version", "0.0"));
  }

  static DriverVersion of(String text) {
    Matcher matcher = NUMBERS.matcher(text);
    return matcher.matches()
        ? new DriverVersion(
            text, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : new DriverVersion(text, 0, 0);
  }
}
