package io.github.lakewire.jdbc.internal.sql;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as SQL literals, for servers that take no parameters, types that cannot be
 * parameters, and statements with more values than may be. What a value says never becomes part of
 * the statement's syntax, however the server is set up: text goes out between quotes only if each
 * of its characters means itself in every dialect and setting, and as the hexadecimal digits of its
 * UTF-8 bytes otherwise. Quotes, backslashes (whose meaning is a setting of Spark's), dollar signs
 * (of which variables are made, in literals too) and everything unusual thus never come near the
 * parser. Values of other types must look like their type.
 */
public final class TypedLiterals {
  private static final String HARMLESS = " .,:_+-@()[]<>=!^|~";

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,38}(\\.\\d{1,38})?");
  private static final Pattern FLOATING =
      Pattern.compile("-?(\\d{1,40}(\\.\\d{1,40})?(E-?\\d{1,4})?|Infinity)|NaN");
  private static final Pattern DATE = Pattern.compile("[+-]?\\d{4,9}-\\d\\d-\\d\\d");
  private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?");
  private static final Pattern TIME_TYPE = Pattern.compile("TIME\\([0-6]\\)");
  private static final Pattern MONTHS = Pattern.compile("-?\\d{1,18}-\\d{1,2}");
  private static final Pattern DAY_TIME =
      Pattern.compile("-?\\d{1,18} \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?");
  private static final Pattern DECIMAL_TYPE = Pattern.compile("DECIMAL(\\(\\d{1,2},\\d{1,2}\\))?");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]*");

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private final @Nullable ZoneId wallClock;

  /**
   * A writer.
   *
   * @param wallClock the zone whose clock shows timestamps without a zone, for servers that read
   *     and send them so; null writes instants in UTC, and local times as TIMESTAMP_NTZ
   */
  public TypedLiterals(@Nullable ZoneId wallClock) {
    this.wallClock = wallClock;
  }

  /**
   * Writes one value.
   *
   * @param type SQL type name, as parameters have it
   * @param text the value as parameters have it; null is NULL; of BINARY, hexadecimal digits
   * @throws DriverException of kind UNSUPPORTED when there is no literal of that type, or the text
   *     is none of its values
   */
  public String write(String type, @Nullable String text) throws DriverException {
    if (text == null) {
      return nullOf(type);
    }
    return switch (type) {
      case "STRING" -> string(text);
      case "BOOLEAN" -> {
        if (!text.equals("true") && !text.equals("false")) {
          throw noLiteral(type);
        }
        yield text;
      }
      case "TINYINT", "SMALLINT", "INT", "BIGINT" -> whole(type, text);
      case "FLOAT", "DOUBLE" -> cast(type, text, FLOATING);
      case "DATE" -> "DATE '" + matching(type, text, DATE) + "'";
      case "TIMESTAMP" -> instant(text);
      case "TIMESTAMP_NTZ" ->
          (wallClock == null ? "TIMESTAMP_NTZ '" : "TIMESTAMP '") + local(type, text) + "'";
      case "INTERVAL YEAR TO MONTH" ->
          "INTERVAL '" + matching(type, text, MONTHS) + "' YEAR TO MONTH";
      case "INTERVAL DAY TO SECOND" ->
          "INTERVAL '" + matching(type, text, DAY_TIME) + "' DAY TO SECOND";
      case "BINARY" -> binary(text);
      case "TIME(6)" -> "TIME '" + matching(type, text, TIME) + "'";
      default -> {
        if (!DECIMAL_TYPE.matcher(type).matches()) {
          throw noLiteral(type);
        }
        yield cast(type, text, DECIMAL);
      }
    };
  }

  private static String nullOf(String type) throws DriverException {
    if (type.equals("VOID")) {
      return "NULL";
    }
    boolean known =
        switch (type) {
          case "STRING",
              "BOOLEAN",
              "TINYINT",
              "SMALLINT",
              "INT",
              "BIGINT",
              "FLOAT",
              "DOUBLE",
              "DATE",
              "TIMESTAMP",
              "BINARY" ->
              true;
          default -> DECIMAL_TYPE.matcher(type).matches() || TIME_TYPE.matcher(type).matches();
        };
    if (!known) {
      throw noLiteral(type);
    }
    return "CAST(NULL AS " + type + ")";
  }

  private static String string(String text) {
    if (text.chars().allMatch(TypedLiterals::meansItself)) {
      return String.join("", "'", text, "'");
    }
    String digits = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    // Spark takes nothing but casts and plain functions in VALUES: not decode, which it rewrites.
    return String.join("", "CAST(unhex('", digits, "') AS STRING)");
  }

  private static boolean meansItself(int c) {
    return c < 0x80
        ? (c >= '0' && c <= '9')
            || (c >= 'A' && c <= 'Z')
            || (c >= 'a' && c <= 'z')
            || HARMLESS.indexOf(c) >= 0
        : Character.isLetter(c) && Character.getType(c) != Character.MODIFIER_LETTER;
  }

  /** A bare number where it can be one, as LIMIT of Hive takes nothing else. */
  private static String whole(String type, String text) throws DriverException {
    matching(type, text, WHOLE);
    return type.equals("INT") && !text.startsWith("-") ? text : cast(type, text, WHOLE);
  }

  private static String cast(String type, String text, Pattern pattern) throws DriverException {
    return "CAST('" + matching(type, text, pattern) + "' AS " + type + ")";
  }

  private static String binary(String text) throws DriverException {
    // Joined rather than added: it may be large, and is copied once that way.
    return String.join("", "unhex('", matching("BINARY", text, HEXADECIMAL), "')");
  }

  private String instant(String text) throws DriverException {
    LocalDateTime given = text.endsWith("Z") ? parse(text.substring(0, text.length() - 1)) : null;
    if (given == null) {
      // A caller's own text, which the server reads as it reads a parameter of that type.
      return "CAST(" + string(text) + " AS TIMESTAMP)";
    }
    String utc = DATE_TIME.format(given);
    if (wallClock == null) {
      return "TIMESTAMP '" + utc + "Z'";
    }
    LocalDateTime shown =
        given.atOffset(ZoneOffset.UTC).atZoneSameInstant(wallClock).toLocalDateTime();
    return "TIMESTAMP '" + DATE_TIME.format(shown) + "'";
  }

  private static String local(String type, String text) throws DriverException {
    LocalDateTime parsed = parse(text);
    if (parsed == null) {
      throw noLiteral(type);
    }
    return DATE_TIME.format(parsed);
  }

  private static @Nullable LocalDateTime parse(String text) {
    try {
      return LocalDateTime.parse(text, DATE_TIME);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String matching(String type, String text, Pattern pattern) throws DriverException {
    if (!pattern.matcher(text).matches()) {
      throw noLiteral(type);
    }
    return text;
  }

  private static DriverException noLiteral(String type) {
    return new DriverException(
        DriverException.Kind.UNSUPPORTED,
        "A value of type "
            + type
            + " cannot be sent as a parameter here, nor written as a literal; write it into the"
            + " statement");
  }
}
