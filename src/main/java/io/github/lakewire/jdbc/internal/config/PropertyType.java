package io.github.lakewire.jdbc.internal.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a property's value looks like: how it is parsed, and how its shape is told to people. */
sealed interface PropertyType {

  /**
   * Turns the text of a property into its value.
   *
   * @throws IllegalArgumentException when the text has another shape; it carries no part of the
   *     text, which may be a misplaced secret
   */
  Object parse(String text);

  /** Returns the shape of a good value, to stand after "expected". */
  String describe();

  /** Returns the values to choose from, empty when there is no such list. */
  default List<String> choices() {
    return List.of();
  }

  /** Free text on one line. */
  record Text(String shape) implements PropertyType {
    @Override
    public String parse(String text) {
      // Values end up in HTTP headers, where a line break would start another header.
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("control characters");
      }
      return text;
    }

    @Override
    public String describe() {
      return shape;
    }
  }

  /** A text that must never be shown. */
  record Hidden(String shape) implements PropertyType {
    @Override
    public Secret parse(String text) {
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("control characters");
      }
      return new Secret(text);
    }

    @Override
    public String describe() {
      return shape;
    }
  }

  /** Yes or no. */
  record Flag() implements PropertyType {
    @Override
    public Boolean parse(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "1", "true", "yes", "on" -> true;
        case "0", "false", "no", "off" -> false;
        default -> throw new IllegalArgumentException("no flag");
      };
    }

    @Override
    public String describe() {
      return "1 or 0";
    }

    @Override
    public List<String> choices() {
      return List.of("1", "0");
    }
  }

  /** A whole number from {@code min} to {@code max}. */
  record Whole(long min, long max) implements PropertyType {
    @Override
    public Long parse(String text) {
      // Checked first: the JDK's exception would repeat the text.
      if (!text.matches("[+-]?\\d{1,18}")) {
        throw new IllegalArgumentException("no whole number");
      }
      long number = Long.parseLong(text);
      if (number < min || number > max) {
        throw new IllegalArgumentException("out of range");
      }
      return number;
    }

    @Override
    public String describe() {
      return "a whole number from " + min + " to " + max;
    }
  }

  /** Ports of this machine, separated by commas. */
  record Ports() implements PropertyType {
    private static final int MOST = 100;

    @Override
    public List<Integer> parse(String text) {
      List<Integer> ports =
          Stream.of(text.split(",", MOST + 1)).map(String::strip).map(Ports::port).toList();
      if (ports.size() > MOST) {
        throw new IllegalArgumentException("too many ports");
      }
      return ports;
    }

    private static Integer port(String text) {
      long port = new Whole(0, 65535).parse(text);
      return Math.toIntExact(port);
    }

    @Override
    public String describe() {
      return "a port from 0 to 65535, or several separated by commas";
    }
  }

  /** A length of time; a bare number counts seconds, as the properties of other drivers do. */
  record Time(Duration max) implements PropertyType {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|)");

    @Override
    public Duration parse(String text) {
      Matcher matcher = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw new IllegalArgumentException("no length of time");
      }
      long number = Long.parseLong(matcher.group(1));
      Duration time =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
          };
      if (time.compareTo(max) > 0) {
        throw new IllegalArgumentException("out of range");
      }
      return time;
    }

    @Override
    public String describe() {
      return "a length of time such as 30 (seconds), 500ms or 15m, at most "
          + max.toSeconds()
          + " seconds";
    }
  }

  /** A number of bytes; k, M and G count by 1024. */
  record Bytes(long min, long max) implements PropertyType {
    private static final Pattern SHAPE =
        Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?)\\s*([kmg]?)i?b?");

    @Override
    public Long parse(String text) {
      Matcher matcher = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw new IllegalArgumentException("no number of bytes");
      }
      int shift = " kmg".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2)) * 10;
      BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << shift));
      if (bytes.compareTo(BigDecimal.valueOf(min)) < 0
          || bytes.compareTo(BigDecimal.valueOf(max)) > 0) {
        throw new IllegalArgumentException("out of range");
      }
      return bytes.setScale(0, RoundingMode.DOWN).longValueExact();
    }

    @Override
    public String describe() {
      return "a number of bytes such as 1048576, 512k or 64M, from " + min + " to " + max;
    }
  }

  /** One of a few words, in any case. */
  record Choice(List<String> choices) implements PropertyType {
    @Override
    public String parse(String text) {
      for (String choice : choices) {
        if (choice.equalsIgnoreCase(text)) {
          return choice;
        }
      }
      throw new IllegalArgumentException("none of the choices");
    }

    @Override
    public String describe() {
      return "one of " + String.join(", ", choices);
    }
  }
}
