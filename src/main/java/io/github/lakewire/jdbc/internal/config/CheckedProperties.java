package io.github.lakewire.jdbc.internal.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was given, as values of the right type, and what was found wrong with it on the way. */
final class CheckedProperties {
  private final PropertySources given;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  CheckedProperties(PropertySources given) {
    this.given = given;
    problems.addAll(given.problems());
    warnings.addAll(given.warnings());
  }

  /** Notes something that makes connecting impossible, in a sentence for the user. */
  void problem(String text) {
    problems.add(text);
  }

  /** Notes something that was ignored, in a sentence for the user. */
  void warn(String text) {
    warnings.add(text);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Reports all that is wrong at once. */
  void throwProblems() throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(
          problems.size() == 1
              ? problems.get(0)
              : problems.size()
                  + " problems with the connection settings: "
                  + String.join("; ", problems));
    }
  }

  /** A number of bytes; unless it was given, also no more than this part of the heap. */
  long withinHeap(ConnectionProperty property, int part) {
    long bytes = value(property, Long.class);
    return given.text(property) == null
        ? Math.min(bytes, Math.max(1 << 20, Runtime.getRuntime().maxMemory() / part))
        : bytes;
  }

  /** The value of a property that has a default; the default, too, when the text is wrong. */
  <T> T value(ConnectionProperty property, Class<T> type) {
    T value = optional(property, type);
    if (value != null) {
      return value;
    }
    String text = property.defaultValue();
    if (text == null) {
      throw new IllegalStateException(property + " has no default");
    }
    return type.cast(property.kind().parse(text));
  }

  /** The value of a property; null when it is absent or its text is wrong. */
  <T> @Nullable T optional(ConnectionProperty property, Class<T> type) {
    String text = given.text(property);
    if (text == null) {
      return null;
    }
    try {
      return type.cast(property.kind().parse(text));
    } catch (IllegalArgumentException e) {
      wrong(property);
      return null;
    }
  }

  /** Notes that a property has another shape than it should have. */
  void wrong(ConnectionProperty property) {
    problem(
        "Connection property "
            + property.propertyName()
            + " is wrong: expected "
            + property.format());
  }

  /** Notes that a property is needed, unless it may stand in a profile that could not be read. */
  void missing(ConnectionProperty property, String remedy) {
    if (given.profileUnread()) {
      return;
    }
    problem("Connection property " + property.propertyName() + " is missing: " + remedy);
  }
}
