package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.text.NestedTextParser;
import io.github.lakewire.jdbc.internal.types.ColumnType;

/** How the text of a value becomes its default Java object, by the type of its column. */
public enum TextDecoder {
  TEXT {
    @Override
    public Object decode(String text, ColumnReader reader) {
      return text;
    }
  },
  BOOLEAN {
    @Override
    public Object decode(String text, ColumnReader reader) throws DriverException {
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      }
      throw reader.malformed("boolean");
    }
  },
  WHOLE_NUMBER {
    @Override
    public Object decode(String text, ColumnReader reader) throws DriverException {
      return NumberConversions.toLong(text, reader);
    }
  },
  FLOATING_NUMBER {
    @Override
    public Object decode(String text, ColumnReader reader) throws DriverException {
      return NumberConversions.toDouble(text, reader);
    }
  },
  DECIMAL {
    @Override
    public Object decode(String text, ColumnReader reader) throws DriverException {
      return NumberConversions.toDecimal(text, reader);
    }
  },
  DATE {
    @Override
    public Object decode(String text, ColumnReader reader) throws DriverException {
      return TemporalConversions.toDate(text, reader);
    }
  },
  TIME {
    @Override
    public Object decode(String text, ColumnReader reader) throws DriverException {
      return TemporalConversions.toTime(text, reader);
    }
  },
  /** The zone of a TIMESTAMP's text is not told, so both kinds are local times. */
  TIMESTAMP {
    @Override
    public Object decode(String text, ColumnReader reader) throws DriverException {
      return TemporalConversions.toDateTime(text, reader);
    }
  },
  YEARS_AND_MONTHS {
    @Override
    public Object decode(String text, ColumnReader reader) throws DriverException {
      return TemporalConversions.toPeriod(text, reader);
    }
  },
  DAYS_AND_TIME {
    @Override
    public Object decode(String text, ColumnReader reader) throws DriverException {
      return TemporalConversions.toDuration(text, reader);
    }
  },
  /** What cannot be understood stays the text that it is. */
  NESTED {
    @Override
    public Object decode(String text, ColumnReader reader) {
      Object value = NestedTextParser.parse(text, reader.sqlType());
      return value == null ? text : value;
    }
  };

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

  /** Decodes a value; the reader gives the message of a failure its column. */
  public abstract Object decode(String text, ColumnReader reader) throws DriverException;
}
