package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.text.NestedTextParser;
import io.github.lakewire.jdbc.internal.types.ColumnType;

/** How the text of a value becomes its default Java object, by the type of its column. */
public enum TextDecoder {
  TEXT((text, reader) -> text),
  BOOLEAN(TextDecoder::toBoolean),
  WHOLE_NUMBER((text, reader) -> NumberConversions.toLong(text, reader)),
  FLOATING_NUMBER((text, reader) -> NumberConversions.toDouble(text, reader)),
  DECIMAL((text, reader) -> NumberConversions.toDecimal(text, reader)),
  DATE(TemporalConversions::toDate),
  TIME(TemporalConversions::toTime),
  /** The zone of a TIMESTAMP's text is not told, so both kinds are local times. */
  TIMESTAMP(TemporalConversions::toDateTime),
  YEARS_AND_MONTHS(TemporalConversions::toPeriod),
  DAYS_AND_TIME(TemporalConversions::toDuration),
  NESTED(TextDecoder::toNested);

  private final Decoding decoding;

  TextDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  private interface Decoding {
    Object decode(String text, ColumnReader reader) throws DriverException;
  }

  public static TextDecoder of(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> BOOLEAN;
      case TINYINT, SMALLINT, INT, BIGINT -> WHOLE_NUMBER;
      case FLOAT, DOUBLE -> FLOATING_NUMBER;
      case DECIMAL -> DECIMAL;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP, TIMESTAMP_NTZ -> TIMESTAMP;
      case INTERVAL_YEAR_MONTH -> YEARS_AND_MONTHS;
      case INTERVAL_DAY_TIME -> DAYS_AND_TIME;
      case ARRAY, MAP, STRUCT -> NESTED;
      case STRING, CHAR, VARCHAR, BINARY, VARIANT, VOID, GEOMETRY, GEOGRAPHY, OTHER -> TEXT;
    };
  }

  private static Object toBoolean(String text, ColumnReader reader) throws DriverException {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw reader.malformed("boolean");
  }

  /** What cannot be understood stays the text that it is. */
  private static Object toNested(String text, ColumnReader reader) {
    Object value = NestedTextParser.parse(text, reader.sqlType());
    return value == null ? text : value;
  }

  /** Decodes a value; the reader gives the message of a failure its column. */
  public Object decode(String text, ColumnReader reader) throws DriverException {
    return decoding.decode(text, reader);
  }
}
