package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.DriverVersion;
import org.jspecify.annotations.Nullable;

/** The User-Agent header: {@code Lakewire/<version> (<entry>) Java/<version>}. */
final class UserAgent {
  private static final int LONGEST_ENTRY = 200;

  private UserAgent() {}

  /** Returns the header's value; characters of the entry that would break it become underscores. */
  static String of(@Nullable String entry) {
    StringBuilder text = new StringBuilder("Lakewire/").append(DriverVersion.current().text());
    if (entry != null && !entry.isBlank()) {
      String part = entry.strip();
      text.append(" (");
      part.substring(0, Math.min(part.length(), LONGEST_ENTRY))
          .chars()
          .map(c -> c < ' ' || c > '~' || c == '(' || c == ')' || c == '\\' ? '_' : c)
          .forEach(c -> text.append((char) c));
      text.append(')');
    }
    return text.append(" Java/").append(System.getProperty("java.version", "?")).toString();
  }
}
