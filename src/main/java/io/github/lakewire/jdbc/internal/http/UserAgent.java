package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.DriverVersion;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The User-Agent header: {@code Lakewire/<version> (<entry>; <application>) Java/<version>}. */
final class UserAgent {
  /** Longer parts are cut. */
  static final int LONGEST_PART = 200;

  private UserAgent() {}

  /**
   * Returns the header's value; characters that would break it become underscores.
   *
   * @param entry of the configuration
   * @param application the client information of that name
   */
  static String of(@Nullable String entry, @Nullable String application) {
    String parts =
        Stream.of(entry, application)
            .filter(part -> part != null && !part.isBlank())
            .map(UserAgent::harmless)
            .collect(Collectors.joining("; "));
    return "Lakewire/"
        + DriverVersion.current().text()
        + (parts.isEmpty() ? "" : " (" + parts + ")")
        + " Java/"
        + System.getProperty("java.version", "?");
  }

  private static String harmless(@Nullable String part) {
    String text = String.valueOf(part).strip();
    StringBuilder result = new StringBuilder();
    text.substring(0, Math.min(text.length(), LONGEST_PART))
        .chars()
        .map(c -> c < ' ' || c > '~' || c == '(' || c == ')' || c == '\\' ? '_' : c)
        .forEach(c -> result.append((char) c));
    return result.toString();
  }
}
