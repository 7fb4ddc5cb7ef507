package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;

/** How the text of a value becomes its natural object, by the type of its column. */
enum TextDecoding {
  TEXT {
    @Override
    Object decode(String text, ColumnReader reader) {
      return text;
    }
  },
  BOOLEAN {
    @Override
    Object decode(String text, ColumnReader reader) throws Fault {
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      }
      throw reader.malformed("boolean");
    }
  },
  WHOLE_NUMBER {
    @Override
    Object decode(String text, ColumnReader reader) throws Fault {
      return Numbers.toLong(text, reader);
    }
  },
  FLOATING_NUMBER {
    @Override
    Object decode(String text, ColumnReader reader) throws Fault {
      return Numbers.toDouble(text, reader);
    }
  },
  DECIMAL {
    @Override
    Object decode(String text, ColumnReader reader) throws Fault {
      return Numbers.toDecimal(text, reader);
    }
  },
  DATE {
    @Override
    Object decode(String text, ColumnReader reader) throws Fault {
      return Temporals.toDate(text, reader);
    }
  },
  TIME {
    @Override
    Object decode(String text, ColumnReader reader) throws Fault {
      return Temporals.toTime(text, reader);
    }
  },
  /** The zone of a TIMESTAMP's text is not told, so both kinds are local times. */
  TIMESTAMP {
    @Override
    Object decode(String text, ColumnReader reader) throws Fault {
      return Temporals.toDateTime(text, reader);
    }
  },
  YEARS_AND_MONTHS {
    @Override
    Object decode(String text, ColumnReader reader) throws Fault {
      return Temporals.toPeriod(text, reader);
    }
  },
  DAYS_AND_TIME {
    @Override
    Object decode(String text, ColumnReader reader) throws Fault {
      return Temporals.toDuration(text, reader);
    }
  },
  /** What cannot be understood stays the text that it is. */
  NESTED {
    @Override
    Object decode(String text, ColumnReader reader) {
      Object value = NestedText.parse(text, reader.sqlType());
      return value == null ? text : value;
    }
  };

  static TextDecoding of(ColumnType type) {
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
  abstract Object decode(String text, ColumnReader reader) throws Fault;
}
