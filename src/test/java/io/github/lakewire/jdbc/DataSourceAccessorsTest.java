package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.internal.config.BeanProperty;
import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Getters and setters of the data source are written from the table of options, comments included:
 * what an option is for, its values and its default. {@code -Ddocs.update} writes them anew, to be
 * formatted by {@code mvn spotless:apply}.
 */
class DataSourceAccessorsTest {
  private static final Path FILE =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "main", "java")
          .resolve(Path.of("io", "github", "lakewire", "jdbc", "DataSourceAccessors.java"));

  private static String source() {
    StringBuilder source =
        new StringBuilder(
            """
            package io.github.lakewire.jdbc;

            import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
            import org.jspecify.annotations.Nullable;

            /**
             * The connection properties of a data source, one by one. Written by a test from the
             * table of connection properties; the defaults, ranges and other spellings are in the
             * document {@code src/docs/options.md}.
             *
             * @since 0.1.0
             */
            abstract class DataSourceAccessors extends DataSourceProperties {
              private static final long serialVersionUID = 1L;
            """);
    for (ConnectionProperty option : ConnectionProperty.values()) {
      // The setter of that one is JDBC's own.
      if (option != ConnectionProperty.LOGIN_TIMEOUT) {
        String property = BeanProperty.of(option).name();
        source.append(accessors(option, property, getterComment(option), setterComment(option)));
        String other = otherName(option);
        if (!other.isEmpty()) {
          String same =
              " the connection property {@code " + option.propertyName() + "}, by its other name.";
          source.append(accessors(option, other, "Returns" + same, "Sets" + same));
        }
      }
    }
    return source.append("}\n").toString();
  }

  /** Names that containers and people know these by. */
  private static String otherName(ConnectionProperty option) {
    return switch (option) {
      case HOST -> "ServerName";
      case PORT -> "PortNumber";
      case SCHEMA -> "DatabaseName";
      case USER_AGENT_ENTRY -> "ApplicationName";
      case USER -> "Username";
      case PASSWORD -> "Token";
      default -> "";
    };
  }

  private static boolean isTime(ConnectionProperty option) {
    return option.format().startsWith("a length of time");
  }

  private static String getterComment(ConnectionProperty option) {
    return "Returns the connection property {@code %s}%s: as set here, else in the URL, else %s."
        .formatted(
            option.propertyName(),
            isTime(option) ? " in seconds, rounded up" : "",
            option.defaultValue() == null ? "null" : "{@code " + shownDefault(option) + "}");
  }

  private static String setterComment(ConnectionProperty option) {
    return "Sets the connection property {@code %s}. %s\n   *\n   * @param %s %s; %s"
        .formatted(
            option.propertyName(),
            option.description(),
            parameter(BeanProperty.of(option).name()),
            range(option),
            option.defaultValue() == null
                ? "null removes the setting"
                : "{@code " + shownDefault(option) + "} when it was not set");
  }

  private static String range(ConnectionProperty option) {
    if (BeanProperty.of(option).type() == boolean.class) {
      return "whether it is on";
    }
    String range = option.format();
    return isTime(option) ? range.replaceFirst(".*, at most", "seconds, from 0 to") : range;
  }

  private static String shownDefault(ConnectionProperty option) {
    return BeanProperty.of(option).type() == boolean.class
        ? String.valueOf("1".equals(option.defaultValue()))
        : option.defaultValue();
  }

  private static String parameter(String property) {
    return property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
  }

  private static String accessors(
      ConnectionProperty option, String property, String getterComment, String setterComment) {
    Class<?> type = BeanProperty.of(option).type();
    String kind = type == int.class ? "Number" : type == boolean.class ? "Flag" : "Text";
    String typeName = type == String.class ? "@Nullable String" : type.getName();
    String parameter = parameter(property);
    return """

      /** %s */
      public %s %s%s() {
        return %s(ConnectionProperty.%s);
      }

      /**
       * %s
       */
      public void set%s(%s %s) {
        set%s(ConnectionProperty.%s, %s);
      }
    """
        .formatted(
            getterComment,
            typeName,
            type == boolean.class ? "is" : "get",
            property,
            kind.toLowerCase(Locale.ROOT),
            option.name(),
            setterComment,
            property,
            typeName,
            parameter,
            kind,
            option.name(),
            parameter);
  }

  @Test
  void accessorsSayWhatTheTableSays() throws IOException {
    String expected = plain(source());
    if (System.getProperty("docs.update") != null
        && !expected.equals(plain(Files.readString(FILE)))) {
      Files.writeString(FILE, source());
    }
    assertEquals(
        expected,
        plain(Files.readString(FILE)),
        "run the test with -Ddocs.update, then mvn spotless:apply, to write " + FILE);
  }

  /** Without what a formatter changes. */
  private static String plain(String source) {
    return source.replaceAll("[\\s*]+", "");
  }
}
