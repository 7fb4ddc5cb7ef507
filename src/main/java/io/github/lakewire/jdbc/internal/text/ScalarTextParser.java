package io.github.lakewire.jdbc.internal.text;

import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.math.BigDecimal;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values without quotes within the text of a nested value: how far they go and what they are. */
enum ScalarTextParser {
  BOOLEAN("true|false", text -> text.equals("true")),
  TINYINT(Form.WHOLE, text -> (byte) Form.whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE)),
  SMALLINT(Form.WHOLE, text -> (short) Form.whole(text, Short.MIN_VALUE, Short.MAX_VALUE)),
  INT(Form.WHOLE, text -> (int) Form.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE)),
  BIGINT(Form.WHOLE, Long::valueOf),
  FLOAT(Form.FLOATING, Float::valueOf),
  DOUBLE(Form.FLOATING, Double::valueOf),
  DECIMAL(Form.DECIMAL, BigDecimal::new),
  DATE(Form.DATE, DateTimeText::parseDate),
  TIME(Form.TIME, DateTimeText::parseTime),
  TIMESTAMP(Form.DATE + "[ T]" + Form.TIME, DateTimeText::parseDateTime),
  YEARS_AND_MONTHS("[+-]?\\d{1,9}-\\d{1,2}", IntervalText::parsePeriod),
  DAYS_AND_TIME(
      "[+-]?\\d{1,9} \\d{1,2}:\\d{1,2}:\\d{1,2}(?:\\.\\d{1,9})?", IntervalText::parseDuration),
  TEXT("[^,\\]}:\"]+", text -> text),
  /** By its form; texts that have no other are texts. */
  ANY(
      "true|false|"
          + (Form.DATE + "(?:[ T]" + Form.TIME + ")?|")
          + (Form.CLOCK + "|" + Form.FLOATING + "|" + "[^,\\]}:\"]+"),
      Form::any),
  /** How bytes are written differs between servers, and the text does not tell. */
  UNREADABLE("", text -> null);

  private final Pattern pattern;
  private final Function<String, @Nullable Object> decoding;

  ScalarTextParser(String pattern, Function<String, @Nullable Object> decoding) {
    this.pattern = Pattern.compile(pattern);
    this.decoding = decoding;
  }

  static ScalarTextParser of(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> BOOLEAN;
      case TINYINT -> TINYINT;
      case SMALLINT -> SMALLINT;
      case INT -> INT;
      case BIGINT -> BIGINT;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case DECIMAL -> DECIMAL;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP, TIMESTAMP_NTZ -> TIMESTAMP;
      case INTERVAL_YEAR_MONTH -> YEARS_AND_MONTHS;
      case INTERVAL_DAY_TIME -> DAYS_AND_TIME;
      case STRING, CHAR, VARCHAR, GEOMETRY, GEOGRAPHY -> TEXT;
      case VARIANT, OTHER -> ANY;
      case BINARY, ARRAY, MAP, STRUCT, VOID -> UNREADABLE;
    };
  }

  /** Whether the value may hold the marks at which {@link #end} stops. */
  boolean isOpen() {
    return this == TEXT || this == ANY;
  }

  /** Returns where a value that begins at the place ends; the place itself when there is none. */
  int end(String text, int start) {
    if (start >= text.length()) {
      return start;
    }
    Matcher matcher = pattern.matcher(text).region(start, text.length());
    return matcher.lookingAt() ? matcher.end() : start;
  }

  /** Returns null when the text is no such value. */
  @Nullable Object decode(String text) {
    try {
      return isOpen() || pattern.matcher(text).matches() ? decoding.apply(text) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static final class Form {
    static final String WHOLE = "[+-]?\\d{1,19}";
    // Exponents of three digits at most: a number must not be written out for ever.
    static final String FLOATING = "[+-]?(?:\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d{1,3})?|Infinity)|NaN";
    static final String DECIMAL = "[+-]?\\d{1,400}(?:\\.\\d{0,400})?(?:[eE][+-]?\\d{1,3})?";
    static final String DATE = "[+-]?\\d{4,9}-\\d{1,2}-\\d{1,2}";
    static final String TIME = "\\d{1,2}:\\d{1,2}:\\d{1,2}(?:\\.\\d{1,9})?";

    /** As servers write a TIME, so that other texts are not taken for one. */
    static final String CLOCK = "\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?";

    private static final Pattern TIME_OF_DAY = Pattern.compile(CLOCK);
    private static final Pattern WHOLE_NUMBER = Pattern.compile(WHOLE);
    private static final Pattern DECIMAL_NUMBER = Pattern.compile(DECIMAL);
    private static final Pattern FLOATING_NUMBER = Pattern.compile(FLOATING);
    private static final Pattern ONLY_DATE = Pattern.compile(DATE);
    private static final Pattern DATE_AND_TIME = Pattern.compile(DATE + "[ T]" + TIME);

    private Form() {}

    static long whole(String text, long least, long most) {
      long value = Long.parseLong(text);
      if (value < least || value > most) {
        throw new NumberFormatException();
      }
      return value;
    }

    static @Nullable Object any(String text) {
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      } else if (DATE_AND_TIME.matcher(text).matches()) {
        return DateTimeText.parseDateTime(text);
      } else if (ONLY_DATE.matcher(text).matches()) {
        return DateTimeText.parseDate(text);
      } else if (TIME_OF_DAY.matcher(text).matches()) {
        Object time = DateTimeText.parseTime(text);
        return time == null ? text : time;
      } else if (WHOLE_NUMBER.matcher(text).matches()) {
        return wholeOrDecimal(text);
      } else if (DECIMAL_NUMBER.matcher(text).matches() && !hasExponent(text)) {
        return new BigDecimal(text);
      } else if (FLOATING_NUMBER.matcher(text).matches()) {
        return Double.valueOf(text);
      }
      return text;
    }

    private static Object wholeOrDecimal(String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        return new BigDecimal(text);
      }
    }

    private static boolean hasExponent(String text) {
      return text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    }
  }
}
